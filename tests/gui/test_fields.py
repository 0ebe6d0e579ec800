"""Typing: what is saved when, what moves on, and what an input method may do."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector_app.ui.widgets.fields import SAVE_AFTER_MS, LineField, LongText
from tests.gui.inputs import show


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[..., QWidget]:
    """Show inputs below each other in a window that has the focus."""
    return partial(show, qtbot)


def compose(field: QWidget, text: str) -> None:
    QApplication.sendEvent(field, QInputMethodEvent(text, []))


def commit(field: QWidget, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def test_what_is_typed_goes_out_within_a_second(qtbot: QtBot, shown: Any) -> None:
    field = LongText("过程")
    shown(field)
    with qtbot.waitSignal(field.edited, timeout=1_000) as sent:
        QTest.keyClicks(field, "abc")
    assert sent.args == ["abc"]
    assert SAVE_AFTER_MS < 1_000


def test_typing_without_a_pause_does_not_put_the_save_off(qtbot: QtBot, shown: Any) -> None:
    field = LineField("接待人")
    shown(field)
    sent: list[str] = []
    field.edited.connect(sent.append)
    for _ in range(12):
        QTest.keyClicks(field, "x")
        qtbot.wait(SAVE_AFTER_MS // 8)
    assert sent
    assert 0 < len(sent[0]) < 12


def test_leaving_a_field_sends_what_is_not_sent_yet(shown: Any) -> None:
    field, other = LongText("过程"), LineField("其他")
    shown(field, other)
    sent: list[str] = []
    field.edited.connect(sent.append)
    QTest.keyClicks(field, "abc")
    other.setFocus()
    assert sent == ["abc"]


def test_showing_a_stored_value_saves_nothing(qtbot: QtBot, shown: Any) -> None:
    field = LongText("过程")
    shown(field)
    sent: list[str] = []
    field.edited.connect(sent.append)
    field.show_value("已保存的话")
    field.flush()
    qtbot.wait(SAVE_AFTER_MS + 50)
    assert sent == []


def test_enter_makes_a_paragraph_in_long_text_and_tab_leaves_it(shown: Any) -> None:
    field, other = LongText("过程"), LineField("其他")
    shown(field, other)
    QTest.keyClicks(field, "a")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "b")
    assert field.toPlainText() == "a\nb"
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert other.hasFocus()


def test_ctrl_enter_leaves_long_text_without_a_paragraph(shown: Any) -> None:
    field, other = LongText("过程"), LineField("其他")
    shown(field, other)
    QTest.keyClicks(field, "a")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (field.toPlainText(), other.hasFocus()) == ("a", True)


def test_enter_goes_on_from_a_line(shown: Any) -> None:
    field, other = LineField("接待人"), LineField("其他")
    shown(field, other)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert other.hasFocus()


@pytest.mark.parametrize("make", [LineField, LongText])
def test_an_enter_that_confirms_the_input_method_never_moves(shown: Any, make: Any) -> None:
    field, other = make("接待人"), LineField("其他")
    shown(field, other)
    compose(field, "xiao zhang")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.hasFocus()
    commit(field, "校长")
    text = field.toPlainText() if isinstance(field, LongText) else field.text()
    assert text == "校长"


def test_long_text_takes_50_000_characters_and_says_what_it_cut(shown: Any) -> None:
    field = LongText("过程", limit=50_000)
    shown(field)
    cut: list[int] = []
    field.cut_short.connect(cut.append)
    pasted = QMimeData()
    pasted.setText("督" * 50_007)
    field.insertFromMimeData(pasted)
    assert (len(field.toPlainText()), cut) == (50_000, [7])


def test_ctrl_z_first_saves_what_is_typed_and_then_asks_the_journal(shown: Any) -> None:
    field = LongText("过程")
    shown(field)
    happened: list[str] = []
    field.edited.connect(lambda text: happened.append(f"saved {text}"))
    field.undo_wanted.connect(lambda: happened.append("undo"))
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert happened == ["saved abc", "undo"]


def test_after_an_undo_the_cursor_stands_where_the_text_changed(shown: Any) -> None:
    field = LongText("过程")
    shown(field)
    field.show_value("查看食堂后厨，未完")
    field.show_value("查看食堂，未完")
    assert field.textCursor().position() == len("查看食堂")


def test_long_text_grows_with_what_is_written_but_not_without_end(shown: Any) -> None:
    field = LongText("过程", lines=3)
    shown(field)
    low = field.height()
    field.show_value("\n".join("段" for _ in range(8)))
    middle = field.height()
    field.show_value("\n".join("段" for _ in range(400)))
    assert low < middle < field.height() < 20 * field.fontMetrics().lineSpacing()
