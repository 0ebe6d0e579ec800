"""The district's month at an office by commands: checked, issued, printed, locked, told late."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from tests.district.office.district import District, written
from tests.stories.at_the_district import done, on
from tests.stories.conftest import Command
from tests.unit.services.conftest import (
    COMPLETE,
)
from tests.unit.services.workbooks import record, visits

MONTH = "2026-11"


@pytest.fixture
def district(enrolled: District) -> District:
    enrolled.leave_out.add("DX003")
    enrolled.sign_roster()
    written(enrolled.laptops["DX001"])
    enrolled.hand_over("DX001")
    return enrolled


def told(command: Command) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done(command("office", "month", MONTH, "--json")))
    return found


def person(command: Command, who: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in told(command)["people"] if each["id"] == who)
    return found


PAPER: dict[str, Any] = {
    **COMPLETE, "date": "2026-11-12", "issues": [], "no_issues_found": True,
}  # fmt: skip


def new_record(command: Command, folder: Path, *more: str, **fields: Any) -> str:
    """Write and file a record, and return its number."""
    paper = folder / "记录.json"
    paper.write_text(json.dumps({**PAPER, **fields}), encoding="utf-8")
    number = done(command("visit", "new", *more, "--from", paper)).split()[0]
    done(command("visit", "file", number))
    return number


def test_records_of_one_who_never_uses_a_computer_count_for_that_person_and_are_marked(
    district: District, clock: FixedClock, tmp_path: Path
) -> None:
    office = on(district, "office", clock)
    done(office("office", "scan", district.share))
    done(office("office", "person", "督学03", "--no-computer", "--reason", "不会用"))
    assert "督学03　不用电脑：不会用" in done(office("office", "person"))
    assert not person(office, "DX003")["in"]
    new_record(office, tmp_path, "--inspector", "督学03")
    row = record("210304-2026-DX003-0900", 责任督学="督学03", 督导日期="2026-11-13")
    done(office("import", "visits", visits(tmp_path / "督学03.xlsx", records=[row])))
    typed = person(office, "DX003")
    assert (typed["typed"], typed["imported"], typed["in"]) == (1, 1, True)
    assert told(office)["table"]["inspectors"]["DX003"]["led_visits"] == 2
    listed = done(office("visits", "--month", MONTH))
    assert "定稿 代录" in listed
    assert "导入" in listed
    face = done(office("office", "month", MONTH))
    assert "督导室代录的记录（计入本人）：督学03 1 份。" in face
    assert "由工作簿导入的记录（计入本人）：督学03 1 份。" in face
    assert "督学03" not in done(office("office", "gaps", "--month", MONTH, "--text"))


def test_a_month_with_a_late_laptop_goes_out_in_two_editions_and_as_files(
    district: District, clock: FixedClock, tmp_path: Path
) -> None:
    written(district.laptops["DX002"], date="2026-11-19", issues=[], no_issues_found=True)
    district.hand_over("DX002", into=tmp_path / "later")
    office = on(district, "office", clock)
    done(office("office", "scan", district.share))
    said = done(office("month", "edition", MONTH))
    assert "第1版　1/2 人　未齐，尚缺：督学02（还没有交月报" in said
    assert "还没有收到：督学02。" in done(office("office", "gaps", "--month", MONTH, "--text"))
    assert "还有 1 人没有交齐（督学02）；收到的记录已计入" in done(office("month", MONTH))
    assert "截至 2026-11-22 16:00：1/2 人已交齐。" in done(office("office", "month", MONTH))
    done(office("office", "scan", tmp_path / "later"))
    second = done(office("month", "edition", MONTH))
    assert "第2版　2/2 人" in second
    assert "未齐" not in second
    assert told(office)["edition"] == 2
    files = [tmp_path / f"核对.{ending}" for ending in ("pdf", "docx", "xlsx")]
    for path in files:
        done(office("office", "month", MONTH, f"--{path.suffix[1:]}", path))
    done(office("office", "gaps", "--month", MONTH, "--xlsx", tmp_path / "催报.xlsx"))
    assert files[0].read_bytes().startswith(b"%PDF")
    assert all(path.read_bytes()[:2] == b"PK" for path in (*files[1:], tmp_path / "催报.xlsx"))


def test_a_month_that_is_not_over_is_said_to_be_not_due_and_one_to_come_asks_nobody(
    district: District, clock: FixedClock
) -> None:
    office = on(district, "office", clock)
    done(office("office", "scan", district.share))
    to_come = done(office("office", "gaps", "--month", "2030-01"))
    assert "▲ 2030年1月从 2030-01-01 起统计，还没有开始，不到上报的时候，不催报" in to_come
    text = done(office("office", "gaps", "--month", "2030-01", "--text"))
    assert text == "2030年1月从 2030-01-01 起统计，还没有开始，不到上报的时候，不催报。\n"
    board = json.loads(done(office("office", "gaps", "--month", "2030-01", "--json")))
    assert {each["late"] for each in board["people"]} == {False}
    under_way = done(office("office", "gaps", "--month", MONTH))
    assert "▲ 2026年11月统计到 2026-11-30，还没有结束" in under_way
    assert "不到上报的时候" not in done(office("office", "gaps", "--month", "2026-10"))


def test_after_the_lock_there_is_no_edition_more_and_what_comes_is_told_in_the_next_month(
    district: District, clock: FixedClock, tmp_path: Path
) -> None:
    office = on(district, "office", clock)
    done(office("office", "scan", district.share))
    clock.advance(timedelta(days=10))
    done(office("month", "lock", MONTH))
    refused = office("month", "edition", MONTH)
    assert (refused[0], "不再出新版" in refused[2]) == (1, True)
    laptop = on(district, "DX001", clock)
    number = new_record(laptop, tmp_path, lead="DX001", date="2026-11-10")
    done(laptop("bundle", "export", "--inspector", "DX001", "--news", "--to", tmp_path))
    done(office("office", "scan", tmp_path))
    found = person(office, "DX001")
    assert [(x["no"], x["label"]) for x in found["records"]] == [(number, "月报以后交来")]
    assert {each["explained_by"] for each in found["figures"]} == {"records"}
    assert f"入校校次：月报 1，记录合计 2　{number} 月报以后交来" in done(
        office("office", "month", MONTH)
    )
    late = json.loads(done(office("month", "2026-12", "--json")))["late"]
    assert late[0]["month"] == MONTH


def test_who_is_on_leave_and_who_is_back_is_said_by_command(
    district: District, clock: FixedClock
) -> None:
    office = on(district, "office", clock)
    done(office("office", "scan", district.share))
    leave = ("office", "person", "DX002", "--leave", "2026-10-20")
    assert "请假，2026-10-20 至 2026-12-05" in done(office(*leave, "--until", "2026-12-05"))
    board = json.loads(done(office("office", "gaps", "--month", MONTH, "--json")))
    line = next(each for each in board["people"] if each["id"] == "DX002")
    assert (line["leave"], line["late"]) == ("2026-10-20 至 2026-12-05", False)
    (mark,) = json.loads(done(office("office", "person", "--json")))
    assert (mark["kind"], mark["name"]) == ("leave", "督学02")
    done(office("office", "person", "DX002", "--back"))
    assert office("office", "person")[2].startswith("没有找到")
    noted = ("office", "person", "DX002", "--no-visits", MONTH, "--reason", "电话告知")
    assert "已登记：督学02 2026年11月没有入校" in done(office(*noted))
    assert "督学02　没有入校（2026-11-01 至 2026-11-30）：电话告知" in done(
        office("office", "person")
    )
    assert "督学02" not in done(office("office", "gaps", "--month", MONTH, "--text"))
    done(office("office", "person", "DX002", "--visits", MONTH))
    for wrong, said in (
        (("DX002",), "登记什么"), (("DX002", "--leave", "明天"), "不是日期"),
        (("DX002", "--computer"), "没有登记过不用电脑"), (("督学99", "--back"), "督学99"),
    ):  # fmt: skip
        code, _, complaint = office("office", "person", *wrong)
        assert (code, said in complaint) == (1, True)


@pytest.mark.parametrize(
    "asked", [("month", MONTH), ("gaps",), ("list",), ("questions",), ("sent",)]
)
def test_a_laptop_tells_no_month_of_the_district(
    district: District, clock: FixedClock, asked: tuple[str, ...]
) -> None:
    code, out, err = on(district, "DX001", clock)("office", *asked)
    assert (code, out) == (1, "")
    assert "只在督导室的电脑上看" in err


def test_nobody_of_whom_there_are_records_is_noted_as_without_visits(
    district: District, clock: FixedClock
) -> None:
    office = on(district, "office", clock)
    done(office("office", "scan", district.share))
    code, _, err = office("office", "person", "DX001", "--no-visits", MONTH)
    assert (code, "已有 1 份记录" in err) == (1, True), err
    assert office("office", "person")[2].startswith("没有找到")


def test_a_month_is_not_locked_in_silence_while_people_owe_each_other_a_word(
    district: District, clock: FixedClock, tmp_path: Path
) -> None:
    written(district.laptops["DX002"])
    district.hand_over("DX002")
    office = on(district, "office", clock)
    done(office("office", "scan", district.share))
    number = json.loads(done(office("visits", "--json")))[0]["no"]
    done(office("office", "return", number, "--comment-all", "请补照片"))
    (question,) = json.loads(done(office("office", "questions", "--json")))
    clock.advance(timedelta(days=10))

    code, _, wrong = office("month", "lock", MONTH)
    still = f"退回未改 1 份（{number}）、同校同日待确认 1 件（{question['id'][:8]}）还没有办完"
    assert (code, f"2026年11月{still}，没有锁定" in wrong) == (1, True)
    assert "加 --anyway" in wrong
    checked = done(office("month", "check", MONTH))
    assert "[同校同日待确认] " in checked
    assert "office answer" in checked
    assert "【锁定】" not in checked

    assert f"锁定时{still}" in done(office("month", "lock", MONTH, "--anyway"))
    assert f"锁定：{still}" in done(office("month", "check", MONTH))
