"""What the toolkit must not do to the interpreter."""

import sys

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

CALLS = 500


def test_calls_that_return_nothing_leave_the_count_of_none_alone(qtbot: QtBot) -> None:
    """On Python 3.11 a toolkit that gives back too many ends the process after some minutes."""
    button = QPushButton()
    qtbot.addWidget(button)
    before = sys.getrefcount(None)
    for number in range(CALLS):
        button.setText(str(number))
        button.setVisible(False)
    assert sys.getrefcount(None) > before - CALLS // 2
