"""上报上级 in the window of a district: joining, what leaves, handing over, the answer."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector_app.base.clock import FixedClock
from inspector_app.domain.month import Month
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import OpenJoiningAbove, OpenMonth, OpenUpwards
from inspector_app.ui.pages import joining
from inspector_app.vault import passphrase
from tests.district.trust.districts import PASSPHRASE, last_groups
from tests.gui.city import CITY, MONTH, at, december, filed, offices, offices_made
from tests.gui.handbook_pictures import SIZE, compare
from tests.gui.test_office_month import rows_of
from tests.stories.test_upwards import THIRD, answered, district, done

__all__ = ["december", "offices", "offices_made"]
NOVEMBER = Month(2026, 11)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 12, 2, 8, tzinfo=UTC))


def opened(window: Window) -> Any:
    window.shell.resize(*SIZE)
    window.navigator.open(OpenUpwards())
    page: Any = window.shell.page
    page.window_of_test = window
    window.shell.activateWindow()
    QApplication.processEvents()
    return page


@pytest.fixture
def shown(open_window: Callable[[Path], Window], offices: Path) -> Any:
    """上报上级 at a district that has joined and locked its month, and not handed it over."""
    return opened(open_window(offices / THIRD))


def test_what_leaves_and_what_stays_stands_beside_the_month_before_anything_is_written(
    shown: Any,
) -> None:
    assert rows_of(shown.months) == [["2026年11月", "2026-12-02", "", "可以上报"]]
    assert "记录 1，听课 0，问题 1" in shown.what.text()
    listed = rows_of(shown.listed)
    assert ["○ 不报", "投诉人、投诉的内容和编号", "投诉人只有区督导室知道"] in listed
    assert listed[0][:2] == ["● 报", "锁定的月统计表"]
    assert "上级 210300" in shown.told.text()
    assert shown.cells.isHidden()


def test_a_month_is_handed_over_by_keyboard_and_its_answer_is_read(
    shown: Any, offices: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = offices / "后报"
    post.mkdir()
    monkeypatch.setattr(ask, "folder", lambda *_what: post)
    QTest.keyClick(shown.months, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "共 1 个文件" in shown.notice.text
    assert rows_of(shown.months)[0][2:] == ["2026-12-02", "已另存"]
    QTest.keyClick(shown.months, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "内容与上次相同" in shown.notice.text
    done(at(offices, CITY, clock), "office", "scan", post)
    shown.take_files((offices / CITY / "receipts",))
    assert "新的回执 1 份" in shown.notice.text
    assert rows_of(shown.months)[0][3] == "上级督导室已收"


def test_what_was_changed_since_the_lock_is_told_cell_by_cell_before_it_leaves(
    open_window: Callable[[Path], Window], offices: Path, clock: FixedClock
) -> None:
    filed(at(offices, THIRD, clock), offices, "2026-11-27")
    page = opened(open_window(offices / THIRD))
    assert "▲ 锁定以后改过记录" in page.what.text()
    assert ["合计", "入校校次", "1", "2"] in rows_of(page.cells)


def test_a_city_is_told_of_every_file_and_of_what_came_after_its_lock(
    open_window: Callable[[Path], Window],
    offices: Path,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    city, post, up = at(offices, CITY, clock), offices / "后报", offices / "交省里"
    done(city, "month", "lock", MONTH)
    done(at(offices, THIRD, clock), "upwards", "send", MONTH, "--to", post)
    done(city, "office", "scan", post)
    page = opened(open_window(offices / CITY))
    assert "▲ 锁定以后又收到：210306督导室，不在报的数里" in page.what.text()
    up.mkdir()
    monkeypatch.setattr(ask, "folder", lambda *_what: up)
    page.send.click()
    assert "共 3 个文件" in page.notice.text
    assert rows_of(page.months)[0][3] == "已另存　0/3 个已收"


def test_a_month_that_is_not_locked_leads_to_the_table_where_it_can_be(
    open_window: Callable[[Path], Window], offices: Path
) -> None:
    window = open_window(offices / CITY)
    page = opened(window)
    assert rows_of(page.months) == [["2026年11月", "未锁定", "", "还没有锁定，不能报"]]
    assert not page.send.isEnabled()
    assert "还没有锁定，不能报" in page.what.text()
    asked: list[object] = []
    window.navigator.requested.connect(asked.append)
    QTest.keyClick(page.months, Qt.Key.Key_Return)
    assert asked[-1] == OpenMonth(month=NOVEMBER)


def test_an_office_joins_the_one_above_by_the_same_comparison_as_a_laptop(
    open_window: Callable[[Path], Window],
    offices: Path,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(passphrase, "MEMORY_KIB", 8 * 1024)
    monkeypatch.setenv("INSPECTOR_APP_ROOT_PASSPHRASE", PASSPHRASE)
    district(offices, "210307", clock)
    city, stick = at(offices, CITY, clock), offices / "stick-210300"
    done(city, "districts", "add", "210307", "示范区督导室")
    window = open_window(offices / "210307")
    page = opened(window)
    assert page.upper.text() == "210300"
    assert not page.write_upper.isEnabled()
    page.name.setText("示范区督导室")
    page.write_upper.click()
    assert page.first.isHidden()

    window.navigator.open(OpenJoiningAbove())
    joins: Any = window.shell.page
    asking = offices / "申请"
    asking.mkdir()
    monkeypatch.setattr(ask, "folder", lambda *_what: asking)
    joins.device.setText("督导室")
    joins.ask.click()
    digits = last_groups(joins.own.digits)
    done(city, "enrol", "accept", asking, "--check", digits)
    key = next((stick / "根").glob("root-*.json"))
    answered(city, "root", "sign-roster", "--root", key, "--out", stick)
    told = last_groups(answered(city, "trust", "show")["root_digits"][0])
    monkeypatch.setattr(ask, "folder", lambda *_what: stick)
    monkeypatch.setattr(joining, "ask_digits", lambda *_what: told)
    joins.take.click()
    assert joins.state.text() == "已登记"
    page = opened(window)
    assert rows_of(page.months)[0][1] == "未锁定"


def test_the_page_looks_as_in_the_handbook(shown: Any) -> None:
    assert compare(shown.window_of_test, "upwards") == ""


def test_the_first_step_looks_as_in_the_handbook(
    open_window: Callable[[Path], Window], offices: Path, clock: FixedClock
) -> None:
    district(offices, "210307", clock)
    page = opened(open_window(offices / "210307"))
    assert compare(page.window_of_test, "upwards-first") == ""
