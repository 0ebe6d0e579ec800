"""The page of 常用语: narrowing, changing, binning, files."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from inspector_app.domain.phrase_options import PhrasePlace
from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import ask
from inspector_app.ui.navigator import (
    GoTo,
    OpenPhrases,
    Place,
)
from tests.gui.answers import Answer
from tests.gui.conftest import Hands
from tests.gui.phrases.offered import PILED, SHORT, compose


def page_of(window: Window) -> Any:
    window.navigator.open(OpenPhrases())
    return window.shell.page


def texts(page: Any) -> list[str]:
    return [line.phrase.text for line in page.model.rows]


def test_the_page_narrows_bins_and_fetches_back(window: Window, desk: Any, hands: Hands) -> None:
    page = page_of(window)
    assert texts(page)[:2] == [PILED, SHORT]
    page.search.setFocus()
    compose(hands, "qing'an'shi")
    assert texts(page) == [SHORT]
    compose(hands, "")
    hands.write("qas")
    assert texts(page) == [SHORT]
    page.table.setFocus()
    hands.press(Qt.Key.Key_Delete)
    assert texts(page) == []
    assert page.bin.text() == "回收站（1）"
    page.bin.click()
    assert texts(page) == [SHORT]
    page.table.setFocus()
    hands.press(Qt.Key.Key_Delete)
    page.bin.click()
    assert texts(page) == [SHORT]


def test_a_phrase_is_written_and_changed_in_a_dialog_by_keyboard(
    window: Window, desk: Any, hands: Hands, answer: Answer
) -> None:
    page = page_of(window)

    def tell(question: Any) -> None:
        assert not question.yes.isEnabled()
        question.text.setFocus()
        hands.write("请于____前报来。")
        question.place.show_value(PhrasePlace.REQUIREMENT)
        assert question.yes.isEnabled()
        question.accept()

    answer(tell, lambda question: (question.text.setPlainText("改过的"), question.accept()))
    hands.press(Qt.Key.Key_N, ctrl=True)
    made = next(e.phrase for e in desk.phrases.all() if e.phrase.text == "请于____前报来。")
    assert made.place is PhrasePlace.REQUIREMENT
    page.table.setFocus()
    page.table.selectRow(texts(page).index(made.text))
    hands.enter()
    assert desk.phrases.get(made.uid).text == "改过的"
    assert desk.phrases.get(made.uid).place is PhrasePlace.REQUIREMENT


def test_what_ships_is_hidden_and_shown_again_and_not_changed(
    window: Window, desk: Any, hands: Hands
) -> None:
    page = page_of(window)
    page.table.setFocus()
    row = next(n for n, line in enumerate(page.model.rows) if line.phrase.uid == "shipped-001")
    page.table.selectRow(row)
    assert not page.change.isEnabled()
    hands.enter()
    assert "不是“我的”，不能改" in page.notice.text
    assert page.remove.text() == "隐藏"
    hands.press(Qt.Key.Key_Delete)
    assert page.model.rows[row].hidden
    assert page.remove.text() == "再列出"
    hands.press(Qt.Key.Key_Delete)
    assert not page.model.rows[row].hidden


def test_chosen_phrases_are_merged_after_a_question(
    window: Window, desk: Any, hands: Hands, answer: Answer
) -> None:
    page = page_of(window)
    page.merge.click()
    assert "没有重复的" in page.notice.text
    asked: list[str] = []
    page.table.setFocus()
    page.table.selectRow(0)
    hands.press(Qt.Key.Key_Down, shift=True)
    answer(lambda question: (asked.append(question.windowTitle()), question.accept()))
    page.merge.click()
    assert asked == ["合并选中的几条吗？"]
    assert [e.phrase.text for e in desk.phrases.all() if e.removed_at] == [SHORT]


def test_files_go_out_and_come_in(
    window: Window, desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hands: Hands
) -> None:
    page = page_of(window)
    path = tmp_path / "常用语.csv"
    monkeypatch.setattr(ask, "save_file", lambda *_: path)
    monkeypatch.setattr(ask, "open_file", lambda *_: path)
    page.export.click()
    assert "常用语.csv" in page.notice.text
    desk.context.database.execute("DELETE FROM phrase")
    hands.press(Qt.Key.Key_O, ctrl=True)
    assert page.notice.text == "新增“我的”常用语 2 条。"
    assert texts(page)[:2] == [PILED, SHORT]


def test_the_place_of_phrases_leads_to_the_page(window: Window, desk: Any) -> None:
    window.navigator.open(GoTo(place=Place.MORE))
    page: Any = window.shell.page
    page.phrases.click()
    assert texts(window.shell.page)[:2] == [PILED, SHORT]
