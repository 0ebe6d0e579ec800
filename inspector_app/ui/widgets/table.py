"""A table that is walked by arrows; Enter or a double click opens a row, Ctrl+C copies rows."""

from heapq import nlargest

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from inspector_app.base.override import override
from inspector_app.ui.widgets.table_content import copy_chosen

_ROOM = 10
# Asking the style for the size of one cell takes eight questions to the model. Of the rows that are
# looked at only those with the longest texts of a column are asked about.
_LOOKED_AT = 1000
_MEASURED = 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Table(QTableView):
    """Rows to read and to open.

    Signals:
        opened(QModelIndex): Enter or a double click on a cell.
    """

    opened = Signal(object)

    def __init__(self, name: str, model: QAbstractItemModel, *, by_cell: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setModel(model)
        behaviour = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviour.SelectItems if by_cell else behaviour.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() + 12)
        self.doubleClicked.connect(self._on_open)
        model.modelReset.connect(self._fit)
        self._fit()

    def stretch(self, column: int) -> None:
        """Let one column take the room that is left."""
        self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _fit(self) -> None:
        head = self.horizontalHeader()
        for column in range(self.model().columnCount()):
            width = max(head.sectionSizeHint(column), self._widest(column))
            self.setColumnWidth(column, width + _ROOM)
        if self.model().rowCount() and not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))

    def _widest(self, column: int) -> int:
        """Return the width in pixels of the widest cell of a column."""
        model = self.model()
        rows = range(min(model.rowCount(), _LOOKED_AT))
        cells = [model.index(row, column) for row in rows]
        longest = nlargest(_MEASURED, cells, key=_breadth)
        line = int(self.showGrid())
        return max((self.sizeHintForIndex(cell).width() + line for cell in longest), default=0)

    def _on_open(self, index: QModelIndex) -> None:
        self.opened.emit(index)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _ENTER and not held and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_chosen(self)
            return
        super().keyPressEvent(event)


def _breadth(cell: QModelIndex) -> int:
    """Return about how many half-width characters a cell shows."""
    return len(str(cell.data() or "").encode("gb18030", "replace"))
