"""Beside the record: the parts of the form with what is open, and earlier open issues."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from inspector_app.domain.labels.issues import ISSUE_STATE_LABEL, SEVERITY_LABEL
from inspector_app.ui.page import clear
from inspector_app.ui.theme import button, label, scaled

if TYPE_CHECKING:
    from inspector_app.domain.views import LedgerRow, Note


# 定稿 never asks for them: a tick would say that there are photos, or that it is signed.
_NEVER_MISSED: Final = frozenset({"照片", "签字"})


class SectionList(QFrame):
    """The parts of the form, each with the number of fields that 定稿 still asks for.

    Signals:
        chosen(int): a part was pressed.
    """

    chosen = Signal(int)

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self.setFixedWidth(scaled(136))
        self._titles = [title.split("、")[-1].split("（")[0] for title in titles]
        self._buttons: list[QPushButton] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for place, title in enumerate(self._titles):
            each = button(title, kind="section", tip=f"Ctrl+{place + 1}")
            each.setCheckable(True)
            each.setAutoExclusive(True)
            each.clicked.connect(lambda _=None, place=place: self.chosen.emit(place))
            self._buttons.append(each)
            box.addWidget(each)
        box.addStretch()

    @property
    def count(self) -> int:
        """How many parts there are."""
        return len(self._buttons)

    def show_open(self, open_fields: Sequence[int], *, draft: bool) -> None:
        """Show how many fields are open in each part."""
        for each, title, count in zip(self._buttons, self._titles, open_fields, strict=True):
            done = draft and title not in _NEVER_MISSED
            tail = f"　{count} 处" if count else "　✓" if done else ""
            each.setText(f"{title}{tail}")
            spoken = f"，未填 {count} 处" if count else "，已齐" if done else ""
            each.setAccessibleName(f"{title}{spoken}")

    def show_part(self, place: int, *, shown: bool) -> None:
        """Let a part be in the list or not."""
        self._buttons[place].setVisible(shown)

    def mark(self, place: int) -> None:
        """Show which part is read now."""
        self._buttons[place].setChecked(True)


class LastIssues(QFrame):
    """The school's issues that are open from before; each can be taken over, none is silently.

    Signals:
        taken(object): the LedgerRow to take over into this record.
        told(object): the LedgerRow whose progress is to be recorded.
        closed(): the panel was closed.
    """

    taken = Signal(object)
    told = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(scaled(196))
        self._inner = QWidget()
        self._list = QVBoxLayout(self._inner)
        self._list.setContentsMargins(0, 0, 4, 0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._inner)
        self._title = label("以前未销号的问题", kind="head")
        self._notes = label("")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._notes)
        box.addWidget(self._title)
        box.addWidget(scroll, 1)
        self._notes.hide()

    def show_notes(self, notes: "Sequence[Note]") -> None:
        """Show the notes that were sent home to this record."""
        lines = [f"· {note.text}" for note in notes if note.text.strip()]
        self._notes.setText("\n".join(["随手记", *lines]))
        self._notes.setVisible(bool(lines))

    def show_issues(self, rows: "Sequence[LedgerRow]", *, editable: bool, today: date) -> None:
        """Show the open issues of the school."""
        clear(self._list)
        self._title.setText(f"以前未销号的问题 {len(rows)} 条")
        if not rows:
            self._list.addWidget(label("这所学校没有未销号的问题。", kind="soft"))
        for row in rows:
            self._list.addWidget(self._entry(row, editable=editable, today=today))
        self._list.addStretch()

    def _entry(self, row: "LedgerRow", *, editable: bool, today: date) -> QFrame:
        frame = QFrame()
        frame.setProperty("look", "card")
        box = QVBoxLayout(frame)
        box.setContentsMargins(8, 6, 8, 4)
        box.setSpacing(2)
        words = label(row.issue.description)
        words.setMaximumHeight(words.fontMetrics().lineSpacing() * 4)
        words.setToolTip(row.issue.description)
        box.addWidget(words)
        severity = f"{SEVERITY_LABEL[row.issue.severity]} · " if row.issue.severity else ""
        box.addWidget(
            label(f"{row.found_on} {severity}{ISSUE_STATE_LABEL[row.state]}", kind="small")
        )
        if row.due:
            late = row.overdue(on=today)
            words_of_day = f"{'逾期' if late else '时限'} {row.due}"
            box.addWidget(label(words_of_day, kind="bad" if late else "small"))
        told = button("记进展…", kind="link", name=f"记进展：{row.issue.description[:20]}")
        told.clicked.connect(lambda: self.told.emit(row))
        box.addWidget(told)
        if editable:
            take = button("沿用到本次", kind="link", name=f"沿用：{row.issue.description[:20]}")
            take.clicked.connect(lambda: self.taken.emit(row))
            box.addWidget(take)
        return frame
