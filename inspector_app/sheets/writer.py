"""Write tables that an office goes on working with: real numbers and dates, ready to print."""

import math
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from inspector_app.base.override import override
from inspector_app.base.written import WrittenFile, write_document
from inspector_app.sheets.long_list import FORMULA_STARTS, LongList
from inspector_app.sheets.saved_book import saved_book
from inspector_app.sheets.wrapped import columns_of, lines_in


class Percent(float):
    """A part of a whole, 0.667, shown as 66.7%."""

    __slots__ = ()


TableValue = str | int | float | date | None
# A look belongs to a type, and to texts that begin like a formula or do not.
_Looks = dict[tuple[type, bool], StyleArray]

_LONGEST_CELL: Final = 32_767
_CUT: Final = "…（本格放不下，全文见记录）"
_NARROWEST, _WIDEST = 6, 48
# Of a long list that is looked up, so many rows, evenly spread, say how wide a column is.
_ROWS_MEASURED: Final = 200
_NO_TITLE: Final = str.maketrans(dict.fromkeys("[]:*?/\\", "－"))
# Columns (half-width characters) that A4 landscape takes at about two thirds of the usual size: a
# table wider than that goes over several pages instead of becoming too small to read.
_PAGE_COLUMNS: Final = 220
# The line of 11 points of a Chinese face: fifteen of them are a line more than of a Latin one.
_LINE_POINTS: Final = 16.0
# No row of Excel is higher.
_HIGHEST: Final = 409.0

_THIN: Final = Side(style="thin", color="FF9AA0A6")
_GRID: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD_FILL: Final = PatternFill("solid", fgColor="FFEDEFF2")
_BOLD: Final = Font(bold=True)
_HEADING_FONT: Final = Font(bold=True, size=14)
_HEADING_WIDER: Final = 1.5  # than ordinary text, with room to spare
_CENTRED: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
_TEXT: Final = Alignment(vertical="top", wrap_text=True)
_NUMBER: Final = Alignment(horizontal="right", vertical="top")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSheet:
    """One sheet to write.

    Attributes:
        title: the name on the tab.
        head: the column names, repeated on every printed page.
        rows: the cells; numbers and dates stay numbers and dates.
        heading: a line above the table, "" for none.
        notes: lines below the table.
        leading: how many columns at the left stay in sight and are repeated on each printed page.
        long_list: whether it is a long list to look up, without a grid.
        widest: how wide a column may be, in half-width characters.
    """

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[TableValue]]
    heading: str = ""
    notes: Sequence[str] = ()
    leading: int = 0
    long_list: bool = False
    widest: int = _WIDEST


class _FittedRow(RowDimension):
    """A row whose height is a first guess: who types into it has it fitted again."""

    @property
    @override
    def customHeight(self) -> bool:
        return False


def column_letters(count: int) -> tuple[str, ...]:
    """Return the letters of the first columns: A, B, … Z, AA."""
    return tuple(get_column_letter(place) for place in range(1, count + 1))


def column_name(number: int) -> str:
    """Return what Excel calls a column, from 1."""
    return get_column_letter(number)


def write_table(path: Path, sheets: Sequence[TableSheet]) -> WrittenFile:
    """Write a workbook; under a second name if the file is open in another program.

    Args:
        path: the file to make or replace.
        sheets: at least one.

    Raises:
        EnvironmentProblem: it could not be written under any name; nothing has changed.
    """
    return write_document(path, table_bytes(sheets))


def table_bytes(sheets: Sequence[TableSheet]) -> bytes:
    """Return the workbook; the same sheets give the same bytes."""
    book = Workbook()
    for unasked in book.worksheets:
        book.remove(unasked)
    first = sheets[0]
    titles: set[str] = set()
    looks: _Looks = {}
    for sheet in sheets:
        _write_sheet(_new_page(book, sheet, _tab(sheet.title, titles)), sheet, looks)
    return saved_book(book, title=_writable(first.heading or first.title))


