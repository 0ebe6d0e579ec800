"""听课记录表 of one lesson: seen from where the lesson is written, then printed or saved."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector_app.domain.visit_options import VisitStatus
from inspector_app.services.wishes import LessonsPrint
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import OpenVisit
from inspector_app.ui.pages.preview import PreviewPage
from inspector_app.ui.pages.visit.page import VisitPage
from tests.gui.conftest import Hands

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def draft(window: Window) -> str:
    """A draft without lessons."""
    desk: Any = window.desk
    return str(desk.visit_edit.new(school_code=desk.schools.board()[0].school.code).uid)


@pytest.fixture
def heard(window: Window, draft: str) -> str:
    """A draft with two lessons."""
    desk: Any = window.desk
    for subject in ("语文", "科学"):
        desk.visit_edit.add_lesson_json(draft, {"subject": subject, "topic": f"{subject}课"})
    return draft


def record_page(window: Window, uid: str) -> VisitPage:
    window.navigator.open(OpenVisit(uid=uid))
    page = window.shell.page
    assert isinstance(page, VisitPage)
    return page


def wished(window: Window) -> object:
    page = window.shell.page
    assert isinstance(page, PreviewPage)
    (piece,) = page.sheaf.pieces
    return piece.wish


def test_the_lesson_that_is_being_written_is_previewed_with_what_was_just_typed(
    window: Window, heard: str, hands: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda _p, _t, name, _k: tmp_path / name)
    page = record_page(window, heard)
    page.sheet.lessons.open_place(1, field="class_name")
    hands.write("四年级3班")
    QTest.keyClick(hands.at, Qt.Key.Key_L, CONTROL_SHIFT)
    assert wished(window) == LessonsPrint(uid=heard, lesson=2)
    hands.press(Qt.Key.Key_S, ctrl=True)
    desk: Any = window.desk
    assert desk.visits.get(heard).lessons[1].class_name == "四年级3班"
    (made,) = tmp_path.glob("听课记录表 * 第2节.pdf")
    assert made.read_bytes().startswith(b"%PDF")
    hands.press(Qt.Key.Key_Escape)
    assert window.shell.page is page


def test_each_lesson_has_a_button_that_is_reached_by_tab_while_it_is_closed(
    window: Window, heard: str, hands: Hands
) -> None:
    page = record_page(window, heard)
    assert not any(card.is_open for card in page.sheet.lessons.cards.values())
    page.sheet.go_to_section(3)
    hands.walk_to("听课1：打印本节听课记录")
    hands.press(Qt.Key.Key_Space)
    assert wished(window) == LessonsPrint(uid=heard, lesson=1)


def test_a_lesson_that_was_moved_is_printed_from_its_new_place(
    window: Window, heard: str, hands: Hands
) -> None:
    page = record_page(window, heard)
    first, second = page.sheet.lessons.cards
    page.sheet.lessons.moved.emit(second, 0)
    page.steps.print_lesson(first)
    assert wished(window) == LessonsPrint(uid=heard, lesson=2)


def test_lessons_of_a_filed_record_are_printed_too(window: Window) -> None:
    desk: Any = window.desk
    listed = desk.visits.list(statuses={VisitStatus.FILED, VisitStatus.HANDED_OVER})
    uid = next(v.uid for v in listed if desk.visits.get(v.uid).lessons)
    page = record_page(window, uid)
    card = next(iter(page.sheet.lessons.cards.values()))
    body: Any = card.body
    QApplication.sendPostedEvents()
    assert body.print.isVisibleTo(page)
    assert not page.sheet.lessons.add_button.isVisibleTo(page)
    body.print.click()
    assert wished(window) == LessonsPrint(uid=uid, lesson=1)


def test_where_no_lesson_is_meant_all_of_them_are_previewed(
    window: Window, heard: str, hands: Hands
) -> None:
    record_page(window, heard)
    QTest.keyClick(hands.at, Qt.Key.Key_L, CONTROL_SHIFT)
    assert wished(window) == LessonsPrint(uid=heard)


def test_a_record_without_lessons_says_so(window: Window, draft: str, hands: Hands) -> None:
    page = record_page(window, draft)
    QTest.keyClick(hands.at, Qt.Key.Key_L, CONTROL_SHIFT)
    assert window.shell.page is page
    assert page.notice.text.startswith("这份记录里没有听课")
