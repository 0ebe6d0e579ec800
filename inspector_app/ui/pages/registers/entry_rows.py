"""Rows of an entry: topics, decisions, each closed to one line or open to its fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from inspector_app.domain.registers.shapes import Rows
from inspector_app.domain.registers.words import said_row
from inspector_app.domain.text_line import first_line
from inspector_app.ui.pages.registers.inputs import Tools, put, values_of
from inspector_app.ui.widgets.row_list import RowBody, RowList


class ShownRow(NamedTuple):
    """A row as the list of rows takes it."""

    uid: str
    values: Mapping[str, Any]


class EntryRowBody(RowBody):
    """The fields of one row."""

    def __init__(self, rows: Rows, place: int, tools: Tools) -> None:
        super().__init__()
        for part in rows.fields:
            name = f"{rows.noun}{place + 1}：{part.label}"
            self.box.addWidget(put(self.form, part, tools, name=name))


def entry_rows(rows: Rows, tools: Tools) -> RowList:
    """Return the editor of the rows of a field."""

    def line(place: int, row: object) -> str:
        told = first_line(said_row(rows, values_of(row), tools.names()), most=60)
        return f"{place + 1}. {told or '（未填）'}"

    return RowList(
        rows.noun,
        lambda _uid, place: EntryRowBody(rows, place, tools),
        line,
        tip=f"在最后加一项{rows.noun}",
    )
