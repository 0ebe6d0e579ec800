"""A month's end on the command line: checked, locked, late entries, corrections, editions."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.domain.school import Assignment, Inspector, InspectorKind, School, SchoolKind
from inspector_app.services.context import Role
from inspector_app.storage.people import FIRST_DAY
from tests.stories.conftest import RECORD, Command, command_on
from tests.stories.test_documents import text_of

SCHOOLS: Final = ("2121000003", "2121000004")


@pytest.fixture
def clock() -> FixedClock:
    """The first day of December: November is over."""
    return FixedClock(datetime(2026, 12, 1, 8, tzinfo=UTC))


def made(path: Path, *, role: Role) -> None:
    person = "DX001" if role is Role.LAPTOP else ""
    bootstrap.init_folder(path, role=role, district="210304", inspector_id=person)
    with bootstrap.open_workbench(path) as bench, bench.context.database.transaction():
        stores = bench.context.stores
        for number, code in enumerate(SCHOOLS, start=3):
            school = School(code=code, name=f"示范区第{number}小学", kind=SchoolKind.PRIMARY)
            stores.schools.put(school, initials="", origin="test")
        for number in (1, 2, 3):
            person = f"DX{number:03d}"
            kind = InspectorKind.PART_TIME
            stores.people.put(Inspector(id=person, name=f"督学{number:02d}", kind=kind), origin="t")
            stores.schools.put_assignment(
                Assignment(inspector_id=person, school_code=SCHOOLS[number % 2], start=FIRST_DAY),
                origin="t",
            )


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of an inspector and one of the office; made once, only ever copied."""
    path = tmp_path_factory.mktemp("months")
    made(path / "data", role=Role.LAPTOP)
    made(path / "office", role=Role.OFFICE)
    return path


@pytest.fixture
def laptop(both: Path, tmp_path: Path, clock: FixedClock) -> Command:
    return command_on(shutil.copytree(both / "data", tmp_path / "data"), clock)


@pytest.fixture
def office(both: Path, tmp_path: Path, clock: FixedClock) -> Command:
    return command_on(shutil.copytree(both / "office", tmp_path / "office"), clock)


def filed(command: Command, folder: Path, **more: Any) -> str:
    record = {**RECORD, "narrative": "巡视校园。", "no_issues_found": True, "peers": [], **more}
    path = folder / "record.json"
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    number = command("visit", "new", "--from", path)[1].split()[0]
    code, _, told = command("visit", "file", number)
    assert code == 0, told
    return number


def told(command: Command, *words: object) -> Any:
    code, said, wrong = command("month", *words, "--json")
    assert code == 0, wrong
    return json.loads(said)


def test_a_month_is_checked_locked_and_corrected_and_the_next_tells_it(
    laptop: Command, tmp_path: Path
) -> None:
    number = filed(laptop, tmp_path)
    filed(laptop, tmp_path, date="2026-11-28", notice_date="2026-11-27")
    checked = told(laptop, "check", "2026-11")
    assert (checked["state"], checked["gap_count"]) == ("checked", len(checked["gaps"]))
    assert {"holiday", "late"} <= {gap["kind"] for gap in checked["gaps"]}
    assert "记录 → 【核对】 → 汇总" in laptop("month", "check", "2026-11")[1]
    assert told(laptop, "compile", "2026-11")["state"] == "compiled"
    locked = told(laptop, "lock", "2026-11")
    assert (locked["state"], len(locked["check_code"])) == ("locked", 8)
    kept = told(laptop, "2026-11")

    filed(laptop, tmp_path, date="2026-11-19", school=SCHOOLS[1])
    code, said, _ = laptop(
        "month", "correct", "2026-11", "--reason", "次数记错", "--record", number
    )
    assert (code, "打开了 1 份记录的更正" in said) == (0, True)
    assert laptop("visit", "set", number, "advice", "再看一看")[0] == 0
    assert laptop("visit", "file", number)[0] == 0
    assert told(laptop, "2026-11") == kept
    now = told(laptop, "2026-11", "--now")
    assert now["district"]["visits"] == kept["district"]["visits"] + 1
    assert {"row": "合计", "figure": "visits", "part": "", "before": "2", "after": "3",
            "more": 1} in now["differences"]  # fmt: skip
    assert "合计　入校校次：2 → 3" in laptop("month", "2026-11", "--now")[1]

    (late,) = told(laptop, "2026-12")["late"]
    assert (late["month"], late["reason"]) == ("2026-11", "次数记错")
    assert [entry["word"] for entry in late["entries"]] == ["补报"]
    assert "补报、更正　属于2026年11月" in laptop("month", "2026-12")[1]
    pdf, book = tmp_path / "月.pdf", tmp_path / "月.xlsx"
    assert laptop("month", "2026-12", "--pdf", pdf, "--xlsx", book)[0] == 0
    assert "下列记录属于2026年11月，不计入本月各列" in text_of(pdf).replace("\n", "")
    rows = list(openpyxl.load_workbook(book)["补报更正"].values)
    assert any(row[0] == "补报" and row[1] == "2026-11" for row in rows)


