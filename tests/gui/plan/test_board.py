"""计划: the theme, the aims, and the board of schools with its rules."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt

from inspector_app.domain.month import Month
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.ui.app import Window
from inspector_app.ui.theme import colours_now
from tests.gui.answers import Answer
from tests.gui.conftest import Hands
from tests.gui.plan.halves import cells, choose, half_of


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