def add_table(book: Workbook, sheet: TableSheet) -> None:
    """Write a sheet behind those of a book, under another name where one is called so."""
    taken = {title.casefold() for title in book.sheetnames}
    _write_sheet(_new_page(book, sheet, _tab(sheet.title, taken)), sheet, {})


def _new_page(book: Workbook, sheet: TableSheet, tab: str) -> Worksheet:
    if not sheet.long_list:
        page: Worksheet = book.create_sheet(tab)
        return page
    made = LongList(book, tab)
    book._add_sheet(made)  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other way
    return made


def _tab(title: str, taken: set[str]) -> str:
    """Return a title that Excel takes: no reserved mark, at most 31 characters, used once."""
    wanted = title.translate(_NO_TITLE)[:31] or "表"
    tab, n = wanted, 1
    while tab.casefold() in taken:
        n += 1
        tab = f"{wanted[:27]}({n})"
    taken.add(tab.casefold())
    return tab


def _write_sheet(page: Worksheet, sheet: TableSheet, looks: _Looks) -> None:
    row = 1
    if sheet.heading:
        _put(page, row, 1, sheet.heading).font = _HEADING_FONT
        page.cell(row, 1).alignment = Alignment(vertical="center")
        row += 1
    head_row = row
    for at, name in enumerate(sheet.head, start=1):
        cell = _put(page, row, at, name)
        cell.font, cell.fill, cell.border, cell.alignment = _BOLD, _HEAD_FILL, _GRID, _CENTRED
    widths = _set_widths(page, sheet)
    if isinstance(page, LongList):
        row = _put_plainly(page, sheet, row, widths)
    else:
        for cells in sheet.rows:
            row += 1
            for at, value in enumerate(cells, start=1):
                _put_in_grid(page.cell(row, at), value, looks)
            _fit_height(page, row, cells, widths)
    if sheet.rows:
        page.auto_filter.ref = f"A{head_row}:{get_column_letter(len(sheet.head))}{row}"
    last = _columns_of_a_page(widths)
    # Beside what each page repeats, which would repeat the beginnings of the notes too.
    first = sheet.leading + 1 if sheet.leading < last else 1
    for note in sheet.notes:
        row += 1
        _put_note(page, row, note, between=(first, last), width=sum(widths[first - 1 : last]))
    page.print_area = f"A1:{get_column_letter(len(sheet.head))}{row}"
    _set_print(page, head_row=head_row, leading=sheet.leading, pages=_pages_across(widths))


def _put_plainly(page: LongList, sheet: TableSheet, row: int, widths: Sequence[float]) -> int:
    """Write the rows of a long list without a look; return the last row."""
    for cells in sheet.rows:
        row += 1
        written = [_writable(v) if isinstance(v, str) else v for v in cells]
        page.put_row(row, written, height=_height(cells, widths))
    return row


def _columns_of_a_page(widths: Sequence[float]) -> int:
    """Return how many columns are printed on the first of the pages side by side, at least one."""
    room = sum(widths) / _pages_across(widths)
    fitting = sum(reach <= room for reach in accumulate(widths))
    return max(fitting, 1)


def _pages_across(widths: Sequence[float]) -> int:
    return max(math.ceil(sum(widths) / _PAGE_COLUMNS), 1)


def _put_note(
    page: Worksheet, row: int, note: str, *, between: tuple[int, int], width: float
) -> None:
    """Write a line below the table, over the first of the pages that stand side by side."""
    first, last = between
    _put(page, row, first, note)
    page.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    # No program fits the height of a row to merged cells.
    lines = sum(lines_in(line, room=width) for line in note.split("\n"))
    page.row_dimensions[row].height = _LINE_POINTS * lines


def _fit_height(
    page: Worksheet, row: int, cells: Sequence[TableValue], widths: Sequence[float]
) -> None:
    """Make a row as high as its longest text needs.

    Excel and WPS would find out by themselves; LibreOffice prints one line of each cell.
    """
    if height := _height(cells, widths):
        page.row_dimensions[row] = _FittedRow(page, index=row, ht=height)


