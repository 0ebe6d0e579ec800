"""What answers that are painted share: one stop of the Tab key, that can be locked and is told."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector_app.base.override import override


class PaintedAnswer(QWidget):
    """An answer that paints itself and is given by keys.

    Attributes:
        locked: it can be seen but not changed.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.locked = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self._say()

    def _words(self) -> str:
        """Return what is answered, in words, empty for nothing."""
        raise NotImplementedError

    def _say(self) -> None:
        """Tell whoever cannot see it what is answered."""
        self.setAccessibleDescription(self._words() or "未填")

    def lock(self, *, locked: bool) -> None:
        """Let the answer be seen but not changed."""
        self.locked = locked

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
