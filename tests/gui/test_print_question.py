"""The question before printing: which pages, how many copies, which printer."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from inspector_app.ui.app import Window
from inspector_app.ui.dialogs import print_order
from inspector_app.ui.dialogs.print_order import ask_print
from inspector_app.ui.printer import Order
from tests.gui.previews import HOME, OFFICE


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Any], None]], None]:
    """Let a function act in place of the person; what it accepts is accepted."""

    def be(act: Callable[[Any], None]) -> None:
        def run(dialog: QDialog) -> bool:
            dialog.show()
            QApplication.processEvents()
            act(dialog)
            accepted = dialog.result() == QDialog.DialogCode.Accepted
            dialog.hide()
            return accepted

        monkeypatch.setattr(print_order, "run", run)

    return be


def test_the_question_gives_back_what_was_chosen(
    window: Window, answer: Callable[[Callable[[Any], None]], None]
) -> None:
    def act(question: Any) -> None:
        QTest.keyClicks(question.pages, "2-3,5")
        question.copies.setValue(4)
        question.both_sides.setChecked(True)
        question.grey.setChecked(True)
        question.yes.click()

    answer(act)
    chosen = ask_print(window.shell, (OFFICE, HOME), count=6)
    assert chosen == Order("办公室", pages=(2, 3, 5), copies=4, both_sides=True, grey=True)


def test_a_range_that_there_is_not_is_explained_and_cannot_be_printed(
    window: Window, answer: Callable[[Callable[[Any], None]], None]
) -> None:
    def act(question: Any) -> None:
        QTest.keyClicks(question.pages, "7")
        assert "一共只有 6 页" in question.hint.text()
        assert not question.yes.isEnabled()
        question.accept()

    answer(act)
    assert ask_print(window.shell, (OFFICE,), count=6) is None


def test_a_printer_that_cannot_turn_sheets_is_not_asked_to(
    window: Window, answer: Callable[[Callable[[Any], None]], None]
) -> None:
    def act(question: Any) -> None:
        question.both_sides.setChecked(True)
        question.printer.setCurrentIndex(1)
        assert not question.both_sides.isEnabled()
        question.yes.click()

    answer(act)
    chosen = ask_print(window.shell, (OFFICE, HOME), count=6)
    assert chosen == Order("家里", pages=(1, 2, 3, 4, 5, 6))
