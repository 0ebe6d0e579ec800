"""计划: a week by half-days, planned by keyboard, and the board with its rules beside it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from inspector_app.domain.month import Month
from inspector_app.domain.recusal import Relation
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.visit_options import Session
from inspector_app.services.plans import HalfDay
from inspector_app.services.wishes import DeparturePrint
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask, plan_words, planned_visit
from inspector_app.ui.navigator import GoTo, OpenSchool, OpenVisit, Place
from inspector_app.ui.theme import colours_now
from tests.gui.answers import Answer, answering
from tests.gui.conftest import Hands


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


def choose(words: str) -> Callable[[Any], None]:
    """Press the button that begins so."""

    def act(dialog: Any) -> None:
        (found,) = [b for b in dialog.findChildren(QPushButton) if b.text().startswith(words)]
        found.click()

    return act


def cells(page: Any) -> list[list[str]]:
    model = page.table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def heads(page: Any) -> list[str]:
    model = page.table.model()
    horizontal = Qt.Orientation.Horizontal
    return [model.headerData(column, horizontal) for column in range(model.columnCount())]


def plan(window: Window, **values: Any) -> str:
    """Plan the Monday morning of 督学01 at a school."""
    desk: Any = window.desk
    given = {
        "day": date(2026, 11, 23), "session": Session.MORNING, "school_code": "2121000001",
    }  # fmt: skip
    made = desk.plans.add(HalfDay(**(given | values)))
    window.events.changed.emit(made.changes)
    return str(made.view.planned.uid)


def half_of(page: Any, day: date, row: int = 0) -> None:
    """Go to a half-day of this week or the next."""
    if day not in page.model.days:
        page.later.click()
    page.table.setCurrentIndex(page.model.index(row, page.model.days.index(day)))
    page.table.setFocus()


# -- the week ------------------------------------------------------------------------------------


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


# -- theme and aims ------------------------------------------------------------------------------


def test_the_theme_of_the_month_is_set(page: Any, answer: Answer) -> None:
    def act(dialog: Any) -> None:
        dialog.theme.setText("冬季安全")
        dialog.source.setText("教督办〔2026〕12号")
        dialog.accept()

    answer(act)
    page.change_theme.click()
    assert page.theme.text() == "2026年11月主题：冬季安全（教督办〔2026〕12号）"


def test_a_plan_gets_its_aims_and_is_changed(page: Any, answer: Answer, window: Window) -> None:
    desk: Any = window.desk

    def first(dialog: Any) -> None:
        dialog.aims.setPlainText("食堂安全")
        dialog.accept()

    def again(dialog: Any) -> None:
        assert dialog.aims.toPlainText() == "食堂安全"
        dialog.title.setText("第12周")
        dialog.accept()

    half_of(page, date(2026, 11, 25))
    answer(choose("周计划：还没有建"), first)
    page.aims.click()
    answer(choose("周计划：2026-11-23"), again)
    page.aims.click()
    (made,) = desk.plans.plans(Month(2026, 11).period)
    assert (made.title, made.aims) == ("第12周", "食堂安全")
    assert page.plans.text() == "所在的计划：第12周"


# -- the board -----------------------------------------------------------------------------------


def test_the_board_marks_by_word_shape_and_colour_and_enter_says_the_rule(
    page: Any, hands: Hands, window: Window
) -> None:
    desk: Any = window.desk
    changes = desk.rules.set_values(RuleId.VISITS_PER_MONTH, {"visits": 9, "red_days": 1})
    window.events.changed.emit(changes)
    board = page.board
    first = board.model.index(0, 0)
    assert first.data() == "△ 提醒"
    assert first.data(Qt.ItemDataRole.ForegroundRole).name() == colours_now().warn
    assert "规则：每所学校每月入校不少于 9 次" in first.data(Qt.ItemDataRole.ToolTipRole)
    assert "△ 提醒" in board.title.text()
    assert board.reason.text() == "按 Enter 看这所学校为什么提醒。"
    board.table.setFocus()
    hands.enter()
    assert "由谁设定：督学01 2026-11-22 设定。" in board.reason.text()
    hands.press(Qt.Key.Key_Down)
    assert board.reason.text() == "按 Enter 看这所学校为什么提醒。"
    window.events.changed.emit(desk.rules.switch_off(RuleId.VISITS_PER_MONTH))
    window.events.changed.emit(desk.rules.switch_off(RuleId.VISITS_PER_TERM))
    assert board.model.index(0, 0).data() == ""
    hands.enter()
    assert board.reason.text().endswith("没有提醒。")


def test_who_has_too_many_schools_is_told_with_rule_source_and_who_set_it(
    page: Any, window: Window, hands: Hands
) -> None:
    desk: Any = window.desk
    off = desk.rules.switch_off(RuleId.CASELOAD)
    window.events.changed.emit(off | desk.rules.switch_off(RuleId.SCHOOLS_PER_ZONE))
    assert not page.board.loads.isEnabled()
    for rule in (RuleId.CASELOAD, RuleId.SCHOOLS_PER_ZONE):
        desk.rules.switch_on(rule)
    desk.rules.set_values(RuleId.CASELOAD, {"most": 4}, basis="示教督〔2026〕8号")
    changes = desk.rules.set_values(RuleId.SCHOOLS_PER_ZONE, {"most": 10})
    window.events.changed.emit(changes)
    page.board.loads.setFocus()
    hands.press(Qt.Key.Key_Space)
    zones, people = page.notice.text.splitlines()
    assert zones.startswith("第一督学责任区 24 所、")
    assert "规则：一个督学责任区的学校一般不超过 10 所。来源：" in zones
    assert zones.endswith("由谁设定：督学01 2026-11-22 设定。")
    assert "督学01 5 所" in people
    assert "处。规则：每名责任督学负责 3 至 4 所学校" in people
    assert people.endswith("由谁设定：督学01 2026-11-22 设定，依据示教督〔2026〕8号。")


def test_the_board_tells_the_staffing_of_the_district(page: Any) -> None:
    assert page.board.staffing.text().startswith("配备测算：120 所 ÷ 25 人 = 每人 4.80 所")


def test_a_school_of_the_board_is_planned_and_its_card_opened(
    page: Any, hands: Hands, answer: Answer, window: Window
) -> None:
    name = page.board.school().name

    def act(dialog: Any) -> None:
        assert dialog.school.text() == name
        dialog.accept()

    answer(act)
    half_of(page, date(2026, 11, 25))
    page.board.table.setFocus()
    hands.press(Qt.Key.Key_Insert)
    assert cells(page)[0][2] == f"○ {name}"
    page.board.card.click()
    shown: Any = window.shell.page
    assert shown.code == page.board.school().code


# -- 今日, records and papers --------------------------------------------------------------------


def rows_of(page: Any) -> list[QPushButton]:
    """Return the lines of the cards that 今日 shows now, not of those it showed before."""
    parts = [page._column.itemAt(place).widget() for place in range(page._column.count())]
    buttons = [b for part in parts if part for b in part.findChildren(QPushButton)]
    return [b for b in buttons if b.property("look") == "row"]


def test_today_offers_what_is_planned_and_begins_its_record(window: Window, answer: Answer) -> None:
    desk: Any = window.desk
    desk.themes.set(Month(2026, 11), "冬季安全")
    plan(window, day=date(2026, 11, 22), peer_ids=("DX002",), topics=("T7",), text="看留样")
    window.navigator.open(GoTo(place=Place.TODAY))
    page: Any = window.shell.page
    (line,) = [b for b in rows_of(page) if "开始记录" in b.text()]
    assert line.text() == "▲ 今天上午：示范区第1小学，开始记录"
    assert "是星期日" in line.toolTip()
    line.click()
    record: Any = window.shell.page
    visit = desk.visits.get(record.uid)
    assert (visit.session, visit.peer_ids, visit.topics) == (Session.MORNING, ("DX002",), ("T7",))
    assert (visit.month_theme, visit.plan_text) == ("冬季安全", "看留样")
    window.navigator.open(GoTo(place=Place.TODAY))
    (line,) = [b for b in rows_of(page) if "今天上午" in b.text()]
    assert line.text().endswith("，接着写")
    line.click()
    again: Any = window.shell.page
    assert again.uid == record.uid


def test_today_lists_unvisited_schools_with_the_marks_and_order_of_the_board(
    window: Window,
) -> None:
    desk: Any = window.desk
    window.navigator.open(GoTo(place=Place.TODAY))
    page: Any = window.shell.page
    board = [row for row in desk.schools.board() if not row.visited_this_month]
    texts = [b.text() for b in rows_of(page)]
    shown = [text for text in texts if any(row.school.name in text for row in board)][: len(board)]
    assert board
    for row, text in zip(board, shown, strict=False):
        assert row.school.name in text
        assert text.startswith("△ 提醒" if row.coverage.level else "·")


def test_a_record_with_somebody_in_recusal_says_so_below_the_people(window: Window) -> None:
    desk: Any = window.desk
    desk.recusals.add("DX001", "2121000001", Relation.HEAD_RELATIVE)
    uid = str(desk.visit_edit.new(school_code="2121000001").uid)
    window.navigator.open(OpenVisit(uid=uid))
    page: Any = window.shell.page
    hint = page.sheet.basics.people_hint
    assert "督学01与这所学校有回避关系（主要负责人的近亲属" in hint.text()
    assert "《教育督导条例》（国务院令第624号）第十条" in hint.text()
    assert hint.isVisibleTo(page)
    desk.visit_edit.set_json(uid, "lead", "督学02")
    page.refresh()
    assert not hint.isVisibleTo(page)


def test_the_sheet_before_a_visit_is_shown_and_written_with_a_number(
    page: Any, answer: Answer, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    uid = plan(window)
    half_of(page, date(2026, 11, 23))
    answer(choose("出发前一页纸：先看"))
    page.table.opened.emit(page.table.currentIndex())
    assert "出发前一页纸" in window.shell.page.title.text()  # type: ignore[union-attr]
    assert not desk.plans.get(uid).begun
    window.navigator.open(GoTo(place=Place.PLAN))
    target = tmp_path / "一页纸.pdf"
    monkeypatch.setattr(ask, "save_file", lambda *_: target)
    answer(choose("出发前一页纸和空白记录表"), choose("存为 PDF"))
    page.table.opened.emit(page.table.currentIndex())
    number = desk.visits.get(desk.plans.get(uid).planned.begun_uid).number
    assert f"编号 {number} 已留给它" in page.notice.text
    assert target.read_bytes().startswith(b"%PDF")


def test_the_card_of_a_school_offers_the_next_planned_visit_and_its_sheet(
    window: Window, answer: Answer
) -> None:
    desk: Any = window.desk
    uid = plan(window, peer_ids=("DX002",))
    window.navigator.open(OpenSchool(code="2121000001"))
    card: Any = window.shell.page
    (line,) = [b for b in card.findChildren(QPushButton) if "开始记录" in b.text()]
    assert line.text() == "2026-11-23 上午　督学01、督学02，开始记录"
    asked: list[Any] = []
    window.navigator.requested.connect(asked.append)
    answer(choose("先看"))
    card.before_leaving()
    assert asked[-1].wish == DeparturePrint(school_code="2121000001", planned_uid=uid)
    line.click()
    record: Any = window.shell.page
    assert desk.plans.get(uid).planned.begun_uid == record.uid
