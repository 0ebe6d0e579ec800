"""What is typed after a new record was asked for and before its page stands.

Until then the old page has the focus: a digit would choose there, in another record, and the first
strokes of the new one would be lost. They are kept and typed on the new page.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from inspector_app.base.override import override

LONGEST_MS: Final = 5_000
_TYPED: Final = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.InputMethod}
)  # fmt: skip


class TypeAhead(QObject):
    """Keeps strokes back, and lets them go to whatever has the focus then."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._kept: list[QEvent] = []
        self._holds = False
        self._longest = QTimer(self)
        self._longest.setSingleShot(True)
        self._longest.setInterval(LONGEST_MS)
        self._longest.timeout.connect(self.drop)

    @property
    def holds(self) -> bool:
        """Whether strokes are kept back."""
        return self._holds

    def hold(self) -> None:
        """Keep strokes back from now on; for a few seconds, should nobody let them go."""
        if not self._holds:
            self._holds = True
            _application().installEventFilter(self)
        self._longest.start()

    def release(self) -> None:
        """Type what was kept."""
        kept = self._stop()
        for event in kept:
            target = QApplication.focusWidget()
            if target is not None:
                QApplication.sendEvent(target, event)

    def drop(self) -> None:
        """Forget what was kept: what it was meant for has not come."""
        self._stop()

    def _stop(self) -> list[QEvent]:
        self._longest.stop()
        kept, self._kept = self._kept, []
        if self._holds:
            self._holds = False
            _application().removeEventFilter(self)
        return kept

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            # A key that would file or print does so there: it is kept as a stroke, too.
            event.accept()
            return True
        if event.type() in _TYPED:
            self._kept.append(event.clone())
            return True
        return False


def _application() -> QObject:
    application = QApplication.instance()
    assert application is not None
    return application
