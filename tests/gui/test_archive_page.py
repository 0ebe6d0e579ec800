"""文书档案: issued papers listed, given out again to the byte, and pages checked."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector_app.domain.letter_kind import LetterKind
from inspector_app.reports.read_codes import found_pages
from inspector_app.services.wishes import Copy, IssuedPrint, VisitPrint
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import OpenArchive
from tests.gui.conftest import Hands
from tests.gui.previews import preview_of


@pytest.fixture
def page(window: Window, filed: str) -> Any:
    """The page, after a record, its copy for the school and a letter were issued."""
    desk: Any = window.desk
    desk.documents.visit_pdf(filed)
    desk.documents.visit_pdf(filed, copy=Copy.SCHOOL)
    number = desk.visits.get(filed).number
    wish = desk.letters.wish(LetterKind.FEEDBACK_LETTER, [number], reference="示教督〔2026〕9号")
    desk.documents.letter_pdf(wish)
    window.navigator.open(OpenArchive())
    QApplication.sendPostedEvents()
    return window.shell.page


def titles(page: Any) -> list[str]:
    return [line.title for line in page.model.rows]


def test_issued_papers_are_listed_and_the_chosen_one_tells_what_it_said(page: Any) -> None:
    assert len(page.model.rows) == 3
    assert page.count.text() == "3 份"
    place = next(n for n, line in enumerate(page.model.rows) if line.family == "督导记录表")
    page.table.setCurrentIndex(page.model.index(place, 0))
    assert "入校督导记录表" in page.says.toPlainText()
    page.kind.setCurrentText("文书")
    assert titles(page) == ["现场反馈意见书 示教督〔2026〕9号"]
    page.kind.setCurrentIndex(0)
    page.search.setText("9号")
    page.search.flush()
    assert len(titles(page)) == 1


def test_a_reprint_is_shown_as_the_kept_bytes_and_saved_as_them(
    page: Any, window: Window, hands: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk: Any = window.desk
    line = page.model.rows[0]
    target = tmp_path / "原件.pdf"
    monkeypatch.setattr(ask, "save_file", lambda *_: target)
    page.table.setFocus()
    QTest.keyClick(hands.at, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert target.read_bytes() == desk.document_archive.content(line.uid)
    page.table.setFocus()
    hands.press(Qt.Key.Key_Return)
    QApplication.sendPostedEvents()
    preview: Any = window.shell.page
    assert line.title.endswith(preview.title.text())
    assert preview.word.isHidden()
    assert desk.printing.prepare(preview.sheaf.pieces[0]).content == target.read_bytes()


def test_a_typed_code_a_file_and_a_wrong_code_each_get_their_verdict(
    page: Any, window: Window, filed: str, hands: Hands, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:  # fmt: skip
    desk: Any = window.desk
    line = next(line for line in page.model.rows if line.family == "督导记录表")
    page.code.setFocus()
    page.code.setText(line.check_code.lower())
    hands.press(Qt.Key.Key_Return)
    assert "【真】" in page.verdict.text()
    file = tmp_path / "记录.pdf"
    file.write_bytes(desk.documents.visit_pdf(filed))
    monkeypatch.setattr(ask, "open_file", lambda *_: file)
    QTest.keyClick(hands.at, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert "【真】" in page.verdict.text()
    assert "码里的要点" in page.says.toPlainText()
    page.code.setText("0000-0000")
    page.check.click()
    assert "档案里没有校验码 0000-0000" in page.notice.text


def test_a_scanned_code_is_checked_without_enter_and_its_original_is_a_click_away(
    page: Any, window: Window, filed: str
) -> None:
    desk: Any = window.desk
    number = desk.visits.get(filed).number
    line = next(line for line in page.model.rows if line.title == f"入校督导记录表 {number}")
    last = found_pages(desk.documents.visit_pdf(filed))[-1]
    text = last.codes[0]
    page.code.setFocus()
    QTest.keyClicks(page.code, text[:100])
    page.check_scanned()
    assert "码已损坏" in page.verdict.text()
    assert page.seen.isHidden()
    QTest.keyClicks(page.code, text[100:].lower())
    page.check_scanned()
    assert "【真】" in page.verdict.text()
    assert page.code.selectedText() == page.code.text()
    assert "▸ " in page.says.toPlainText()
    page.seen.click()
    QApplication.sendPostedEvents()
    preview: Any = window.shell.page
    assert preview.sheaf.pieces[0].wish == IssuedPrint(uid=line.uid)
    assert preview.view.page == preview.view.count - 1 > 0


def test_codes_on_letters_are_switched_on_for_what_is_issued_from_then_on(
    page: Any, window: Window
) -> None:
    desk: Any = window.desk
    assert not page.letters.isChecked()
    page.letters.click()
    assert desk.document_archive.letter_codes()
    assert "以后出具的公文上也印二维码" in page.notice.text


def test_a_letter_for_a_school_is_written_to_its_stick_from_the_preview(
    window: Window, filed: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk: Any = window.desk
    number = desk.visits.get(filed).number
    wish = desk.letters.wish(LetterKind.FEEDBACK_LETTER, [number], reference="示教督〔2026〕9号")
    preview: Any = preview_of(window, wish)
    monkeypatch.setattr(ask, "pick", lambda *_: 0)
    monkeypatch.setattr(ask, "folder", lambda *_: tmp_path)
    preview.school.click()
    (written,) = tmp_path.glob("现场反馈意见书*.pdf")
    assert written.read_bytes() == desk.documents.letter_pdf(wish)
    assert "并记下" in preview.notice.text
    monkeypatch.setattr(ask, "pick", lambda *_: 1)
    preview.school.click()
    assert "现场反馈意见书" in QApplication.clipboard().text()
    assert [each.way for each in desk.school_copies.log()] == ["clipboard", "file"]
    assert preview_of(window, VisitPrint(uid=filed)).school.isHidden()
