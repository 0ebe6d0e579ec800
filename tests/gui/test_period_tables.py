"""统计表: any period, table by table, each number with the records behind it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from inspector_app.domain.month import Month, Period
from inspector_app.domain.table_period import TableSpan, month_period
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import GoTo, OpenPeriodTables, Place

OCTOBER = month_period(Month(2026, 10))


@pytest.fixture
def page(open_window: Callable[[Path], Window], filled: Path) -> Any:
    window = open_window(filled)
    window.navigator.open(OpenPeriodTables())
    shown: Any = window.shell.page
    shown.window_of_test = window
    shown.show_period(OCTOBER)
    return shown


def place_of(page: Any, table: str) -> int:
    return [each.id for each in page._found.tables].index(table)


def test_the_page_opens_from_the_month_and_shows_a_table_for_each_chip(
    open_window: Callable[[Path], Window], filled: Path
) -> None:
    window = open_window(filled)
    window.navigator.open(GoTo(place=Place.MONTH))
    month: Any = window.shell.page
    month.tables.click()
    page: Any = window.shell.page
    assert type(page).__name__ == "PeriodTablesPage"
    assert [chip.text() for chip in page.chips] == [t.title for t in page._found.tables]
    QTest.keyClick(page, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert page.chips[1].isChecked()
    assert page.model.rowCount() == len(page._found.tables[1].rows)


def test_a_double_click_on_a_number_lists_the_records_behind_it(page: Any) -> None:
    page.show_table(place_of(page, "topics"))
    table = page.table.main
    cell = page.model.index(0, 1)
    wanted = int(cell.data())
    table.setCurrentIndex(cell)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert page.list.isVisibleTo(page)
    assert len(page.behind.rows) == wanted > 0
    assert page.behind_title.text().endswith(f"背后有 {wanted} 条")
    page.list.setCurrentIndex(page.behind.index(0, 0))
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.window_of_test.shell.page.uid == page.behind.rows[0].visit_uid


def test_one_steps_from_month_to_month_and_never_into_the_future(page: Any) -> None:
    page.step(later=True)
    assert page.name.text() == "2026年11月"
    page.step(later=True)
    assert page.name.text() == "2026年11月"
    page.step(later=False)
    page.step(later=False)
    assert page.name.text() == "2026年9月"


@pytest.mark.parametrize(
    ("span", "name"),
    [
        (TableSpan.TERM, "2026-2027学年第一学期"),
        (TableSpan.SCHOOL_YEAR, "2026-2027学年"),
        (TableSpan.CALENDAR_YEAR, "2026年"),
    ],
)
def test_each_kind_of_period_begins_with_the_one_under_way(
    page: Any, span: TableSpan, name: str
) -> None:
    page.span.setCurrentIndex(page.span.findData(span.value))
    page.span.activated.emit(page.span.currentIndex())
    assert page.name.text() == name
    assert page.period.span is span


def test_any_days_are_typed_and_a_wrong_order_is_told(page: Any) -> None:
    page.span.setCurrentIndex(page.span.findData(TableSpan.DAYS.value))
    page.span.activated.emit(page.span.currentIndex())
    page.first.line.setText("2026-10-12")
    page.first.flush()
    page.last.line.setText("2026-10-23")
    page.last.flush()
    assert page.period.days == Period(date(2026, 10, 12), date(2026, 10, 23))
    page.last.line.setText("2026-10-01")
    page.last.flush()
    assert "早于第一天" in page.notice._words.text()
    assert page.period.days == Period(date(2026, 10, 12), date(2026, 10, 23))


def test_the_pictures_stand_in_the_place_of_the_table(page: Any) -> None:
    page.chart_button.click()
    assert page.charts.isVisibleTo(page)
    assert not page.table.isVisibleTo(page)
    assert len([view for view in page.charts.views if view.isVisibleTo(page)]) == len(
        page._found.charts
    )
    page.turn(1)
    assert page.table.isVisibleTo(page)


def test_the_tables_are_exported_with_the_source_of_each_number(
    page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "统计表.xlsx"
    monkeypatch.setattr(ask, "save_file", lambda *_: target)
    page.export()
    book = load_workbook(target, read_only=True)
    assert book.sheetnames[0] == "督导统计表"
    assert book.sheetnames[-2:] == ["数字来源", "记录"]
    book.close()


def test_the_tables_are_counted_off_the_thread_of_the_window(
    page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[Any] = []
    handed: list[Callable[[], Any]] = []
    service = type(page._desk.period_tables)
    count = service.of
    monkeypatch.setattr(service, "of", lambda self, p: counted.append(p) or count(self, p))
    monkeypatch.setattr(page.kit.jobs, "read", lambda _owner, work, **_: handed.append(work))
    page.refresh()
    # What counts is handed to the thread that reads; the page itself has counted nothing.
    assert counted == []
    (work,) = handed
    work()
    assert counted == [OCTOBER]
