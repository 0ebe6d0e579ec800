"""How tests write where 常用语 are offered, and read what is offered."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication

from inspector_app.ui.app import Window
from inspector_app.ui.navigator import (
    OpenVisit,
)
from inspector_app.ui.phrase_picker import PhrasePicker
from inspector_app.ui.widgets.fields import LongText
from tests.gui.conftest import Hands

PILED = "____处的消防通道堆放____。"
SHORT = "请按时报送。"
F3 = Qt.Key.Key_F3


def written(window: Window, uid: str, field: str) -> LongText:
    window.navigator.open(OpenVisit(uid=uid, field=field))
    page: Any = window.shell.page
    found = page.sheet.form.input(field)
    assert isinstance(found, LongText)
    found.setFocus()
    found.moveCursor(QTextCursor.MoveOperation.End)
    return found


def picker(window: Window) -> PhrasePicker:
    (found,) = [p for p in window.shell.findChildren(PhrasePicker) if p.isVisible()]
    return found


def listed(window: Window) -> list[str]:
    return [each.phrase.text for each in picker(window).model.rows]


def stored(desk: Any, uid: str, field: str = "narrative") -> str:
    return str(getattr(desk.visits.record(uid).visit, field))


def compose(hands: Hands, text: str) -> None:
    QApplication.sendEvent(hands.at, QInputMethodEvent(text, []))
