"""What a person is told or led to is in sight, and no longer there when it is over."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import GoTo, OpenVisit, Place
from tests.gui.conftest import Hands


@pytest.fixture
def draft(window: Window) -> str:
    """A draft on the screen, with a lesson and an issue, at a school with issues from before."""
    desk: Any = window.desk
    code = max(desk.schools.board(), key=lambda status: status.open_issues).school.code
    uid: str = desk.visit_edit.new(school_code=code).uid
    desk.visit_edit.add_lesson(uid, class_name="3年2班")
    desk.visit_edit.add_issue(uid, description="消防通道堆放杂物。")
    window.navigator.open(OpenVisit(uid=uid))
    QApplication.sendPostedEvents()
    return uid


def is_in_sight(field: QWidget, window: Window) -> bool:
    """Say whether a field lies wholly within what the record page shows."""
    page: Any = window.shell.page
    viewport = page.sheet.view.viewport()
    top = field.mapTo(viewport, field.rect().topLeft()).y()
    return top >= 0 and top + field.height() <= viewport.height()


@pytest.mark.parametrize("key", [Qt.Key.Key_L, Qt.Key.Key_M, Qt.Key.Key_I])
def test_a_row_added_by_a_key_from_the_top_of_the_page_is_brought_into_sight(
    window: Window, draft: str, hands: Hands, key: Qt.Key
) -> None:
    assert hands.place == "督导日期"
    hands.press(key, ctrl=True)
    assert hands.place != "督导日期"
    hands.wait(lambda: is_in_sight(hands.at, window))


def test_every_field_that_f8_leads_to_is_in_sight(window: Window, draft: str, hands: Hands) -> None:
    desk: Any = window.desk
    for _ in range(2 * len(desk.visits.gaps(draft))):
        hands.press(Qt.Key.Key_F8)
        hands.wait(lambda: is_in_sight(hands.at, window))


def test_a_field_is_no_longer_called_missing_once_it_is_filled(
    window: Window, draft: str, hands: Hands
) -> None:
    hands.press(Qt.Key.Key_F8)
    assert window.shell.line.said_text == "“时段”还没有填"
    hands.choose("1")
    assert window.shell.line.said_text == ""


def test_a_field_is_no_longer_called_missing_on_another_page(
    window: Window, draft: str, hands: Hands
) -> None:
    hands.press(Qt.Key.Key_F8)
    window.navigator.open(GoTo(place=Place.SCHOOLS))
    assert window.shell.line.said_text == ""


def test_a_long_message_takes_more_lines_and_no_wider_window(window: Window) -> None:
    word = "“IMG_20261128_101500_0001.jpg”与“IMG_20261128_101500.jpg”是同一个文件，没有再放一次；"
    window.shell.line.say(word * 4)
    window.shell.line.show_not_saved(word * 4)
    QApplication.sendPostedEvents()
    # What a part cannot do without, the window grows to give it.
    assert window.shell.line.minimumSizeHint().width() <= window.shell.line.width()


def test_a_filed_record_offers_no_issue_of_before_to_be_taken_over(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    ready = next(
        visit.uid
        for visit in desk.visits.list()
        if visit.status.value == "draft"
        and not desk.visits.gaps(visit.uid)
        and desk.schools.card(visit.school_code).open_issues
    )
    window.navigator.open(OpenVisit(uid=ready))
    page: Any = window.shell.page
    assert offered(page.before)
    monkeypatch.setattr(ask, "confirm", lambda *_a, **_n: True)
    page.steps.file()
    assert not offered(page.before)


def offered(panel: QWidget) -> list[QPushButton]:
    """The buttons that take an issue over, without those that are just going away."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return [each for each in panel.findChildren(QPushButton) if each.text() == "沿用到本次"]
