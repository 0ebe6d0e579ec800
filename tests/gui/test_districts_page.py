"""各区 in the window of a city: the table, who is missing, the records behind, the lock."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector_app.base.clock import FixedClock
from inspector_app.domain.month import Month
from inspector_app.domain.table_period import TableSpan
from inspector_app.services.wishes import DistrictsPrint
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask, lower_office
from inspector_app.ui.navigator import (
    OpenDistricts,
    OpenMonth,
    OpenPeriodTables,
    OpenPreview,
    OpenReceiving,
)
from tests.gui.answers import answering
from tests.gui.city import (
    CITY,
    MONTH,
    at,
    december,
    filed,
    offices,
    offices_made,
)
from tests.gui.handbook_pictures import SIZE, compare
from tests.gui.test_office_month import rows_of
from tests.stories.test_upwards import THIRD, done

__all__ = ["december", "offices", "offices_made"]
NOVEMBER = Month(2026, 11)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 12, 2, 8, tzinfo=UTC))


@pytest.fixture
def shown(open_window: Callable[[Path], Window], offices: Path) -> Any:
    """各区 of November at the city."""
    return opened(open_window(offices / CITY))


def opened(window: Window) -> Any:
    window.shell.resize(*SIZE)
    window.navigator.open(OpenDistricts())
    page: Any = window.shell.page
    page.window_of_test = window
    page.open_month(NOVEMBER)
    window.shell.activateWindow()
    QApplication.processEvents()
    return page


def told_units(page: Any) -> list[str]:
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


def test_each_district_has_a_row_and_the_one_that_is_missing_stands_first(shown: Any) -> None:
    rows = rows_of(shown.list)
    assert [(row[0], row[1]) for row in rows] == [
        ("210306督导室", "▲ 未报"), ("210304督导室", "✓ 已报"), ("210305督导室", "✓ 已报"),
    ]  # fmt: skip
    assert rows[1][2:7] == ["2026-11-23", "2026-12-02", "2026-12-02", "2", "逐格相符"]
    assert shown.list.isColumnHidden(8)
    assert shown.list.isColumnHidden(9)
    assert "2/3 区已报　还没有收到：210306督导室" in shown.told.text()
    assert told_units(shown) == ["合计", "210304督导室", "210305督导室"]
    assert shown.model.headerData(0, Qt.Orientation.Horizontal) == "单位"
    assert not shown.acts.check_button.isVisible()


def test_a_number_opens_the_records_of_the_districts_by_keyboard_and_escape_leads_back(
    shown: Any,
) -> None:
    main = shown.table.main
    main.setFocus()
    main.setCurrentIndex(shown.model.index(0, shown_column(shown, "入校校次")))
    QTest.keyClick(main, Qt.Key.Key_Return)
    QApplication.sendPostedEvents()
    rows = rows_of(shown.records)
    assert [row[1] for row in rows] == ["2026-11-19", "2026-11-20", "2026-11-23"]
    assert "210305督导室　督学01" in rows[0][3]
    assert rows[0][4].startswith("210305-2026-DX001")
    assert shown.records.isVisible()
    assert not shown.list.isVisible()
    focused = QApplication.focusWidget()
    assert focused is shown.records
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is shown.list


def shown_column(page: Any, title: str) -> int:
    heads = [
        page.model.headerData(column, Qt.Orientation.Horizontal)
        for column in range(page.model.columnCount())
    ]
    return heads.index(title)


def test_the_text_that_asks_the_missing_is_copied_whole(shown: Any) -> None:
    shown.dun.click()
    text = QApplication.clipboard().text()
    assert text.startswith("【催报】11月月统计")
    assert "还没有收到下级督导室的：210306督导室" in text


def test_a_bundle_that_is_dropped_makes_the_month_whole(
    shown: Any, offices: Path, clock: FixedClock
) -> None:
    post = offices / "后报"
    done(at(offices, THIRD, clock), "upwards", "send", MONTH, "--to", post)
    shown.take_files((post,))
    assert "收下 1 个文件" in shown.notice.text
    assert "3/3 区已报　下级都已报来" in shown.told.text()
    assert not shown.dun.isEnabled()
    assert [row[1] for row in rows_of(shown.list)] == ["✓ 已报"] * 3


def test_the_month_is_issued_locked_and_issued_again_for_what_came_later(
    shown: Any, offices: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def yes(_parent: object, _title: str, text: str, *, yes: str) -> bool:
        asked.append(f"{text}{yes}")
        return True

    monkeypatch.setattr(ask, "confirm", yes)
    shown.acts.edition_button.click()
    assert "已出第1版　2/3 区已报　未齐，尚缺：210306督导室" in shown.notice.text
    for _ in range(3):
        shown.acts.steps.act.click()
    assert "还有 1 家下级没有报来（210306督导室），以后报来的出新的一版" in asked[0]
    assert not shown.acts.edition_button.isVisible()

    district = at(offices, "210304", clock)
    filed(district, offices, "2026-11-26")
    post = offices / "更正"
    done(district, "upwards", "send", MONTH, "--to", post)
    shown.take_files((post,))
    assert "▲ 锁定以后又收到：210304督导室" in shown.told.text()
    assert "▲ 锁定后又报" in {row[1] for row in rows_of(shown.list)}
    assert shown.acts.edition_button.isVisible()
    shown.acts.edition_button.click()
    assert "已出第2版（锁定以后）　2/3 区已报" in shown.notice.text
    assert "和锁定的表有" in shown.below_title.text()
    shown.show_districts()
    unlike = next(row for row in rows_of(shown.list) if row[0] == "210304督导室")
    assert unlike[6].startswith("▲")
    place = [row[0] for row in rows_of(shown.list)].index("210304督导室")
    shown.list.setFocus()
    shown.list.setCurrentIndex(shown.rows.index(place, 0))
    QTest.keyClick(shown.list, Qt.Key.Key_Return)
    assert shown.unlike.isVisible()
    assert ["合计", "入校校次", "2", "3"] in rows_of(shown.unlike)


def test_the_table_is_printed_and_written_as_it_is_looked_at(
    shown: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wishes: list[Any] = []
    shown.window_of_test.navigator.requested.connect(wishes.append)
    shown.pdf.click()
    assert wishes[-1] == OpenPreview(wish=DistrictsPrint(month=NOVEMBER))
    target = tmp_path / "市.xlsx"
    monkeypatch.setattr(ask, "save_file", lambda *_what: target)
    shown.export()
    assert target.read_bytes().startswith(b"PK")


def test_the_ordinary_month_of_the_window_counts_the_districts_too(shown: Any) -> None:
    window = shown.window_of_test
    window.navigator.open(OpenMonth(month=NOVEMBER))
    page: Any = window.shell.page
    assert told_units(page) == ["合计", "210304督导室", "210305督导室"]
    assert page.chart_button.isHidden()
    page.table.main.setCurrentIndex(page.model.index(1, shown_column(page, "入校校次")))
    QTest.keyClick(page.table.main, Qt.Key.Key_Return)
    QApplication.sendPostedEvents()
    assert [row[1] for row in rows_of(page.list)] == ["2026-11-20", "2026-11-23"]


def test_at_a_province_each_city_is_a_row_or_each_of_its_districts(
    open_window: Callable[[Path], Window], offices: Path, clock: FixedClock
) -> None:
    up = offices / "交省里"
    done(at(offices, CITY, clock), "month", "lock", MONTH)
    done(at(offices, CITY, clock), "upwards", "send", MONTH, "--to", up)
    done(at(offices, "210000", clock), "office", "scan", up)
    page = opened(open_window(offices / "210000"))
    assert told_units(page) == ["合计", "210300督导室"]
    assert [row[0] for row in rows_of(page.list)] == [
        "210300督导室（汇总）", "210304督导室", "210305督导室",
    ]  # fmt: skip
    assert "1/1 市已报" in page.told.text()
    page.by_district.click()
    assert told_units(page) == ["合计", "210304督导室", "210305督导室"]


def test_an_office_without_districts_is_told_what_stands_here_and_lets_one_join(
    open_window: Callable[[Path], Window], offices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(open_window(offices / THIRD))
    assert "本室还没有下级督导室" in page.nothing.text()
    assert not page.table.isVisible()
    answer = answering(monkeypatch, lower_office)

    def filled_in(question: Any) -> None:
        assert not question.yes.isEnabled()
        question.code.setText("210304")
        question.name.setText("示范区督导室")
        question.yes.click()

    answer(filled_in)
    page.add.click()
    assert "210304 不在本级 210306 之下" in page.notice.text


def test_the_page_looks_as_in_the_handbook(shown: Any) -> None:
    assert compare(shown.window_of_test, "districts") == ""


def test_what_the_city_keeps_of_a_month_is_what_it_was_made_of(
    shown: Any, offices: Path, clock: FixedClock
) -> None:
    shown.window_of_test.desk.month_life.lock(NOVEMBER)
    shown.refresh()
    table = shown._seen.table
    assert [unit.name for unit in table.made_of.units] == ["210304督导室", "210305督导室"]
    assert json.dumps([list(source) for source in table.made_of.sources])
    assert {source.district for source in table.made_of.sources} == {"210304", "210305"}


def test_an_office_that_was_registered_by_mistake_is_taken_off_with_a_reason(
    shown: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.list.setCurrentIndex(QModelIndex())
    shown.remove.click()
    assert "请先在下面选中登记错了的那一家下级" in shown.notice.text
    asked: list[str] = []

    def why(_parent: object, _title: str, text: str, **_what: str) -> str:
        asked.append(text)
        return "区划登记错了"

    monkeypatch.setattr(ask, "reason", why)
    place = [row[0] for row in rows_of(shown.list)].index("210305督导室")
    shown.list.setCurrentIndex(shown.rows.index(place, 0))
    QTest.keyClick(
        shown.list,
        Qt.Key.Key_D,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert "取消登记210305督导室（210305）以后，它不再列为未报" in asked[0]
    assert "已取消登记210305督导室（210305）" in shown.notice.text
    states = {row[0]: row[1] for row in rows_of(shown.list)}
    assert states == {
        "210306督导室": "▲ 未报", "210304督导室": "✓ 已报", "210305督导室": "已取消，不计入",
    }  # fmt: skip
    assert "210305督导室已取消登记（2026-12-02，区划登记错了）" in shown.told.text()
    assert told_units(shown) == ["合计", "210304督导室"]


def test_the_gaps_of_districts_are_listed_where_the_month_is_checked(shown: Any) -> None:
    assert shown.acts.gaps_button.text() == "待核对 1 处"
    shown.acts.show_gaps()
    (row,) = rows_of(shown.acts.gaps)
    assert any("210306督导室还没有报来：2026年11月" in cell for cell in row)
    shown.acts.gaps.setCurrentIndex(shown.acts.gaps.model().index(0, 0))
    QTest.keyClick(shown.acts.gaps, Qt.Key.Key_Return)
    assert shown.window_of_test.shell.page is not None


def test_the_list_of_who_is_awaited_names_offices_and_nothing_of_people(
    shown: Any, tmp_path: Path
) -> None:
    window = shown.window_of_test
    window.navigator.open(OpenReceiving())
    page: Any = window.shell.page
    page.open_month(NOVEMBER)
    page.tabs.setCurrentWidget(page.board)
    table, rows = page.board.table, page.board.people
    heads = [
        rows.headerData(column, Qt.Orientation.Horizontal)
        for column in range(rows.columnCount())
        if not table.isColumnHidden(column)
    ]
    assert heads == ["督导室", "月报", "说明"]
    assert not page.board.excuse.isVisible()
    office_gaps = window.desk.office_gaps
    office_gaps.xlsx(NOVEMBER, tmp_path / "催报.xlsx")
    book = load_workbook(tmp_path / "催报.xlsx", read_only=True)
    told = [tuple(cell for cell in row if cell is not None)
            for row in book["催报名单"].iter_rows(values_only=True)]  # fmt: skip
    assert ("序号", "区划", "督导室", "月报", "说明") in told
    assert (3, "210306", "210306督导室", "没有收到") in told
    document: Any = office_gaps.document(NOVEMBER, unit="市")
    assert [cell.text for cell in document.blocks[0].head[0]] == ["序号", "督导室", "月报", "说明"]


def test_tables_of_a_term_have_a_row_for_each_unit_and_lead_to_records(shown: Any) -> None:
    window = shown.window_of_test
    window.navigator.open(OpenPeriodTables())
    page: Any = window.shell.page
    page.show_period(window.desk.period_tables.of_kind(TableSpan.TERM, "2026-2027-1"))
    assert [page.model.index(row, 0).data() for row in range(page.model.rowCount())] == [
        "合计", "210304督导室", "210305督导室",
    ]  # fmt: skip
    assert "没有计入的月报：210304督导室 2026年9月、2026年10月" in page.foot.text()
    assert page.chips[-1].text() == "计入的月报"
    page._on_number(page.model.index(1, 2))
    QApplication.sendPostedEvents()
    days = [row[1] for row in rows_of(page.list)]
    assert days == ["2026-11-20", "2026-11-23"]
    assert compare(window, "city-term") == ""
