"""Corrections of what was recognised in a month table: ``D=听课（节次）``."""

from collections.abc import Sequence
from dataclasses import replace

from inspector_app.base.errors import InputError
from inspector_app.domain.layout_map import LayoutMap, TableMap
from inspector_app.domain.month_heads import EMPTY, FIELD_LABEL, field_called


def corrected(found: LayoutMap, corrections: Sequence[str]) -> LayoutMap:
    """Return a map with what people say of its columns.

    Raises:
        InputError: a correction names a column or a figure that there is not.
    """
    for told in corrections:
        found = _with_correction(found, told)
    return found


def _with_correction(found: LayoutMap, told: str) -> LayoutMap:
    place, mark, word = told.partition("=")
    field = field_called(word) if mark else None
    if field is None:
        words = "、".join(label for name, label in FIELD_LABEL.items() if name != EMPTY)
        raise InputError(f"“{told}”不是“列=内容”，没有发布；内容请写“不填”，或这些之一：{words}。")
    sheet, _, column = place.strip().upper().rpartition(".")
    at = _column_number(column)
    tables = [
        _with_column(table, at, field) if not sheet or sheet == str(table.sheet + 1) else table
        for table in found.tables
    ]
    if tables == list(found.tables) and not any(
        c.column == at and c.field == field for t in found.tables for c in t.head.columns
    ):
        raise InputError(f"表里没有“{place}”这一列，没有发布；请照 layout check 列出的列号写。")
    return found._replace(tables=tuple(tables))


def _with_column(table: TableMap, at: int, field: str) -> TableMap:
    columns = tuple(
        c._replace(field=field, sure=True) if c.column == at else c for c in table.head.columns
    )
    return table._replace(head=replace(table.head, columns=columns))


def _column_number(text: str) -> int:
    """Return the column that D, or 4, means, from 0."""
    if text.isascii() and text.isdecimal():
        return int(text) - 1
    number = 0
    for sign in text:
        if not "A" <= sign <= "Z":
            return -1
        number = number * 26 + ord(sign) - ord("A") + 1
    return number - 1
