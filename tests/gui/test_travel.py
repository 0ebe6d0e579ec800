"""交通和误餐天数 in the window: people above, the days of the chosen one below."""

from typing import Any

from PySide6.QtTest import QTest

from inspector_app.domain.month import Month
from inspector_app.services.wishes import TravelPrint
from inspector_app.ui.app import Window
from inspector_app.ui.navigator import OpenTravel


def opened(window: Window) -> Any:
    window.navigator.open(OpenTravel())
    page: Any = window.shell.page
    page.open_month(Month(2026, 10))
    return page


def test_a_month_shows_own_days_and_each_day_opens_its_record(window: Window) -> None:
    page = opened(window)
    (row,) = page.people.rows
    assert row.days.value == len(page.days.rows) > 0
    assert f"交通 {row.days.value} 人天" in page.told.text()
    uid = page.days.rows[0].uids[0]
    page.days_table.setFocus()
    page.days_table.setCurrentIndex(page.days.index(0, 0))
    QTest.keyClick(page.days_table, "\r")
    assert type(window.shell.page).__name__ == "VisitPage"
    shown: Any = window.shell.page
    assert shown.uid == uid


def test_the_table_is_previewed_for_the_month_that_is_shown(window: Window) -> None:
    page = opened(window)
    page.print.click()
    shown: Any = window.shell.page
    period = Month(2026, 10).period
    assert shown._wish == TravelPrint(first=period.start, until=period.end)
    assert not shown.excel.isHidden()
