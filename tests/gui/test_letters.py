"""Printing letters of the ledger from the window."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QApplication, QDialog

from inspector_app.domain.letter_kind import LetterKind
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs.letter import LetterOrder, ask_letter
from inspector_app.ui.navigator import GoTo, OpenVisit, Place
from inspector_app.ui.pages.preview import PreviewPage

pytestmark = pytest.mark.gui
NOTICE = LetterKind.RECTIFICATION_NOTICE


@pytest.fixture
def page(window: Window) -> Any:
    window.navigator.open(GoTo(place=Place.LEDGER))
    return window.shell.page


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Order the first letter that is offered; what was offered is told."""
    offered: list[Any] = []

    def ask(_parent: object, kinds: Any, *, about: str, numbers: Any) -> LetterOrder:
        assert numbers == {}
        offered.append((tuple(kinds), about))
        return LetterOrder(kind=kinds[0], reference="", days=15)

    monkeypatch.setattr("inspector_app.ui.letters.ask_letter", ask)
    return offered


def choose(page: Any, *places: int) -> None:
    model = page.table.selectionModel()
    flags = QItemSelectionModel.SelectionFlag
    page.table.setCurrentIndex(page.model.index(places[0], 0))
    for place in places:
        model.select(page.model.index(place, 0), flags.Select | flags.Rows)


def same_record(page: Any) -> tuple[int, int]:
    """Two rows of the list that stand on one record."""
    seen: dict[str, int] = {}
    for place, row in enumerate(page.model.rows):
        if row.visit_uid in seen:
            return seen[row.visit_uid], place
        seen[row.visit_uid] = place
    pytest.fail("no record has two open issues")


def test_chosen_issues_of_one_record_become_one_notice(
    page: Any, window: Window, asked: list[Any]
) -> None:
    places = same_record(page)
    uids = {page.model.rows[place].issue.uid for place in places}
    choose(page, *places)
    page.details.print.click()
    ((kinds, about),) = asked
    assert kinds[0] is NOTICE
    assert about == "选中 2 个问题"
    shown = window.shell.page
    assert isinstance(shown, PreviewPage)
    wish: Any = shown.sheaf.pieces[0].wish
    assert (wish.kind, set(wish.subjects)) == (NOTICE, uids)


def test_issues_of_two_records_are_refused_with_a_sentence(
    page: Any, window: Window, asked: list[Any]
) -> None:
    first = page.model.rows[0]
    other = next(n for n, r in enumerate(page.model.rows) if r.visit_uid != first.visit_uid)
    choose(page, 0, other)
    page.details.print.click()
    assert asked
    shown: Any = window.shell.page
    assert "不在同一份督导记录里" in shown.notice.text


def test_only_what_fits_the_issue_is_offered(page: Any, asked: list[Any]) -> None:
    rows = page.model.rows
    hazard = next(n for n, row in enumerate(rows) if row.issue.is_hazard)
    plain = next(n for n, row in enumerate(rows) if not row.issue.is_hazard)
    for place, offered in ((hazard, True), (plain, False)):
        asked.clear()
        page.kit.navigator.open(GoTo(place=Place.LEDGER))
        page.table.clearSelection()
        choose(page, place)
        page.details.print.click()
        assert (LetterKind.HAZARD_SLIP in asked[0][0]) == offered


def test_a_filed_record_offers_its_letters(window: Window, filed: str, asked: list[Any]) -> None:
    window.navigator.open(OpenVisit(uid=filed))
    record: Any = window.shell.page
    assert record.head.letters.isVisible()
    record.head.letters.click()
    ((kinds, about),) = asked
    assert kinds[-2:] == (LetterKind.FEEDBACK_LETTER, LetterKind.OPINION_LETTER)
    assert about.startswith("记录 ")
    assert isinstance(window.shell.page, PreviewPage)


Answer = Callable[[Callable[[Any], None]], None]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Let a function act in place of the person."""

    def be(act: Callable[[Any], None]) -> None:
        def run(dialog: QDialog) -> bool:
            dialog.show()
            QApplication.processEvents()
            act(dialog)
            accepted = dialog.result() == QDialog.DialogCode.Accepted
            dialog.hide()
            dialog.deleteLater()
            return accepted

        monkeypatch.setattr("inspector_app.ui.dialogs.letter.run", run)

    return be


def test_number_and_days_are_asked_where_the_letter_has_them(page: Any, answer: Answer) -> None:
    def act(dialog: Any) -> None:
        assert dialog.days.isVisible()
        dialog.reference.setText(" 示教督〔2026〕3号 ")
        dialog.days.setValue(7)
        dialog.yes.click()

    answer(act)
    kinds = [NOTICE, LetterKind.CHECK_SHEET]
    assert ask_letter(page, kinds, about="问题") == (NOTICE, "示教督〔2026〕3号", 7)


def test_a_table_has_neither_number_nor_days(page: Any, answer: Answer) -> None:
    def act(dialog: Any) -> None:
        dialog.reference.setText("示教督〔2026〕3号")
        dialog.kind.show_value(LetterKind.CHECK_SHEET)
        dialog.kind.chosen.emit(LetterKind.CHECK_SHEET)
        assert not dialog.days.isVisible()
        assert not dialog.reference.isVisible()
        dialog.yes.click()

    answer(act)
    kinds = [NOTICE, LetterKind.CHECK_SHEET]
    assert ask_letter(page, kinds, about="问题") == (LetterKind.CHECK_SHEET, "", 15)


def test_without_a_kind_nothing_is_shown(page: Any, answer: Answer) -> None:
    def act(dialog: Any) -> None:
        dialog.kind.show_value(None)
        dialog.kind.chosen.emit(None)
        assert not dialog.yes.isEnabled()
        dialog.no.click()

    answer(act)
    assert ask_letter(page, [NOTICE], about="问题") is None
