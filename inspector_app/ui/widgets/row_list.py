"""Rows that are records of their own: each closed to one line, or open to its fields."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector_app.ui.theme import GRID, button
from inspector_app.ui.widgets.binding import Form
from inspector_app.ui.widgets.fields import NOUN
from inspector_app.ui.widgets.row_button import RowButton
from inspector_app.ui.widgets.rows import remark_label


class Row(Protocol):
    """What a row must have."""

    @property
    def uid(self) -> str:
        """Its identity."""
        ...


class RowBody(QWidget):
    """The open side of a row: a form and whatever else belongs to it.

    Attributes:
        beside: buttons in the line of the row, which is seen when it is closed or locked, too.
    """

    def __init__(self, *, noun: str | None = None) -> None:
        super().__init__()
        if noun is not None:
            self.setProperty(NOUN, noun)
        self.beside: tuple[QPushButton, ...] = ()
        self.form = Form(self)
        self._remark: QLabel | None = None
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 4, 0, 4)
        self.box.setSpacing(4)

    def show_remark(self, text: str) -> None:
        """Show above the fields what somebody says of the row; nothing for an empty text."""
        if self._remark is None:
            if not text:
                return
            self._remark = remark_label()
            self.box.insertWidget(0, self._remark)
        self._remark.setText(text)
        self._remark.setVisible(bool(text))

    def show_row(self, row: object, *, busy: QWidget | None) -> None:
        """Show what is stored."""
        self.form.show(row, busy=busy)

    def lock(self, *, locked: bool) -> None:
        """Let everything be seen but not changed."""
        self.form.lock(locked=locked)


class RowCard(QFrame):
    """One row.

    Signals:
        toggled(str): it is to be opened or closed.
        removed(str): it is to be taken away.
        moved(str, int): it is to go so many places down.
    """

    toggled = Signal(str)
    removed = Signal(str)
    moved = Signal(str, int)

    def __init__(self, uid: str, noun: str, body: RowBody) -> None:
        super().__init__()
        self.uid = uid
        self.body = body
        self.setProperty("look", "card")
        self._summary = RowButton()
        self._noun = noun
        self._tools = []
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._summary, 1)
        for own in body.beside:
            head.addWidget(own)
        for text, slot in (("↑", self._on_up), ("↓", self._on_down), ("删除", self._on_remove)):
            tool = button(text, kind="link", name=f"{noun}：{text}")
            tool.clicked.connect(slot)
            self._tools.append(tool)
            head.addWidget(tool)
        box = QVBoxLayout(self)
        box.setContentsMargins(GRID, 4, GRID, 4)
        box.addLayout(head)
        box.addWidget(body)
        body.hide()
        self._summary.clicked.connect(self._on_toggle)

    @property
    def is_open(self) -> bool:
        """Whether its fields are shown."""
        return not self.body.isHidden()

    def open(self, *, shown: bool) -> None:
        """Show its fields or hide them."""
        self.body.setVisible(shown)

    def show_summary(self, text: str, *, missing: int, remarks: int) -> None:
        """Show its one line."""
        arrow = "▼" if self.is_open else "►"
        tail = f"　（未填 {missing} 处）" if missing else ""
        tail += f"　（意见 {remarks} 处）" if remarks else ""
        self._summary.say(f"{arrow} {text}{tail}", name=f"{self._noun}：{text}{tail}")

    def lock(self, *, locked: bool) -> None:
        """Let it be seen but not changed."""
        for tool in self._tools:
            tool.setVisible(not locked)
        self.body.lock(locked=locked)

    def _on_toggle(self) -> None:
        self.toggled.emit(self.uid)

    def _on_remove(self) -> None:
        self.removed.emit(self.uid)

    def _on_up(self) -> None:
        self.moved.emit(self.uid, -1)

    def _on_down(self) -> None:
        self.moved.emit(self.uid, 1)


class RowList(QWidget):
    """The rows of one kind and the button that adds one.

    Signals:
        add_wanted(): a new row is wanted.
        edited(str, str, object): uid, field and new value.
        removed(str): uid.
        moved(str, int): uid and its new place.
        left(str, str): uid and the long text that was left.
        refused(str): what was typed cannot be read.
        entered(object): the QWidget of the field that was gone to, in a row that may just open.
        undo_wanted(), redo_wanted(): from any field.
    """

    add_wanted = Signal()
    edited = Signal(str, str, object)
    removed = Signal(str)
    moved = Signal(str, int)
    left = Signal(str, str)
    refused = Signal(str)
    entered = Signal(object)
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(
        self,
        noun: str,
        make_body: Callable[[str, int], RowBody],
        summarise: Callable[[int, object], str],
        *,
        tip: str,
    ) -> None:
        super().__init__()
        self._noun, self._make_body, self._summarise = noun, make_body, summarise
        self.cards: dict[str, RowCard] = {}
        self._rows: dict[str, object] = {}
        self._missing: dict[str, frozenset[str]] = {}
        self._remarks: Mapping[str, Mapping[str, str]] = {}
        self._locked = False
        self.add_button = button(f"＋ 添加{noun}", tip=tip)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(self._list)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.add_button)
        self._foot.addStretch()
        box.addLayout(self._foot)
        self.add_button.clicked.connect(self.add_wanted)

    def put_beside(self, *pressed: QPushButton) -> None:
        """Put buttons beside the one that adds a row."""
        for each in pressed:
            self._foot.insertWidget(self._foot.count() - 1, each)

    def show_rows(self, rows: Sequence[Row], *, busy: QWidget | None = None) -> None:
        """Show what is stored."""
        if tuple(row.uid for row in rows) != tuple(self.cards):
            self._rebuild(rows)
        self._rows = {row.uid: row for row in rows}
        for row in rows:
            self.cards[row.uid].body.show_row(row, busy=busy)
        self._summaries()

    def _rebuild(self, rows: Sequence[Row]) -> None:
        """Keep the cards that stay, so that the focus stays in them."""
        wanted = [row.uid for row in rows]
        for uid in [uid for uid in self.cards if uid not in wanted]:
            gone = self.cards.pop(uid)
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        kept = self.cards
        self.cards = {}
        for place, uid in enumerate(wanted):
            held = kept.get(uid) or self._card(uid, place)
            self.cards[uid] = held
            self._list.insertWidget(place, held)
            held.lock(locked=self._locked)

    def _card(self, uid: str, place: int) -> RowCard:
        body = self._make_body(uid, place)
        made = RowCard(uid, f"第 {place + 1} 个{self._noun}", body)
        made.toggled.connect(self._on_toggled)
        made.removed.connect(self.removed)
        made.moved.connect(self._on_moved)
        body.form.edited.connect(lambda name, value: self.edited.emit(uid, name, value))
        body.form.left.connect(lambda name: self.left.emit(uid, name))
        body.form.refused.connect(self.refused)
        body.form.undo_wanted.connect(self.undo_wanted)
        body.form.redo_wanted.connect(self.redo_wanted)
        return made

    def show_missing(
        self,
        missing: dict[int, frozenset[str]],
        wrong: Mapping[int, Mapping[str, str]] | None = None,
    ) -> None:
        """Show which fields of which rows 定稿 will ask for, and what is wrong in some."""
        self._missing = {
            uid: missing.get(place, frozenset()) for place, uid in enumerate(self.cards)
        }
        for place, (uid, held) in enumerate(self.cards.items()):
            held.body.form.show_marks(
                missing=self._missing[uid], wrong=(wrong or {}).get(place, {})
            )
        self._summaries()

    def show_remarks(self, remarks: Mapping[str, Mapping[str, str]]) -> None:
        """Show what somebody says of rows: by uid and field, of a whole row by no field."""
        self._remarks = remarks
        for uid, held in self.cards.items():
            said = remarks.get(uid, {})
            held.body.show_remark(said.get("", ""))
            held.body.form.show_remarks(said)
        self._summaries()

    def _summaries(self) -> None:
        for place, (uid, held) in enumerate(self.cards.items()):
            text = self._summarise(place, self._rows[uid])
            held.show_summary(
                text, missing=len(self._missing.get(uid, ())),
                remarks=len(self._remarks.get(uid, ())),
            )  # fmt: skip

    def lock(self, *, locked: bool) -> None:
        """Let the rows be seen but not changed."""
        self._locked = locked
        self.add_button.setVisible(not locked)
        for held in self.cards.values():
            held.lock(locked=locked)

    def open_row(self, uid: str, *, field: str = "") -> None:
        """Open one row, close the others, and go to a field of it."""
        held = self.cards.get(uid)
        if held is None:
            return
        for other in self.cards.values():
            other.open(shown=other is held)
        self._summaries()
        form = held.body.form
        names = form.names()
        target = field if field in names else names[0]
        form.input(target).setFocus()
        self.entered.emit(form.rows.get(target, form.input(target)))

    def open_place(self, place: int, *, field: str = "") -> None:
        """Open the row that stands at ``place``."""
        uids = list(self.cards)
        if 0 <= place < len(uids):
            self.open_row(uids[place], field=field)

    @property
    def current(self) -> str:
        """The row that the person is in, or else the open one, or the only one, or none."""
        focus = QApplication.focusWidget()
        for uid, held in self.cards.items():
            if focus is not None and held.isAncestorOf(focus):
                return uid
        shown = [uid for uid, held in self.cards.items() if held.is_open] or list(self.cards)
        return shown[0] if len(shown) == 1 else ""

    def flush(self) -> None:
        """Send out all that is typed and not sent yet."""
        for held in self.cards.values():
            held.body.form.flush()

    def _on_toggled(self, uid: str) -> None:
        held = self.cards[uid]
        if held.is_open:
            held.open(shown=False)
            self._summaries()
        else:
            self.open_row(uid)

    def _on_moved(self, uid: str, by: int) -> None:
        place = list(self.cards).index(uid) + by
        if 0 <= place < len(self.cards):
            self.moved.emit(uid, place)
