"""问题台账 in the window: filters, the story of an issue, and the next step."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from inspector_app.domain.issue import IssueState
from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.domain.issue_rules import NextStep
from inspector_app.domain.ledger_filter import LedgerOrder
from inspector_app.ui.app import Window
from inspector_app.ui.navigator import GoTo, Place
from inspector_app.ui.pages.ledger import Which
from inspector_app.ui.pages.visit.page import VisitPage
from tests.unit.builders import make_step

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.gui


@pytest.fixture
def page(window: Window) -> Any:
    window.navigator.open(GoTo(place=Place.LEDGER))
    return window.shell.page


def press(page: Any, chips: Any, value: object) -> None:
    chips.show_value(value)
    chips.chosen.emit(value)


def test_the_list_opens_on_what_is_open_with_the_line_that_counts_it(page: Any) -> None:
    assert page.model.rows
    assert all(row.issue.dates.is_open for row in page.model.rows)
    assert page.sentence.text().startswith("未销号 582（逾期 19、待核查 258、安全隐患 3）")
    assert page.sentence.text().endswith("只列前 500 条")
    assert "来源：仅本人" in page.sentence.text()


@pytest.mark.parametrize(
    ("which", "holds"),
    [
        (Which.OVERDUE, lambda row: row.overdue(on=TODAY)),
        (Which.AWAITING, lambda row: row.state is IssueState.AWAITING_CHECK),
        (Which.SETTLED, lambda row: not row.issue.dates.is_open),
    ],
)
def test_each_way_of_listing_shows_only_its_own(
    page: Any, which: Which, holds: Callable[[Any], bool]
) -> None:
    press(page, page.which, which)
    assert page.model.rows
    assert all(holds(row) for row in page.model.rows)


def test_the_list_is_narrowed_to_a_school_and_widened_by_emptying_the_line(page: Any) -> None:
    code = page.model.rows[0].school_code
    page.school.picked.emit(code)
    page.school.show_choice("示范区小学")
    assert {row.school_code for row in page.model.rows} == {code}
    page.school.setFocus()
    page.school.selectAll()
    QTest.keyClick(page.school, Qt.Key.Key_Delete)
    page.text.setFocus()
    assert len({row.school_code for row in page.model.rows}) > 1


def test_words_of_an_issue_find_it(page: Any) -> None:
    number = page.model.rows[-1].issue.number
    page.text.setFocus()
    QTest.keyClicks(page.text, number)
    QTest.keyClick(page.text, Qt.Key.Key_Return)
    assert [row.issue.number for row in page.model.rows] == [number]


def test_the_order_by_school_keeps_the_issues_of_a_school_together(page: Any) -> None:
    press(page, page.order, LedgerOrder.SCHOOL)
    codes = [row.school_code for row in page.model.rows]
    assert codes == sorted(codes)


def test_a_step_is_recorded_and_the_story_shows_it(
    page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = make_step(IssueEventKind.PROGRESS, TODAY, note="已采购新的灭火器")

    def ask(_parent: Any, _row: Any, **_named: Any) -> NextStep:
        return step

    monkeypatch.setattr("inspector_app.ui.dialogs.progress_note.ask_progress", ask)
    chosen = page.model.rows[2].issue.uid
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(2, 0))
    page.details.tell.click()
    assert page.model.rows[page.table.currentIndex().row()].issue.uid == chosen
    assert page.details.events.text().startswith("2026-11-22 进展，已采购新的灭火器")


def test_enter_opens_the_record_of_an_issue(page: Any, window: Window) -> None:
    uid = page.model.rows[0].visit_uid
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    shown: Any = window.shell.page
    assert isinstance(shown, VisitPage)
    assert shown.uid == uid


def test_an_empty_list_says_what_to_do(page: Any) -> None:
    page.text.setFocus()
    QTest.keyClicks(page.text, "no such issue")
    QTest.keyClick(page.text, Qt.Key.Key_Return)
    assert page.model.rows == ()
    assert "换一种列法" in page.notice.text
    assert not page.details.tell.isEnabled()


def test_nothing_is_cut_sideways_on_a_small_screen(page: Any, window: Window) -> None:
    QTest.qWait(0)
    assert page.minimumSizeHint().width() <= window.shell.width()
