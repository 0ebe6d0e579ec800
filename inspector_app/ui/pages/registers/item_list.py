"""The items of an entry at the left: which part, which of them, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.pages.registers.item_views import ShownItem
from inspector_app.ui.theme import button
from inspector_app.ui.widgets.flow import FlowLayout
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

_EVERY: Final = "全部"
_NAMED: Final = 1


def _word(line: ShownItem) -> str:
    return f"{line.word} ▲" if line.pressing else line.word


_COLUMNS: tuple[Column[ShownItem], ...] = (
    Column(title="序号", text=lambda line: str(line.item.no), right=True),
    Column(title="指标", text=lambda line: line.item.text, tip=lambda line: line.item.text),
    Column(title="状况", text=_word, ink=lambda line: "bad" if line.pressing else ""),
)


class ItemList(QWidget):
    """The list with its filters.

    Signals:
        shown(str): the row of this uid is to be shown.
        opened(): it is to be gone into.
    """

    shown = Signal(str)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[ShownItem, ...] = ()
        self.parts = QComboBox()
        self.parts.setAccessibleName("哪一部分")
        # Names of parts are long; the list that opens shows them whole.
        self.parts.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.parts.setMinimumContentsLength(8)
        self.waiting = button("未填", kind="chip", tip="只看定稿前还要填的")
        self.pressing = button(
            "▲", kind="chip", tip="只看要整改的，或逾期的", name="要整改或逾期的"
        )
        self.model = RowsModel(_COLUMNS)
        self.table = Table("各项指标", self.model)
        self.table.stretch(_NAMED)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        top = QWidget()
        row = FlowLayout(top)
        for widget in (self.parts, self.waiting, self.pressing):
            row.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(top)
        box.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.parts.activated.connect(lambda _place: self._filter())
        for chip in (self.waiting, self.pressing):
            chip.setCheckable(True)
            chip.toggled.connect(lambda _on: self._filter())
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.table.opened.connect(lambda _index: self.opened.emit())

    def show_parts(self, parts: Sequence[str]) -> None:
        """Offer the parts of a set, all of them at first."""
        if [self.parts.itemText(n) for n in range(self.parts.count())][1:] != list(parts):
            self.parts.clear()
            self.parts.addItems([_EVERY, *parts])

    def show_all(self) -> None:
        """Let no filter hide anything."""
        self.parts.setCurrentIndex(0)
        for chip in (self.waiting, self.pressing):
            blocked = chip.blockSignals(True)  # noqa: FBT003 - Qt's own
            chip.setChecked(False)
            chip.blockSignals(blocked)

    def show_lines(self, lines: Sequence[ShownItem], *, current: str) -> None:
        """Show the items that fit, and mark one of them."""
        self._lines = tuple(lines)
        model = self.table.selectionModel()
        blocked = model.blockSignals(True)  # noqa: FBT003 - Qt's own
        # What is being written stays in sight though it fits the filter no more.
        self.model.show([line for line in lines if self._fits(line) or line.uid == current])
        self._mark(current)
        model.blockSignals(blocked)

    def _mark(self, uid: str) -> None:
        uids = [line.uid for line in self.model.rows]
        if uids:
            index = self.model.index(uids.index(uid) if uid in uids else 0, 0)
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)

    def _fits(self, line: ShownItem) -> bool:
        part = self.parts.currentText()
        if part not in {_EVERY, "", line.item.group}:
            return False
        if self.waiting.isChecked() and not line.missing:
            return False
        return line.pressing or not self.pressing.isChecked()

    def _filter(self) -> None:
        self.show_lines(self._lines, current="")
        self.shown.emit(self.current)

    @property
    def current(self) -> str:
        """The uid of the marked row, empty where there is none."""
        place = self.table.currentIndex().row()
        return self.model.rows[place].uid if 0 <= place < len(self.model.rows) else ""

    def choose(self, uid: str) -> None:
        """Mark a row; what hides it is let go."""
        if uid not in {line.uid for line in self.model.rows}:
            self.show_all()
            self.show_lines(self._lines, current=uid)
            self.shown.emit(uid)
            return
        self._mark(uid)

    def step(self, by: int) -> None:
        """Go so many lines down."""
        place = self.table.currentIndex().row() + by
        if 0 <= place < len(self.model.rows):
            self.table.setCurrentIndex(self.model.index(place, 0))

    def _on_current(self, _index: QModelIndex, _before: QModelIndex) -> None:
        self.shown.emit(self.current)
