"""A table of figures as a model: a snapshot whose every cell knows the records behind it."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from inspector_app.base.override import override
from inspector_app.domain.figures import CodeList, Count
from inspector_app.domain.stat_table import StatCell, StatTable, records_behind
from inspector_app.ui.widgets.table_content import VALUE_ROLE

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_EMPTY: Final = StatTable("", "", (), (), ())
_MOST_IN_A_LINE: Final = 8


class StatModel(QAbstractTableModel):
    """The names of the rows first, then a column for each figure."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = _EMPTY
        self._schools: Mapping[str, str] = {}

    def show(self, table: StatTable, schools: Mapping[str, str]) -> None:
        """Show a table; ``schools`` are names by 标识码."""
        self.beginResetModel()
        self._table, self._schools = table, schools
        self.endResetModel()

    @property
    def names(self) -> int:
        """How many columns are names."""
        return len(self._table.heads)

    def behind(self, index: _Index) -> tuple[str, tuple[str, ...]]:
        """Return what a cell is called and the uids behind it."""
        row = self._table.rows[index.row()]
        name = row.name
        place = index.column() - self.names
        if place < 0:
            return name, ()
        label = self._table.columns[place].label
        return f"{name}　{label}　{self._text(row.cells[place])}", records_behind(row.cells[place])

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._table.rows)

    @override
    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self.names + len(self._table.columns)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, place = self._table.rows[index.row()], index.column() - self.names
        if role == Qt.ItemDataRole.DisplayRole:
            return row.names[index.column()] if place < 0 else self._text(row.cells[place])
        if role == VALUE_ROLE:
            cell = row.cells[place] if place >= 0 else None
            return cell.value if isinstance(cell, Count) else None
        if role == Qt.ItemDataRole.FontRole and row.total:
            bold = QFont()
            bold.setBold(True)
            return bold
        if role == Qt.ItemDataRole.TextAlignmentRole and place >= 0:
            return Qt.AlignmentFlag.AlignCenter
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        if section < self.names:
            return self._table.heads[section]
        return _in_lines(self._table.columns[section - self.names].label)

    def _text(self, cell: StatCell) -> str:
        if isinstance(cell, CodeList):
            return "、".join(self._schools.get(code, code) for code in cell.codes) or "—"
        return str(cell)


def _in_lines(label: str) -> str:
    """Return a long label in two lines, parted where its words part."""
    for mark in ("·", "："):
        head, found, rest = label.partition(mark)
        if found:
            return f"{head}\n{rest}"
    head, found, rest = label.partition("（")
    return f"{head}\n（{rest}" if found and len(label) >= _MOST_IN_A_LINE else label
