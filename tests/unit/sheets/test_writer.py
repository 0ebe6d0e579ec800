"""Tables for the office: real values, ready to print, never a formula."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.base import child
from inspector_app.sheets.workbook import open_workbook
from inspector_app.sheets.writer import TableSheet, table_bytes, write_table
from tests.examples import examples

_SHEET = TableSheet(
    title="月统计表",
    heading="示范区 2022 年 10 月入校督导月统计表",
    head=("责任督学", "校次", "督导日期", "责任校覆盖率"),
    rows=(("督学01", 12, date(2022, 10, 8), "2/3（66.7%）"), ("督学02", 0, None, "—")),
    notes=("统计口径见背面。",),
)


@pytest.fixture
def written(tmp_path: Path) -> openpyxl.worksheet.worksheet.Worksheet:
    path = tmp_path / "月统计表.xlsx"
    assert write_table(path, [_SHEET]).path == path
    return openpyxl.load_workbook(path).worksheets[0]


def test_numbers_and_dates_stay_numbers_and_dates(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_table(path, [_SHEET])
    rows = [list(row) for row in open_workbook(path).sheets[0].rows]
    assert rows[1] == list(_SHEET.head)
    assert rows[2][1] == 12
    assert rows[2][2].date() == date(2022, 10, 8)  # type: ignore[attr-defined]
    assert rows[3] == ["督学02", 0, None, "—"]
    assert rows[4][0] == "统计口径见背面。"


def test_the_page_prints_landscape_on_a4_with_the_head_on_every_page(
    written: openpyxl.worksheet.worksheet.Worksheet,
) -> None:
    assert written.page_setup.orientation == "landscape"
    assert written.page_setup.paperSize == 9
    assert (written.page_setup.fitToWidth, written.page_setup.fitToHeight) == (1, 0)
    assert written.sheet_properties.pageSetUpPr.fitToPage
    assert written.print_title_rows == "$1:$2"
    assert written.freeze_panes == "A3"
    assert written["A2"].font.bold
    assert written.oddFooter.center.text == "第 &P 页 共 &N 页"


def test_a_column_is_as_wide_as_its_content_with_chinese_counted_twice(tmp_path: Path) -> None:
    write_table(tmp_path / "a.xlsx", [replace(_SHEET, heading="")])
    written = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    widths = [written.column_dimensions[letter].width for letter in "ABCD"]
    assert widths == [10, 6, 12, 14]


def test_a_heading_that_is_longer_than_the_table_is_wide_is_printed_whole(tmp_path: Path) -> None:
    heading = "月报与记录合计不同的数字　2026年9月　截至 2026-09-12 16:00"
    write_table(
        tmp_path / "a.xlsx", [TableSheet(title="表", heading=heading, head=("甲", "乙"), rows=())]
    )
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    widths = [page.column_dimensions[letter].width for letter in "AB"]
    assert widths[0] == 6
    assert sum(widths) >= 54 * 14 / 11


def test_a_cell_further_down_looks_and_reads_as_the_first_of_its_kind(tmp_path: Path) -> None:
    row = ("督学01", "=1+1", 12, 1.5, date(2022, 10, 8), None)
    write_table(tmp_path / "a.xlsx", [TableSheet(title="表", head=("甲",) * 6, rows=[row] * 3)])
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    first, second, third = page.iter_rows(min_row=2)
    assert [cell.quotePrefix for cell in first] == [False, True, False, False, False, False]
    assert first[4].number_format == "yyyy-mm-dd"
    assert first[5].border.left.style == "thin"
    for cell, below, last in zip(first, second, third, strict=True):
        assert below.style_id == last.style_id == cell.style_id
        assert below.value == last.value == cell.value
        assert below.data_type == last.data_type == cell.data_type


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=5))
@examples()
def test_no_text_becomes_a_formula(texts: list[str]) -> None:
    import io

    rows = [(mark + text,) for text in texts for mark in ("=", "+", "-", "@", "")]
    content = table_bytes([TableSheet(title="表", head=("甲",), rows=rows)])
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value} <= {"s"}
    assert [cell.quotePrefix for (cell,) in page.iter_rows(min_row=2, max_row=5)] == [True] * 4


def test_text_that_no_cell_can_hold_is_cut_with_a_word_about_it() -> None:
    import io

    content = table_bytes([TableSheet(title="表", head=("甲",), rows=(("文" * 40_000,),))])
    text = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A2"].value
    assert len(text) == 32_767
    assert text.endswith("…（本格放不下，全文见记录）")


def test_control_characters_do_not_break_the_file() -> None:
    import io

    content = table_bytes([TableSheet(title="表", head=("甲",), rows=(("上\x0b下\x00",),))])
    assert openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A2"].value == "上下"


def test_the_same_table_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    first = table_bytes([_SHEET])
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 90_000)
    monkeypatch.setattr(
        time, "localtime", lambda *_: time.struct_time((2031, 5, 6, 7, 8, 9, 1, 1, 0))
    )
    assert table_bytes([_SHEET]) == first


def test_tabs_get_titles_that_excel_takes() -> None:
    import io

    sheet = TableSheet(title="2022/10:" + "月统计表" * 10, head=("甲",), rows=())
    content = table_bytes([sheet, sheet])
    titles = openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    assert titles[0].startswith("2022－10－月统计表")
    assert len(set(titles)) == 2
    assert max(map(len, titles)) <= 31


def test_what_is_printed_is_the_table_with_its_notes_and_no_more(
    written: openpyxl.worksheet.worksheet.Worksheet,
) -> None:
    assert written.print_area == "'月统计表'!$A$1:$D$5"
    assert written.auto_filter.ref == "A2:D4"
    assert [str(merged) for merged in written.merged_cells.ranges] == ["A5:D5"]


def test_a_note_that_is_longer_than_the_table_is_wide_gets_the_lines_it_needs(
    tmp_path: Path,
) -> None:
    sheet = TableSheet(title="表", head=("甲", "乙"), rows=((1, 2),), notes=("口径" * 30, "短"))
    write_table(tmp_path / "a.xlsx", [sheet])
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert page["A3"].alignment.wrap_text
    # 120 half-width columns over two columns of six make ten lines.
    assert (page.row_dimensions[3].height, page.row_dimensions[4].height) == (160, 16)


def test_a_row_is_as_high_as_its_longest_text_until_somebody_types_into_it(tmp_path: Path) -> None:
    rows = (("一", "短"), ("09-07 报送\n09-12 销号", "短"), ("校" * 60, "短"), ("校" * 999, 1))
    write_table(tmp_path / "a.xlsx", [TableSheet(title="表", head=("甲", "乙"), rows=rows)])
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    heights = [page.row_dimensions[row].height for row in range(2, 6)]
    # 120 half-width columns take three lines of 47; no row of Excel is higher than 409 points.
    assert heights == [None, 32, 48, 409]
    done = child.run(["unzip", "-p", tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml"])
    assert b"<row" in done.out
    assert b"customHeight" not in done.out


def test_a_table_too_wide_for_one_page_repeats_its_first_columns_on_the_next(
    tmp_path: Path,
) -> None:
    head = ("序号", "姓名", *(f"第{n}列" for n in range(40)))
    sheet = TableSheet(title="表", head=head, rows=(tuple("x" * 10 for _ in head),), leading=2)
    write_table(tmp_path / "a.xlsx", [sheet])
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (3, 0)
    assert page.print_title_cols == "$A:$B"
    assert page.freeze_panes == "C2"


def test_the_file_says_what_it_is_and_which_program_made_it(tmp_path: Path) -> None:
    write_table(tmp_path / "a.xlsx", [_SHEET])
    properties = openpyxl.load_workbook(tmp_path / "a.xlsx").properties
    assert (properties.title, properties.creator) == (_SHEET.heading, "入校督导工作台")
    assert properties.lastModifiedBy == "入校督导工作台"
