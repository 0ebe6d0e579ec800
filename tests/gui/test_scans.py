"""督导室代录 from scanned paper, at the window: put in, page beside fields, several records."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector_app.base.clock import FixedClock
from inspector_app.services.context import Role
from inspector_app.services.scans import PaperRecord
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs import scan_owner as dialog
from inspector_app.ui.navigator import OpenReceiving, OpenVisit
from inspector_app.ui.theme import dress
from tests.district.office.district import IN_USE, opened
from tests.gui.conftest import Hands
from tests.gui.on_screen import shown
from tests.scanned import pdf, photo
from tests.unit.services.conftest import (
    COMPLETE,
    SCHOOL,
    filled_folder,  # noqa: F401 - a fixture
)

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(
    open_window: Callable[[Path], Window],
    filled_folder: Path,  # noqa: F811 - the fixture above
    tmp_path: Path,
    clock: FixedClock,
) -> Window:
    folder = shutil.copytree(filled_folder, tmp_path / "office", ignore=IN_USE)
    opened(folder, clock, role=Role.OFFICE, person="", device="device-office").close()
    return open_window(folder)


@pytest.fixture
def for_third(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer 替谁录 with 督学03."""

    def answered(question: Any) -> bool:
        assert not question.yes.isEnabled()
        question.who.picked.emit("DX003")
        return bool(question.yes.isEnabled())

    monkeypatch.setattr(dialog, "run", answered)


def put_in(window: Window, *paths: Path) -> Any:
    window.navigator.open(OpenReceiving())
    page = shown(window)
    page.take_files(paths)
    return shown(window)


