"""达标测算 on the command line: from a workbook to the list, the years and the plan."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.stories.conftest import Command
from tests.stories.test_documents import text_of
from tests.unit.counties import county_book, row

NUMBER = "CS-2026-000-0001"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A county of two schools, of which the second lacks two things."""
    second: dict[str, Any] = {"学校标识码": "2121000002", "学校名称": "示范县第2小学"}
    return county_book(
        tmp_path / "各校数据.xlsx", row(), row(小学骨干教师数=8, 美术教室面积=None, **second)
    )  # fmt: skip


def test_a_workbook_is_measured_without_anything_being_set_up(command: Command, book: Path) -> None:
    code, out, err = command("indicators", "balance", book, "--json")
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert told["schools"]["2121000002"] == {
        "stages": {
            "primary": {
                "pupils": 1000,
                "values": {
                    "L1": 4.2, "L2": 0.8, "L3": 0.9, "L4": 4.5, "L5": 7.5, "L6": 2000.0, "L7": 2.3,
                },
                "meets": ["L1", "L3", "L4", "L5", "L6", "L7"],
                "at_least_85": [],
                "pass": False,
                "needs": {"L2": 2},
            }
        },
        "rooms_needed": 3,
        "music_short": 0,
        "art_short": 3,
        "size_excess": 0,
        "classes_over": 0,
        "excluded": False,
        "pass": False,
    }  # fmt: skip
    assert (told["county"]["primary"]["schools"], told["county"]["primary"]["passing"]) == (2, 1)
    assert told["pass"] is False


def test_people_read_the_verdict_the_schools_and_the_county(command: Command, book: Path) -> None:
    _, out, _ = command("indicators", "balance", book)
    assert out.startswith("没有达到优质均衡：达标学校 1/2（50.0%）")
    assert "缺美术教室 3" in out
    assert "0.80✗" in out
    assert "教督〔2017〕6号" in out


def test_what_was_noticed_in_a_workbook_is_told_beside_the_result(
    command: Command, tmp_path: Path
) -> None:
    doubtful = county_book(tmp_path / "b.xlsx", row(小学学生数=999))
    code, out, err = command("indicators", "balance", doubtful, "--json")
    assert code == 0
    assert json.loads(out)["schools"]
    assert "提示：学校第 2 行 示范县第1小学：小学班额合计 1000 人" in err


def test_bad_cells_are_named_all_at_once_and_nothing_is_written(
    command: Command, tmp_path: Path
) -> None:
    bad = county_book(tmp_path / "b.xlsx", row(小学学生数="很多", 体育场面积=-1))
    pdf = tmp_path / "b.pdf"
    code, out, err = command("indicators", "balance", bad, "--json", "--pdf", pdf)
    told = json.loads(out)
    assert code == 1
    assert [problem["where"] for problem in told["problems"]] == ["学校!D2", "学校!W2"]
    assert "2 处不能用，没有测算" in err
    assert not pdf.exists()
    assert command("indicators", "balance", tmp_path / "没有.xlsx")[0] == 1


def test_the_table_and_the_list_are_written_in_every_format(
    command: Command, book: Path, tmp_path: Path
) -> None:
    files = [tmp_path / f"测算.{ending}" for ending in ("xlsx", "pdf", "docx")]
    options = [part for f in files for part in (f"--{f.suffix[1:]}", f)]
    code, out, _ = command("indicators", "balance", book, "--due", "2027-8-31", *options)
    assert code == 0
    assert [Path(line).suffix for line in out.split()] == [".xlsx", ".pdf", ".docx"]
    text = text_of(files[1])
    assert "义务教育优质均衡达标测算表" in text
    assert "优质均衡不达标项清单" in text
    assert "2027-08-31" in text
    only = tmp_path / "清单.pdf"
    assert command("indicators", "failing", book, "--pdf", only)[0] == 0
    assert "达标测算表" not in text_of(only)


def test_the_list_says_what_a_ledger_needs(command: Command, book: Path) -> None:
    _, out, _ = command("indicators", "failing", book, "--json", "--due", "2027年8月31日")
    first, second = json.loads(out)
    assert (first["school"], first["item"], first["need"], first["need_unit"]) == (
        "2121000002", "L2", 2, "人",
    )  # fmt: skip
    assert (first["department"], first["deadline"]) == ("人事部门", "2027-08-31")
    assert first["requirement"] == "增加 2 人，达到优质均衡标准。"
    assert (second["stage"], second["at_least_85"]) == (None, None)
    _, out, _ = command("indicators", "failing", book)
    assert "减少" not in out
    assert "增加 3 间" in out


