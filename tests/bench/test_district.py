"""The measurements over a demonstration district: they run, agree and are told.

Ratios of time are printed for people and never decide a test: a neighbour on the machine would.
Figures and memory do decide.
"""

import os
from pathlib import Path

import pytest

from inspector_app.bootstrap import open_workbench
from inspector_app.domain.month import Month
from tests.bench import district, saving, startup

FULL_LENGTH = bool(os.environ.get("INSPECTOR_APP_FULL_LENGTH"))
RUNS = 9 if FULL_LENGTH else 3
LINUX_ONLY = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="only Linux tells the peak"
)


@pytest.fixture(scope="module")
def plain(folder: Path) -> Path:
    path = folder.parent / "plain.db"
    with open_workbench(folder) as bench:
        district.plain_copy(bench, path)
    return path


def told(lines: list[district.Line]) -> list[district.Line]:
    print(f"\n{district.report(lines)}")
    return lines


def test_the_month_table_and_plain_sql_give_the_same_numbers(folder: Path, plain: Path) -> None:
    with open_workbench(folder) as bench:
        # It raises where a single number differs.
        lines = told(district.compare_tables(bench, plain, runs=RUNS))
    assert len({line.what for line in lines}) == len(lines) >= 2


def test_the_first_hits_of_common_words_are_found(folder: Path) -> None:
    with open_workbench(folder) as bench:
        lines = told(district.search_lines(bench, runs=RUNS))
        assert len(bench.search.find("消防", limit=50)) == 50
    assert lines[0].ours <= lines[1].ours


def test_the_board_of_all_schools_is_told_with_the_rules_that_ship_and_with_all(
    folder: Path,
) -> None:
    with open_workbench(folder) as bench:
        lines = told(district.board_lines(bench, runs=RUNS))
        assert len(bench.coverage.board().rows) == 120
        assert all(rule.on for rule in bench.rules.all())
    assert [line.limit for line in lines] == [district.BOARD_LIMIT_MS] * 2


def test_both_ways_of_saving_leave_the_same_text_and_no_draft(folder: Path, plain: Path) -> None:
    with open_workbench(folder) as bench:
        before = bench.context.database.row("SELECT count(*) FROM visit WHERE deleted_at IS NULL")
        # It raises where the texts differ.
        (line,) = told(saving.compare(bench, plain, runs=RUNS * 10))
        after = bench.context.database.row("SELECT count(*) FROM visit WHERE deleted_at IS NULL")
    assert line.ours > 0
    assert after == before


@LINUX_ONLY
def test_the_window_with_today_takes_at_most_300_megabytes(folder: Path) -> None:
    *ratios, memory = told(startup.compare(folder, runs=RUNS))
    assert [line.unit for line in ratios] == ["×", "×"]
    assert memory.passes


@LINUX_ONLY
def test_table_and_import_take_at_most_300_megabytes(folder: Path, tmp_path: Path) -> None:
    with open_workbench(folder) as bench:
        month = Month.of(bench.context.today()).shifted(-1)
    lines = told(district.memory_lines(folder, tmp_path, month=month))
    assert [line.what for line in lines if not line.passes] == []
