"""Rows of short lines that stand on printed papers: each is saved when it is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal

from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.rows import FormRow, Section


class LineRows(Section):
    """The values of a named tuple of texts, a line each.

    Signals:
        changed(tuple): what stands there now, as the tuple that it was made for.
    """

    changed = Signal(object)

    def __init__(self, title: str, empty: Any, rows: Sequence[tuple[str, LineField]]) -> None:
        super().__init__(title)
        self._shown = empty
        self._fields = tuple(field for _, field in rows)
        for name, field in rows:
            self.add(FormRow(name, field))
            field.left.connect(self._on_left)

    def show_lines(self, lines: Any) -> None:
        """Show what is saved."""
        self._shown = lines
        for field, value in zip(self._fields, lines, strict=True):
            field.show_value(value)

    def _on_left(self) -> None:
        now = type(self._shown)(*(field.text().strip() for field in self._fields))
        if now != self._shown:
            self._shown = now
            self.changed.emit(now)