def _height(cells: Sequence[TableValue], widths: Sequence[float]) -> float:
    """Return how high a row has to be in points, nought where a line is enough."""
    lines = max(
        (_lines(text, width) for text, width in zip(cells, widths, strict=False)
         if isinstance(text, str)),
        default=1,
    )  # fmt: skip
    return min(_LINE_POINTS * lines, _HIGHEST) if lines > 1 else 0


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column."""
    return sum(lines_in(line, room=width - 1) for line in text.split("\n"))


def _put_in_grid(cell: Any, value: TableValue, looks: _Looks) -> None:
    """Write one cell of the table; the first of its kind has its look put together.

    openpyxl compares each look with all that there are: a month of a district has a hundred
    thousand cells of four kinds.
    """
    kind = (type(value), isinstance(value, str) and value.startswith(FORMULA_STARTS))
    known = looks.get(kind)
    if known is None:
        _fill(cell, value)
        cell.border = _GRID
        looks[kind] = cell._style  # noqa: SLF001 - its one way to share a look
        return
    # Before the value: a day without a look gets one of openpyxl's own.
    cell._style = copy(known)  # noqa: SLF001
    if isinstance(value, str):
        cell.value = _writable(value)
        cell.data_type = "s"
    elif value is not None:
        cell.value = value


def _put(page: Worksheet, row: int, column: int, value: TableValue) -> Cell:
    cell: Cell = page.cell(row, column)  # type: ignore[assignment]  # merged only after it
    _fill(cell, value)
    return cell


def _fill(cell: Cell, value: TableValue) -> None:
    if isinstance(value, str):
        cell.value = _writable(value)
        # What begins like a formula stays text, even when somebody edits the cell later.
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA_STARTS)
        cell.alignment = _TEXT
    elif value is not None:
        cell.value = value
        cell.alignment = _NUMBER
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
        elif isinstance(value, Percent):
            cell.number_format = "0.0%"


def _writable(text: str) -> str:
    clean = ILLEGAL_CHARACTERS_RE.sub("", text)
    if len(clean) > _LONGEST_CELL:
        return clean[: _LONGEST_CELL - len(_CUT)] + _CUT
    return clean


def _set_widths(page: Worksheet, sheet: TableSheet) -> list[float]:
    """Set the widths of the columns by their content and return them."""
    widths: list[float] = []
    every = max(len(sheet.rows) // _ROWS_MEASURED, 1) if sheet.long_list else 1
    rows = sheet.rows[::every]
    for at, name in enumerate(sheet.head):
        cells = [row[at] for row in rows if at < len(row)]
        widest = max(_columns(value, sheet.widest) for value in (name, *cells))
        widths.append(min(max(widest + 2, _NARROWEST), sheet.widest))
    # The heading runs on over the columns, but not beyond the last that is printed.
    widths[-1] += max(columns_of(sheet.heading) * _HEADING_WIDER - sum(widths), 0)
    for at, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(at)].width = width
    return widths


def _columns(value: TableValue, most: int) -> int:
    """Return how many half-width columns the longest line of a cell takes."""
    if value is None:
        return 0
    if isinstance(value, date):
        return len("2026-11-23")
    if isinstance(value, Percent):
        return len("100.0%")
    # Beyond the widest column the exact length no longer matters.
    return max(columns_of(line[:most]) for line in str(value).splitlines() or [""])


def _set_print(page: Worksheet, *, head_row: int, leading: int, pages: int) -> None:
    page.freeze_panes = f"{get_column_letter(leading + 1)}{head_row + 1}"
    page.print_title_rows = f"1:{head_row}"
    if leading:
        page.print_title_cols = f"A:{get_column_letter(leading)}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.page_setup.fitToWidth = pages
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_options.horizontalCentered = True
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top = page.page_margins.bottom = 0.6
    page.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("第 &P 页 共 &N 页"))