def test_the_print_names_persons_and_schools_and_shows_no_codes(
    laptop: Command, tmp_path: Path
) -> None:
    told(laptop, "lock", "2026-11")
    before = told(laptop, "2026-11")["district"]["schools_below_frequency"]
    filed(laptop, tmp_path)
    said = laptop("month", "2026-11", "--now")[1]
    assert "　数字校验码 " in said
    assert "督学01　入校校次：0 → 1" in said
    assert "未达频次学校：" in said
    assert not [code for code in ("DX0", *before) if code in said]


def test_a_month_with_a_record_under_correction_is_locked_only_when_that_is_said(
    laptop: Command, tmp_path: Path
) -> None:
    number = filed(laptop, tmp_path)
    assert laptop("visit", "correct", number, "--reason", "日期")[0] == 0
    code, _, wrong = laptop("month", "lock", "2026-11")
    assert (code, number in wrong, "--anyway" in wrong) == (1, True, True)
    code, said, _ = laptop("month", "lock", "2026-11", "--anyway")
    assert (code, f"锁定时正在更正的 1 份（{number}）没有计入" in said) == (0, True)
    assert f"锁定：正在更正的 1 份（{number}）没有计入" in laptop("month", "check", "2026-11")[1]
    assert f"{number}：" in laptop("month", "check", "2026-12")[1]


def test_refusals_say_what_to_do(laptop: Command) -> None:
    for words, sentence in (
        (("compile", "2026-11"), "请先核对"),
        (("lock", "2026-12"), "还没有结束"),
        (("correct", "2026-11", "--reason", "错"), "直接更正记录"),
        (("edition", "2026-11"), "本机不是督导室"),
        (("note", "2026-11", "--figure", "入校校次", "--value", "9"), "请更正记录"),
    ):
        code, _, wrong = laptop("month", *words)
        assert (code, sentence in wrong) == (1, True), wrong


def test_the_office_numbers_its_editions_until_the_month_is_reported(
    office: Command, tmp_path: Path
) -> None:
    filed(office, tmp_path, lead="督学01")
    first = told(office, "edition", "2026-11")
    assert (first["number"], first["have"], first["of"]) == (1, 1, 3)
    assert first["missing"] == ["督学02", "督学03"]
    assert "没有另出一版" in office("month", "edition", "2026-11")[2]
    filed(office, tmp_path, lead="督学02", school=SCHOOLS[1])
    filed(office, tmp_path, lead="督学03", date="2026-11-19")
    code, said, _ = office("month", "edition", "2026-11")
    assert (code, "第2版　3/3 人" in said, "合计　入校校次：1 → 3" in said) == (0, True, True)
    both = told(office, "editions", "2026-11")
    assert [(each["number"], len(each["differences"]) > 0) for each in both] == [
        (1, False), (2, True),
    ]  # fmt: skip
    pdf = tmp_path / "一.pdf"
    assert office("month", "2026-11", "--edition", "1", "--pdf", pdf)[0] == 0
    printed = "".join(text_of(pdf).split())
    assert "第1版1/3人未齐，尚缺：督学02、督学03（没有记录：还没有报，或本月没有入校）" in printed
    assert office("month", "2026-11", "--edition", "9", "--pdf", pdf)[0] == 1
    told(office, "lock", "2026-11")
    assert "不再出新版" in office("month", "edition", "2026-11")[2]


def test_a_deviation_is_starred_at_the_foot_and_changes_no_figure(
    office: Command, tmp_path: Path
) -> None:
    filed(office, tmp_path, lead="督学01")
    before = told(office, "2026-11")
    note = ("month", "note", "2026-11", "--row", "督学01", "--figure", "入校校次")
    assert "没有注明" in office(*note, "--value", "2")[2]
    reason = "联合检查一次，未写记录"
    code, said, _ = office(*note, "--value", "2", "--reason", reason)
    words = f"* 督学01　入校校次：督导室注明 2，{reason}（不计入合计）"
    assert (code, said.strip()) == (0, words)
    assert told(office, "2026-11") == before
    pdf = tmp_path / "月.pdf"
    assert office("month", "2026-11", "--pdf", pdf)[0] == 0
    text = text_of(pdf)
    assert reason in text.replace("\n", "")
    assert "1*" in text
    for wrong, sentence in (("--row", "这一行"), ("--figure", "这一列")):
        assert sentence in office(*note, wrong, "查无此名", "--value", "1", "--reason", "甲")[2]
    for figure, value in (("入校校次", "abc"), ("入校校次", "1.5"), ("责任校覆盖率", "7/6")):
        wrong = ("--figure", figure, "--value", value, "--reason", "甲")
        assert f"注明的数“{value}”不对" in office(*note, *wrong)[2]
    ratio = ("--figure", "责任校覆盖率", "--value", "５／６", "--reason", "甲")
    assert "督导室注明 5/6" in office(*note, *ratio)[1]
    assert office(*note)[0] == 0
    assert office(*note)[0] == 1
