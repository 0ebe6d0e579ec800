"""What is seen in the preview is saved as Word and Excel."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from inspector_app.domain.month import Month
from inspector_app.services.document_kinds import FileFormat
from inspector_app.services.wishes import MonthPrint, SigningPrint, VisitPrint
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import OpenVisit
from tests.gui.conftest import Hands
from tests.gui.previews import few_records, preview_of

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_what_is_seen_is_saved_as_word_with_the_keyboard_and_can_be_opened(
    window: Window, filed: str, hands: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda _p, _t, name, _k: tmp_path / name)
    page = preview_of(window, VisitPrint(uid=filed))
    QTest.keyClick(hands.at, Qt.Key.Key_S, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    (made,) = tmp_path.glob("入校督导记录表 *.docx")
    assert page.notice.text == f"已存为 {made}。"
    desk: Any = window.desk
    words = docx.Document(str(made)).element.body.xpath("string()")
    assert desk.visits.get(filed).number in words
    assert page.excel.isHidden()


def test_a_word_file_that_is_open_elsewhere_is_left_and_a_second_name_is_told(
    window: Window,
    filed: str,
    monkeypatch: pytest.MonkeyPatch,
    hold_open: Callable[[str], None],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda *_a: tmp_path / "记录.docx")
    hold_open("记录.docx")
    page = preview_of(window, VisitPrint(uid=filed))
    page.word.click()
    assert "“记录.docx”正被其他程序打开" in page.notice.text
    assert "“记录（2）.docx”" in page.notice.text
    assert (tmp_path / "记录（2）.docx").read_bytes().startswith(b"PK")


def test_a_month_of_records_goes_into_a_folder_as_word_and_names_what_is_open_elsewhere(
    window: Window,
    monkeypatch: pytest.MonkeyPatch,
    hold_open: Callable[[str], None],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(ask, "folder", lambda *_a: tmp_path)
    page = preview_of(window, few_records(window, monkeypatch))
    names = sorted(piece.file_name(FileFormat.WORD) for piece in page.sheaf.pieces)
    hold_open(names[0])
    page.word.click()
    aside = names[0].replace(".docx", "（2）.docx")
    assert sorted(path.name for path in tmp_path.glob("*.docx")) == sorted([aside, *names[1:]])
    assert f"“{names[0]}”正被其他程序打开" in page.notice.text


def test_the_table_of_a_month_is_saved_as_word_and_excel(
    window: Window, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda _p, _t, name, _k: tmp_path / name)
    # A month of few records: every number of the table tells its records in the Excel file.
    page = preview_of(window, MonthPrint(month=Month(2026, 8)))
    page.word.click()
    page.excel.click()
    made = [tmp_path / f"入校督导月统计表 2026-08.{ending}" for ending in ("docx", "xlsx")]
    assert all(path.read_bytes().startswith(b"PK") for path in made)
    assert page.notice.text == f"已存为 {made[1]}。"


def test_word_files_are_made_where_a_character_has_no_face_but_no_copy_for_signing(
    window: Window, draft: str
) -> None:
    page = preview_of(window, VisitPrint(uid=draft))
    assert (page.print.isEnabled(), page.word.isEnabled()) == (False, True)
    page = preview_of(window, SigningPrint(uid=draft))
    assert (page.print.isEnabled(), page.word.isEnabled()) == (False, False)
    page.missing.box.click()
    assert page.word.isEnabled()


def test_a_copy_for_signing_is_saved_as_word_under_the_number_that_is_printed(
    window: Window, draft: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda _p, _t, name, _k: tmp_path / name)
    desk: Any = window.desk
    desk.visit_edit.set_field(draft, "narrative", "巡视校园。")
    page = preview_of(window, SigningPrint(uid=draft))
    page.word.click()
    page.word.click()
    page.save.click()
    assert [copy.signing_no for copy in desk.visits.record(draft).signing] == [1]
    assert {path.suffix for path in tmp_path.glob("送签稿1 *")} == {".docx", ".pdf"}


def test_a_printed_copy_is_saved_as_word_from_the_record_unless_the_words_were_changed(
    window: Window, draft: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda _p, _t, name, _k: tmp_path / name)
    desk: Any = window.desk
    desk.visit_edit.set_field(draft, "narrative", "巡视校园。")
    desk.documents.signing_pdf(draft)
    window.navigator.open(OpenVisit(uid=draft))
    page: Any = window.shell.page
    page.signing.word_wanted.emit(1)
    (made,) = tmp_path.glob("送签稿1 *.docx")
    assert page.notice.text == f"已存为 {made}。"
    desk.visit_edit.set_field(draft, "narrative", "巡视校园和食堂。")
    page.signing.word_wanted.emit(1)
    assert "送签稿 1 打印以后记录改过" in page.notice.text
    assert [copy.signing_no for copy in desk.visits.record(draft).signing] == [1]
