"""Chips, counts, dates and pickers: chosen by keys, and never while a text is written."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.labels.visits import SESSION_LABEL, VISIT_TYPE_LABEL
from inspector_app.domain.visit_options import Session, VisitType
from inspector_app.ui.pages.visit.issue_rows import CATEGORIES
from inspector_app.ui.widgets.chips import ChoiceChips, MultiChips
from inspector_app.ui.widgets.counts import CountField, CountsGrid
from inspector_app.ui.widgets.dates import DateField, TimeField
from inspector_app.ui.widgets.fields import LineField
from inspector_app.ui.widgets.picker import Choice, PeoplePicker, Picker
from tests.gui.inputs import show

TODAY = date(2026, 11, 22)
SCHOOLS = (
    Choice("2121000003", "示范区第3小学", "小学"),
    Choice("2121000013", "示范区第13小学", "小学"),
)


def keep(signal: Any) -> list[Any]:
    heard: list[Any] = []
    signal.connect(heard.append)
    return heard


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ("2", VisitType.CAMPAIGN),
        ("z", VisitType.CAMPAIGN),
        ("zz", VisitType.COMPREHENSIVE),
        ("t", VisitType.COMPLAINT_CHECK),
    ],
)
def test_a_choice_is_made_by_digit_or_by_initials(
    qtbot: QtBot, keys: str, chosen: VisitType
) -> None:
    chips = ChoiceChips("督导类型", tuple(VISIT_TYPE_LABEL.items()))
    show(qtbot, chips)
    QTest.keyClicks(chips, keys)
    assert chips.value() is chosen


def test_a_digit_typed_in_a_text_chooses_nothing(qtbot: QtBot) -> None:
    line = LineField("接待人")
    chips = ChoiceChips("时段", tuple(SESSION_LABEL.items()))
    show(qtbot, line, chips)
    QTest.keyClicks(line, "2")
    assert (line.text(), chips.value()) == ("2", None)


def test_the_same_key_again_takes_a_choice_back(qtbot: QtBot) -> None:
    chips = ChoiceChips("时段", tuple(SESSION_LABEL.items()))
    heard = keep(chips.chosen)
    show(qtbot, chips)
    QTest.keyClicks(chips, "11")
    assert heard == [Session.MORNING, None]


def test_several_topics_are_switched_by_their_digits(qtbot: QtBot) -> None:
    chips = MultiChips("督导事项", [(f"T{n}", f"{n} 事项") for n in range(1, 9)])
    show(qtbot, chips)
    QTest.keyClicks(chips, "671")
    assert chips.values() == ("T1", "T6", "T7")


def test_a_group_of_choices_is_one_stop_of_the_tab_key(qtbot: QtBot) -> None:
    chips = ChoiceChips("督导类型", tuple(VISIT_TYPE_LABEL.items()))
    line = LineField("后面一项")
    show(qtbot, chips, line)
    QTest.keyClick(chips, Qt.Key.Key_Tab)
    assert line.hasFocus()


def test_a_locked_choice_does_not_change(qtbot: QtBot) -> None:
    chips = ChoiceChips("时段", tuple(SESSION_LABEL.items()))
    show(qtbot, chips)
    chips.show_value(Session.AFTERNOON)
    chips.lock(locked=True)
    QTest.keyClicks(chips, "1")
    assert chips.value() is Session.AFTERNOON


def test_a_letter_jumps_to_the_count_whose_name_begins_with_it(qtbot: QtBot) -> None:
    grid = CountsGrid("方式", [("walks", "校园巡视"), ("read", "查阅资料"), ("panels", "座谈")])
    show(qtbot, grid)
    QTest.keyClicks(QApplication.focusWidget(), "c")
    QTest.keyClicks(QApplication.focusWidget(), "12")
    QTest.keyClicks(QApplication.focusWidget(), "z")
    QTest.keyClicks(QApplication.focusWidget(), "3")
    assert grid.values() == (0, 12, 3)


def test_full_width_digits_count_and_letters_never_stand_in_a_count(qtbot: QtBot) -> None:
    grid = CountsGrid("方式", [("walks", "校园巡视")])
    show(qtbot, grid)
    field = QApplication.focusWidget()
    assert field is not None
    for sign in "１２a":
        QTest.sendKeyEvent(QTest.KeyAction.Click, field, Qt.Key.Key_unknown, sign,
                           Qt.KeyboardModifier.NoModifier)  # fmt: skip
    assert grid.values() == (12,)


def test_enter_goes_on_from_a_number_that_stands_alone(qtbot: QtBot) -> None:
    number, after = CountField("应到人数"), LineField("作业布置")
    show(qtbot, number, after)
    number.setFocus()
    QTest.keyClicks(number.line, "45")
    QTest.keyClick(number.line, Qt.Key.Key_Return)
    assert (number.value(), after.hasFocus()) == (45, True)


def test_a_count_never_falls_below_zero(qtbot: QtBot) -> None:
    grid = CountsGrid("方式", [("walks", "校园巡视")])
    show(qtbot, grid)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert grid.values() == (0,)


@pytest.mark.parametrize("typed", ["11.20", "2026-11-20", "20", "20日", "１１．２０", "前天"])
def test_a_day_is_typed_the_way_people_write_it(qtbot: QtBot, typed: str) -> None:
    field = DateField("督导日期", lambda: TODAY)
    heard = keep(field.edited)
    show(qtbot, field)
    field.line.setText(typed)
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert heard == [date(2026, 11, 20)]


def test_what_is_no_day_stays_to_be_put_right_and_is_not_saved(qtbot: QtBot) -> None:
    field, other = DateField("督导日期", lambda: TODAY), LineField("后面一项")
    heard, refused = keep(field.edited), keep(field.refused)
    show(qtbot, field, other)
    field.line.setText("13.40")
    other.setFocus()
    assert (heard, field.line.text()) == ([], "13.40")
    assert "没有保存" in refused[0]


def test_a_time_is_spelled_out_when_it_is_left(qtbot: QtBot) -> None:
    field, other = TimeField("到校时间"), LineField("后面一项")
    heard = keep(field.edited)
    show(qtbot, field, other)
    QTest.keyClicks(field, "830")
    other.setFocus()
    assert (field.text(), heard[-1]) == ("08:30", "08:30")


def find(_owner: object, text: str, answer: Any) -> None:
    found: Sequence[Choice] = [c for c in SCHOOLS if text and text in f"{c.title} sanxiao"]
    answer(found)


def test_a_picker_filters_while_the_input_method_still_composes(qtbot: QtBot) -> None:
    picker = Picker("学校", find)
    show(qtbot, picker)
    QApplication.sendEvent(picker, QInputMethodEvent("san'xiao", []))
    assert [choice.value for choice in picker.shown_choices] == ["2121000003", "2121000013"]
    assert picker.list_is_open


def test_enter_takes_the_first_line_found_and_goes_on(qtbot: QtBot) -> None:
    picker, other = Picker("学校", find), LineField("后面一项")
    heard = keep(picker.picked)
    show(qtbot, picker, other)
    QTest.keyClicks(picker, "13")
    QTest.keyClick(picker, Qt.Key.Key_Return)
    assert (heard, picker.text(), other.hasFocus()) == (["2121000013"], "示范区第13小学", True)


class _Slow:
    """A finder whose answers come when they are let go."""

    def __init__(self) -> None:
        self._answers: list[Callable[[], None]] = []

    def __call__(
        self, _asker: QObject, text: str, answer: Callable[[Sequence[Choice]], None]
    ) -> None:
        found = [choice for choice in SCHOOLS if text in choice.title]
        self._answers.append(lambda: answer(found))

    def let_go(self) -> None:
        answers, self._answers = self._answers, []
        for answer in answers:
            answer()


def test_enter_faster_than_the_list_waits_for_what_was_typed(qtbot: QtBot) -> None:
    slow, after = _Slow(), LineField("日期")
    picker = Picker("学校", slow)
    show(qtbot, picker, after)
    picked = keep(picker.picked)
    picker.setFocus()
    QTest.keyClicks(picker, "13")
    QTest.keyClick(picker, Qt.Key.Key_Return)
    assert (picked, picker.hasFocus(), picker.text()) == ([], True, "13")
    slow.let_go()
    assert (picked, picker.text()) == (["2121000013"], "示范区第13小学")
    assert after.hasFocus()


def test_enter_never_takes_a_line_of_an_earlier_answer(qtbot: QtBot) -> None:
    slow = _Slow()
    picker = Picker("学校", slow)
    show(qtbot, picker, LineField("日期"))
    picked = keep(picker.picked)
    picker.setFocus()
    QTest.keyClicks(picker, "3")
    slow.let_go()
    assert picker.shown_choices[0].value == "2121000003"
    picker.setCursorPosition(0)
    QTest.keyClicks(picker, "1")
    QTest.keyClick(picker, Qt.Key.Key_Return)
    slow.let_go()
    assert picked == ["2121000013"]


def test_what_was_entered_is_taken_though_the_line_was_left_before_the_answer(
    qtbot: QtBot,
) -> None:
    slow, after = _Slow(), LineField("日期")
    picker = Picker("学校", slow)
    show(qtbot, picker, after)
    picked = keep(picker.picked)
    picker.setFocus()
    QTest.keyClicks(picker, "13")
    QTest.keyClick(picker, Qt.Key.Key_Return)
    after.setFocus()
    slow.let_go()
    assert (picked, picker.text(), after.hasFocus()) == (["2121000013"], "示范区第13小学", True)


def test_what_nothing_fits_is_said_and_enter_stays_with_it(qtbot: QtBot) -> None:
    picker, other = Picker("学校", find), LineField("后面一项")
    heard = keep(picker.picked)
    show(qtbot, picker, other)
    QTest.keyClicks(picker, "77")
    (lines,) = (each.model() for each in picker.window().findChildren(QListView))
    assert lines.index(0, 0).data() == "没有找到“77”，请换个写法"
    QTest.keyClick(picker, Qt.Key.Key_Return)
    assert (heard, picker.text(), picker.hasFocus()) == ([], "77", True)


def test_half_a_name_that_was_not_picked_gives_way_to_the_old_choice(qtbot: QtBot) -> None:
    picker, other = Picker("学校", find), LineField("后面一项")
    show(qtbot, picker, other)
    picker.show_choice("示范区第3小学")
    picker.setText("示范")
    other.setFocus()
    assert picker.text() == "示范区第3小学"


def test_a_person_is_chosen_once_and_taken_away_again(qtbot: QtBot) -> None:
    people = PeoplePicker("同行督学", find)
    heard = keep(people.changed)
    show(qtbot, people)
    for _ in range(2):
        QTest.keyClicks(people.line, "13")
        QTest.keyClick(people.line, Qt.Key.Key_Return)
        people.line.setFocus()
    assert heard == [("2121000013",)]


def test_every_topic_can_be_the_category_of_an_issue() -> None:
    assert set(CATEGORIES) == set(TOPIC_LABEL)
