"""A wide table whose first column stays in sight."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QTableView, QVBoxLayout, QWidget

from inspector_app.ui.models.month_table import MonthModel
from inspector_app.ui.widgets.table import Table


class FrozenTable(QWidget):
    """A wide table whose first column stays while the rest moves.

    Signals:
        opened(QModelIndex): Enter or a double click on a cell.
    """

    def __init__(self, name: str, model: MonthModel) -> None:
        super().__init__()
        self._model = model
        self.main = Table(name, model, by_cell=True)
        self.opened = self.main.opened
        self.names = QTableView()
        self.names.setModel(model)
        self.names.setAccessibleName(f"{name}：姓名")
        self._arrange()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        left = QVBoxLayout()
        left.addWidget(self.names)
        box.addLayout(left)
        box.addWidget(self.main, 1)

    def _arrange(self) -> None:
        names, main = self.names, self.main
        names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        names.verticalHeader().hide()
        names.setSelectionMode(QTableView.SelectionMode.NoSelection)
        names.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        names.setVerticalScrollBarPolicy(off)
        names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        main.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        names.verticalHeader().setDefaultSectionSize(main.verticalHeader().defaultSectionSize())
        for view in (names, main):
            view.horizontalHeader().setFixedHeight(view.fontMetrics().lineSpacing() * 2 + 12)
            view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        main.verticalScrollBar().valueChanged.connect(names.verticalScrollBar().setValue)
        names.verticalScrollBar().valueChanged.connect(main.verticalScrollBar().setValue)

    def fit(self, at: tuple[int, int] = (0, 1)) -> None:
        """Give every column the width of its words; go to a row and column, where they are."""
        self.main.hideColumn(0)
        for column in range(1, self._model.columnCount()):
            self.names.hideColumn(column)
        self.names.resizeColumnToContents(0)
        self.names.setFixedWidth(self.names.columnWidth(0) + 4)
        if self._model.rowCount() and self._model.columnCount() > 1:
            wanted = self._model.index(*at)
            self.main.setCurrentIndex(wanted if wanted.isValid() else self._model.index(0, 1))
