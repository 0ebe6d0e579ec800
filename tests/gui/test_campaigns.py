"""专项督导 and 周汇报 in the window: progress, 五有, the draft, the text for the chat."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import GoTo, OpenCampaign, OpenEntry, OpenVisit, Place, StartVisit
from inspector_app.ui.pages import campaign as campaign_page
from inspector_app.ui.dialogs.letter import LetterOrder
from inspector_app.domain.letter_kind import LetterKind
from tests.gui.conftest import SIZE, Hands
from tests.gui.registers import add, entries, page_of
from tests.gui.test_registers_around import extras

NAME = "校园安全专项"


def plan_of(window: Window) -> dict[str, Any]:
    """Return a plan over the schools where demonstration records of its name were made."""
    desk: Any = window.desk
    schools = [row.school.code for row in desk.schools.board()]
    return {
        "name": NAME, "theme": "校园安全", "start": "2026-09-01", "end": "2026-11-30",
        "basis": "示教督〔2026〕7号", "target": "中小学、幼儿园", "content": "消防、食堂、周边。",
        "ways": "听、看、查、谈", "demands": "如实记录。", "notice_on": "2026-08-28",
        "groups": [
            {"head": "督学01", "members": ["督学02", "督学03"], "schools": schools[:3]},
            {"head": "督学04", "members": ["督学05", "督学06"], "schools": schools[3:5]},
        ],
    }  # fmt: skip


@pytest.fixture
def uid(window: Window) -> str:
    """A filed campaign; some demonstration records name it."""
    made = add(window, "campaign", **plan_of(window))
    desk: Any = window.desk
    desk.registers.file(made)
    return made


def opened(window: Window, uid: str) -> Any:
    window.navigator.open(OpenCampaign(uid=uid))
    return window.shell.page


def test_scratch(window: Window, uid: str) -> None:
    page = opened(window, uid)
    QApplication.sendPostedEvents()
    window.shell.grab().save("/tmp/campaigns/campaign.png")
    page.draft.click()
    QApplication.sendPostedEvents()
    window.shell.grab().save("/tmp/campaigns/entry.png")
    page = window.shell.page
    page.sheet.open_row("groups", page.record.entry.values["groups"][0]["uuid"])
    QApplication.sendPostedEvents()
    window.shell.grab().save("/tmp/campaigns/group.png")
    page = page_of(window, "weekly")
    extras(page)["起草上周"].click()
    QApplication.sendPostedEvents()
    window.shell.grab().save("/tmp/campaigns/weekly.png")
    extras(window.shell.page)["复制为文字"].click()
    QApplication.sendPostedEvents()
    window.shell.grab().save("/tmp/campaigns/weekly2.png")
    desk: Any = window.desk
    window.events.changed.emit(desk.rules.switch_on(RuleId.WEEKLY_REPORT))
    window.navigator.open(GoTo(place=Place.TODAY))
    QApplication.sendPostedEvents()
    window.shell.grab().save("/tmp/campaigns/today.png")
