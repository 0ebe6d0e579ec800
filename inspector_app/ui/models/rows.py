"""A table model over a snapshot of rows; it asks nothing and knows nothing else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from inspector_app.base.override import override
from inspector_app.ui.theme import colours_now
from inspector_app.ui.widgets.table_content import VALUE_ROLE, Value

_T = TypeVar("_T")
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


def _colour(ink: Callable[[_T], str], row: _T) -> QColor | None:
    name = ink(row)
    return QColor(getattr(colours_now(), name)) if name else None


@dataclass(frozen=True, kw_only=True)
class Column(Generic[_T]):
    """One column: its title and the text of a row.

    ``value`` is the number or the date that the text stands for, where it does; ``tip`` says more
    when the mouse rests on it; ``ink`` names one of the theme's colours, never alone: the text says
    the same.
    """

    title: str
    text: Callable[[_T], str]
    right: bool = False
    value: Callable[[_T], Value] | None = None
    tip: Callable[[_T], str] | None = None
    ink: Callable[[_T], str] | None = None

    @cached_property
    def answers(self) -> Mapping[int, Callable[[_T], Any]]:
        """What is asked of a row for each role of Qt."""
        asked: dict[int, Callable[[_T], Any] | None] = {
            Qt.ItemDataRole.DisplayRole: self.text,
            VALUE_ROLE: self.value,
            Qt.ItemDataRole.ToolTipRole: self.tip,
            Qt.ItemDataRole.ForegroundRole: self.ink and partial(_colour, self.ink),
        }
        return {role: answer for role, answer in asked.items() if answer is not None}


class RowsModel(QAbstractTableModel, Generic[_T]):
    """Rows in columns."""

    def __init__(self, columns: Sequence[Column[_T]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self.rows: tuple[_T, ...] = ()

    def entitle(self, section: int, title: str) -> None:
        """Call a column otherwise."""
        columns = list(self._columns)
        columns[section] = replace(columns[section], title=title)
        self._columns = tuple(columns)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, section, section)

    def show(self, rows: Sequence[_T]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and column.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        answer = column.answers.get(role)
        return None if answer is None else answer(self.rows[index.row()])

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._columns[section].title
        return str(section + 1)
