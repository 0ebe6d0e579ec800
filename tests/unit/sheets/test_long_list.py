"""Long lists are written as text: what is read back is what any other sheet would hold."""

import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from inspector_app.sheets.writer import TableSheet, TableValue, table_bytes

LIST = TableSheet(
    title="记录", head=("号", "内容", "日期"), rows=[], heading="每条一行", long_list=True
)


def page_of(sheet: TableSheet) -> Worksheet:
    page = load_workbook(io.BytesIO(table_bytes([sheet]))).worksheets[0]
    assert isinstance(page, Worksheet)
    return page


def rows_of(page: Worksheet) -> list[tuple[object, ...]]:
    return list(page.iter_rows(min_row=3, values_only=True))


_TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n<>&=+\"'"), max_size=60
)
_VALUES = (
    st.none() | _TEXTS | st.integers(-(10**9), 10**9) | st.dates(date(1990, 1, 1), date(2090, 1, 1))
)


@given(st.lists(st.tuples(_VALUES, _VALUES, _VALUES), max_size=6))
def test_a_long_list_holds_what_a_sheet_with_a_grid_holds(
    rows: list[tuple[TableValue, ...]],
) -> None:
    sheet = replace(LIST, rows=rows)
    plain, grid = page_of(sheet), page_of(replace(sheet, long_list=False))
    filled = [row for row in rows_of(grid) if any(value is not None for value in row)]
    assert [row for row in rows_of(plain) if any(v is not None for v in row)] == filled
    assert plain.auto_filter.ref == grid.auto_filter.ref
    assert plain.print_area == grid.print_area


@pytest.mark.parametrize("text", ["=1+1", "+86", "-3", "@a"])
def test_what_begins_like_a_formula_stays_text(text: str) -> None:
    cell = page_of(replace(LIST, rows=[(1, text, None)]))["B3"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_a_row_is_as_high_as_its_longest_text_and_others_keep_their_height() -> None:
    long = ",".join(str(n) for n in range(1, 600, 2))
    page = page_of(replace(LIST, rows=[(1, "短", None), (2, long, None)], widest=96))
    assert page.column_dimensions["B"].width == 96
    assert page.row_dimensions[3].height is None
    lines = -(-len(long) // 95)
    assert page.row_dimensions[4].height == pytest.approx(16 * lines)
    assert page["B4"].alignment.wrap_text
    assert not page["B3"].alignment.wrap_text


def test_the_same_list_gives_the_same_bytes_and_leaves_no_file_behind() -> None:
    sheet = replace(LIST, rows=[(n, f"第{n}条", date(2026, 11, 20)) for n in range(50)])
    assert table_bytes([sheet]) == table_bytes([sheet])
    page = page_of(sheet)
    assert page.dimensions == "A1:C52"
    assert page["C3"].number_format == "yyyy-mm-dd"
