"""Signing on the screen; possible, never required."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.theme import button, look
from inspector_app.ui.widgets.ink import InkPad
from inspector_app.ui.widgets.picture_drop import png_of

_SIZE: Final = QSize(560, 200)
_HINT: Final = "签得不满意，按“清除”重签。"
_EMPTY: Final = "还没有签名：请在白框里签名，或按“取消”。"


class _SignatureQuestion(Question):
    """A pad, a button that wipes it, and what is still missing."""

    def __init__(self, parent: QWidget, text: str) -> None:
        super().__init__(parent, "在屏幕上签名", text, yes="采用", width=_SIZE.width())
        self.pad = InkPad("签名处：用鼠标、笔或手指签名", size=_SIZE)
        self.wipe = button("清除")
        self.hint = self.words(_HINT, kind="small")
        row = QHBoxLayout()
        row.addWidget(self.wipe)
        row.addWidget(self.hint, 1)
        row.addStretch()
        self.body.addWidget(self.pad, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addLayout(row)
        self.finish()
        self.wipe.clicked.connect(self._on_wipe)
        self.pad.drawn.connect(lambda: self._say(_HINT, kind="small"))

    def _on_wipe(self) -> None:
        self.pad.clear()
        self._say(_HINT, kind="small")

    def _say(self, text: str, *, kind: str) -> None:
        self.hint.setText(text)
        look(self.hint, kind)

    @override
    def accept(self) -> None:
        if self.pad.is_empty:
            self._say(_EMPTY, kind="warn")
            return
        super().accept()


def ask_signature(parent: QWidget, text: str) -> bytes | None:
    """Let a person sign; the signature as a PNG, ``None`` when given up."""
    question = _SignatureQuestion(parent, text)
    return png_of(question.pad.image()) if run(question) else None
