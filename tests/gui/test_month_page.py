"""月统计: the steps of a month, its gaps, kept figures and what came since."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.domain.month import Month
from inspector_app.domain.month_steps import MonthState
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.visit_options import COUNTED_STATUSES
from inspector_app.services.context import Role
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask, deviation
from inspector_app.ui.navigator import GoTo, OpenMonth, Place
from tests.gui.answers import Answer, answering
from tests.gui.conftest import Hands

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)


def opened(window: Window, month: Month) -> Any:
    window.navigator.open(OpenMonth(month=month))
    return window.shell.page


@pytest.fixture
def yes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answer every question with yes; what was asked is listed."""
    asked: list[str] = []

    def confirm(_parent: object, title: str, text: str, *, yes: str) -> bool:
        asked.append(f"{title}：{text}{yes}")
        return True

    monkeypatch.setattr(ask, "confirm", confirm)
    return asked


@pytest.fixture
def office(filled: Path, clock: FixedClock) -> Path:
    """The demonstration district in the hands of the office."""
    with bootstrap.open_workbench(filled, clock=clock) as made:
        made.settings.set_identity(role=Role.OFFICE, district="210304", inspector_id="")
    return filled


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Let functions act in place of the person, one for each question, in turn."""
    return answering(monkeypatch, ask, deviation)


def test_one_button_takes_a_month_from_open_to_locked(window: Window, yes: list[str]) -> None:
    page = opened(window, OCTOBER)
    words = []
    for _ in range(2):
        words.append(page.acts.steps.act.text())
        page.acts.steps.act.click()
    words.append(page.acts.steps.act.text())
    assert words == ["核对", "汇总", "去上报…"]
    page.acts.steps.act.click()
    leaving: Any = window.shell.page
    assert (type(leaving).__name__, leaving.month) == ("HandOverPage", OCTOBER)
    desk: Any = window.desk
    desk.month_life.lock(OCTOBER)
    page = opened(window, OCTOBER)
    assert page.acts.life.state is MonthState.LOCKED
    assert page.acts.steps.act.isHidden()
    assert "锁定时固定的数字" in page.foot.text()
    assert yes == []


def test_a_gap_is_opened_where_it_is_mended(window: Window) -> None:
    desk: Any = window.desk
    uid = desk.visits.list(month=NOVEMBER, statuses=COUNTED_STATUSES)[0].uid
    desk.visits.correct(uid, reason="看一看")
    page = opened(window, NOVEMBER)
    page.acts.steps.act.click()
    assert not page.acts.gaps.isHidden()
    assert page.acts.gaps_button.text() == f"待核对 {page.acts.gaps.model().rowCount()} 处"
    (place,) = [n for n, gap in enumerate(page.acts.gaps.model().rows) if gap.visit_uid == uid]
    page.acts.gaps.opened.emit(page.acts.gaps.model().index(place, 0))
    visit: Any = window.shell.page
    assert visit.uid == uid


def test_what_came_since_the_lock_is_shown_cell_by_cell_and_told_next_month(
    window: Window,
) -> None:
    desk: Any = window.desk
    desk.month_life.lock(OCTOBER)
    kept = desk.months.table(OCTOBER).table.district["visits"]
    uid = desk.visits.list(month=OCTOBER, statuses=COUNTED_STATUSES)[0].uid
    desk.visits.void(uid, reason="重复")
    page = opened(window, OCTOBER)
    assert desk.months.table(OCTOBER).table.district["visits"] == kept
    assert "此后记录有改动" in page.foot.text()
    page.acts.cells_button.click()
    assert page.acts.cells.model().rowCount() == len(desk.months.differences(OCTOBER)) > 0
    page = opened(window, NOVEMBER)
    assert not page.acts.late_button.isHidden()
    page.acts.late_button.click()
    rows = page.acts.late.model().rows
    assert ("更正", "2026年10月") in {(entry.item.word, month.of.title) for month, entry in rows}


def test_the_office_issues_an_edition_and_stars_what_it_noted(
    open_window: Callable[[Path], Window], filled: Path, clock: FixedClock
) -> None:
    with bootstrap.open_workbench(filled, clock=clock) as made:
        made.settings.set_identity(role=Role.OFFICE, district="210304", inspector_id="")
        made.month_editions.deviate(
            OCTOBER, row="合计", figure="入校校次", value="99", reason="区教研室同行一次"
        )
    window = open_window(filled)
    page = opened(window, OCTOBER)
    assert not page.acts.edition_button.isHidden()
    page.acts.edition_button.click()
    assert page.notice.text.startswith("已出第1版")
    assert "督导室注明 99，区教研室同行一次（不计入合计）" in page.foot.text()
    texts = [page.model.data(page.model.index(0, n)) for n in range(page.model.columnCount())]
    assert [text for text in texts if text.endswith("*")] == [
        f"{page._found.table.district['visits']}*"
    ]
    page.acts.edition_button.click()
    assert "没有另出一版" in page.notice.text


def stand_on(page: Any, person: str) -> tuple[int, str]:
    """Choose 入校校次 of a person, and return its row and what stands there."""
    rows = range(page.model.rowCount())
    (row,) = [n for n in rows if page.model.place(page.model.index(n, 1)).row == person]
    page.table.main.setFocus()
    page.table.main.setCurrentIndex(page.model.index(row, 2))
    return row, page.model.data(page.model.index(row, 2))


def test_the_office_notes_a_deviation_beside_the_chosen_number(
    open_window: Callable[[Path], Window], office: Path, answer: Answer, hands: Hands
) -> None:
    window = open_window(office)
    desk: Any = window.desk
    page = opened(window, OCTOBER)
    row, counted = stand_on(page, "DX003")
    said: list[tuple[str, bool]] = []

    def fill(dialog: Any) -> None:
        for value, reason in (("", ""), ("一次", "甲"), ("13", ""), ("13", "联合检查未写记录")):
            dialog.value.setText(value)
            dialog.reason.setPlainText(reason)
            said.append((dialog.hint.text(), dialog.yes.isEnabled()))
        dialog.accept()

    answer(fill)
    hands.press(Qt.Key.Key_F4)
    waits = "写明数和理由，才能注明。"
    assert said == [(waits, False), ("这一列要写整数。", False), (waits, False), ("", True)]
    (noted,) = desk.months.deviations(OCTOBER)
    assert (noted.row, noted.figure, noted.value) == ("DX003", "visits", "13")
    assert page.notice.text.startswith("已注明：督学03（兼职）　入校校次")
    assert page.model.data(page.model.index(row, 2)) == f"{counted}*"
    assert "督导室注明 13，联合检查未写记录（不计入合计）" in page.foot.text()


def test_what_is_noted_stands_in_the_form_again_and_is_taken_back(
    open_window: Callable[[Path], Window], office: Path, answer: Answer, hands: Hands
) -> None:
    window = open_window(office)
    desk: Any = window.desk
    desk.month_editions.deviate(OCTOBER, row="DX003", figure="visits", value="13", reason="甲")
    page = opened(window, OCTOBER)
    row, starred = stand_on(page, "DX003")
    seen: list[tuple[str, str]] = []

    def take_back(dialog: Any) -> None:
        seen.append((dialog.value.text(), dialog.reason.toPlainText()))
        dialog.take_back.click()

    answer(take_back)
    hands.press(Qt.Key.Key_R, ctrl=True)
    assert seen == [("13", "甲")]
    assert desk.months.deviations(OCTOBER) == ()
    assert page.notice.text.startswith("已收回")
    # The cell stays chosen, without its star.
    at = page.table.main.currentIndex()
    assert (at.row(), at.column(), page.model.data(at)) == (row, 2, starred.rstrip("*"))


def test_an_inspector_is_offered_no_deviation(window: Window, hands: Hands) -> None:
    page = opened(window, OCTOBER)
    assert page.acts.notes.button.isHidden()
    page.table.main.setFocus()
    hands.press(Qt.Key.Key_F4)
    assert page.notice.text == ""


def test_locking_names_the_records_under_correction_that_the_table_lacks(
    open_window: Callable[[Path], Window], office: Path, yes: list[str]
) -> None:
    window = open_window(office)
    desk: Any = window.desk
    uid = desk.visits.list(month=OCTOBER, statuses=COUNTED_STATUSES)[0].uid
    desk.visits.correct(uid, reason="看一看")
    number = desk.visits.get(uid).number
    page = opened(window, OCTOBER)
    for _ in range(3):
        page.acts.steps.step()
    assert f"注意：正在更正的 1 份（{number}）没有计入，现在锁定" in yes[0]
    assert page.acts.life.state is MonthState.LOCKED
    assert number in page.acts.life.steps[-1].reason


def test_locking_asks_first_and_says_what_is_open(
    open_window: Callable[[Path], Window], filled: Path, yes: list[str]
) -> None:
    late = FixedClock(datetime(2026, 12, 1, 8, tzinfo=UTC))
    with bootstrap.open_workbench(filled, clock=late) as made:
        made.settings.set_identity(role=Role.OFFICE, district="210304", inspector_id="")
    window = open_window(filled)
    page = opened(window, OCTOBER)
    for _ in range(3):
        page.acts.steps.step()
    assert len(yes) == 1
    assert yes[0].startswith("锁定2026年10月：")
    assert page.acts.life.state is MonthState.LOCKED


def test_the_page_opens_on_the_month_whose_span_is_under_way(
    open_window: Callable[[Path], Window], filled: Path, clock: FixedClock
) -> None:
    with bootstrap.open_workbench(filled, clock=clock) as made:
        made.rules.set_values(RuleId.MONTH_CLOSING, {"day": 20, "since": 202611})
    window = open_window(filled)
    for place in (Place.MONTH, Place.HAND_OVER):
        window.navigator.open(GoTo(place=place))
        page: Any = window.shell.page
        assert page.month == Month(2026, 12)
    page = opened(window, Month(2026, 12))
    assert "统计 2026-11-21 至 2026-12-20" in page.foot.text()
