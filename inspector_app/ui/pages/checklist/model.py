"""The rows of a checklist on the screen, with the answers as they are now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from inspector_app.base.override import override
from inspector_app.domain.checklist import Checklist, Item
from inspector_app.domain.checklist_answers import answer_text
from inspector_app.ui.theme import colours_now

NUMBER, TEXT, RESULT, NOTE = range(4)
"""The columns."""
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_HEADS: Final = ("序号", "检查内容", "结果", "备注")


class Line(NamedTuple):
    """A row of the table: an item, or the head of a group, that has none."""

    group: str
    item: Item | None = None


def lines_of(checklist: Checklist) -> tuple[Line, ...]:
    """Return the rows of a checklist: each group with its items."""
    found: list[Line] = []
    for group in checklist.groups:
        if group:
            found.append(Line(group))
        found += [Line(group, item) for item in checklist.items if item.group == group]
    return tuple(found)


class ItemsModel(QAbstractTableModel):
    """The items with the answers as they are now."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()
        self.answers: dict[str, str] = {}

    def show(self, lines: Sequence[Line], answers: Mapping[str, str]) -> None:
        """Show answers; the rows are made anew only where the items differ."""
        self.answers = dict(answers)
        if tuple(lines) == self.lines:
            self._changed(0, len(self.lines) - 1)
            return
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def put(self, row: int, key: str, text: str) -> None:
        """Show one answer before it is stored."""
        self.answers = {**self.answers, key: text}
        self._changed(row, row)

    def _changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, NOTE))

    def item_at(self, row: int) -> Item | None:
        """Return the item of a row, nothing for the head of a group."""
        return self.lines[row].item if 0 <= row < len(self.lines) else None

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(_HEADS)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, index.column())
        if role == Qt.ItemDataRole.FontRole and line.item is None:
            bold = QFont()
            bold.setBold(True)
            return bold
        if role == Qt.ItemDataRole.BackgroundRole and line.item is None:
            return QColor(colours_now().tint)
        if role == Qt.ItemDataRole.ToolTipRole and line.item is not None:
            return line.item.text
        return None

    def _text(self, line: Line, column: int) -> str:
        item = line.item
        if item is None:
            return line.group if column == TEXT else ""
        star = "★" if item.is_key else ""
        texts = (
            f"{star}{item.number}", item.text, answer_text(item, self.answers),
            "✎" if self.answers.get(item.note_key) else "",
        )  # fmt: skip
        return texts[column]

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        shown = role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal
        return _HEADS[section] if shown else None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.item_at(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
