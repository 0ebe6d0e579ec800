"""Odd and hostile files as layouts: each is filled right, or refused with what, where and how."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from inspector_app.base.errors import InputError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.layout import Medium
from inspector_app.domain.month import Month
from inspector_app.papers.reading import read_word_file
from tests.blank_layouts import month_book, visit_paper
from tests.blank_months import people_across
from tests.unit.papers.word_files import NAMES, p, tbl, tc, tr, word_file

NOVEMBER = Month(2026, 11)
File = Callable[..., str]
OLD = bytes.fromhex("d0cf11e0a1b11ae1")


def with_parts(path: Path, **parts: str) -> Path:
    """Add parts to a package, or change them; ``__`` stands for a slash, ``_`` for a dot."""
    data = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        for name, text in parts.items():
            new.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    path.write_bytes(data.getvalue())
    return path


def sheet_part(path: Path, change: Callable[[str], str]) -> Path:
    """Change the XML of the first sheet."""
    part = "xl/worksheets/sheet1.xml"
    data = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()) if name == part else text)
    path.write_bytes(data.getvalue())
    return path


def rows_to_the_end(text: str) -> str:
    rows = "".join(f'<row r="{row}" s="1" customFormat="1"/>' for row in range(100, 1_048_577))
    return text.replace("</sheetData>", f"{rows}</sheetData>")


def merged_over_all(text: str) -> str:
    return text.replace('<mergeCell ref="A1:M1"', '<mergeCell ref="A20:XFD1048576"', 1)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda f: month_book(f / "月报.xlsx").rename(f / "月报.xlsm"),
         r"“月报\.xlsm”是带宏的文件.*另存为 \.xlsx"),
        (lambda f: visit_paper(f / "记录.docx").rename(f / "记录.docm"), r"带宏.*另存为 \.docx"),
        (lambda f: with_parts(month_book(f / "月报.xlsx"), xl__vbaProject_dot_bin="x"),
         r"里有宏.*另存为“Excel 工作簿"),
        (lambda f: with_parts(visit_paper(f / "记录.docx"), word__vbaProject_dot_bin="x"),
         r"里有宏.*另存为“Word 文档"),
        (lambda f: written(f / "月报.xlsx", OLD + b"x" * 600), r"旧格式.*另存为 \.xlsx"),
        (lambda f: written(f / "记录.docx", OLD + b"x" * 600), r"旧格式.*另存为 \.docx"),
        (lambda f: written(f / "月报.xlsx", OLD + "EncryptedPackage".encode("utf-16-le")),
         r"打开密码.*去掉密码"),
        (lambda f: written(f / "记录.docx", OLD + "EncryptedPackage".encode("utf-16-le")),
         r"打开密码.*去掉密码"),
        (lambda f: visit_paper(f / "记录.docx").rename(f / "记录.xlsx"), r"记录\.xlsx"),
        (lambda f: month_book(f / "月报.xlsx").rename(f / "月报.docx"), r"不是 Word 文件"),
        (lambda f: sheet_part(month_book(f / "月报.xlsx"), merged_over_all),
         r"工作表“月报”把 A20:XFD1048576 合并成一格.*取消这处合并"),
        (lambda f: with_parts(
            month_book(f / "月报.xlsx"), xl__drawings__drawing1_dot_xml="<xdr:sp >"),
         r"文本框或画的图形.*单元格里"),
        (lambda f: with_parts(month_book(f / "月报.xlsx"), xl__ctrlProps__ctrlProp1_dot_xml="<x/>"),
         r"窗体控件.*“□”"),
        (lambda f: written(f / "记录.docx", word_file(
            p("入校督导记录表") + tbl(tr(tc(tbl(tr(tc(p("学校名称")), tc())) + p("")))))),
         r"第 1 张表第 1 行的格子里又套着一张表.*剪切出来"),
    ],
)  # fmt: skip
def test_what_cannot_be_filled_right_is_refused_and_nothing_is_published(
    workbench: Workbench, tmp_path: Path, make: Callable[[Path], Path], why: str
) -> None:
    path = make(tmp_path)
    with pytest.raises(InputError, match=why):
        workbench.layouts.publish(path)
    assert workbench.layouts.all() == ()


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_sheet_with_formatted_rows_to_its_end_is_refused_before_it_is_taken_apart(
    workbench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken_apart(*_: object, **__: object) -> None:
        msg = "openpyxl was asked"
        raise AssertionError(msg)

    monkeypatch.setattr("inspector_app.sheets.summary_book.load_workbook", taken_apart)
    path = sheet_part(month_book(tmp_path / "月报.xlsx"), rows_to_the_end)
    with pytest.raises(InputError, match=r"工作表“月报”太大.*空行.*整行整列删除"):
        workbench.layouts.check(path)


def test_a_protected_sheet_with_links_and_formulas_comes_back_filled_and_still_is_so(
    workbench: Workbench, filed: File, tmp_path: Path
) -> None:
    filed()
    path = people_across(tmp_path / "统计.xlsx")
    book = load_workbook(path)
    page: Any = book.active
    page.protection.sheet = True
    page.protection.set_password("1234")
    page["B9"], page["C9"] = "='C:\\表\\[去年.xlsx]Sheet1'!B9", "=1+1"
    book.save(path)
    workbench.layouts.publish(path)
    out = tmp_path / "填好.xlsx"
    made = workbench.layout_fillings.month("统计", NOVEMBER, out, medium=Medium.EXCEL)
    filled: Any = load_workbook(out).worksheets[0]
    assert filled.protection.sheet
    assert filled.protection.password == load_workbook(path).worksheets[0].protection.password
    assert (filled["B9"].value, filled["C9"].value) == (page["B9"].value, "=1+1")
    assert filled["B5"].value == 1
    assert any("月统计!E6、月统计!B9、月统计!C9 是公式，没有改动" in note for note in made.notes)


PROMPT = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
PROMPT_RUN = '<w:r><w:rPr><w:rStyle w:val="a3"/></w:rPr><w:t>单击此处输入文字。</w:t></w:r>'


def test_prompts_of_content_controls_are_places_to_write_in(
    workbench: Workbench, filed: File, tmp_path: Path
) -> None:
    inline = f"<w:p>{PROMPT.format(PROMPT_RUN)}</w:p>"
    block = PROMPT.format(f"<w:p>{PROMPT_RUN}</w:p>")
    cell = PROMPT.format(f"<w:tc><w:tcPr/><w:p>{PROMPT_RUN}</w:p></w:tc>")
    path = written(tmp_path / "记录.docx", word_file(
        p("入校督导记录表") + tbl(
            tr(tc(p("学校名称")), tc(inline), tc(p("督导日期")), tc(block)),
            tr(tc(p("责任督学")), cell, tc(p("意见建议")), tc()),
        )
    ))  # fmt: skip
    workbench.layouts.publish(path)
    out = tmp_path / "填好.docx"
    workbench.layout_fillings.visit("记录", filed(), out)
    rows = [[c.text for c in row] for row in read_word_file(out).tables[0].rows]
    assert rows == [
        ["学校名称", "示范区第3小学", "督导日期", "2026年11月20日"],
        ["责任督学", "督学01", "意见建议", "坚持每日巡查。"],
    ]
    assert "单击此处" not in zipfile.ZipFile(out).read("word/document.xml").decode()


def test_a_text_box_is_filled_and_its_copy_for_old_programs_does_not_stay_empty(
    workbench: Workbench, filed: File, tmp_path: Path
) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>学校名称：________</w:t></w:r></w:p></w:txbxContent>"
    shape = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx>"
        f"</mc:Choice><mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    path = written(tmp_path / "记录.docx", word_file(
        p("入校督导记录表") + shape + tbl(tr(tc(p("意见建议")), tc()))
    ))  # fmt: skip
    workbench.layouts.publish(path)
    out = tmp_path / "填好.docx"
    workbench.layout_fillings.visit("记录", filed(), out)
    text = zipfile.ZipFile(out).read("word/document.xml").decode()
    assert text.count("示范区第3小学") == 1
    assert "Fallback" not in text


def test_a_file_of_wps_with_names_of_its_own_comes_back_filled(
    workbench: Workbench, filed: File, tmp_path: Path
) -> None:
    data = word_file(
        p("入校督导记录表") + tbl(tr(tc(p("学校名称")), tc(), tc(p("督导日期")), tc()))
    )
    wps = NAMES.replace("xmlns:w=", "xmlns:ns0=")
    more = (' xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData"'
            ' mc:Ignorable="wpsCustomData"')  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == "word/document.xml":
                text = text.replace(NAMES, wps + more).replace("<w:", "<ns0:")
                text = text.replace("</w:", "</ns0:").replace(" w:", " ns0:")
            new.writestr(name, text)
    path = written(tmp_path / "记录.docx", out.getvalue())
    workbench.layouts.publish(path)
    made = tmp_path / "填好.docx"
    workbench.layout_fillings.visit("记录", filed(), made)
    (row,) = read_word_file(made).tables[0].rows
    assert [cell.text for cell in row] == [
        "学校名称",
        "示范区第3小学",
        "督导日期",
        "2026年11月20日",
    ]


def test_an_empty_workbook_says_that_nothing_was_recognised(
    workbench: Workbench, tmp_path: Path
) -> None:
    Workbook().save(tmp_path / "空.xlsx")
    with pytest.raises(InputError, match="没有认出要填的地方"):
        workbench.layouts.publish(tmp_path / "空.xlsx")
