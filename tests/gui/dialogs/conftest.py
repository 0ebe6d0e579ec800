"""A small window to ask from, and one who answers."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from inspector_app.ui.theme import dress
from inspector_app.ui.widgets.picture_drop import png_of
from tests.gui.conftest import SIZE

Answer = Callable[[Callable[[Any], None]], None]


@pytest.fixture
def parent(qtbot: QtBot, qapp: QApplication) -> QWidget:
    """A window as large as a small laptop has it."""
    dress(qapp)
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(*SIZE)
    return made


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Answer:
    """Let a function act in place of the person; what it accepts is accepted."""

    def be(act: Callable[[Any], None]) -> None:
        def run(dialog: QDialog) -> bool:
            dialog.show()
            QApplication.processEvents()
            act(dialog)
            accepted = dialog.result() == QDialog.DialogCode.Accepted
            dialog.hide()
            dialog.deleteLater()
            return accepted

        for name in (
            "crop",
            "note",
            "note_home",
            "photo_time",
            "plan_words",
            "planned_visit",
            "progress_note",
            "signature",
        ):
            monkeypatch.setattr(f"inspector_app.ui.dialogs.{name}.run", run)

    return be


@pytest.fixture
def page() -> bytes:
    """A scanned page, as large as the largest that is shown in full."""
    shown = QPixmap(300, 240)
    shown.fill(Qt.GlobalColor.white)
    return png_of(shown.toImage())
