"""What is typed before the page of a new record stands is about the new record."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from inspector_app.base.errors import EnvironmentProblem
from inspector_app.services.visit_edit import VisitEditService
from inspector_app.ui.app import Window
from inspector_app.ui.navigator import OpenVisit
from inspector_app.ui.pages.visit.page import VisitPage
from inspector_app.ui.type_ahead import TypeAhead
from tests.gui.conftest import Hands


class SlowDisk:
    """Lets what a page asks for wait until ``go_on``."""

    def __init__(self, window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
        self._start, self._patch = window.jobs._start, monkeypatch
        self._jobs = window.jobs
        self._waiting: list[Any] = []
        monkeypatch.setattr(window.jobs, "_start", self._waiting.append)

    def go_on(self) -> None:
        """Do what waits, and all that comes of it."""
        self._patch.setattr(self._jobs, "_start", self._start)
        for job in self._waiting:
            self._start(job)


@pytest.fixture
def on_another_record(window: Window, draft: str, hands: Hands) -> VisitPage:
    """The page of a draft, with the focus on 时段."""
    window.navigator.open(OpenVisit(uid=draft))
    hands.walk_to("时段")
    return shown(window)


def shown(window: Window) -> VisitPage:
    page = window.shell.page
    assert isinstance(page, VisitPage)
    return page


def issues_on(page: VisitPage) -> int:
    assert page.record is not None
    return len(page.record.visit.issues)


def session_of(window: Window, uid: str) -> object:
    desk: Any = window.desk
    return desk.visits.get(uid).session


def test_strokes_after_ctrl_n_are_typed_on_the_new_record_and_choose_nothing_in_the_old_one(
    window: Window, draft: str, on_another_record: VisitPage, hands: Hands,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    before, disk = session_of(window, draft), SlowDisk(window, monkeypatch)
    hands.press(Qt.Key.Key_N, ctrl=True)
    for letter in "3小":
        hands.write(letter)
    assert shown(window) is on_another_record
    disk.go_on()

    new = shown(window)
    assert new.uid != draft
    assert (hands.place, hands.at.text()) == ("被督导学校", "3小")  # type: ignore[attr-defined]
    assert session_of(window, draft) == before
    assert not window.shell.findChild(TypeAhead).holds  # type: ignore[union-attr]


def test_a_key_of_the_page_does_its_work_on_the_new_record(
    window: Window, on_another_record: VisitPage, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = SlowDisk(window, monkeypatch)
    hands.press(Qt.Key.Key_N, ctrl=True)
    hands.press(Qt.Key.Key_I, ctrl=True)
    assert issues_on(on_another_record) == 0
    disk.go_on()
    assert issues_on(shown(window)) == 1


def test_where_no_record_could_be_begun_the_strokes_are_about_nothing_and_the_keys_go_on(
    window: Window, draft: str, on_another_record: VisitPage, hands: Hands,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def full(*_args: object, **_named: object) -> object:
        raise EnvironmentProblem("磁盘已满。")

    monkeypatch.setattr(VisitEditService, "new", full)
    before, disk = session_of(window, draft), SlowDisk(window, monkeypatch)
    hands.press(Qt.Key.Key_N, ctrl=True)
    hands.write("3")
    disk.go_on()
    assert session_of(window, draft) == before
    assert "磁盘已满" in window.shell.line.saved_text
    hands.choose("3")
    assert session_of(window, draft) != before
