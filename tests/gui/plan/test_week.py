"""计划: a week by half-days, planned by keyboard."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from inspector_app.domain.month import Month
from inspector_app.domain.visit_options import Session
from inspector_app.ui.app import Window
from inspector_app.ui.navigator import GoTo, Place
from inspector_app.ui.theme import colours_now
from tests.gui.answers import Answer
from tests.gui.conftest import Hands
from tests.gui.plan.halves import cells, choose, half_of, heads, plan


def test_the_week_of_today_stands_there_by_half_days(page: Any) -> None:
    assert heads(page) == [
        "周一\n11-16",
        "周二\n11-17",
        "周三\n11-18",
        "周四\n11-19",
        "周五\n11-20",
    ]
    vertical = Qt.Orientation.Vertical
    assert [page.model.headerData(row, vertical) for row in range(2)] == ["上午", "下午"]
    assert page.shown.text() == "第12教学周　2026-11-16 至 11-22"
    assert page.theme.text() == "2026年11月还没有设主题。"
    page.later.click()
    assert heads(page)[0] == "周一\n11-23"


def test_a_sunday_is_shown_where_something_is_planned(page: Any, window: Window) -> None:
    plan(window, day=date(2026, 11, 22), session=Session.FULL_DAY)
    assert heads(page)[-1] == "周日 今天\n11-22"
    name = window.desk.schools.get("2121000001").name  # type: ignore[union-attr]
    assert [row[-1] for row in cells(page)] == [f"▲ {name}（全天）"] * 2
    index = page.model.index(0, 5)
    assert "是星期日" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data(Qt.ItemDataRole.ForegroundRole).name() == colours_now().bad


def test_weeks_are_walked_by_keyboard(page: Any, hands: Hands) -> None:
    page.table.setFocus()
    hands.press(Qt.Key.Key_PageDown, ctrl=True)
    assert "2026-11-23" in page.shown.text()
    hands.press(Qt.Key.Key_PageUp, ctrl=True, times=2)
    assert "2026-11-09" in page.shown.text()


def test_a_visit_is_planned_by_keyboard_alone(page: Any, hands: Hands, answer: Answer) -> None:
    offered: list[str] = []

    def act(dialog: Any) -> None:
        offered.extend(b.text() for b in dialog.findChildren(QPushButton) if "本月" in b.text())
        assert not dialog.yes.isEnabled()
        dialog.school.setFocus()
        hands.write("第1小学")
        hands.enter()
        hands.walk_to("督导事项")
        hands.choose("6")
        hands.walk_to("督导重点")
        hands.write("看留样")
        assert dialog.yes.isEnabled()
        dialog.accept()

    answer(act)
    half_of(page, date(2026, 11, 25))
    hands.press(Qt.Key.Key_N, ctrl=True)
    assert cells(page)[0][2] == "○ 示范区第1小学"
    assert len(offered) <= 3
    (view,) = page._desk.plans.week(date(2026, 11, 23)).visits
    assert (view.planned.topics, view.planned.text) == (("T6",), "看留样")
    assert page.plans.text() == "所在的计划：2026年11月督导计划"


def test_ctrl_n_begins_a_record_elsewhere(window: Window, hands: Hands) -> None:
    window.navigator.open(GoTo(place=Place.SCHOOLS))
    page: Any = window.shell.page
    page.setFocus()
    hands.press(Qt.Key.Key_N, ctrl=True)
    opened: Any = window.shell.page
    assert opened.sheet.basics.school.text() == ""


def test_a_school_that_is_proposed_is_one_press_away(
    page: Any, hands: Hands, answer: Answer, window: Window
) -> None:
    desk: Any = window.desk
    first = desk.plans.proposals(date(2026, 11, 24), Session.MORNING)[0].status.school.name

    def act(dialog: Any) -> None:
        choose(first)(dialog)
        dialog.accept()

    answer(act)
    half_of(page, date(2026, 11, 24))
    hands.enter()
    assert cells(page)[0][1] == f"○ {first}"


def test_what_is_refused_comes_back_with_all_that_was_typed(
    page: Any, hands: Hands, answer: Answer, window: Window
) -> None:
    desk: Any = window.desk
    plan(window, session=Session.AFTERNOON)
    said: list[str] = []

    def first(dialog: Any) -> None:
        dialog.school.setFocus()
        hands.write("第2小学")
        hands.enter()
        dialog.text.setPlainText("看留样")
        dialog.session.show_value(Session.FULL_DAY)
        dialog.accept()

    def again(dialog: Any) -> None:
        said.extend([dialog.hint.text(), dialog.school.text(), dialog.text.toPlainText()])
        dialog.session.show_value(Session.MORNING)
        dialog.accept()

    answer(first, again)
    half_of(page, date(2026, 11, 23))
    page.add.click()
    assert "规则：同一位督学同一个半天只安排一所学校" in said[0]
    assert said[1:] == ["示范区第2小学", "看留样"]
    assert len(desk.plans.week(date(2026, 11, 23)).visits) == 2


def test_a_half_day_that_is_taken_gets_no_second_visit(page: Any, window: Window) -> None:
    plan(window)
    half_of(page, date(2026, 11, 23))
    page.ask_for_visit()
    assert "这半天已经有安排" in page.notice.text


def test_a_planned_visit_is_moved_and_called_off(
    page: Any, hands: Hands, answer: Answer, window: Window
) -> None:
    plan(window)

    def move(dialog: Any) -> None:
        assert dialog.school.text() == "示范区第1小学"
        dialog.day.line.setText("2026-11-26")
        dialog.day.flush()
        dialog.accept()

    answer(choose("改安排"), move)
    half_of(page, date(2026, 11, 23))
    hands.enter()
    assert cells(page)[0] == ["", "", "", "○ 示范区第1小学", ""]

    def why(dialog: Any) -> None:
        dialog.reason.setPlainText("学校停课")
        dialog.accept()

    answer(choose("取消这次"), why)
    half_of(page, date(2026, 11, 26))
    hands.enter()
    assert cells(page)[0][3] == "× 示范区第1小学"
    tip = page.model.index(0, 3).data(Qt.ItemDataRole.ToolTipRole)
    assert "取消：学校停课" in tip
    answer(choose("学校卡片"))
    hands.enter()
    shown: Any = window.shell.page
    assert shown.code == "2121000001"


def test_of_two_visits_in_a_half_day_one_is_asked_for(
    page: Any, answer: Answer, window: Window
) -> None:
    uid = plan(window, school_code="2121000002")
    window.desk.plans.cancel(uid, reason="停课")  # type: ignore[union-attr]
    plan(window)
    half_of(page, date(2026, 11, 23))
    answer(choose("示范区第1小学"), choose("开始写记录"))
    page.table.opened.emit(page.table.currentIndex())
    shown: Any = window.shell.page
    assert shown.sheet.basics.school.text() == "示范区第1小学"


def test_a_question_that_is_given_up_changes_nothing(
    page: Any, answer: Answer, window: Window
) -> None:
    plan(window)
    half_of(page, date(2026, 11, 23))
    before = cells(page)

    def reject(dialog: Any) -> None:
        dialog.reject()

    answer(reject)
    page.table.opened.emit(page.table.currentIndex())
    answer(reject)
    page.change_theme.click()
    answer(reject)
    page.aims.click()
    answer(choose("月计划"), reject)
    page.aims.click()
    answer(choose("改安排"), reject)
    page.table.opened.emit(page.table.currentIndex())
    half_of(page, date(2026, 11, 24))
    answer(reject)
    page.add.click()
    assert cells(page) == before


def test_a_visit_that_was_done_opens_its_record(page: Any, window: Window) -> None:
    desk: Any = window.desk
    (first, *_) = [
        visit for visit in desk.visits.list(month=Month(2026, 11), inspector_id="DX001")
        if visit.visited_on is not None and visit.lead_id == "DX001" and not visit.online
        and visit.status.value in {"filed", "handed_over"}
        and date(2026, 11, 16) <= visit.visited_on <= date(2026, 11, 20)
    ]  # fmt: skip
    uid = plan(window, day=first.visited_on, school_code=first.school_code, session=first.session)
    half_of(page, first.visited_on, 1 if first.session is Session.AFTERNOON else 0)
    assert page.table.currentIndex().data().startswith("✓")
    page.table.opened.emit(page.table.currentIndex())
    shown: Any = window.shell.page
    assert shown.uid == desk.plans.get(uid).visit.uid
