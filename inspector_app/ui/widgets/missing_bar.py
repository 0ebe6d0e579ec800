"""The line above a preview that names the characters which no bundled face has."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from inspector_app.ui.theme import GRID, button, label


class MissingBar(QFrame):
    """Names the characters that will be boxes, and asks before anything leaves.

    Signals:
        allowed(): boxes will do.
        given_up(): then rather nothing.
    """

    allowed = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "warncard")
        self._words = label("")
        self.box = button("印成方框", name="这些字印成带编码的方框")
        self.cancel = button("取消", name="不打印，回去改字")
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, 4, GRID, 4)
        row.addWidget(self._words, 1)
        row.addWidget(self.box)
        row.addWidget(self.cancel)
        self.box.clicked.connect(self.allowed)
        self.cancel.clicked.connect(self.given_up)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, empty while it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def tell(self, missing: str) -> None:
        """Name the characters."""
        text = (
            f"打印用的字体里没有：{missing}。印成带编码的方框，可以手写补上；或取消，改用通行字。"
        )
        self._words.setText(text)
        self.setAccessibleName(text)
        self.show()
