"""A wide table whose names at the left stay in sight while the numbers move."""

from typing import Protocol

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QHBoxLayout, QTableView, QWidget

from inspector_app.ui.widgets.table import Table


class NamedModel(Protocol):
    """A model whose first columns are names."""

    @property
    def names(self) -> int:
        """How many columns are names."""
        ...


class PinnedTable(QWidget):
    """Names at the left, numbers at the right of one model.

    Signals:
        opened(QModelIndex): Enter or a double click on a cell of ``main``.
    """

    def __init__(self, name: str, model: QAbstractItemModel, named: NamedModel) -> None:
        super().__init__()
        self._model, self._named = model, named
        self.main = Table(name, model, by_cell=True)
        self.opened = self.main.opened
        self.pinned = QTableView()
        self.pinned.setModel(model)
        self.pinned.setAccessibleName(f"{name}：行名")
        self._arrange()
        # A table measures its columns when they are new, and none that is hidden.
        model.modelAboutToBeReset.connect(self._show_all)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.pinned)
        box.addWidget(self.main, 1)

    def _arrange(self) -> None:
        pinned, main = self.pinned, self.main
        pinned.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        pinned.verticalHeader().hide()
        pinned.setSelectionMode(QTableView.SelectionMode.NoSelection)
        pinned.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        pinned.setAlternatingRowColors(True)
        pinned.setWordWrap(False)
        pinned.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for view in (pinned, main):
            view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
            view.horizontalHeader().setFixedHeight(view.fontMetrics().lineSpacing() * 2 + 12)
            view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        pinned.verticalHeader().setDefaultSectionSize(main.verticalHeader().defaultSectionSize())
        main.verticalScrollBar().valueChanged.connect(pinned.verticalScrollBar().setValue)

    def _show_all(self) -> None:
        for column in range(self._model.columnCount()):
            self.main.setColumnHidden(column, False)  # noqa: FBT003 - Qt's own signature

    def fit(self) -> None:
        """Share the columns of what is shown now between both sides."""
        names = self._named.names
        for column in range(self._model.columnCount()):
            self.main.setColumnHidden(column, column < names)
            self.pinned.setColumnHidden(column, column >= names)
        self.pinned.resizeColumnsToContents()
        wide = sum(self.pinned.columnWidth(column) for column in range(names))
        self.pinned.setFixedWidth(wide + 4)
        if self._model.rowCount() and self._model.columnCount() > names:
            self.main.setCurrentIndex(self._model.index(0, names))
