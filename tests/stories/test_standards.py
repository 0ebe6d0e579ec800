"""A county assesses itself and breaks the indicators down, by commands alone."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.selfchecks import LEADING_GROUP, broken_down, filled
from tests.stories.conftest import Command
from tests.stories.test_documents import text_of


@pytest.fixture
def office(command: Command) -> Command:
    """The office of a district."""
    assert command("init", "--role", "office", "--district", "210304")[0] == 0
    return command


def said(command: Command, *arguments: object) -> str:
    code, out, err = command(*arguments)
    assert code == 0, err
    return out


def told(command: Command, *arguments: object) -> Any:
    return json.loads(said(command, *arguments, "--json"))


def written(folder: Path, data: object) -> Path:
    path = folder / "x.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_year_is_assessed_filed_printed_and_corrected(office: Command, tmp_path: Path) -> None:
    no = said(office, "selfcheck", "begin", "--county", "示范区", "--year", 2026).strip()
    code, _, err = office("selfcheck", "file", no)
    assert code == 1
    assert "还不能定稿：有 36 处没有填好" in err
    data = written(tmp_path, filled(basic=(26, 29)))
    no = said(office, "selfcheck", "add", "--from", data).strip()
    said(office, "selfcheck", "item", no, 4, "explanation", "党组织应建尽建。")
    result = told(office, "selfcheck", "result", no)
    assert result["counts"] == {"合格": 34, "基本合格": 2, "不合格": 0, "未评": 0}
    assert (result["grade"], result["missing"]) == ("创优", [])
    said(office, "selfcheck", "file", no)
    pdf, word, book = (tmp_path / f"自评表.{ending}" for ending in ("pdf", "docx", "xlsx"))
    said(office, "selfcheck", "table", no, "--pdf", pdf, "--docx", word, "--xlsx", book)
    text = text_of(pdf)
    assert "合格34项基本合格2项不合格0项" in text
    assert "需要整改的项目（2项）" in text
    assert load_workbook(book)["汇总"]["B10"].value == "创优"
    assert "新列入台账 2 个" in said(office, "selfcheck", "issues", no)
    assert len(told(office, "issue", "list", "--source", "自评自查")["issues"]) == 2
    code, _, err = office("selfcheck", "item", no, 4, "grade", "不合格")
    assert code == 1
    assert "已定稿" in err
    said(office, "selfcheck", "correct", no, "--reason", "实地核查不符")
    said(office, "selfcheck", "item", no, 4, "grade", "不合格")
    assert told(office, "selfcheck", "result", no, "--unmet")["counts"]["不合格"] == 1
    code, _, err = office("selfcheck", "problems", no)
    assert code == 1
    assert "还没有定稿，问题不能转入台账" in err


def test_evidence_is_kept_with_its_item_and_written_out_again(
    office: Command, tmp_path: Path
) -> None:
    no = said(office, "selfcheck", "begin").strip()
    paper = tmp_path / "布局规划.txt"
    paper.write_text("规划", "utf-8")
    said(office, "selfcheck", "attach", no, paper, "--item", 5)
    said(office, "selfcheck", "export", no, "--item", 5, "--to", tmp_path / "out")
    assert (tmp_path / "out" / "布局规划.txt").read_text("utf-8") == "规划"
    said(office, "selfcheck", "detach", no, 0, "--item", 5)
    assert told(office, "selfcheck", "show", no)["items"][4]["files"] == []
    code, _, err = office("selfcheck", "attach", no, paper, "--item", 77)
    assert code == 1
    assert "没有第 77 项" in err


def test_a_sheet_that_a_department_filled_in_is_read_back(office: Command, tmp_path: Path) -> None:
    no = said(office, "selfcheck", "begin", "--county", "示范区").strip()
    path = tmp_path / "自评表.xlsx"
    said(office, "selfcheck", "table", no, "--xlsx", path)
    book = load_workbook(path)
    heads = {cell.value: cell.column for cell in book["自评表"][1]}
    book["自评表"].cell(5, heads["评定"]).value = "合格"
    book.save(path)
    assert told(office, "selfcheck", "read", no, path) == {"ok": True, "items": 1, "values": 1}
    book["自评表"].cell(2, heads["评定"]).value = "合格"
    book["自评表"].cell(6, heads["评定"]).value = "优秀"
    book.save(path)
    code, _, err = office("selfcheck", "read", no, path)
    assert code == 1
    assert "一项也没有读入" in err
    assert "自评表!H6：“评定”没有改" in err
    assert "自评表!H2：第 1 项按数值判定，算出的是“未评”" in err


def test_the_indicators_are_broken_down_to_departments_and_followed(
    office: Command, tmp_path: Path
) -> None:
    group = said(office, "group", "add", "--from", written(tmp_path, LEADING_GROUP)).strip()
    said(office, "group", "file", group)
    no = said(office, "duty", "add", "--from", written(tmp_path, broken_down())).strip()
    said(office, "duty", "file", no)
    said(office, "duty", "item", no, 1, "progress", "已核查入园人数。")
    said(office, "duty", "item", no, 1, "done_on", "2026-11-20")
    progress = told(office, "duty", "progress", no)
    assert progress["counts"] == {"未启动": 34, "进行中": 0, "已逾期": 1, "已完成": 1}
    assert [(t["item"], t["lead"]) for t in progress["overdue"]] == [(2, "住房和城乡建设局")]
    assert progress["units"][0] == {
        "unit": "财政局", "leads": 12, "supports": 12, "overdue": 0,
    }  # fmt: skip
    for form in ("责任清单", "任务清单", "责任矩阵"):
        pdf, book = tmp_path / f"{form}.pdf", tmp_path / f"{form}.xlsx"
        said(office, "duty", "table", no, "--form", form, "--pdf", pdf, "--xlsx", book)
        assert f"县域学前教育普及普惠{form}" in text_of(pdf)
        assert load_workbook(book).sheetnames == [form]
    assert "逾期：第2项（住房和城乡建设局）。" in text_of(tmp_path / "任务清单.pdf")
    sheet = load_workbook(tmp_path / "责任矩阵.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[3]] == [1, "学前三年毛入园率", "牵头", "配合", None]
    code, _, err = office("duty", "table", no, "--form", "自评表", "--pdf", tmp_path / "x.pdf")
    assert code == 1
    assert "可以写：责任清单、任务清单、责任矩阵" in err


def test_a_district_takes_in_an_edition_of_its_own(office: Command, tmp_path: Path) -> None:
    path = tmp_path / "细则.xlsx"
    said(office, "standards", "template", "--out", path)
    book = load_workbook(path)
    book["指标体系"]["C2"] = "2024年地方版"
    book["指标"]["M29"] = 90
    book.save(path)
    key = told(office, "standards", "import", path)["key"]
    assert [s["key"] for s in told(office, "standards", "list")] == ["pjph@2020年版", key]
    assert "不低于 90%" in said(office, "standards", "show", key)
    no = said(office, "selfcheck", "begin", "--standard", key).strip()
    said(office, "selfcheck", "item", no, 28, "value", 88)
    assert told(office, "selfcheck", "result", no)["counts"]["不合格"] == 1
    code, _, err = office("standards", "remove", key)
    assert code == 1
    assert "已有登记在用" in err
    book["指标"]["M29"] = "很高"
    book.save(path)
    code, _, err = office("standards", "import", path)
    assert code == 1
    assert "指标!M29：“很高”不是 0 或大于 0 的数" in err
