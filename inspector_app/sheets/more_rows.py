"""More rows for a table of a workbook: what stands below moves down, and nothing counts otherwise.

openpyxl moves cells alone; formulas, merged cells, heights, rules and what is printed are moved
here, as a person's program does when rows are inserted below a row of a table.
"""

import re
from collections.abc import Callable, Iterator
from copy import copy
from typing import Any, Final

from openpyxl.cell.cell import MergedCell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula import Tokenizer
from openpyxl.formula.translate import Translator
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange

_CELL: Final = re.compile(r"(\$?[A-Z]{1,3}\$?)(\d+)")


def add_rows(book: Any, page: Any, *, row: int, many: int) -> None:
    """Repeat a row (from 1) below itself; ranges that ended with it end with the last repeat."""
    merged = [CellRange(area.coord) for area in page.merged_cells.ranges]
    heights = {at: shape.height for at, shape in page.row_dimensions.items()}
    page.insert_rows(row + 1, many)
    _move_formulas(book, page, row, many)
    _repeat_cells(page, row, many)
    _move_merged(page, merged, row, many)
    _move_heights(page, heights, row, many)
    _move_rules(page, row, many)
    _move_print(page, row, many)


def _move_formulas(book: Any, page: Any, row: int, many: int) -> None:
    for other in book.worksheets:
        for cell in _formulas(other):
            at_home = other is page

            def moved(reference: str, *, own: int = cell.row, at_home: bool = at_home) -> str:
                return _moved(reference, page.title, row, many, own=own, at_home=at_home)

            cell.value = _with_references(cell.value, moved)
    for name in book.defined_names.values():
        name.attr_text = _with_references(
            f"={name.attr_text}",
            lambda told: _moved(told, page.title, row, many, own=0, at_home=False),
        )[1:]


def _formulas(page: Any) -> Iterator[Any]:
    for line in page.iter_rows():
        for cell in line:
            if cell.data_type == "f" and isinstance(cell.value, str):
                yield cell


def _with_references(formula: str, change: Callable[[str], str]) -> str:
    tokens = Tokenizer(formula)
    for token in tokens.items:
        if token.type == "OPERAND" and token.subtype == "RANGE":
            token.value = change(token.value)
    return "=" + "".join(token.value for token in tokens.items)


def _moved(reference: str, title: str, row: int, many: int, *, own: int, at_home: bool) -> str:
    """Return a reference as it reads once the rows are there."""
    sheet, mark, place = reference.rpartition("!")
    if (sheet.strip("'").replace("''", "'") != title) if mark else not at_home:
        return reference
    ends = [int(found[2]) for found in _CELL.finditer(place)]
    is_range = len(ends) > 1
    # A range across the row itself counts what stands in it; one from elsewhere, the whole block.
    whole = is_range and ends[-1] == row and not (at_home and own == row)

    def number(found: re.Match[str]) -> str:
        at = int(found[2])
        last = whole and found.end() == len(place)
        return f"{found[1]}{at + many if at > row or last else at}"

    return f"{sheet}{mark}{_CELL.sub(number, place)}"


def _repeat_cells(page: Any, row: int, many: int) -> None:
    for column in range(1, page.max_column + 1):
        origin = page.cell(row, column)
        if isinstance(origin, MergedCell):
            continue
        for at in range(row + 1, row + many + 1):
            cell = page.cell(at, column)
            if origin.has_style:
                cell._style = copy(origin._style)  # noqa: SLF001 - openpyxl has no public name for it
            if origin.data_type == "f" and isinstance(origin.value, str):
                translator = Translator(origin.value, origin=origin.coordinate)
                cell.value = translator.translate_formula(cell.coordinate)


def _move_merged(page: Any, merged: list[CellRange], row: int, many: int) -> None:
    """Merge anew what was merged: below it moves, across the row's end it grows."""
    for area in merged:
        if area.max_row <= row and not area.min_row == area.max_row == row:
            continue
        page.merged_cells.remove(area.coord)
        first, last = area.min_row, area.max_row
        if first > row:
            first, last = first + many, last + many
        elif last > row:
            last += many
        _merge(page, area, first, last)
        if area.min_row == area.max_row == row:
            for at in range(row + 1, row + many + 1):
                _merge(page, area, at, at)


def _merge(page: Any, area: CellRange, first: int, last: int) -> None:
    page.merge_cells(
        start_row=first, end_row=last, start_column=area.min_col, end_column=area.max_col
    )


def _move_heights(page: Any, heights: dict[int, float | None], row: int, many: int) -> None:
    for at in sorted(heights, reverse=True):
        if at > row:
            page.row_dimensions[at + many].height = heights[at]
    for at in range(row + 1, row + many + 1):
        page.row_dimensions[at].height = heights.get(row)


def _move_rules(page: Any, row: int, many: int) -> None:
    """Move checks of what is typed and looks that hang on values."""
    for check in page.data_validations.dataValidation:
        check.sqref = _ranges_moved(check.sqref, row, many)
    looks = page.conditional_formatting
    page.conditional_formatting = ConditionalFormattingList()
    for each in looks:
        where = " ".join(sorted(str(r) for r in _ranges_moved(each.sqref, row, many).ranges))
        for rule in each.rules:
            page.conditional_formatting.add(where, rule)


def _ranges_moved(ranges: Any, row: int, many: int) -> MultiCellRange:
    return MultiCellRange([_range_moved(each, row, many) for each in ranges.ranges])


def _range_moved(area: Any, row: int, many: int) -> CellRange:
    first = area.min_row + many if area.min_row > row else area.min_row
    last = area.max_row + many if area.max_row >= row else area.max_row
    return CellRange(min_col=area.min_col, max_col=area.max_col, min_row=first, max_row=last)


def _move_print(page: Any, row: int, many: int) -> None:
    if page.print_area:
        areas = [CellRange(part.rpartition("!")[2].replace("$", ""))
                 for part in str(page.print_area).split(",")]  # fmt: skip
        page.print_area = ",".join(_range_moved(area, row, many).coord for area in areas)
    for each in page.row_breaks.brk:
        if each.id > row:
            each.id += many
