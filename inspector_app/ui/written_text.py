"""The text of a field that is written in, whether it has one line or many.

Qt counts a character beyond the first plane as two; what is asked and answered here is places in a
Python text.
"""

from typing import TypeGuard

from PySide6.QtCore import QRect
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from inspector_app.domain.text_line import one_line
from inspector_app.ui.widgets.fields import LineField, LongText
from inspector_app.ui.widgets.picker import Picker

Written = LineField | LongText


def is_written(widget: QWidget | None) -> TypeGuard[Written]:
    """Say whether a widget is a text that one writes freely."""
    return isinstance(widget, LineField | LongText) and not isinstance(widget, Picker)


def text_of(field: Written) -> str:
    """Return what stands in it, as it is seen."""
    return field.toPlainText() if isinstance(field, LongText) else field.text()


def selected_in(field: Written) -> str:
    """Return what is selected."""
    if isinstance(field, LongText):
        return field.textCursor().selectedText().replace("\u2029", "\n")
    return field.selectedText()


def cursor_rect(field: Written) -> QRect:
    """Return where the cursor is in the window."""
    inside = field.viewport() if isinstance(field, LongText) else field
    rect = field.cursorRect()
    return QRect(inside.mapTo(field.window(), rect.topLeft()), rect.size())


def cursor_end(field: Written) -> int:
    """Return where the cursor is, or the end of what is selected."""
    if isinstance(field, LongText):
        units = field.textCursor().selectionEnd()
    else:
        units = field.selectionEnd() if field.hasSelectedText() else field.cursorPosition()
    return _characters(text_of(field), units)


def room_in(field: Written) -> int:
    """Return how many characters may stand in place of what is selected."""
    most = field.limit if isinstance(field, LongText) else field.maxLength()
    return most - _units(text_of(field)) + _units(selected_in(field))


def put_in(field: Written, text: str) -> tuple[int, str]:
    """Put a text in place of what is selected, as typing would; return where, and what stands."""
    if isinstance(field, LongText):
        start = _characters(text_of(field), field.textCursor().selectionStart())
        field.insertPlainText(text)
        return start, text
    line = one_line(text)
    units = field.selectionStart() if field.hasSelectedText() else field.cursorPosition()
    start = _characters(text_of(field), units)
    field.insert(line)
    return start, line


def select(field: Written, start: int, end: int) -> None:
    """Select a part, so that what is typed next takes its place."""
    text = text_of(field)
    first, last = _units(text[:start]), _units(text[:end])
    if isinstance(field, LongText):
        cursor = field.textCursor()
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        field.setTextCursor(cursor)
    else:
        field.setSelection(first, last - first)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _characters(text: str, units: int) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))
