"""Questions about a 随手记: its pictures, its text, where it is sent."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.note import ask_note
from inspector_app.ui.dialogs.note_home import NoteHome, ask_home
from inspector_app.ui.widgets.picker import Choice

NONE = Qt.KeyboardModifier.NoModifier
Answer = Callable[[Callable[[Any], None]], None]


def picture(path: Path) -> Path:
    """Write a small picture."""
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    assert image.save(str(path))
    return path


def test_pictures_are_dropped_and_pasted_into_a_note(
    parent: QWidget, answer: Answer, tmp_path: Path
) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(picture(tmp_path / "校门.png")))])

    def act(dialog: Any) -> None:
        drop_on(dialog.place, files)
        drop_on(dialog.text.viewport(), files)
        QGuiApplication.clipboard().setImage(QImage(str(tmp_path / "校门.png")))
        dialog.text.setFocus()
        QTest.keyClick(dialog.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        dialog.paste.click()
        dialog.accept()

    answer(act)
    jotted = ask_note(parent)
    QGuiApplication.clipboard().clear()
    assert jotted is not None
    assert jotted.text == ""
    names = [name for name, _ in jotted.pictures]
    assert names == ["校门.png", "校门.png", "粘贴的图片.png", "粘贴的图片.png"]


def drop_on(widget: QWidget, mime: QMimeData) -> None:
    """Drop something in the middle of a widget."""
    at, copy, left = widget.rect().center(), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entered = QDragEnterEvent(at, copy, mime, left, NONE)
    QApplication.sendEvent(widget, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(at), copy, mime, left, NONE))


def test_words_are_pasted_as_words_though_a_picture_of_them_comes_along(
    parent: QWidget, answer: Answer
) -> None:
    words = QMimeData()
    words.setText("后门门禁坏了")
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    words.setImageData(image)

    def act(dialog: Any) -> None:
        QGuiApplication.clipboard().setMimeData(words)
        QTest.keyClick(dialog.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        dialog.accept()

    answer(act)
    jotted = ask_note(parent)
    QGuiApplication.clipboard().clear()
    assert jotted is not None
    assert (jotted.text, jotted.pictures) == ("后门门禁坏了", ())


def test_a_clipboard_without_a_picture_is_said_and_pictures_can_be_given_up(
    parent: QWidget, answer: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = picture(tmp_path / "校门.png")
    said = []

    def act(dialog: Any) -> None:
        QGuiApplication.clipboard().setText("只有字")
        dialog.paste.click()
        said.append(dialog.told)
        monkeypatch.setattr(ask, "open_files", lambda *_a: (path,))
        dialog.choose.click()
        said.append(dialog.told)
        dialog.empty.click()
        said.append(dialog.told)
        dialog.accept()

    answer(act)
    jotted = ask_note(parent)
    QGuiApplication.clipboard().clear()
    assert jotted is not None
    assert jotted.pictures == ()
    assert "没有照片" in said[0]
    assert said[1:] == ["照片 1 张：校门.png", "没有照片"]


def test_a_note_is_sent_to_a_record_or_to_a_school_whichever_is_picked_last(
    parent: QWidget, answer: Answer
) -> None:
    def finder(choice: Choice) -> Any:
        return lambda _owner, _text, found: found([choice])

    def act(dialog: Any) -> None:
        for picker in (dialog.visit, dialog.school):
            picker.setFocus()
            QTest.keyClicks(picker, "1")
            QTest.keyClick(picker, Qt.Key.Key_Return)
        assert dialog.visit.text() == ""
        dialog.yes.click()

    answer(act)
    home = ask_home(
        parent,
        "后门门禁坏了",
        drafts=finder(Choice("v", "示范区第1小学")),
        schools=finder(Choice("2121000001", "示范区第1小学")),
    )
    assert home == NoteHome(school_code="2121000001")


def test_the_text_of_a_note_is_mended_without_saying_where_it_belongs(
    parent: QWidget, answer: Answer
) -> None:
    def act(dialog: Any) -> None:
        assert not dialog.yes.isEnabled()
        dialog.text.setFocus()
        dialog.text.selectAll()
        QTest.keyClicks(dialog.text, "ok")
        dialog.yes.click()

    answer(act)

    def nothing(_owner: Any, _text: str, found: Any) -> None:
        found([])

    home = ask_home(parent, "后门门禁坏了", drafts=nothing, schools=nothing)
    assert home == NoteHome(text="ok")
