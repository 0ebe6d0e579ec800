"""The open issues of a school, to be ticked where a reply answers them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent

from inspector_app.base.override import override
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.row_tables import chosen_row
from inspector_app.ui.theme import scaled
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from inspector_app.domain.views import LedgerRow

_WILL_WIDTH: Final = 96
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class IssueLine(NamedTuple):
    """One issue: whether it is ticked, what will be recorded, what is wrong with that."""

    row: LedgerRow
    ticked: bool
    will: str
    wrong: str


_COLUMNS: Final[tuple[Column[IssueLine], ...]] = (
    Column(title="回复", text=lambda each: "☑" if each.ticked else "☐"),
    Column(
        title="问题",
        text=lambda each: " ".join(each.row.issue.description.split()),
        tip=lambda each: f"{each.row.issue.number}　{each.row.issue.description}",
    ),
    Column(title="时限", text=lambda each: str(each.row.due or ""), value=lambda e: e.row.due),
    Column(
        title="将记",
        text=lambda each: f"要改：{each.wrong}" if each.wrong else each.will,
        tip=lambda each: each.wrong or each.will,
        ink=lambda each: "bad" if each.wrong else "",
    ),
)


class IssueTicks(Table):
    """A list whose rows are ticked by the space bar, by Enter, or in the first column.

    Signals:
        ticked(LedgerRow, bool): a tick was set or taken away.
        shown(LedgerRow): another issue was chosen.
        entered(): Enter on a row: the person wants to write its answer.
    """

    ticked = Signal(object, bool)
    shown = Signal(object)
    entered = Signal()

    def __init__(self) -> None:
        self.lines: RowsModel[IssueLine] = RowsModel(_COLUMNS)
        super().__init__("学校的未销号问题", self.lines)
        self.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.stretch(1)
        self._locked = False
        self.clicked.connect(self._on_clicked)
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def lock(self, *, locked: bool) -> None:
        """Let the ticks be seen but not changed."""
        self._locked = locked

    def show_lines(self, lines: tuple[IssueLine, ...]) -> None:
        """Show the issues, staying on the one that is chosen."""
        if [e.row.issue.uid for e in lines] == [e.row.issue.uid for e in self.lines.rows]:
            # The place and the form beside it stay as they are while one types.
            self.lines.rows = lines
            last = self.lines.index(len(lines) - 1, len(_COLUMNS) - 1)
            self.lines.dataChanged.emit(self.lines.index(0, 0), last)
            return
        self.lines.show(lines)

    @override
    def _fit(self) -> None:
        super()._fit()
        # The words in it come and go with the ticks.
        self.setColumnWidth(len(_COLUMNS) - 1, scaled(_WILL_WIDTH))

    def chosen(self) -> IssueLine | None:
        """Return the line that is chosen."""
        return chosen_row(self, self.lines)

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.shown.emit(self.lines.rows[index.row()].row)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self._turn()

    def _turn(self) -> None:
        line = self.chosen()
        if line is not None and not self._locked:
            self.ticked.emit(line.row, not line.ticked)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.chosen()
        if event.key() == Qt.Key.Key_Space:
            self._turn()
        elif event.key() in _ENTER and not event.modifiers() and line is not None:
            if not line.ticked:
                self._turn()
            self.entered.emit()
        else:
            super().keyPressEvent(event)
