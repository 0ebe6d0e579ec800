"""Shows single inputs in a window of their own."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

# The window of the running test: without a name for it Python would clear it away.
_SHOWN: list[QWidget] = []


def show(qtbot: QtBot, *inputs: QWidget) -> QWidget:
    """Show inputs below each other, the first with the focus."""
    window = QWidget()
    _SHOWN[:] = [window]
    box = QVBoxLayout(window)
    for each in inputs:
        box.addWidget(each)
    qtbot.addWidget(window)
    window.resize(500, 300)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    inputs[0].setFocus()
    return window
