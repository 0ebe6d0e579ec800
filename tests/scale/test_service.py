"""Exporting from a data folder: the same bytes again, whole or refused, and counted alike."""

import sys
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.fact_rows import LASTING, MONTHLY
from inspector_app.domain.month import Month
from inspector_app.scale import parquet as parquet_files
from inspector_app.scale.engines import EngineName
from inspector_app.services.scale_files import CONTENTS
from tests.stories.conftest import command_on

pytest.importorskip("pyarrow")
NOVEMBER = Month(2026, 11)
LESSON = {"listener": "DX001", "period": 3, "class": "4年1班", "subject": "科学"}


@pytest.fixture
def bench(workbench: Workbench, filed: Any) -> Workbench:
    filed(peers=["DX002"], session="全天")
    filed(date="2026-11-19", type="综合", peers=["DX003"])
    filed(date="2026-10-20")
    return workbench


def files(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_the_same_records_are_exported_as_the_same_bytes(bench: Workbench, tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    told = bench.scale.export(first)
    bench.scale.export(second)
    bench.scale.export(second)
    assert files(first) == files(second)
    assert (told.districts, told.months) == (("210304",), ("2026-10", "2026-11"))
    assert dict(told.rows) == {
        "visit": 3, "credit": 5, "lesson": 0, "issue": 3, "complaint": 0, "person": 3,
        "assignment": 1, "school": 2,
    }  # fmt: skip
    assert told.files == 2 * len(MONTHLY) + len(LASTING) == len(files(first)) - 1


def test_every_file_lies_where_others_look_for_a_district_and_month(
    bench: Workbench, tmp_path: Path
) -> None:
    from pyarrow import parquet

    bench.scale.export(tmp_path / "out")
    part = tmp_path / "out/visit/district=210304/month=2026-11/part-0.parquet"
    rows = parquet.read_table(part, partitioning=None).to_pylist()
    assert [row["session"] for row in rows] == ["morning", "full_day"]
    assert [column.name for column in MONTHLY["visit"]] == list(rows[0])


def test_duckdb_counts_what_the_program_counts_and_a_change_since_is_named(
    bench: Workbench,
    filed: Any,
    tmp_path: Path,
) -> None:
    pytest.importorskip("duckdb")
    out = tmp_path / "out"
    bench.scale.export(out)
    found = bench.scale.compare(out, month=NOVEMBER, name=EngineName.DUCKDB)
    assert (found.rows, found.unlike) == (5, ())
    filed(date="2026-11-18")
    told = bench.scale.compare(out, month=NOVEMBER, name=EngineName.DUCKDB).unlike
    visits = [x for x in told if x.figure == "visits" and x.scope.kind == "district"]
    assert [(x.own, x.asked) for x in visits] == [(3, 2)]
    bench.close()
    command = command_on(bench.context.folder.root, bench.context.clock)
    check = ("scale", "check", out, "--month", "2026-11", "--engine", "duckdb")
    code, said, _ = command(*check)
    assert (code, "210304 全区 入校校次：本程序 3，duckdb 2" in said) == (1, True)
    assert command("export", "parquet", "--to", out)[0] == 0
    code, said, _ = command(*check)
    assert (code, said) == (0, "duckdb　2026年11月　1 个区　5 行，每行 59 个数，与本程序逐格相同\n")
    assert "写 duckdb 或 spark" in command(*check[:-1], "excel")[2]


def test_a_month_that_has_nothing_any_more_leaves_no_file_behind(
    bench: Workbench, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    bench.scale.export(out)
    (uid,) = [
        uid for (uid,) in bench.context.database.rows(
            "SELECT uid FROM visit WHERE visited_on = '2026-10-20'"
        )
    ]  # fmt: skip
    bench.visits.void(uid, reason="重复登记")
    told = bench.scale.export(out)
    assert (told.months, told.removed) == (("2026-11",), len(MONTHLY))
    assert not list(out.rglob("month=2026-10"))


def test_an_export_that_is_not_whole_is_not_compared(bench: Workbench, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(NotFoundError, match="没有导出的数据"):
        bench.scale.compare(out, month=NOVEMBER, name=EngineName.DUCKDB)
    bench.scale.export(out)
    part = out / "visit/district=210304/month=2026-11/part-0.parquet"
    part.write_bytes(part.read_bytes()[:-1])
    with pytest.raises(RefusedError, match="与导出清单不符"):
        bench.scale.compare(out, month=NOVEMBER, name=EngineName.DUCKDB)
    (out / CONTENTS).write_text('{"files":[],"format":2}')
    with pytest.raises(RefusedError, match="更新版本"):
        bench.scale.compare(out, month=NOVEMBER, name=EngineName.DUCKDB)
    (out / CONTENTS).write_text("[]")
    with pytest.raises(RefusedError, match="不合规定"):
        bench.scale.compare(out, month=NOVEMBER, name=EngineName.DUCKDB)


def test_nothing_is_written_among_other_files_or_where_nothing_was_filed(
    workbench: Workbench,
    tmp_path: Path,
) -> None:
    with pytest.raises(RefusedError, match="还没有已定稿的记录"):
        workbench.scale.export(tmp_path / "new")
    assert not (tmp_path / "new").exists()
    other = tmp_path / "other"
    other.mkdir()
    (other / "note.txt").write_text("x")
    with pytest.raises(RefusedError, match=r"有别的文件（note\.txt）"):
        workbench.scale.export(other)


def test_no_more_rows_are_taken_at_once_than_a_batch(tmp_path: Path) -> None:
    from pyarrow import parquet

    rows = ((f"v{n}", f"n{n}", "") for n in range(2 * parquet_files.BATCH + 5))
    columns = [c._replace(may_lack=True) for c in MONTHLY["visit"][:3]]
    part = parquet_files.write_part(tmp_path / "a" / "part-0.parquet", rows, columns)
    read = parquet.ParquetFile(part.path)
    assert (part.rows, read.metadata.num_row_groups) == (40_005, 3)


def test_without_pyarrow_a_sentence_says_how_it_is_installed(
    bench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FixedClock
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(RefusedError, match=r"inspector-app\[scale\]"):
        bench.scale.export(tmp_path / "out")
    assert not list((tmp_path / "out").rglob("*.parquet"))
