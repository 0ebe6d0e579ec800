"""The entries of one register at the left: which kind, a filter, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.domain.registers.kinds import KINDS
from inspector_app.domain.registers.words import state_word
from inspector_app.services.entry_search import EntrySearch
from inspector_app.ui.models.rows import Column, RowsModel
from inspector_app.ui.theme import button, label
from inspector_app.ui.widgets.combo import Combo
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.flow import FlowLayout
from inspector_app.ui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from inspector_app.services.registers import EntryLine

_NAMED: Final = 1


def _day(line: EntryLine) -> date | None:
    return line.entry.day(KINDS[line.entry.kind].day)


def _name(line: EntryLine) -> str:
    return "　".join(filter(None, (line.whose, line.title))) or "（未填）"


def _state(line: EntryLine) -> str:
    word = state_word(KINDS[line.entry.kind], line.entry)
    return f"{word} ▲" if line.hint else word


_COLUMNS: tuple[Column[EntryLine], ...] = (
    Column(title="日期", text=lambda line: str(_day(line) or ""), value=_day),
    Column(title="名称", text=_name),
    Column(title="状态", text=_state),
)


class EntryList(QWidget):
    """The list with its kind and its filter.

    Signals:
        kind_chosen(str): another kind is wanted.
        wanted(): the filter was changed.
        shown(str): the entry of this uid is to be shown.
        opened(str): it is to be gone into.
    """

    kind_chosen = Signal(str)
    wanted = Signal()
    shown = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.kinds = Combo("登记的种类")
        for kind in KINDS.values():
            self.kinds.addItem(kind.name, kind.id)
        self.filter = LineField("筛选", hint="筛选：编号、名称、学校、姓名里的词")
        self.removed = button("回收站", kind="chip", tip="只看回收站里的")
        self.removed.setCheckable(True)
        self.summary = label("", kind="soft")
        self.model = RowsModel(_COLUMNS)
        self.table = Table("登记的各条", self.model)
        self.table.stretch(_NAMED)
        # What does not fit is cut; the whole of it stands at the right.
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # What is pressed acts on one entry, so that no more than one may be marked.
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        top = QWidget()
        row = FlowLayout(top)
        row.addWidget(self.kinds)
        row.addWidget(self.removed)
        for widget in (top, self.filter, self.summary):
            box.addWidget(widget)
        box.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.kinds.activated.connect(lambda _place: self.kind_chosen.emit(self.kind))
        self.filter.edited.connect(lambda _text: self.wanted.emit())
        self.removed.toggled.connect(lambda _on: self.wanted.emit())
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.table.opened.connect(lambda index: self.opened.emit(self._uid(index)))

    @property
    def kind(self) -> str:
        """The id of the kind that is listed."""
        return str(self.kinds.currentData())

    def choose(self, kind: str, *, removed: bool = False) -> None:
        """List all of a kind, or its recycle bin."""
        self.kinds.setCurrentIndex(self.kinds.findData(kind))
        self.filter.show_value("")
        blocked = self.removed.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.removed.setChecked(removed)
        self.removed.blockSignals(blocked)

    def search(self) -> EntrySearch:
        """Return which entries are to be listed."""
        return EntrySearch(
            kind=self.kind, text=self.filter.text(), removed=self.removed.isChecked()
        )

    def show_lines(self, lines: Sequence[EntryLine], summary: str, *, current: str) -> None:
        """Show the entries, and mark one of them."""
        self.summary.setText(summary)
        self.summary.setVisible(bool(summary))
        model = self.table.selectionModel()
        blocked = model.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.model.show(lines)
        uids = [line.entry.uid for line in lines]
        if uids:
            place = uids.index(current) if current in uids else 0
            self.table.setCurrentIndex(self.model.index(place, 0))
        model.blockSignals(blocked)

    @property
    def current(self) -> str:
        """The uid of the marked entry, empty where there is none."""
        return self._uid(self.table.currentIndex())

    def _uid(self, index: QModelIndex) -> str:
        place = index.row()
        return self.model.rows[place].entry.uid if 0 <= place < len(self.model.rows) else ""

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if uid := self._uid(index):
            self.shown.emit(uid)