def test_years_are_kept_compared_and_shown_again(
    command: Command, book: Path, tmp_path: Path
) -> None:
    good = county_book(tmp_path / "good.xlsx")
    assert command("indicators", "keep", good, "--year", "2025")[1].strip() == "CS-2025-000-0001"
    assert command("indicators", "keep", book, "--year", "2026", "--name", "年末自查")[0] == 0
    _, out, _ = command("indicators", "years", "--json")
    assert [(k["year"], k["passing"], k["schools"]) for k in json.loads(out)] == [
        (2025, 1, 1), (2026, 1, 2),
    ]  # fmt: skip
    _, out, _ = command("indicators", "years")
    assert "1/2（50.0%）" in out
    assert "年末自查" in command("indicators", "list")[1]
    measured = command("indicators", "balance", book, "--json")[1]
    assert command("indicators", "show", NUMBER, "--json")[1] == measured
    assert command("indicators", "workbook", NUMBER, "--out", tmp_path / "out.xlsx")[0] == 0
    assert (tmp_path / "out.xlsx").read_bytes() == book.read_bytes()
    assert command("indicators", "remove", NUMBER)[0] == 0
    assert json.loads(command("indicators", "list", "--json", "--removed")[1])[0]["no"] == NUMBER
    assert command("indicators", "restore", NUMBER)[0] == 0
    assert command("check")[0] == 0


def test_what_schools_fall_short_of_goes_into_the_ledger(command: Command, book: Path) -> None:
    measured = command("indicators", "keep", book, "--year", "2026")[1].strip()
    code, told, _ = command("indicators", "issues", measured)
    assert (code, told.splitlines()[-1]) == (0, "新列入台账 2 个。")
    again = json.loads(command("indicators", "issues", measured, "--json")[1])["issues"]
    assert [each["fresh"] for each in again] == [False] * 2


def test_nothing_kept_is_said_and_a_number_that_is_not_there_as_well(command: Command) -> None:
    for act in ("list", "years"):
        code, _, err = command("indicators", act)
        assert (code, "没有找到存下的测算" in err) == (0, True)
    code, _, err = command("indicators", "show", "CS-2026-000-0009")
    assert (code, "没有编号为" in err) == (1, True)


def test_a_plan_is_drafted_agreed_followed_and_printed(
    command: Command, book: Path, tmp_path: Path
) -> None:
    command("indicators", "keep", book, "--year", "2026")
    plan = ("indicators", "plan")
    drafted = command(*plan, "draft", NUMBER, "--due", "2026-11-1")
    assert drafted[:2] == (0, "起草了 2 项；原有的没有改动\n")
    assert command(*plan, "add", NUMBER, "--item", "成立领导小组", "--department", "区政府")[0] == 0
    given = ("--department", "计财科", "--person", "督学02")
    assert command(*plan, "set", NUMBER, "1-2", *given)[0] == 0
    assert command(*plan, "set", NUMBER, "1", "--done", "2026-11-20")[0] == 0
    told = json.loads(command(*plan, "list", NUMBER, "--json")[1])
    assert [row["state"] for row in told["rows"]] == ["done", "overdue", "no_due"]
    assert (told["steps"], told["done"], told["overdue"]) == (3, 1, 1)
    _, out, _ = command(*plan, "list", NUMBER, "--overdue")
    assert "逾期 21 天" in out
    assert "已完成 2026" not in out
    pdf = tmp_path / "计划.pdf"
    assert command(*plan, "list", NUMBER, "--pdf", pdf)[0] == 0
    assert "一、逾期的1项" in text_of(pdf)
    assert command(*plan, "remove", NUMBER, "3")[0] == 0
    assert json.loads(command(*plan, "list", NUMBER, "--json")[1])["steps"] == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("set", NUMBER, "9", "--person", "督学02"), "一共只有 2 项"),
        (("set", NUMBER, "全部", "--person", "督学02"), "不是序号"),
        (("set", NUMBER, "1"), "没有写要改什么"),
        (("set", NUMBER, "1", "--due", "某一天"), "某一天"),
        (("draft", "CS-1"), "没有编号为"),
    ],
)
def test_what_cannot_be_done_to_a_plan_is_said(
    command: Command, book: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    command("indicators", "keep", book, "--year", "2026")
    command("indicators", "plan", "draft", NUMBER)
    code, _, err = command("indicators", "plan", *arguments)
    assert code == 1
    assert sentence in err


def test_a_district_sets_its_own_numbers(command: Command, book: Path) -> None:
    basis = "区教发〔2026〕1号"
    assert command("indicators", "set", "L2.primary", "0.8", "--basis", basis)[0] == 0
    told = json.loads(command("indicators", "standards", "--json")[1])
    assert told["numbers"]["L2.primary"] == {"value": "0.8", "shipped": "1", "basis": basis}
    assert "本区改动 1 个数值" in command("indicators", "standards")[1]
    assert json.loads(command("indicators", "balance", book, "--json")[1])["pass"] is True
    assert command("indicators", "reset", "L2.primary")[0] == 0
    assert json.loads(command("indicators", "balance", book, "--json")[1])["pass"] is False


def test_the_template_is_filled_and_measured(command: Command, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    from tests.unit.counties import GOOD

    path = tmp_path / "空表.xlsx"
    assert command("indicators", "template", "--out", path)[0] == 0
    book = load_workbook(path)
    for at, cell in enumerate(book["学校"][1], start=1):
        book["学校"].cell(2, at, GOOD[cell.value])
    book.save(path)
    code, out, err = command("indicators", "balance", path, "--json")
    assert (code, json.loads(out)["pass"], err) == (0, True, "")
