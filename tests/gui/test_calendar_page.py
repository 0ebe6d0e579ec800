"""校历: terms and days set by keyboard, a list imported, and the hint on a record's day."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from inspector_app.domain.calendar_kinds import DayKind, TermNumber
from inspector_app.domain.month import Period
from inspector_app.domain.term import Term
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask, day_off, term
from inspector_app.ui.dialogs.day_off import DaysOff, ask_days
from inspector_app.ui.dialogs.term import ask_term
from inspector_app.ui.navigator import GoTo, OpenCalendar, OpenVisit, Place
from inspector_app.ui.theme import dress
from tests.gui.conftest import SIZE, Hands
from tests.unit.calendars import make_term

TODAY = date(2026, 11, 22)
Answer = Callable[[Callable[[Any], None]], None]


@pytest.fixture
def page(window: Window) -> Any:
    """The page of the calendar."""
    window.navigator.open(OpenCalendar())
    QApplication.sendPostedEvents()
    return window.shell.page


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Let a function act in place of the person; what it accepts is accepted."""

    def be(act: Callable[[Any], None]) -> None:
        def run(dialog: QDialog) -> bool:
            before = QApplication.activeWindow()
            dialog.show()
            QApplication.processEvents()
            act(dialog)
            accepted = dialog.result() == QDialog.DialogCode.Accepted
            dialog.hide()
            dialog.deleteLater()
            if before is not None:
                before.activateWindow()
                QApplication.processEvents()
            return accepted

        for module in (term, day_off):
            monkeypatch.setattr(module, "run", run)

    return be


@pytest.fixture
def parent(qtbot: QtBot, qapp: QApplication) -> QWidget:
    """A window as large as a small laptop has it."""
    dress(qapp)
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(*SIZE)
    return made


def typed(field: Any, text: str) -> None:
    """Type over what a field of a date shows, and leave it."""
    field.line.setText(text)
    field.flush()


def shown(table: Any) -> list[list[str]]:
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


# -- the page ------------------------------------------------------------------------------------


def test_the_calendar_is_opened_from_the_settings(window: Window, hands: Hands) -> None:
    window.navigator.open(GoTo(place=Place.SETTINGS))
    page: Any = window.shell.page
    page.setFocus()
    hands.walk_to("校历")
    hands.press(Qt.Key.Key_Space)
    opened: Any = window.shell.page
    assert opened.term_table.accessibleName() == "学期"


def test_a_school_year_shows_terms_days_and_months(page: Any) -> None:
    assert shown(page.term_table)[0] == [
        "第一学期", "2026-09-01", "2027-01-20", "2026-08-31", "21", "推算",
    ]  # fmt: skip
    assert ["2026-10-10（星期六）", "1", "上班", "国庆节调休", "国务院"] in shown(page.day_table)
    assert ["2026-10-01 至 10-07", "7", "放假", "国庆节", "国务院"] in shown(page.day_table)
    assert [row for row in shown(page.month_table) if row[2] == "免"] == [
        ["2027-02", "0", "免"], ["2027-07", "7", "免"], ["2027-08", "0", "免"],
    ]  # fmt: skip
    assert "2027年的放假和调休还没有收录" in page.warning.text()
    page.earlier.click()
    assert not page.warning.isVisibleTo(page)
    page.later.click()
    assert page.warning.isVisibleTo(page)


def test_the_page_stops_at_the_last_year_that_a_calendar_is_kept_for(page: Any) -> None:
    for _ in range(80):
        page.later.click()
    assert shown(page.month_table)[-1][0] == "2100-08"


def test_a_term_is_set_and_given_up_by_keyboard(page: Any, hands: Hands, answer: Answer) -> None:
    def act(dialog: Any) -> None:
        typed(dialog.last, "1.15")
        assert dialog.hint.text() == "第1教学周从 2026-08-31 开始，共 20 个教学周。"
        dialog.accept()

    answer(act)
    assert not page.drop_term.isEnabled()
    page.term_table.setFocus()
    hands.enter()
    assert shown(page.term_table)[0][2:] == ["2027-01-15", "2026-08-31", "20", "本区"]
    assert page.drop_term.isEnabled()
    hands.press(Qt.Key.Key_Delete)
    assert shown(page.term_table)[0][-1] == "推算"


def test_days_are_added_changed_and_taken_away_by_keyboard(
    page: Any, hands: Hands, answer: Answer
) -> None:
    def add(dialog: Any) -> None:
        typed(dialog.first, "2026-11-12")
        typed(dialog.last, "2026-11-13")
        dialog.reason.setText("暴雪停课")
        dialog.accept()

    answer(add)
    page.day_table.setFocus()
    hands.press(Qt.Key.Key_Insert)
    assert shown(page.day_table)[-1] == ["2026-11-12 至 11-13", "2", "放假", "暴雪停课", "本区"]

    def shorten(dialog: Any) -> None:
        typed(dialog.last, "")
        dialog.accept()

    answer(shorten)
    hands.press(Qt.Key.Key_End, ctrl=True)
    hands.enter()
    assert shown(page.day_table)[-1] == ["2026-11-12（星期四）", "1", "放假", "暴雪停课", "本区"]
    hands.press(Qt.Key.Key_Delete)
    assert {row[-1] for row in shown(page.day_table)} == {"国务院"}


