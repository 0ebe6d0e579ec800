"""A district's office sends its blank forms; each goes in, and comes back filled."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from inspector_app.papers import conversion
from inspector_app.papers.reading import read_word_file
from tests.blank_layouts import month_book, notice_paper, visit_paper
from tests.blank_months import one_figure_a_row
from tests.stories.conftest import Command


def test_a_blank_month_table_is_looked_at_published_and_filled(
    command: Command, number: str, tmp_path: Path
) -> None:
    blank, out = month_book(tmp_path / "月报.xlsx"), tmp_path / "十一月.xlsx"
    code, said, _ = command("layout", "check", blank)
    assert code == 0
    assert "有 1 处没有认出，填表时留空；用 --set 位置=内容 说明" in said
    assert command("layout", "publish", blank, "--set", "L=回访（次）")[1].startswith(
        "已发布：月报 第1版（月统计表）"
    )
    assert "月报  1   月统计表  Excel 原表" in command("layout", "list")[1]
    code, said, _ = command("month", "2026-11", "--xlsx", out, "--layout", "月报", "--json")
    told = json.loads(said)
    assert (code, told["version"]) == (0, 1)
    cells = {cell["cell"]: cell for cell in told["cells"]}
    assert cells["月报!D6"]["text"] == "1"
    assert len(cells["月报!D6"]["uids"]) == 1
    book = load_workbook(out)
    assert book.sheetnames == ["月报", "数字来源"]
    assert {row[5].value for row in book["数字来源"].iter_rows(min_row=2)} >= {number}
    assert command("layout", "export", "月报@1", "--out", tmp_path / "原.xlsx")[0] == 0
    assert (tmp_path / "原.xlsx").read_bytes() == blank.read_bytes()


def test_blank_records_and_notices_of_word_come_back_filled(
    command: Command, number: str, tmp_path: Path
) -> None:
    for blank in (visit_paper(tmp_path / "记录表.docx"), notice_paper(tmp_path / "通知书.docx")):
        assert command("layout", "publish", blank)[0] == 0
    record, notice = tmp_path / "记录.docx", tmp_path / "通知.docx"
    assert command("visit", "docx", number, "--layout", "记录表", "--out", record)[0] == 0
    rows = read_word_file(record).tables[0].rows
    assert rows[0][1].text == "示范区第3小学"
    assert rows[1][1].text == "□经常性督导　☑专项督导　□综合督导"
    code, said, _ = command(
        "letter", "print", "整改通知书", number, "--layout", "通知书", "--docx", notice
    )
    assert code == 0
    assert "按通知书 第1版填了" in said
    assert read_word_file(notice).tables[0].rows[1][1].text == "消防通道堆放课桌。"


def test_what_a_layout_cannot_do_is_refused_before_anything_is_written(
    command: Command, number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversion, "office", lambda: None)
    command("layout", "publish", month_book(tmp_path / "月报.xlsx"))
    out = tmp_path / "a.pdf"
    code, _, said = command("month", "2026-11", "--pdf", out, "--layout", "月报")
    assert (code, out.exists()) == (1, False)
    assert "没有 LibreOffice，不能把本区的表样转成 PDF" in said
    code, _, said = command("letter", "print", "隐患即报单", number, "--layout", "月报",
                            "--docx", tmp_path / "a.docx")  # fmt: skip
    assert (code, "是月统计表的表样，不是隐患即报单的" in said) == (1, True)
    code, _, said = command("month", "2026-11", "--layout", "月报")
    assert (code, "请用 --pdf、--docx 或 --xlsx 写明" in said) == (1, True)
    code, said, _ = command("layout", "check", tmp_path / "没有.xlsx")
    assert code == 1


def test_an_edition_that_does_not_exist_is_not_passed_over_by_a_layout(
    command: Command, tmp_path: Path
) -> None:
    command("layout", "publish", month_book(tmp_path / "月报.xlsx"))
    out = tmp_path / "a.xlsx"
    code, _, said = command("month", "2026-11", "--xlsx", out, "--layout", "月报", "--edition", "3")
    assert (code, "没有第3版" in said, out.exists()) == (1, True, False)


def test_who_hands_in_is_said_once_and_stands_on_every_form(
    command: Command, number: str, tmp_path: Path
) -> None:
    blank, out = one_figure_a_row(tmp_path / "月报.xlsx"), tmp_path / "填好.xlsx"
    assert command("layout", "lines", "--unit", "示范区教育督导室", "--phone", "0412-12345")[0] == 0
    told = json.loads(command("layout", "lines", "--json")[1])
    assert (told["unit"], told["filler"]) == ("示范区教育督导室", "")
    assert command("layout", "publish", blank, "--set", "E11=座谈（场）")[0] == 0
    code, said, _ = command("month", "2026-11", "--xlsx", out, "--layout", "月报", "--json")
    assert code == 0
    cells = {cell["cell"]: cell for cell in json.loads(said)["cells"]}
    assert (cells["Sheet1!E4"]["text"], cells["Sheet1!E11"]["text"]) == ("1", "1")
    page = load_workbook(out).worksheets[0]
    assert (page["A2"].value, page["F14"].value) == ("填报单位：示范区教育督导室", "0412-12345")
    assert any("填报人" in note and "没有设置" in note for note in json.loads(said)["notes"])
