"""What the pages of papers beside a record share: head, saving, undo, leave."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from inspector_app.base.changes import Changes
from inspector_app.base.ids import new_uid
from inspector_app.base.override import override
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import OpenPreview, OpenVisit
from inspector_app.ui.page import Kit, Page
from inspector_app.ui.phrase_button import phrase_button
from inspector_app.ui.saving import Saver
from inspector_app.ui.theme import GRID, button, label
from inspector_app.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector_app.services.saved import Added
    from inspector_app.services.undo import Undone
    from inspector_app.services.wishes import Wish
    from inspector_app.ui.desk import Desk

_LOOK_AGAIN_MS: Final = 400


class BesidePage(Page):
    """One of the papers beside a record, whose answers are saved at every change.

    Attributes:
        paper: what it is called in Chinese.
        saver: sends the changes out.
        editing: one bout of writing, within which a text grows into one change.
    """

    paper = ""

    def __init__(self, kit: Kit, desk: Desk, uid: str, *, form: str = "") -> None:
        super().__init__(kit)
        self._desk, self.uid, self._form = desk, uid, form
        self.editing = new_uid()
        self.saver = Saver(self)
        self._soon = single_shot(self, _LOOK_AGAIN_MS, self.refresh)

    @override
    def begin_step(self) -> None:
        self.editing = new_uid()

    # -- the head --------------------------------------------------------------------------------

    def _build_head(self, figures: str, *own: QPushButton, tip_of_print: str) -> None:
        """Put the head up: title, the way back, what is common to all, and what is the page's own.

        Args:
            figures: the look of what is told first below.
            own: further buttons, before those that print and take away.
            tip_of_print: what can be printed.
        """
        self._title = label(self.paper, kind="title")
        self._where = label("", kind="soft")
        self.back = button("回到记录", tip="Esc")
        self.choose = button("换一张…", tip="Ctrl+K：看另一张，或加一张")
        self.next_open = button("下一处未填 F8", tip="F8；Shift+F8 上一处")
        self.undo_button = button("撤销", tip="Ctrl+Z")
        self.phrases = phrase_button()
        self.print = button("打印…", tip=f"Ctrl+P：{tip_of_print}")
        self.remove = button("移除", tip=f"从草稿里移除这张{self.paper}；Ctrl+Z 退回")
        head = QWidget()
        row = FlowLayout(head)
        for widget in (
            self._title, self.back, self.choose, self.next_open, self.undo_button, self.phrases,
            *own, self.print, self.remove,
        ):  # fmt: skip
            row.addWidget(widget)
        self.figures = label("", kind=figures)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.figures, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._where, 1)
        self.box.addWidget(head)
        self.box.addWidget(self.notice)
        self.box.addLayout(line)

    def _build_stack(self, shown: QWidget) -> None:
        """Put up what is shown, and what stands there while there is nothing yet."""
        empty = QWidget()
        column = QVBoxLayout(empty)
        self.hint = label("", kind="soft")
        self.begin = button(f"选一张{self.paper}…", kind="primary")
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.begin)
        line.addStretch()
        column.addWidget(self.hint)
        column.addLayout(line)
        column.addStretch()
        self.stack = QStackedWidget()
        self.stack.addWidget(empty)
        self.stack.addWidget(shown)
        self.box.addWidget(self.stack, 1)

    def _connect_head(self) -> None:
        for pressed, slot in (
            (self.back, self.go_back), (self.choose, self.choose_form),
            (self.next_open, self.go_to_next_open), (self.undo_button, self.undo),
            (self.print, self.choose_print), (self.remove, self.take_out),
            (self.phrases, self.kit.events.phrase_wanted),
        ):  # fmt: skip
            pressed.clicked.connect(slot)
        for key, act in (
            ("Esc", self.go_back), ("Ctrl+K", self.choose_form), ("F8", self.go_to_next_open),
            ("Ctrl+E", self.go_to_next_open),
            ("Shift+F8", self.go_to_last_open), ("Ctrl+Z", self.undo), ("Ctrl+Y", self.redo),
            ("Ctrl+P", self.choose_print),
        ):  # fmt: skip
            self.key(key, act)

    # -- what each page does its own way ---------------------------------------------------------

    def choose_form(self) -> None:
        """Ask for another paper: one that stands beside the record, or one to add."""
        raise NotImplementedError

    def choose_print(self) -> None:
        """Ask what to print, and show it as it prints."""
        raise NotImplementedError

    def take_out(self) -> None:
        """Take the paper out of the draft; Ctrl+Z brings it back."""
        raise NotImplementedError

    def go_to_next_open(self) -> None:
        """Go to the next place without an answer."""
        raise NotImplementedError

    def go_to_last_open(self) -> None:
        """Go to the place before that has no answer."""
        raise NotImplementedError

    def flush(self) -> None:
        """Send out all that is typed and not sent yet."""
        raise NotImplementedError

    @property
    def can_change(self) -> bool:
        """Whether what is shown may be changed."""
        raise NotImplementedError

    def after_walk(self, undone: Undone | None) -> None:  # noqa: ARG002 - for those that use it
        """Show what undo or redo came to."""
        self.refresh()

    def told(self, undone: Undone) -> str:
        """Return what a change is called that was taken back or put in again."""
        return undone.label

    # -- showing ---------------------------------------------------------------------------------

    @override
    def affected_by(self, changes: Changes) -> bool:
        if self.uid in changes.visit_uids:
            self._soon.start()
        return False

    def refuse(self, sentence: str) -> None:
        """Say that what was typed is not saved, and why."""
        self.notice.tell(sentence, kind="warn")
        self.kit.events.not_saved.emit(sentence)

    # -- adding, taking out, printing ------------------------------------------------------------

    def _add(self, work: Callable[[], Added], then: Callable[[], None]) -> None:
        """Put a paper beside the record."""

        def done(added: Added) -> None:
            self.kit.events.saved.emit(added.saved.at)
            then()

        self.saver.note()
        self.write(work, done)

    def _ask_print(
        self,
        title: str,
        words: Sequence[str],
        wishes: Sequence[Wish],
        *,
        beyond: Callable[[int], None] | None = None,
    ) -> None:
        """Ask which of the wishes to print; words that have no wish are counted on from there."""
        self.flush()
        place = ask.pick(self, "打印什么", f"“{title}”", words)
        if place is not None and place >= len(wishes):
            assert beyond is not None
            beyond(place - len(wishes))
        elif place is not None:
            # Behind what was just typed, on the one thread that saves.
            opening = OpenPreview(wish=wishes[place])
            self.write(lambda: None, lambda _: self.kit.navigator.open(opening))

    # -- undo, leaving ---------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the newest change of the record back."""
        self._walk("已撤销", lambda: self._desk.visit_edit.undo(self.uid))

    def redo(self) -> None:
        """Put the change last taken back in again."""
        self._walk("已重做", lambda: self._desk.visit_edit.redo(self.uid))

    def _walk(self, verb: str, work: Callable[[], Undone | None]) -> None:
        if not self.can_change:
            return
        self.flush()

        def done(undone: Undone | None) -> None:
            self.editing = new_uid()
            what = f"{verb}：{self.told(undone)}" if undone else "没有可以再退的改动了。"
            self.kit.events.said.emit(what)
            self.after_walk(undone)

        self.saver.note()
        self.write(work, done)

    def go_back(self) -> None:
        """Go to the record."""
        self.flush()
        self.kit.navigator.open(OpenVisit(uid=self.uid))

    @override
    def leave(self) -> None:
        self.flush()


def single_shot(page: QWidget, after: int, act: Callable[[], object]) -> QTimer:
    """Return what does something once, a while after it was last started."""
    made = QTimer(page)
    made.setSingleShot(True)
    made.setInterval(after)
    made.timeout.connect(act)
    return made
