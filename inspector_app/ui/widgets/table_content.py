"""What a table shows, as values: for Excel files and for the clipboard."""

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Final, NamedTuple

from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

Value = str | int | float | date | None

VALUE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""Under this role a model gives a number or a date where it shows the words for one."""

# Excel and WPS keep such a cell as text: a 标识码 keeps its digits, "=…" starts no formula.
_AS_TEXT: Final = " style=\"mso-number-format:'\\@'\""


class Content(NamedTuple):
    """The heads and the rows of a table, in the order in which they stand."""

    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def whole_content(view: QTableView) -> Content:
    """Return everything that a table shows."""
    model = view.model()
    return _content(view, range(model.rowCount()), range(model.columnCount()))


def chosen_content(view: QTableView) -> Content:
    """Return the selected part of a table, or all of it where nothing is selected.

    A column that is hidden stands frozen beside the table; it says whose the numbers are.
    """
    chosen = view.selectionModel().selectedIndexes()
    if not chosen:
        return whole_content(view)
    columns = {index.column() for index in chosen}
    shown = (c for c in range(view.model().columnCount()) if c in columns or view.isColumnHidden(c))
    return _content(view, sorted({index.row() for index in chosen}), tuple(shown))


def copy_chosen(view: QTableView) -> None:
    """Put the selected rows, or all, with their heads on the clipboard."""
    QGuiApplication.clipboard().setMimeData(mime_of(chosen_content(view)))


def _content(view: QTableView, rows: Sequence[int], columns: Sequence[int]) -> Content:
    model = view.model()
    horizontal = Qt.Orientation.Horizontal
    return Content(
        head=tuple(str(model.headerData(c, horizontal)).replace("\n", "·") for c in columns),
        rows=tuple(tuple(_value(model.index(row, c)) for c in columns) for row in rows),
    )


def _value(index: QModelIndex) -> Value:
    value = index.data(VALUE_ROLE)
    if value is None:
        value = index.data()
    return value if isinstance(value, int | float | date) else str(value or "")


def mime_of(content: Content) -> QMimeData:
    """Return a table for the clipboard: lines with tabs, and HTML that becomes cells."""
    data = QMimeData()
    lines = ("\t".join(_flat(cell) for cell in row) for row in (content.head, *content.rows))
    data.setText("\n".join(lines))
    data.setHtml(_html(content))
    return data


def _flat(value: Value) -> str:
    """Return a value on one line: within a cell, a tab or a line feed would begin another."""
    return " ".join(_text(value).split())


def _text(value: Value) -> str:
    return "" if value is None else str(value)


def _html(content: Content) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in content.head)
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in content.rows)
    return (
        '<html><head><meta charset="utf-8"></head><body><table border="1">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></body></html>"
    )


def _cell(value: Value) -> str:
    kind = _AS_TEXT if isinstance(value, str) else ""
    return f"<td{kind}>{escape(_text(value)).replace(chr(10), '<br>')}</td>"
