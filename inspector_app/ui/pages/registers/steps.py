"""The steps of an entry's life: 定稿, 更正, 作废, the recycle bin, printing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspector_app.base.errors import IncompleteError, UserError
from inspector_app.domain.registers.summary import SUMMARY
from inspector_app.services.wishes import EntryPrint, SummaryPrint
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import OpenPreview

if TYPE_CHECKING:
    from inspector_app.services.registers import EntryRecord
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.pages.registers.surface import HeadSurface


class EntrySteps(QObject):
    """What the buttons of an entry's head do."""

    def __init__(self, page: HeadSurface, widget: QWidget, desk: Desk) -> None:
        super().__init__(widget)
        self._page, self._widget, self._desk = page, widget, desk
        head = page.head
        for pressed, step in (
            (head.file, self.file), (head.print, self.print), (head.correct, self.correct),
            (head.void, self.void), (head.discard, self.discard), (head.abandon, self.abandon),
            (head.restore, self.restore), (head.purge, self.purge),
        ):  # fmt: skip
            pressed.clicked.connect(step)

    def file(self) -> None:
        """Freeze the entry, if nothing is missing."""
        if self._page.head.file.isHidden():
            return
        self._page.flush()
        # Behind what was just typed, on the one thread that saves.
        self._after_typing(self._ask_to_file)

    def _ask_to_file(self, record: EntryRecord) -> None:
        if record.gaps:
            self._refuse(len(record.gaps))
            return
        odd = "".join(f"请留意：{hint.words()}。\n" for hint in record.hints)
        text = f"{odd}定稿后不能直接修改；需要改动时用“更正”，写明理由。"
        if ask.confirm(self._widget, "这一条定稿吗？", text, yes="定稿"):
            uid = record.entry.uid
            self._page.write(
                lambda: self._desk.registers.file(uid),
                lambda _changes: self._done("已定稿。以后发生的事仍可补记，其余要改用“更正”。"),
                on_error=self._on_incomplete,
            )

    def _refuse(self, count: int) -> None:
        self._page.notice.tell(
            f"还有 {count} 处没有填好，没有定稿；已填的都保存着。按 F8 逐处补上。", kind="warn"
        )
        self._page.go_to_next_gap()

    def _on_incomplete(self, error: UserError) -> None:
        if isinstance(error, IncompleteError):
            self._refuse(len(error.problems))
        else:
            self._page.show_error(error)

    def correct(self) -> None:
        """Open a new revision, with its reason."""
        text = "会开出新的一版，改好后再定稿；原来的一版留着备查。"
        reason = ask.reason(self._widget, "更正这一条", text, yes="开始更正")
        if reason is not None:
            self._do(lambda uid: self._desk.registers.correct(uid, reason=reason),
                     "已开出修订稿，可以修改了；改好后再定稿。")  # fmt: skip

    def abandon(self) -> None:
        """Go back to what was filed last."""
        text = "这次更正里改的内容不再使用，回到上一次定稿的样子。"
        if ask.confirm(self._widget, "放弃这次更正吗？", text, yes="放弃更正"):
            self._do(self._desk.registers.abandon_correction, "已回到上一次定稿。")

    def void(self) -> None:
        """Let the entry stand without counting."""
        shown = self._page.record
        if shown is not None:
            uid = shown.entry.uid
            self._page.write(lambda: self._desk.registers.before_voiding(uid), self._ask_to_void)

    def _ask_to_void(self, known: str) -> None:
        text = f"{known}作废后不再统计和提醒，内容和编号保留，仍可查看。"
        reason = ask.reason(self._widget, "作废这一条", text, yes="作废")
        if reason is not None:
            self._do(lambda uid: self._desk.registers.void(uid, reason=reason), "已作废。")

    def discard(self) -> None:
        """Put the draft into the recycle bin; it can be taken out again, so nobody is asked."""
        self._page.flush()
        self._do(self._desk.registers.discard, "已放入回收站；按“回收站”可以取回。")

    def restore(self) -> None:
        """Take a draft out of the recycle bin."""
        self._do(self._desk.registers.restore, "已恢复。")

    def purge(self) -> None:
        """Remove a discarded draft for good."""
        record = self._page.record
        if record is None:
            return
        text = f"{record.entry.number}：内容将不能再找回，编号仍保留。"
        if ask.confirm(self._widget, "彻底删除这一条吗？", text, yes="彻底删除"):
            self._do(self._desk.registers.purge, "已彻底删除。")

    def print(self) -> None:
        """Show the entry as it prints."""
        if self._page.record is None:
            return
        self._page.flush()
        self._after_typing(self._preview)

    def _preview(self, record: EntryRecord) -> None:
        uid = record.entry.uid
        wish = SummaryPrint(uid=uid) if record.kind is SUMMARY else EntryPrint(uid=uid)
        self._page.kit.navigator.open(OpenPreview(wish=wish))

    def _after_typing(self, then: Callable[[EntryRecord], None]) -> None:
        shown = self._page.record
        if shown is not None:
            uid = shown.entry.uid
            self._page.write(lambda: self._desk.registers.ready(uid), then)

    def _do(self, work: Callable[[str], object], said: str) -> None:
        shown = self._page.record
        if shown is not None:
            uid = shown.entry.uid
            self._page.write(lambda: work(uid), lambda _changes: self._done(said))

    def _done(self, said: str) -> None:
        self._page.notice.tell(said)
        self._page.refresh()
