"""The pages of an office that has none but others below: said of districts, not of people."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from inspector_app.base.clock import FixedClock
from inspector_app.domain.month import Month
from inspector_app.ui.app import Window
from inspector_app.ui.navigator import (
    GoTo,
    OpenEntry,
    OpenMonth,
    OpenPeople,
    OpenReceiving,
    OpenTrust,
    Place,
)
from inspector_app.ui.widgets.table import Table
from tests.gui.city import CITY, at, december, offices, offices_made
from tests.gui.handbook_pictures import SIZE
from tests.stories.conftest import roster_book
from tests.stories.test_city_refusals import scanned, sent_as
from tests.stories.test_upwards import THIRD, answered, done

__all__ = ["december", "offices", "offices_made"]
NOVEMBER = Month(2026, 11)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 12, 2, 8, tzinfo=UTC))


@pytest.fixture
def window(open_window: Callable[[Path], Window], offices: Path) -> Window:
    """The window of a city to which two of three districts have reported."""
    return sized(open_window(offices / CITY))


def sized(window: Window) -> Window:
    window.shell.resize(*SIZE)
    QApplication.processEvents()
    return window


def page_of(window: Window, wish: Any) -> Any:
    window.navigator.open(wish)
    QApplication.sendPostedEvents()
    return window.shell.page


def heads(table: Table) -> list[str]:
    model = table.model()
    shown = [n for n in range(model.columnCount()) if not table.isColumnHidden(n)]
    return [model.headerData(n, Qt.Orientation.Horizontal) for n in shown]


def words(page: Any) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel))


def line(page: Any, text: str) -> QPushButton:
    return next(each for each in page.findChildren(QPushButton) if text in each.text())


def tabs(page: Any) -> list[str]:
    places = (n for n in range(page.tabs.count()) if page.tabs.isTabVisible(n))
    return [page.tabs.tabText(n).split("（")[0] for n in places]


def test_a_city_begins_with_who_has_not_reported_and_the_line_opens_that_month(
    window: Window,
) -> None:
    page: Any = window.shell.page
    assert "各区　2026年11月 2/3 区已报" in words(page)
    assert "本月还没入校的学校" not in words(page)
    late = line(page, "210306督导室还没有报来：2026年11月")
    assert "请它锁定以后在“上报上级”报来" in late.toolTip()
    late.click()
    opened: Any = window.shell.page
    assert type(opened).__name__ == "DistrictsPage"
    assert opened.month == NOVEMBER


def test_a_file_of_a_district_that_was_not_taken_in_stands_on_the_first_page_and_leads_there(
    open_window: Callable[[Path], Window], offices: Path, december: FixedClock
) -> None:
    post = offices / "冒名"
    post.mkdir()
    sent_as(offices / THIRD, "210305", post, december)
    (told,) = scanned(at(offices, CITY, december), post)
    page: Any = sized(open_window(offices / CITY)).shell.page
    refused = line(page, "没有收下")
    assert "E100" in refused.text()
    assert told["sentence"] in refused.toolTip()


def test_the_in_tray_of_a_city_is_of_offices_and_shows_nothing_about_people(
    window: Window,
) -> None:
    page = page_of(window, OpenReceiving())
    assert heads(page.tray_table)[1] == "督导室"
    assert tabs(page) == ["收到的", "催报"]
    assert "月报核对" not in [
        each.text() for each in page_of(window, OpenMonth(month=NOVEMBER)).findChildren(QPushButton)
        if not each.isHidden()
    ]  # fmt: skip


def test_a_city_with_inspectors_of_its_own_has_both_words_and_every_tab(
    open_window: Callable[[Path], Window], offices: Path, december: FixedClock
) -> None:
    city = at(offices, CITY, december)
    done(city, "import", "roster", roster_book(offices / "own.xlsx"))
    window = sized(open_window(offices / CITY))
    page = page_of(window, OpenReceiving())
    assert heads(page.tray_table)[1] == "督学、督导室"
    assert len(tabs(page)) == page.tabs.count()
    people = page_of(window, OpenPeople())
    ids = [people.people.index(row, 0).data() for row in range(people.people.rowCount())]
    assert "DX001" in ids
    assert not any(code in ids for code in ("210304", "210305"))


def test_the_computers_of_a_city_are_those_of_offices(window: Window) -> None:
    page = page_of(window, OpenTrust())
    assert heads(page.table)[2] == "督导室"
    assert page.heard.placeholderText().startswith("对方念的最后两组数字")


def test_an_office_without_schools_of_its_own_is_not_told_to_import_what_it_sends(
    window: Window,
) -> None:
    page = page_of(window, GoTo(place=Place.SCHOOLS))
    assert "各区的学校随月统计报来" in words(page)


def test_the_summary_of_a_city_stands_beside_its_text_with_who_is_missing(
    open_window: Callable[[Path], Window], offices: Path, december: FixedClock
) -> None:
    city = at(offices, CITY, december)
    uid = answered(city, "summary", "draft", "--span", "学期")["uuid"]
    window = sized(open_window(offices / CITY))
    panel = page_of(window, OpenEntry(uid=uid)).side
    assert "▲ 没有报来的：" in panel.told.text()
    assert "安全隐患" in panel.head.toolTip()
    place = [row.figure.id for row in panel.model.rows].index("visits")
    panel.table.opened.emit(panel.model.index(place, 0))
    assert panel.behind.model().rowCount() == 3
