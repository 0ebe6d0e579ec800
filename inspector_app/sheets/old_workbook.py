"""Workbooks of Excel 97 to 2003 (.xls): the values of their sheets, never how they look."""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import xlrd
from xlrd.xldate import XLDateError, xldate_as_datetime

Value = str | float | bool | datetime | None


class UnreadableError(ValueError):
    """It is no workbook of that kind, or it is damaged or locked."""


def old_sheets(
    content: bytes, *, most_rows: int, most_columns: int
) -> list[tuple[str, list[list[Value]]]]:
    """Return title and rows of each sheet.

    Raises:
        UnreadableError: the bytes are no such workbook, or a locked or damaged one.
    """
    try:
        # What the reader finds odd it would print among the answers of a command.
        book = xlrd.open_workbook(file_contents=content, logfile=io.StringIO(), on_demand=False)
        return [
            (sheet.name, [_row(sheet, at, book.datemode, most_columns) for at in rows])
            for sheet in book.sheets()
            for rows in (range(min(sheet.nrows, most_rows)),)
        ]
    except Exception as damage:  # a damaged file can break its parser in any way
        raise UnreadableError(str(damage)) from damage


def _row(sheet: Any, at: int, datemode: int, most: int) -> list[Value]:
    return list(_values(sheet.row(at)[:most], datemode))


def _values(cells: Any, datemode: int) -> Iterator[Value]:
    for cell in cells:
        if cell.ctype == xlrd.XL_CELL_TEXT:
            yield cell.value or None
        elif cell.ctype == xlrd.XL_CELL_NUMBER:
            yield cell.value
        elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
            yield bool(cell.value)
        elif cell.ctype == xlrd.XL_CELL_DATE:
            yield _day(cell.value, datemode)
        elif cell.ctype == xlrd.XL_CELL_ERROR:
            yield xlrd.error_text_from_code.get(cell.value, "#UNKNOWN!")
        else:
            yield None


def _day(value: float, datemode: int) -> datetime | float:
    try:
        return xldate_as_datetime(value, datemode)  # type: ignore[no-any-return]
    except (XLDateError, ValueError, OverflowError):
        return value
