"""A sheet on which Enter goes on from a button as it does from a field."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from inspector_app.base.override import override

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterWalk(QWidget):
    """Enter that no field took comes here; a button is pressed by the space bar."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        reached = self.focusWidget()
        if event.key() in _ENTER and not event.modifiers() and isinstance(reached, QAbstractButton):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)