def test_a_day_of_the_state_council_is_outweighed_and_cannot_be_taken_away(
    page: Any, hands: Hands, answer: Answer
) -> None:
    def act(dialog: Any) -> None:
        dialog.kind.show_value(DayKind.OFF)
        dialog.reason.setText("全市统一放假")
        dialog.accept()

    answer(act)
    page.day_table.setFocus()
    assert not page.drop_days.isEnabled()
    before = shown(page.day_table)
    hands.press(Qt.Key.Key_Delete)
    assert shown(page.day_table) == before
    hands.enter()
    assert shown(page.day_table)[0] == ["2026-09-20（星期日）", "1", "放假", "全市统一放假", "本区"]
    page.drop_days.click()
    assert shown(page.day_table) == before


def test_a_question_that_is_given_up_changes_nothing(page: Any, answer: Answer) -> None:
    answer(lambda dialog: dialog.reject())
    before = shown(page.term_table), shown(page.day_table)
    page.change_term.click()
    page.add_days.click()
    page.change_days.click()
    assert (shown(page.term_table), shown(page.day_table)) == before


def test_a_list_of_days_off_is_imported_and_its_faults_are_named(
    page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "2027.csv"
    path.write_text("日期,放假/上班,说明\n2027-01-01,放假,元旦\n", encoding="utf-8")
    monkeypatch.setattr(ask, "open_file", lambda *_: path)
    page.load.click()
    assert "2027.csv：新增 1 天" in page.notice.text
    assert "2027年还缺春节、清明节" in page.notice.text
    assert shown(page.day_table)[-1][0] == "2027-01-01（星期五）"
    path.write_text("日期,放假/上班,说明\n2027-01-01,半天,元旦\n", encoding="utf-8")
    page.load.click()
    assert "放假安排!B2：“半天”不是“放假”或“上班”" in page.notice.text


def test_a_term_that_the_data_refuses_is_told_on_the_page(
    page: Any, window: Window, answer: Answer
) -> None:
    desk: Any = window.desk

    def act(dialog: Any) -> None:
        typed(dialog.last, "2027-02-26")
        # Meanwhile a list has come in from elsewhere: what the question knew is old.
        desk.calendar.set_term(make_term("2027-02-22", "2027-07-09", number="2"))
        dialog.accept()

    answer(act)
    page.change_term.click()
    assert "学期没有保存：与2026-2027学年第二学期" in page.notice.text
    assert shown(page.term_table)[0][-1] == "推算"


# -- the questions -------------------------------------------------------------------------------

FIRST = make_term("2026-09-01", "2027-01-15")
SECOND = make_term("2027-03-01", "2027-07-09", number="2")


def test_a_term_is_checked_while_it_is_typed(parent: QWidget, answer: Answer) -> None:
    said: list[tuple[str, bool]] = []

    def act(dialog: Any) -> None:
        for field, text in (
            (dialog.last, "2027-03-05"),
            (dialog.last, "1.20"),
            (dialog.monday, "9.8"),
            (dialog.monday, "9.7"),
            (dialog.first, "开学"),
            (dialog.first, ""),
        ):
            typed(field, text)
            said.append((dialog.hint.text(), dialog.yes.isEnabled()))
        typed(dialog.first, "8.31")
        dialog.accept()

    answer(act)
    wanted = ask_term(parent, FIRST, [FIRST, SECOND], today=TODAY)
    assert wanted == Term(
        school_year=2026,
        number=TermNumber.FIRST,
        first=date(2026, 8, 31),
        last=date(2027, 1, 20),
        first_monday=date(2026, 9, 7),
    )
    assert [able for _, able in said] == [False, True, False, True, False, False]
    for (words, _), part in zip(
        said,
        ("第二学期（2027-03-01", "共 21 个", "不是星期一", "共 20 个", "不是日期", "都要写"),
        strict=True,
    ):
        assert part in words


def test_days_are_checked_while_they_are_typed(parent: QWidget, answer: Answer) -> None:
    said: list[tuple[str, bool]] = []

    def act(dialog: Any) -> None:
        dialog.reason.setText("暴雪")
        for field, text in (
            (dialog.first, "11.30"),
            (dialog.last, "2026-11-29"),
            (dialog.last, "下周"),
            (dialog.last, "12.1"),
        ):
            typed(field, text)
            said.append((dialog.hint.text(), dialog.yes.isEnabled()))
        dialog.kind.show_value(DayKind.WORKING)
        dialog.accept()

    answer(act)
    assert ask_days(parent, None, today=TODAY) == DaysOff(
        first=date(2026, 11, 30), last=date(2026, 12, 1), kind=DayKind.WORKING, reason="暴雪"
    )
    assert [able for _, able in said] == [True, False, False, True]
    for (words, _), part in zip(
        said, ("共 1 天放假", "早于第一天", "不是日期", "共 2 天放假"), strict=True
    ):
        assert part in words


# -- the day of a record -------------------------------------------------------------------------


def test_a_record_on_a_sunday_says_so_below_its_day(window: Window) -> None:
    desk: Any = window.desk
    uid = desk.visit_edit.new(school_code="2121000001").uid
    window.navigator.open(OpenVisit(uid=uid))
    page: Any = window.shell.page
    hint = page.sheet.basics.day_hint
    assert hint.text() == "11月22日是星期日，请核对督导日期。"
    assert hint.isVisibleTo(page)
    desk.visit_edit.set_json(uid, "date", "2026-11-20")
    page.refresh()
    assert not hint.isVisibleTo(page)
    # The calendar that changes while the record is open changes what is said of it.
    window.shell.page.kit.jobs.write(
        page,
        lambda: desk.calendar.set_days(
            Period(date(2026, 11, 20), date(2026, 11, 20)), kind=DayKind.OFF, reason="运动会"
        ),
    )
    assert hint.text() == "11月20日本区安排放假（运动会），请核对督导日期。"
