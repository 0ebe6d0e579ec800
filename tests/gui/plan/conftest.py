"""The place 计划, and answers to its questions."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask, plan_words, planned_visit
from inspector_app.ui.navigator import GoTo, Place
from tests.gui.answers import Answer, answering


@pytest.fixture
def page(window: Window) -> Any:
    """The place 计划."""
    window.navigator.open(GoTo(place=Place.PLAN))
    QApplication.sendPostedEvents()
    return window.shell.page


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Let functions act in place of the person, one for each question, in turn."""
    return answering(monkeypatch, ask, plan_words, planned_visit)
