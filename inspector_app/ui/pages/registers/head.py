"""The line above an entry: which it is, where it stands, what can be done now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame, QLabel, QPushButton

from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.domain.registers.words import state_word
from inspector_app.ui.phrase_button import phrase_button
from inspector_app.ui.theme import button, label, look
from inspector_app.ui.widgets.flow import ActsLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector_app.base.errors import Problem
    from inspector_app.services.registers import EntryRecord

_LOOK: Final = {
    EntryState.DRAFT: "warnpill",
    EntryState.FILED: "pill",
    EntryState.VOIDED: "badpill",
}


class EntryHead(QFrame):
    """Number and state, then the steps that are possible."""

    def __init__(self) -> None:
        super().__init__()
        self._number = label("", kind="small")
        # Beside the number where there is room, and in a line of its own in large text.
        self._remark = label("", kind="small")
        self._state = label("", kind="pill")
        self.next_gap = button("下一处未填 F8", tip="F8 或 Ctrl+E")
        self.phrases = phrase_button()
        self.undo = button("撤销", tip="Ctrl+Z：按时间倒着撤销这一条里的改动")
        self.redo = button("重做", tip="Ctrl+Y")
        self.print = button("打印…", tip="Ctrl+P：先预览，再打印或存为 PDF、Word")
        self.file = button("定稿 F9", kind="primary", tip="F9 或 Ctrl+D")
        self.correct = button("更正…", tip="作一次修订，写明理由")
        self.void = button("作废…", tip="保留这一条和编号，不再统计")
        self.discard = button("放入回收站", tip="草稿放入回收站，可以取回")
        self.abandon = button("放弃更正", tip="回到上一次定稿的样子")
        self.restore = button("恢复", kind="primary", tip="从回收站取回")
        self.purge = button("彻底删除…", tip="内容不能再找回，编号仍保留")
        self._buttons: tuple[QPushButton, ...] = (
            self.next_gap, self.file, self.phrases, self.undo, self.redo, self.print,
            self.correct, self.void, self.discard, self.abandon, self.restore, self.purge,
        )  # fmt: skip
        row = ActsLayout(self)
        for widget in (self._state, self._number, self._remark, *self._buttons):
            row.addWidget(widget)
            widget.hide()

    def show_record(self, record: EntryRecord) -> None:
        """Show an entry's state and the steps that it allows."""
        entry = record.entry
        revision = f" · 修订 {entry.revision}" if entry.revision > 1 else ""
        word = "回收站" if entry.removed else state_word(KINDS[entry.kind], entry)
        self._state.setText(f"{word}{revision}")
        look(self._state, _LOOK[entry.state])
        remark = KINDS[entry.kind].remark(entry)
        self._number.setText(entry.number)
        self._remark.setText(remark)
        draft = entry.state is EntryState.DRAFT and not entry.removed
        filed = entry.state is EntryState.FILED
        correcting = draft and entry.revision > 1
        for each, shown in (
            (self._state, True),
            (self._number, True),
            (self._remark, bool(remark)),
            (self.next_gap, draft),
            (self.phrases, draft),
            (self.undo, draft or filed),
            (self.redo, draft or filed),
            (self.print, not entry.removed),
            (self.correct, filed),
            (self.void, filed),
            (self.discard, draft and not correcting),
            (self.abandon, correcting),
            (self.restore, entry.removed),
            (self.purge, entry.removed),
            (self.file, draft),
        ):
            each.setVisible(shown)
        self.undo.setEnabled(record.can_undo)
        self.redo.setEnabled(record.can_redo)

    def changed(self) -> None:
        """Let what was typed just now be taken back, before the entry is read again."""
        self.undo.setEnabled(True)
        self.redo.setEnabled(False)


class Hints(QLabel):
    """What is odd about an entry and can be filed all the same."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "warn")
        self.setWordWrap(True)
        self.hide()

    def show_hints(self, hints: Sequence[Problem]) -> None:
        """Say each in a line of its own."""
        self.setText("\n".join(f"▲ {hint.words()}" for hint in hints))
        self.setVisible(bool(hints))
