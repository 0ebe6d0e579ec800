"""A row of a workbook is repeated: what stands below moves, what counted it counts the repeats."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from inspector_app.sheets.more_rows import add_rows


@pytest.fixture
def book() -> Any:
    made = Workbook()
    page: Any = made.active
    page.title = "月 报"
    for row in (
        ["名", "数", "和"],
        ["甲", 1, "=B2*2"],
        ["乙", 2, "=SUM(B3:B3)"],
        ["合计", "=SUM(B2:B3)"],
    ):
        page.append(row)
    page["A6"] = "=B4&$B$1"
    page.merge_cells("A6:C7")
    made.create_sheet("另")["A1"] = "=SUM('月 报'!B2:B3)+'月 报'!B4+B4"
    return made


def test_formulas_of_every_sheet_go_on_meaning_what_they_meant(book: Any) -> None:
    page = book["月 报"]
    add_rows(book, page, row=3, many=2)
    assert [page[f"C{n}"].value for n in (2, 3, 4, 5)] == [
        "=B2*2", "=SUM(B3:B3)", "=SUM(B4:B4)", "=SUM(B5:B5)",
    ]  # fmt: skip
    assert (page["A6"].value, page["B6"].value) == ("合计", "=SUM(B2:B5)")
    assert page["A8"].value == "=B6&$B$1"
    assert [area.coord for area in page.merged_cells.ranges] == ["A8:C9"]
    assert book["另"]["A1"].value == "=SUM('月 报'!B2:B5)+'月 报'!B6+B4"
    assert (page["A4"].value, page["B4"].value) == (None, None)


def test_checks_looks_and_merged_cells_of_the_row_go_for_the_repeats_too(book: Any) -> None:
    page = book["月 报"]
    page.merge_cells("D3:E3")
    page.row_dimensions[3].height = 30
    check = DataValidation(type="whole", operator="greaterThan", formula1="0", sqref="B2:B3")
    page.add_data_validation(check)
    rule = CellIsRule(operator="equal", formula=["0"], fill=PatternFill("solid", fgColor="FF0000"))
    page.conditional_formatting.add("B2:B3", rule)
    page.print_area = "A1:E7"
    add_rows(book, page, row=3, many=1)
    assert {area.coord for area in page.merged_cells.ranges} == {"A7:C8", "D3:E3", "D4:E4"}
    assert (page.row_dimensions[4].height, str(check.sqref)) == (30, "B2:B4")
    assert [str(each.sqref) for each in page.conditional_formatting] == ["B2:B4"]
    assert page.print_area == "'月 报'!$A$1:$E$8"


@given(
    row=st.integers(2, 6), many=st.integers(1, 9), first=st.integers(1, 8), more=st.integers(0, 4)
)
def test_a_range_from_elsewhere_counts_the_same_cells_and_the_repeats_of_its_last(
    row: int, many: int, first: int, more: int
) -> None:
    book = Workbook()
    page: Any = book.active
    for at in range(1, 13):
        page.cell(at, 1).value = at
    book.create_sheet("另")["A1"] = f"=SUM({page.title}!A{first}:A{first + more})"
    before = set(range(first, first + more + 1))
    add_rows(book, page, row=row, many=many)
    start, _, end = book["另"]["A1"].value[len(f"=SUM({page.title}!A") : -1].partition(":A")
    counted = [page.cell(at, 1).value for at in range(int(start), int(end) + 1)]
    assert {each for each in counted if each is not None} == before
    assert counted.count(None) in ({many} if row in before else {0})