def key(page: Any, code: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
    QTest.keyClick(page, code, modifiers)
    QApplication.sendPostedEvents()


def listed(window: Window) -> list[tuple[str, tuple[str, ...]]]:
    desk: Any = window.desk
    return [(scan.inspector_id, scan.records) for scan in desk.scans.all()]


@pytest.mark.usefixtures("for_third")
def test_dropped_paper_opens_as_a_record_of_its_inspector_with_the_page_beside_the_fields(
    window: Window, tmp_path: Path, hands: Hands
) -> None:
    page = put_in(window, pdf(tmp_path / "11月.pdf", [1, 2, 3]))
    assert page.record.lead_name == "督学03"
    assert page.scan.pane.place.text() == "扫描件 第 1/3 页"
    assert page.scan.pane.told.text() == "这份：第1页　没有录的：第2–3页"
    hands.wait(lambda: page.scan.pane.view.pictured(0))
    assert "代录（扫描件第1页）" in page.head._number.text()


@pytest.mark.usefixtures("for_third")
def test_pages_are_ticked_and_the_next_record_begun_without_a_mouse(
    window: Window, tmp_path: Path
) -> None:
    page = put_in(window, pdf(tmp_path / "11月.pdf", [1, 2, 3]))
    first = page.record.visit.number
    key(page, Qt.Key.Key_PageDown)
    assert page.scan.pane.page == 2
    key(page, Qt.Key.Key_B, CONTROL | SHIFT)
    assert page.scan.pane.pages == (1, 2)
    key(page, Qt.Key.Key_N, CONTROL | SHIFT)
    page = shown(window)
    second = page.record.visit.number
    assert second != first
    assert (page.scan.pane.page, page.scan.pane.pages) == (3, (3,))
    assert page.scan.pane.told.text() == "这份：第3页　没有录的：没有了"
    assert listed(window) == [("DX003", (first, second))]


@pytest.mark.usefixtures("for_third")
def test_what_is_typed_beside_the_page_is_saved_and_the_picture_stays(
    window: Window, tmp_path: Path, hands: Hands
) -> None:
    page = put_in(window, pdf(tmp_path / "11月.pdf", [1, 2]))
    key(page, Qt.Key.Key_PageDown)
    hands.wait(lambda: page.scan.pane.view.pictured(1))
    page.sheet.form.edited.emit("school_code", SCHOOL)
    page.refresh()
    assert page.scan.pane.page == 2
    assert page.scan.pane.view.pictured(1)
    assert page.record.visit.school_code == SCHOOL


@pytest.mark.usefixtures("for_third")
def test_the_last_page_of_a_record_is_not_taken_off(window: Window, tmp_path: Path) -> None:
    page = put_in(window, pdf(tmp_path / "11月.pdf", [1, 2]))
    key(page, Qt.Key.Key_B, CONTROL | SHIFT)
    assert "总要有一页" in page.notice.text
    assert page.scan.pane.pages == (1,)


@pytest.mark.usefixtures("for_third")
def test_a_page_of_a_filed_record_stays_ticked_when_it_may_not_be_taken_off(
    window: Window, tmp_path: Path
) -> None:
    put_in(window, pdf(tmp_path / "11月.pdf", [1, 2]))
    desk: Any = window.desk
    fields = {**COMPLETE, "issues": [], "no_issues_found": True}
    scan = desk.scans.all()[0]
    made = desk.scans.begin(scan.uid, PaperRecord(fields, (1, 2)))
    desk.visits.file(made.uid)
    window.navigator.open(OpenVisit(uid=made.uid))
    page = shown(window)
    page.scan.pane.mine.chosen.emit(False)
    assert "定稿时的依据" in page.notice.text
    assert page.scan.pane.mine.value() is True


@pytest.mark.usefixtures("for_third")
def test_a_page_is_turned_enlarged_and_fitted_again_by_keyboard(
    window: Window, tmp_path: Path, hands: Hands
) -> None:
    page = put_in(window, photo(tmp_path / "IMG.jpg", 1))
    view = page.scan.pane.view
    key(page, Qt.Key.Key_Plus)
    assert not view.fits_width
    key(page, Qt.Key.Key_0)
    assert view.fits_width
    upright = view._sizes[0].height
    key(page, Qt.Key.Key_R, CONTROL | SHIFT)
    hands.wait(lambda: view._sizes[0].height < upright)
    view.setFocus()
    key(page, Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier)
    assert not view.hasFocus()


@pytest.mark.usefixtures("for_third")
def test_the_list_goes_on_where_a_scan_was_left_and_takes_mistakes_away(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in(window, pdf(tmp_path / "11月.pdf", [1, 2]))
    window.navigator.open(OpenReceiving())
    page = shown(window)
    page.tabs.setCurrentWidget(page.scans)
    assert page.tabs.tabText(page.tabs.indexOf(page.scans)) == "扫描件（1）"
    page.scans.table.setCurrentIndex(page.scans.rows.index(0, 0))
    assert not page.scans.remove.isEnabled()
    page.scans.open()
    record = shown(window)
    assert record.scan.pane.pages == (2,)
    window.navigator.open(OpenReceiving())
    page = shown(window)
    assert page.tabs.tabText(page.tabs.indexOf(page.scans)) == "扫描件"
    desk: Any = window.desk
    desk.scans.commit("DX002", desk.scans.prepare([pdf(tmp_path / "错.pdf", [3])]))
    page.refresh()
    row = next(n for n, line in enumerate(page.scans.rows.rows) if line.who == "督学02")
    page.scans.table.setCurrentIndex(page.scans.rows.index(row, 0))
    monkeypatch.setattr(ask, "confirm", lambda *_a, **_k: True)
    page.scans.ask_remove()
    assert [who for who, _ in listed(window)] == ["DX003"]


def test_a_file_that_is_no_scan_is_named_and_nothing_is_put_in(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hands: Hands
) -> None:
    monkeypatch.setattr("inspector_app.ui.scans_tab.ask_scan_owner", lambda *_a, **_k: "DX003")
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7 nothing")
    page = put_in(window, tmp_path / "坏.pdf")
    hands.wait(lambda: "“坏.pdf”打不开" in page.notice.text)
    assert listed(window) == []


def test_a_record_that_was_not_typed_from_paper_shows_no_page(window: Window) -> None:
    desk: Any = window.desk
    uid = desk.visit_edit.new(school_code=SCHOOL, lead_id="DX003").uid
    window.navigator.open(OpenVisit(uid=uid))
    assert shown(window).scan.pane.isHidden()


@pytest.mark.usefixtures("for_third")
def test_page_and_fields_fit_the_smallest_screen(window: Window, tmp_path: Path) -> None:
    window.shell.resize(1093, 614)
    page = put_in(window, pdf(tmp_path / "11月.pdf", [1]))
    assert window.shell.width() == 1093
    assert page.scan.pane.width() > 300
    view = shown(window).sheet.view
    assert view.widget().width() <= view.viewport().width()
    # There is no room for the list of parts.
    assert page.sheet.parts.isHidden()


@pytest.mark.usefixtures("for_third")
def test_in_large_text_the_paper_stands_above_the_fields(
    window: Window, tmp_path: Path, qapp: QApplication
) -> None:
    window.shell.resize(1093, 614)
    page = put_in(window, pdf(tmp_path / "11月.pdf", [1]))
    assert page.scan.pane.y() == page.sheet.y()
    dress(qapp, scale=150)
    QApplication.sendPostedEvents()
    page.scan.room.arrange()
    QApplication.sendPostedEvents()
    view, above = page.sheet.view, page.scan.pane.y() < page.sheet.y()
    measured = (window.shell.width(), above, view.widget().width() - view.viewport().width())
    dress(qapp)
    assert measured == (1093, True, 0)


@pytest.mark.usefixtures("for_third")
def test_a_blank_page_is_said_to_need_nothing_and_may_be_typed_after_all(
    window: Window, tmp_path: Path
) -> None:
    page = put_in(window, pdf(tmp_path / "11月.pdf", [1, 2]))
    pane = page.scan.pane
    assert pane.blank.isHidden()
    key(page, Qt.Key.Key_PageDown)
    key(page, Qt.Key.Key_X, CONTROL | SHIFT)
    assert (pane.blank.text(), pane.told.text()) == (
        "本页还是要录", "这份：第1页　没有录的：没有了",
    )  # fmt: skip
    pane.blank.click()
    assert pane.told.text().endswith("没有录的：第2页")


def test_a_scan_is_put_beside_a_draft_that_was_begun_without_it(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Any = window.desk
    uid = desk.visit_edit.new(school_code=SCHOOL, lead_id="DX003").uid
    desk.scans.commit("DX003", desk.scans.prepare([pdf(tmp_path / "11月.pdf", [1, 2])]))
    window.navigator.open(OpenReceiving())
    page = shown(window)
    page.tabs.setCurrentWidget(page.scans)

    def answered(question: Any) -> bool:
        question.who.picked.emit(uid)
        return bool(question.yes.isEnabled())

    monkeypatch.setattr(dialog, "run", answered)
    page.scans.table.setCurrentIndex(page.scans.rows.index(0, 0))
    page.scans.onto.click()
    record = shown(window)
    assert (record.uid, record.scan.pane.pages) == (uid, (1,))


def test_scans_that_are_done_are_listed_on_demand(window: Window, tmp_path: Path) -> None:
    desk: Any = window.desk
    scan = desk.scans.commit("DX003", desk.scans.prepare([photo(tmp_path / "1.jpg", 1)])).scan
    desk.scans.begin(scan.uid, PaperRecord({}, (1,)))
    window.navigator.open(OpenReceiving())
    page = shown(window)
    assert page.scans.rows.rows == ()
    assert page.scans.more.text() == "更多：录完的还有 1 份"
    page.scans.more.click()
    assert [line.scan.uid for line in page.scans.rows.rows] == [scan.uid]
    assert page.scans.more.isHidden()
