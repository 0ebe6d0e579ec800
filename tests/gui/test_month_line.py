"""The month of a page: stepped or typed, never one that is still to come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from inspector_app.domain.month import Month
from inspector_app.ui.widgets.month_line import MonthLine, month_in

TODAY = Month(2026, 11)
MONTHS = st.builds(Month, st.integers(2000, 2026), st.integers(1, 12)).filter(lambda m: m <= TODAY)
pytestmark = pytest.mark.gui


@pytest.fixture
def line(qtbot: QtBot) -> MonthLine:
    made = MonthLine(TODAY, latest=TODAY)
    qtbot.addWidget(made)
    return made


def typed(line: MonthLine, text: str) -> None:
    line.line.setText(text)
    line.line.left.emit()


@given(MONTHS, st.sampled_from(["{0}-{1}", "{0}.{1:02}", "{0}/{1}", "{0}年{1}月", "{0}{1:02}"]))
def test_a_month_is_read_however_offices_write_it(month: Month, form: str) -> None:
    assert month_in(form.format(month.year, month.month), latest=TODAY) == month


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("10", Month(2026, 10)), ("12月", Month(2025, 12)), ("２０２２-１０", Month(2022, 10)),
        ("2026-12", None), ("2027-1", None), ("2022-13", None), ("0", None), ("上月", None),
        ("1999-5", None), ("", None),
    ],
)  # fmt: skip
def test_a_month_alone_is_the_last_of_its_number_and_none_is_still_to_come(
    text: str, month: Month | None
) -> None:
    assert month_in(text, latest=TODAY) == month


def test_a_typed_month_is_picked_once_and_what_is_none_is_put_back(line: MonthLine) -> None:
    seen: list[Month] = []
    line.picked.connect(seen.append)
    typed(line, "2022-10")
    typed(line, "2022-10")
    typed(line, "什么时候")
    assert seen == [Month(2022, 10)]
    assert line.line.text() == "2022年10月"


def test_keys_step_by_months_and_years_as_far_as_today(line: MonthLine) -> None:
    QTest.keyClick(line, Qt.Key.Key_PageUp)
    QTest.keyClick(line, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ShiftModifier)
    assert line.month == Month(2025, 10)
    assert line.later.isEnabled()
    for _ in range(2):
        QTest.keyClick(line, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ShiftModifier)
    assert line.month == TODAY
    assert not line.later.isEnabled()


def test_where_something_else_is_shown_the_same_month_is_news_again(line: MonthLine) -> None:
    seen: list[Month] = []
    line.picked.connect(seen.append)
    line.show_month(TODAY, words="最近 500 份")
    line.line.left.emit()
    assert (line.line.text(), seen) == ("最近 500 份", [])
    typed(line, "11")
    assert (line.line.text(), seen) == ("2026年11月", [TODAY])
