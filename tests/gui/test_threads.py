"""The window with its real threads: painted before the data, and shut without losing a key."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.domain.month import Month
from inspector_app.services.pdf_signing import signing_installed
from inspector_app.services.wishes import MonthPrint, PlatePrint
from inspector_app.ui import signed_files
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.certificate import SigningOrder
from inspector_app.ui.navigator import GoTo, OpenPreview, OpenVisit, Place
from inspector_app.ui.printer import Order, PrinterFacts
from tests.gui.conftest import let_go
from tests.unit.certificates import PASSPHRASE, key_file

OFFICE = PrinterFacts("办公室")


@pytest.fixture
def window(
    qtbot: QtBot, dressed: QApplication, filled: Path, clock: FixedClock
) -> Iterator[Window]:
    made = Window(lambda folder: bootstrap.open_workbench(folder, clock=clock), filled)
    made.shell.show()
    yield made
    let_go(made)


def test_the_window_is_painted_before_the_data_is_open(qtbot: QtBot, window: Window) -> None:
    assert window.desk is None
    assert not window.shell.rail.isEnabled()
    window.open_data()
    qtbot.waitUntil(lambda: window.shell.page is not None, timeout=10_000)
    assert window.shell.rail.isEnabled()
    window.shell.close()
    window.close()


def test_what_was_typed_last_is_stored_when_the_window_is_shut(
    qtbot: QtBot, window: Window, filled: Path, clock: FixedClock
) -> None:
    window.open_data()
    qtbot.waitUntil(lambda: window.shell.page is not None, timeout=10_000)
    desk: Any = window.desk
    uid = desk.visit_edit.new(school_code="2121000001").uid
    window.navigator.open(OpenVisit(uid=uid))
    page: Any = window.shell.page
    qtbot.waitUntil(lambda: page.record is not None, timeout=10_000)
    QTest.keyClicks(page.sheet.form.input("narrative"), "typed and shut at once")
    window.shell.close()
    window.close()
    with bootstrap.open_workbench(filled, clock=clock) as again:
        assert again.visits.get(uid).narrative == "typed and shut at once"


def test_a_page_that_is_left_while_it_loads_hears_no_answer(qtbot: QtBot, window: Window) -> None:
    window.open_data()
    qtbot.waitUntil(lambda: window.shell.page is not None, timeout=10_000)
    desk: Any = window.desk
    uids = [desk.visit_edit.new(school_code="2121000001").uid for _ in range(6)]
    for uid in uids:
        window.navigator.open(OpenVisit(uid=uid))
        qtbot.wait(1)
    page: Any = window.shell.page
    qtbot.waitUntil(lambda: page.record is not None, timeout=10_000)
    assert page.record.visit.uid == uids[-1]
    window.shell.close()
    window.close()


def test_a_month_is_printed_page_by_page_while_the_window_goes_on(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[int] = set()

    def opened(_name: str) -> QPrinter:
        threads.add(threading.get_ident())
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(tmp_path / "job.pdf"))
        made.setResolution(100)
        return made

    monkeypatch.setattr("inspector_app.ui.printer.open_printer", opened)
    monkeypatch.setattr("inspector_app.ui.pages.preview.found_printers", lambda: (OFFICE,))
    monkeypatch.setattr(
        "inspector_app.ui.pages.preview.ask_print",
        lambda _parent, _printers, count: Order("办公室", pages=tuple(range(1, count + 1))),
    )
    window.open_data()
    qtbot.waitUntil(lambda: window.shell.page is not None, timeout=10_000)
    window.navigator.open(OpenPreview(wish=MonthPrint(month=Month(2026, 11))))
    page: Any = window.shell.page
    qtbot.waitUntil(page.print.isEnabled, timeout=10_000)
    qtbot.waitUntil(lambda: page.view.pictured(0), timeout=10_000)
    page.print.click()
    assert not page.print.isEnabled()
    # The preview is left: what was begun goes on, and the status line tells how it ended.
    window.navigator.open(GoTo(place=Place.TODAY))
    qtbot.waitUntil(lambda: "已送到打印机" in window.shell.line.said_text, timeout=20_000)
    assert threading.get_ident() not in threads
    assert (tmp_path / "job.pdf").stat().st_size > 100_000
    window.shell.close()
    window.close()


@pytest.mark.skipif(not signing_installed(), reason="the optional part sign is not installed")
def test_a_pdf_is_signed_while_the_window_goes_on(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[int] = set()
    key = tmp_path / "单位证书.p12"
    key.write_bytes(key_file())
    whole = signed_files.sign_content

    def sign(*given: Any, **named: Any) -> bytes:
        threads.add(threading.get_ident())
        return whole(*given, **named)

    order = SigningOrder(key=key, passphrase=PASSPHRASE, reason="")
    monkeypatch.setattr(signed_files, "sign_content", sign)
    monkeypatch.setattr("inspector_app.ui.pages.preview.ask_certificate", lambda *_a: order)
    monkeypatch.setattr(ask, "save_file", lambda *_a: tmp_path / "已签.pdf")
    window.open_data()
    qtbot.waitUntil(lambda: window.shell.page is not None, timeout=10_000)
    window.navigator.open(OpenPreview(wish=PlatePrint(school_code="2121000001")))
    page: Any = window.shell.page
    qtbot.waitUntil(page.sign.isEnabled, timeout=10_000)
    page.sign.click()
    qtbot.waitUntil(lambda: bool(page.notice.text), timeout=10_000)
    assert page.notice.text.startswith("已用“示范区督导室”的证书签名")
    assert threads
    assert threading.get_ident() not in threads
    window.shell.close()
    window.close()
