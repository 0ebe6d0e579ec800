"""月报核对, 两份待定 and 不催报 by keyboard, and the picture of the first in the handbook."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector_app.services.wishes import DistrictMonthPrint
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import excusing, settling
from inspector_app.ui.dialogs.excusing import Excuse
from inspector_app.ui.navigator import OpenMonth, OpenPreview, OpenReceiving, OpenVisit
from tests.district.office.district import NOVEMBER, District, written
from tests.gui.handbook_pictures import SIZE, compare
from tests.unit.services.conftest import (
    COMPLETE,
    filled_folder,  # noqa: F401 - a fixture
)

NO_ISSUES: dict[str, Any] = {"issues": [], "no_issues_found": True}


@pytest.fixture
def district(enrolled: District) -> District:
    """An office with a month and what came after it, and a record that it had typed before."""
    fill(enrolled)
    return enrolled


def fill(made: District) -> None:
    first, second = made.laptops["DX001"], made.laptops["DX002"]
    corrected = written(first)
    written(first, date="2026-11-18", **NO_ISSUES)
    typed = written(second, date="2026-11-17", **NO_ISSUES)
    for name in ("DX001", "DX002"):
        made.hand_over(name)
    number = second.visits.get(typed).number
    made.office.visit_edit.new_from_json(
        {**COMPLETE, "uuid": typed, "no": number, "lead": "DX002", "date": "2026-11-17"}
    )
    made.office.visits.file(typed)
    made.scan()
    first.visits.correct(corrected, reason="时段写错了")
    first.visit_edit.set_json(corrected, "session", "全天")
    first.visits.file(corrected)
    written(first, date="2026-11-13", **NO_ISSUES)
    news = made.share / "inbox" / "news"
    news.mkdir()
    first.bundles.export_news(inspector_id="DX001", folder=news)
    made.scan()


@pytest.fixture
def page(open_window: Callable[[Path], Window], district: District) -> Any:
    district.office.close()
    window = open_window(district.office.context.folder.root)
    window.shell.resize(*SIZE)
    window.navigator.open(OpenReceiving())
    QApplication.sendPostedEvents()
    shown = window.shell.page
    shown.window_of_test = window
    return shown


def rows_of(table: Any) -> list[list[str]]:
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_what_was_reported_stands_beside_the_records_down_to_each_of_them(page: Any) -> None:
    window = page.window_of_test
    page.tabs.setCurrentWidget(page.check)
    people = rows_of(page.check.people)
    assert people[0][:7] == ["督学01", "督导室已收", "2", "2", "1", "0", "1"]
    assert "2 人的月报与记录合计" in page.check.told.text()
    cells = {row[0]: row[1:] for row in rows_of(page.check.cells)}
    assert cells["半天数"][:2] == ["2", "4"]
    assert "版次不同（月报第 1 版，现在第 2 版）" in cells["半天数"][2]
    # Only the time of the corrected record is another: it moves no other figure.
    assert cells["入校校次"] == ["2", "3", "210304-2026-DX001-0003 月报以后交来"]
    assert {row[2] for row in rows_of(page.check.records)} == {
        "版次不同（月报第 1 版，现在第 2 版）", "月报以后交来",
    }  # fmt: skip

    page.check.cells.setFocus()
    QTest.keyClick(page.check.cells, Qt.Key.Key_Return)
    QApplication.sendPostedEvents()
    assert page.check.records_title.text().startswith("“")
    opened: list[object] = []
    window.navigator.requested.connect(opened.append)
    QTest.keyClick(page.check.records, Qt.Key.Key_Return)
    assert isinstance(opened[-1], OpenVisit)


def test_the_decision_over_two_of_one_record_has_its_button(
    page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.tabs.tabText(3) == "两份待定（1）"
    page.tabs.setCurrentWidget(page.conflicts)

    def decided(question: Any) -> bool:
        assert not question.yes.isEnabled()
        question.which.setCurrentIndex(1)
        question.by.setText("督学02")
        return bool(question.yes.isEnabled())

    monkeypatch.setattr(settling, "run", decided)
    page.conflicts.settle.click()
    QApplication.sendPostedEvents()
    assert "已写明核实" in page.notice.text
    assert page.tabs.tabText(3) == "两份待定"
    page.tabs.setCurrentWidget(page.check)
    assert rows_of(page.check.people)[1][9] == "0"


def test_who_never_uses_a_computer_is_noted_from_the_list_and_not_asked_any_more(
    page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.tabs.setCurrentIndex(1)
    assert page.board.copy_names.isEnabled()
    page.board.table.setCurrentIndex(page.board.people.index(2, 0))

    def filled(question: Any) -> bool:
        question.what.show_value(Excuse.LEAVE)
        question._check()
        assert not question.yes.isEnabled()
        question.what.show_value(Excuse.NO_COMPUTER)
        question._check()
        return bool(question.yes.isEnabled())

    monkeypatch.setattr(excusing, "run", filled)
    page.board.excuse.click()
    QApplication.sendPostedEvents()
    assert "已登记：督学03不用电脑。" in page.notice.text
    assert page.board.people.rows[2].no_computer
    assert not page.board.copy_names.isEnabled()

    def leave(question: Any) -> bool:
        question.what.show_value(Excuse.LEAVE)
        question.first.show_value(date(2026, 11, 1))
        question.until.show_value(date(2026, 10, 1))
        question._check()
        assert not question.yes.isEnabled()
        question.until.show_value(date(2026, 12, 1))
        question._check()
        return bool(question.yes.isEnabled())

    monkeypatch.setattr(excusing, "run", leave)
    page.board.excuse.click()
    QApplication.sendPostedEvents()
    assert page.board.people.rows[2].away == "2026-11-01 至 2026-12-01"


def test_the_table_is_previewed_before_it_is_printed(page: Any) -> None:
    window = page.window_of_test
    opened: list[Any] = []
    window.navigator.requested.connect(opened.append)
    page.check.print.click()
    assert opened[-1] == OpenPreview(wish=DistrictMonthPrint(month=NOVEMBER))


def test_the_months_page_leads_to_the_reports_of_that_month(page: Any) -> None:
    window = page.window_of_test
    window.navigator.open(OpenMonth(month=NOVEMBER.shifted(-1)))
    QApplication.sendPostedEvents()
    shown = window.shell.page
    assert "还有 3 人没有交齐（督学01、督学02、督学03）" in shown.foot.text()
    QTest.keyClick(shown, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QApplication.sendPostedEvents()
    assert window.shell.page is page
    assert page.tabs.currentWidget() is page.check
    assert page.check.month == NOVEMBER.shifted(-1)


@pytest.mark.screenshot
def test_the_months_beside_their_records_look_as_their_picture_in_the_handbook(
    page: Any,
) -> None:
    page.tabs.setCurrentWidget(page.check)
    assert compare(page.window_of_test, "office-month") == ""
