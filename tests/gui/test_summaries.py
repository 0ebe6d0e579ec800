"""督导工作总结 in the window: begun from a period, text at the left, its figures at the right."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspector_app.domain.figured_text import tokens
from inspector_app.domain.register_options import EntryState, SummarySpan
from inspector_app.services.summaries import SummaryOrder
from inspector_app.services.wishes import SummaryPrint
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import summary as summary_dialog
from inspector_app.ui.navigator import OpenEntry
from tests.gui.conftest import Hands
from tests.gui.registers import entries, page_of

Opened = tuple[Any, str]


@pytest.fixture
def opened(window: Window) -> Opened:
    """The page of a summary of this year, and its uid."""
    desk: Any = window.desk
    uid = desk.summaries.draft(SummaryOrder(span=SummarySpan.CALENDAR_YEAR)).uid
    window.navigator.open(OpenEntry(uid=uid))
    return window.shell.page, uid


def stored(window: Window, uid: str, section: str) -> str:
    desk: Any = window.desk
    text: str = desk.registers.record(uid).entry.values[section]
    return text


def field(page: Any, section: str) -> Any:
    return page.sheet.form.input(section)


def test_look(window: Window, opened: Opened, hands: Hands) -> None:
    page, uid = opened
    window.shell.grab().save("/tmp/summary/page.png")
    page.side.table.setFocus()
    hands.press(Qt.Key.Key_Return)
    window.shell.grab().save("/tmp/summary/page2.png")
    page.rooms.leave()
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()
    window.shell.grab().save("/tmp/summary/page3.png")
