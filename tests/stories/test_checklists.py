"""Checklists on the command line: published, filled, printed, counted over schools and years."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.stories.conftest import Command
from tests.stories.test_campaigns import (
    NAME,
    OTHER,
    VISIT,
    answer,
    district,
    folder,
    plan,
    written,
)
from tests.stories.test_documents import text_of
from tests.unit.services.registers.conftest import SCHOOL

__all__ = ["district", "folder"]

HEAD = "编号,ban\n版本,{version}\n名称,班级检查表\n序号,检查内容,选项,分值,重点★\n"
ROWS = "1,门窗完好,是否,2,★\n2,卫生,打分,10,\n3,人数,数值,,\n"


def sheet(folder: Path, *, version: str = "1", rows: str = ROWS) -> Path:
    path = folder / "班级.csv"
    path.write_text(HEAD.format(version=version) + rows, encoding="gb18030")
    return path


def begun(command: Command, folder: Path, **values: Any) -> str:
    code, out, told = command("visit", "new", "--from", written(folder, {**VISIT, **values}))
    assert code == 0, told
    return out.strip()


def filled(command: Command, folder: Path, number: str, answers: object, *more: object) -> Any:
    return answer(command, "checklist", "fill", number, "--from", written(folder, answers), *more)


@pytest.fixture
def campaign(command: Command, folder: Path) -> str:
    """A filed campaign that uses the checklist of 双减."""
    made = written(folder, plan(form="双减（校内）专项检查表", notice_on="2026-11-06"))
    number = command("campaign", "add", "--from", made)[1].strip()
    code, _, told = command("campaign", "file", number)
    assert code == 0, told
    return number


def test_a_campaign_is_checked_at_two_schools_counted_and_told_in_its_opinion(
    command: Command, folder: Path, campaign: str
) -> None:
    for school, first in ((SCHOOL, "否"), (OTHER, "是")):
        number = begun(command, folder, school=school)
        done = filled(command, folder, number, {"4": first, "10": "否", "7": "不适用", "1": "符合"})
        assert done["form"] == "shuangjian"
        assert command("visit", "file", number)[0] == 0
    table = answer(command, "checklist", "table", campaign)
    counts = {each["item"]: (each["failed"], each["applicable"]) for each in table["items"]}
    assert (counts["4"], counts["10"], counts["7"], counts["1"]) == ((1, 2), (2, 2), (0, 0), (0, 2))
    assert table["missing"] == []
    assert [(each["got"], each["full"]) for each in table["schools"]] == [("2", 10), ("5", 10)]
    draft = command("campaign", "draft-opinion", campaign)[1]
    assert "2所学校（园）按“双减（校内）专项检查表”检查。不达标较多的项：" in draft
    assert "1.★不给家长布置或变相布置作业，不要求家长批改（2/2所不达标：" in draft
    assert "2.每天的作业在校内公示，各科总量看得到（1/2所不达标：示范区第3小学）。" in draft
    target = folder / "汇总.xlsx"
    assert command("checklist", "table", campaign, "--xlsx", target)[0] == 0
    schools = load_workbook(target)["学校"]
    row = [cell.value for cell in schools[3]]
    assert row[1:8] == ["示范区第3小学", row[2], row[3], 2, 10, 0.2, 2]
    assert row[2].date() == date(2026, 11, 19)
    assert "否" in row


def test_a_record_goes_round_through_its_file_with_its_answers(
    command: Command, folder: Path
) -> None:
    number = begun(command, folder)
    filled(command, folder, number, {"1": "符合", "1备注": "有记录"}, "--form", "shuangjian")
    shown = answer(command, "visit", "show", number)
    assert shown["checklists"][0]["answers"] == {"q1": "符合", "q1_note": "有记录"}
    assert command("visit", "new", "--from", written(folder, shown)) == (0, f"{number}\n", "")
    changed = json.loads(json.dumps(shown))
    changed["checklists"][0]["answers"]["q1"] = "很好"
    del changed["uuid"], changed["no"]
    changed |= {"issues": [], "merits": []}
    changed["checklists"][0]["uuid"] = "00000000-0000-4000-8000-000000000001"
    code, _, told = command("visit", "new", "--from", written(folder, changed))
    assert code == 1
    assert "第 1 项：“很好”不在选项里；可选：符合、基本符合、部分符合、不符合、不适用" in told
    changed["checklists"][0]["version"] = "1999"
    code, _, told = command("visit", "new", "--from", written(folder, changed))
    assert code == 1
    assert "本机没有检查表“双减（校内）专项检查表”的这个版本（shuangjian 1999）" in told


def test_a_district_publishes_its_own_and_a_version_never_changes(
    command: Command, folder: Path
) -> None:
    path = sheet(folder)
    assert answer(command, "checklist", "check", path)["items"] == 3
    assert "ban" not in {each["id"] for each in answer(command, "checklist", "list")}
    assert not answer(command, "checklist", "publish", path)["already"]
    assert answer(command, "checklist", "publish", path)["already"]
    number = begun(command, folder)
    filled(command, folder, number, {"1": "是", "2": 8.5, "3": 45}, "--form", "班级检查表")
    code, _, told = command("checklist", "publish", sheet(folder, rows="1,窗完好,是否,2,\n"))
    assert code == 1
    assert "没有发布：“班级检查表”的版本 1 已经有了，内容不同。" in told
    second = sheet(folder, version="2", rows="1,窗完好,是否,2,\n")
    assert command("checklist", "publish", second)[0] == 0
    (shown,) = answer(command, "checklist", "show", number)["checklists"]
    assert (shown["version"], shown["score"]) == ("1", {"got": "10.5", "full": 12})
    assert answer(command, "checklist", "show", "ban")["version"] == "2"
    old = answer(command, "checklist", "show", "ban", "--version", "1")
    assert [item["text"] for item in old["items"]] == ["门窗完好", "卫生", "人数"]
    assert command("check")[0] == 0


def test_every_bad_cell_of_a_sheet_is_named_and_nothing_is_published(
    command: Command, folder: Path
) -> None:
    bad = "1,门窗,好坏,2,\n1,卫生,打分,,\nx,人数,数值,500,重\n"
    code, _, told = command("checklist", "publish", sheet(folder, rows=bad))
    assert code == 1
    assert "没有发布：“班级.csv”有 6 处不对，改好后再发布。" in told
    for sentence in (
        "C5：“好坏”不是可用的选项；请填：是否、好中差、合格、符合度、打分、数值、文字",
        "A6：“1”与",
        "D6：选项是“打分”，没有写分值；请写满分是几分",
        "A7：“x”不是序号；请写成 1、2 或 2.1 这样，每行不同",
        "D7：“500”不在 1 到 100 之间；请填一个整数；空着按 1 分",
        "E7：“重”不是“★”；重点项填“★”，其余空着",
    ):
        assert sentence in told
    assert command("checklist", "publish", folder / "没有.csv")[0] == 1
    assert "ban" not in {each["id"] for each in answer(command, "checklist", "list")}


def test_answers_that_cannot_be_taken_leave_all_as_it_was(command: Command, folder: Path) -> None:
    number = begun(command, folder)
    filled(command, folder, number, {"1": "符合"}, "--form", "shuangjian")
    bad = written(folder, {"1": "不符合", "4": "也许", "40": "是"})
    code, _, told = command(
        "checklist", "fill", number, "--form", "shuangjian", "--from", bad, "--json"
    )
    assert code == 1
    assert "检查表没有填：有 2 项不对，原来的结果没有改动。" in told
    (shown,) = answer(command, "checklist", "show", number)["checklists"]
    assert shown["answers"] == {"q1": "符合"}
    code, _, told = command("checklist", "fill", number)
    assert (code, "请用 --form 写明填哪张检查表" in told) == (1, True)


def test_a_correction_and_its_giving_up_keep_what_was_filed(command: Command, folder: Path) -> None:
    number = begun(command, folder)
    filled(command, folder, number, {"1": "符合", "4": "否"}, "--form", "shuangjian")
    assert command("visit", "file", number)[0] == 0
    late = written(folder, {"1": "不符合"})
    code, _, told = command("checklist", "fill", number, "--form", "shuangjian", "--from", late)
    assert code == 1
    assert "这份记录已定稿，不能直接修改" in told
    assert command("visit", "correct", number, "--reason", "核对检查表")[0] == 0
    filled(command, folder, number, {"1": "不符合"}, "--form", "shuangjian")
    assert command("visit", "abandon", number)[0] == 0
    (shown,) = answer(command, "checklist", "show", number)["checklists"]
    assert shown["answers"] == {"q1": "符合", "q4": "否"}


def test_a_failed_item_becomes_an_issue_and_papers_say_what_was_found(
    command: Command, folder: Path
) -> None:
    number = begun(command, folder, issues=[])
    filled(
        command, folder, number, {"4": "否", "4备注": "公示栏空着。", "10": "是"},
        "--form", "shuangjian",
    )  # fmt: skip
    assert command("checklist", "make-issue", number, "shuangjian", "4")[0] == 0
    code, _, told = command("checklist", "make-issue", number, "shuangjian", "10")
    assert (code, "没有增加问题" in told) == (1, True)
    filled(command, folder, number, {"4备注": "公示栏还是空着。"}, "--form", "shuangjian")
    code, _, told = command("checklist", "make-issue", number, "shuangjian", "4")
    assert (code, "这一项已经转为问题，没有再加" in told) == (1, True)
    (issue,) = answer(command, "visit", "show", number)["issues"]
    assert issue["description"] == (
        "“每天的作业在校内公示，各科总量看得到”检查结果为“否”：公示栏空着。"
        "（依据：教育部办公厅《关于加强义务教育学校作业管理的通知》）"
    )
    paper, annexed, blank = (folder / f"{name}.pdf" for name in ("f", "a", "b"))
    assert (
        command("checklist", "print", number, "--out", paper, "--docx", folder / "f.docx")[0] == 0
    )
    assert command("checklist", "print", number, "--with-record", "--out", annexed)[0] == 0
    assert command("checklist", "blank", "shuangjian", "--no", number, "--out", blank)[0] == 0
    said = text_of(paper)
    assert "公示栏还是空着" in said
    assert "不达标" in said
    assert "入校督导记录表" in text_of(annexed)
    assert "学校负责人签字" in text_of(blank)
    assert answer(command, "search", "公示栏空着")[0]["number"] == number
    assert command("checklist", "remove", number, "shuangjian")[0] == 0
    assert command("checklist", "print", number, "--out", paper)[0] == 1


def test_wages_are_compared_by_year_and_school(command: Command, folder: Path) -> None:
    told = {
        SCHOOL: {"1": 2025, "2": 96000, "3": 95000, "4": "是", "5": 2024, "6": 90000, "7": 92000,
                 "8": "是"},
        OTHER: {"1": 2025, "2": "88,000.50", "3": 95000, "4": "否"},
    }  # fmt: skip
    for school, answers in told.items():
        number = begun(command, folder, school=school)
        filled(command, folder, number, answers, "--form", "gongzi")
        assert command("visit", "file", number)[0] == 0
    found = answer(command, "checklist", "years")
    assert [(f["school_name"], f["year"], f["difference"], f["holds"], f["change"])
            for f in found["figures"]] == [
        ("示范区第3小学", 2024, "-2000", False, ""),
        ("示范区第3小学", 2025, "1000", True, "+6000"),
        ("示范区第4小学", 2025, "-6999.5", False, ""),
    ]  # fmt: skip
    assert found["figures"][0]["contradicts"]
    assert found["totals"] == [
        {"year": 2024, "schools": 1, "holding": 0}, {"year": 2025, "schools": 2, "holding": 1},
    ]  # fmt: skip
    target = folder / "工资.xlsx"
    assert command("checklist", "years", "--xlsx", target)[0] == 0
    assert [cell.value for cell in load_workbook(target).active[3]][3:6] == [90000, 92000, -2000]
    code, _, told_why = command("checklist", "years", "shuangjian")
    assert (code, "没有可以逐年比较的数值" in told_why) == (1, True)


def test_a_campaign_without_a_checklist_says_where_to_name_one(
    command: Command, folder: Path
) -> None:
    made = written(folder, plan(form=""))
    number = command("campaign", "add", "--from", made)[1].strip()
    code, _, told = command("checklist", "table", number)
    assert code == 1
    assert "请在方案的“量表”里写检查表的名称" in told
    assert NAME in answer(command, "campaign", "show", number)["name"]
