"""What a page says in a few lines, however much it is: what does not fit is scrolled to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea

from inspector_app.base.override import override
from inspector_app.ui.theme import label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_PART: Final = 6


class Told(QScrollArea):
    """Words that break to the width they have and take at most a sixth of the window's height."""

    def __init__(self, *, kind: str) -> None:
        super().__init__()
        self.words = label("", kind=kind)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(self.words)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit()

    def text(self) -> str:
        """Return all that is said."""
        return self.words.text()

    def setText(self, text: str) -> None:
        """Say something else, from its beginning."""
        self.words.setText(text)
        self._fit()
        self.verticalScrollBar().setValue(0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wanted = self.words.heightForWidth(self.viewport().width())
        most = self.window().height() // _PART
        # What cannot be reached by mouse alone is reached by Tab and scrolled by the arrows.
        over = wanted > most
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if over else Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(max(0, min(wanted, most)))
