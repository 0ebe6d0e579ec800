"""Tables for the office: real values, ready to print, never a formula."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.base.errors import EnvironmentProblem
from inspector_app.sheets import writer
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


def test_a_column_is_as_wide_as_its_content_with_chinese_counted_twice(
    written: openpyxl.worksheet.worksheet.Worksheet,
) -> None:
    widths = [written.column_dimensions[letter].width for letter in "ABCD"]
    assert widths == [10, 6, 12, 14]


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


def _refusing(names: set[str]) -> Callable[..., None]:
    original = writer.write_atomic

    def write(target: Path, content: bytes) -> None:
        if target.name in names:
            raise PermissionError(13, "used by another process")
        original(target, content)

    return write


def test_a_file_that_is_open_elsewhere_is_left_alone_and_a_second_one_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"old")
    monkeypatch.setattr(writer, "write_atomic", _refusing({"台账.xlsx"}))
    result = write_table(path, [_SHEET])
    assert result.path.name == "台账（2）.xlsx"
    assert "“台账.xlsx”正被其他程序打开，没有改动" in result.sentence
    assert path.read_bytes() == b"old"
    assert open_workbook(result.path).sheets[0].title == "月统计表"


def test_a_folder_that_takes_no_file_is_a_problem_of_the_surroundings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(EnvironmentProblem, match=r"写不出“台账\.xlsx”"):
        write_table(tmp_path / "没有" / "台账.xlsx", [_SHEET])
    names = {"台账.xlsx", *(f"台账（{n}）.xlsx" for n in range(2, 10))}
    monkeypatch.setattr(writer, "write_atomic", _refusing(names))
    with pytest.raises(EnvironmentProblem, match="没有写入的权限"):
        write_table(tmp_path / "台账.xlsx", [_SHEET])
    assert list(tmp_path.iterdir()) == []
