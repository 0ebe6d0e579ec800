"""规则和回避: read, changed, switched, declared and ended by keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inspector_app.domain.recusal import Relation
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask, recusal, rule
from inspector_app.ui.navigator import GoTo, Place
from tests.gui.answers import Answer, answering
from tests.gui.conftest import Hands

SCHOOL = "2121000001"


@pytest.fixture
def page(window: Window, hands: Hands) -> Any:
    """The page, opened from 计划 by keyboard."""
    window.navigator.open(GoTo(place=Place.PLAN))
    QApplication.sendPostedEvents()
    hands.walk_to("规则和回避")
    hands.press(Qt.Key.Key_Space)
    QApplication.sendPostedEvents()
    return window.shell.page


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Let functions act in place of the person, one for each question, in turn."""
    return answering(monkeypatch, ask, recusal, rule)


def choose(page: Any, rule_id: RuleId) -> None:
    place = [each.id for each in page.rules.rows].index(rule_id)
    page.rule_table.setFocus()
    page.rule_table.setCurrentIndex(page.rules.index(place, 0))


def accept(dialog: Any) -> None:
    assert dialog.yes.isEnabled(), dialog.hint.text()
    dialog.accept()


def test_every_rule_stands_there_with_its_numbers_its_source_and_who_set_it(page: Any) -> None:
    assert [each.id for each in page.rules.rows] == list(RuleId)
    choose(page, RuleId.CASELOAD)
    words = page.words.text()
    assert "3" in words
    assert "5" in words
    assert "来源：" in words
    assert words.endswith("由谁设定：随程序的全国规则。")


def test_a_rule_is_changed_with_its_basis_and_says_who_did(
    page: Any, window: Window, answer: Answer, hands: Hands
) -> None:
    desk: Any = window.desk
    choose(page, RuleId.CASELOAD)

    def fill(dialog: Any) -> None:
        hands.write("4")
        dialog.fields["most"].show_value("3")
        assert not dialog.yes.isEnabled()
        assert "不能大于" in dialog.hint.text()
        dialog.fields["most"].show_value("六")
        assert "都要写成数字" in dialog.hint.text()
        dialog.fields["most"].show_value("6")
        dialog.basis.show_value("示教督〔2026〕8号")
        accept(dialog)

    answer(fill)
    hands.enter()
    set_rule = desk.rules.get(RuleId.CASELOAD)
    assert (set_rule.number("least"), set_rule.number("most")) == (4, 6)
    assert "督学01 2026-11-22 设定，依据示教督〔2026〕8号" in page.words.text()
    answer(accept_plain)
    page.rule_table.setFocus()
    hands.press(Qt.Key.Key_Delete)
    assert desk.rules.get(RuleId.CASELOAD).setting is None
    assert page.words.text().endswith("由谁设定：随程序的全国规则。")
    assert not page.reset.isEnabled()


def test_a_rule_that_is_switched_off_marks_nothing_any_more(
    page: Any, window: Window, hands: Hands
) -> None:
    desk: Any = window.desk
    choose(page, RuleId.VISITS_PER_MONTH)
    hands.press(Qt.Key.Key_Space)
    assert not desk.rules.get(RuleId.VISITS_PER_MONTH).on
    assert page.switch.text() == "启用"
    marks = [m.rule.id for row in desk.coverage.board().rows for m in row.coverage.marks]
    assert RuleId.VISITS_PER_MONTH not in marks
    hands.press(Qt.Key.Key_Space)
    assert desk.rules.get(RuleId.VISITS_PER_MONTH).on


def _declaring(hands: Hands, relation: Relation) -> Callable[[Any], None]:
    def fill(dialog: Any) -> None:
        assert not dialog.yes.isEnabled()
        hands.write("督学02")
        hands.enter()
        dialog.school.setFocus()
        hands.write("示范区第1小学")
        hands.enter()
        dialog.relation.setFocus()
        hands.choose(str(list(Relation).index(relation) + 1))
        accept(dialog)

    return fill


def test_a_recusal_is_declared_by_ctrl_n_and_ended_by_delete(
    page: Any, window: Window, answer: Answer, hands: Hands
) -> None:
    desk: Any = window.desk
    assert page.no_recusals.isVisible()
    answer(_declaring(hands, Relation.FAMILY))
    page.recusal_table.setFocus()
    hands.press(Qt.Key.Key_N, ctrl=True)
    (line,) = desk.recusals.list()
    assert (line.recusal.inspector_id, line.recusal.school_code) == ("DX002", SCHOOL)
    assert not page.no_recusals.isVisible()
    page.recusal_table.setFocus()
    answer(accept_plain)
    hands.press(Qt.Key.Key_Delete)
    (line,) = desk.recusals.list()
    assert not line.in_force
    assert not page.end.isEnabled()


def accept_plain(dialog: Any) -> None:
    dialog.accept()


def test_what_was_typed_of_a_refused_declaration_comes_back_with_the_reason(
    page: Any, window: Window, answer: Answer, hands: Hands
) -> None:
    desk: Any = window.desk
    desk.recusals.add("DX002", SCHOOL, Relation.FAMILY)
    seen: list[tuple[str, str, str]] = []

    def look(dialog: Any) -> None:
        form = dialog.form()
        seen.append((form.person.value, form.school.value, dialog.hint.text()))
        dialog.reject()

    answer(_declaring(hands, Relation.FAMILY), look)
    page.ask_to_declare()
    assert seen == [("DX002", SCHOOL, "回避没有申报：同样的回避已经申报过，还在有效期内。")]
    assert len(desk.recusals.list()) == 1


def test_a_former_post_needs_its_last_day(page: Any, answer: Answer, hands: Hands) -> None:
    said: list[str] = []

    def fill(dialog: Any) -> None:
        with pytest.raises(AssertionError, match="离职日期"):
            _declaring(hands, Relation.FORMER_POST)(dialog)
        said.append(dialog.hint.text())
        dialog.reject()

    answer(fill)
    page.ask_to_declare()
    assert said == ["曾在该校工作的要写离职日期。"]


def test_each_number_is_told_with_its_name(page: Any) -> None:
    places = {rule.id: place for place, rule in enumerate(page.rules.rows)}
    told = page.rules.index(places[RuleId.VISITS_PER_MONTH], 2).data()
    assert told == "每月次数 1、从几日起提醒 16、月末几天告急 7"
    # The whole of it is seen: nothing is pushed out at the right.
    assert page.rule_table.horizontalScrollBar().maximum() == 0
