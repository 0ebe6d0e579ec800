"""代录 by the window: confirmed or objected to on a laptop, and seen at the office."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from inspector_app.bootstrap import open_workbench
from inspector_app.domain.typed import TypedAnswer
from inspector_app.services.scans import PaperRecord
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import GoTo, OpenReceiving, OpenTyped, Place
from tests.district.office.district import District
from tests.gui.conftest import SIZE as SMALLEST
from tests.gui.handbook_pictures import SIZE, compare
from tests.gui.on_screen import rows, shown
from tests.scanned import pdf
from tests.unit.services.conftest import COMPLETE, filled_folder  # noqa: F401 - a fixture

PAPER: dict[str, Any] = {**COMPLETE, "issues": [], "no_issues_found": True}
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def district(sharing: District, tmp_path: Path) -> District:
    """A district whose office has typed two records of 督学01 from a scan and sent them."""
    scans = sharing.office.scans
    prepared = scans.prepare((pdf(tmp_path / "督学01.pdf", [1, 2]),))
    days = (date(2026, 11, 10), date(2026, 11, 12))
    papers = [
        PaperRecord({**PAPER, "date": day.isoformat()}, (page,)) for page, day in enumerate(days, 1)
    ]
    for made_one in scans.enter("DX001", prepared, records=papers).made:
        sharing.office.visits.file(made_one.uid)
    sharing.office.pack_desk.send("typed")
    sharing.laptops["DX001"].pack_taking.take()
    return sharing


def opened(open_window: Callable[[Path], Window], bench: Any) -> Window:
    bench.close()
    window = open_window(bench.context.folder.root)
    window.shell.resize(*SIZE)
    return window


def test_the_first_page_names_what_was_typed_and_the_record_is_confirmed_by_keyboard(
    open_window: Callable[[Path], Window], district: District
) -> None:
    window = opened(open_window, district.laptops["DX001"])
    window.navigator.open(GoTo(place=Place.TODAY))
    lines = [b for b in shown(window).findChildren(QPushButton) if "2026-11-12" in b.text()]
    lines[0].click()
    page = shown(window)
    assert page.rows.rows[page.table.currentIndex().row()].visit.visited_on == date(2026, 11, 12)
    assert page.view.count >= 1
    QTest.keyClick(page, Qt.Key.Key_Return, CTRL)
    assert [row[2] for row in rows(shown(window).rows)] == [
        "○ 待您确认", "● 本人已确认，还没有送到督导室",
    ]  # fmt: skip


def test_an_objection_asks_for_words_and_stands_on_the_page(
    open_window: Callable[[Path], Window], district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(open_window, district.laptops["DX001"])
    window.navigator.open(OpenTyped())
    monkeypatch.setattr(ask, "reason", lambda *_, **__: "那天是下午去的。")
    number = shown(window).rows.rows[0].record.number
    shown(window).object_.click()
    page = shown(window)
    page.open_record(number)
    QApplication.sendPostedEvents()
    assert "您写的异议：那天是下午去的。" in page.told.text()


def test_on_the_smallest_screen_the_list_shows_its_schools_whole_without_being_moved(
    open_window: Callable[[Path], Window], district: District
) -> None:
    window = opened(open_window, district.laptops["DX001"])
    window.shell.resize(*SMALLEST)
    window.navigator.open(OpenTyped())
    page = shown(window)
    QApplication.processEvents()
    assert page.table.columnWidth(1) >= page.table.sizeHintForColumn(1)
    assert not page.table.horizontalScrollBar().isVisible()


@pytest.mark.screenshot
def test_the_pictures_of_typed_records_are_those_of_the_handbook(
    open_window: Callable[[Path], Window], district: District, qtbot: QtBot
) -> None:
    wrong: list[str] = []
    laptop = district.laptops["DX001"]
    first, second = (view.record.number for view in laptop.typed_records.all())
    window = opened(open_window, laptop)
    window.navigator.open(OpenTyped(number=first))
    page = shown(window)
    qtbot.waitUntil(lambda: page.view.pictured(0))
    wrong.append(compare(window, "typed-records"))
    window.close()
    with open_workbench(laptop.context.folder.root, clock=laptop.context.clock) as bench:
        bench.typed_records.answer(first, TypedAnswer.CONFIRMED)
        bench.typed_records.answer(second, TypedAnswer.OBJECTED, text="那天是下午去的，不是上午。")
        bench.courier.walk_if_due()
    district.office.office_desk.scan((district.share,))
    window = opened(open_window, district.office)
    window.navigator.open(OpenReceiving(tab="typed"))
    wrong.append(compare(window, "typed-office"))
    window.navigator.open(GoTo(place=Place.TODAY))
    said = [button.text() for button in shown(window).findChildren(QPushButton)]
    assert any("1 份本人有异议" in each for each in said)
    assert [each for each in wrong if each] == []
