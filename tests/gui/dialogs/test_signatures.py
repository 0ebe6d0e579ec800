"""Signatures: framed on a scanned page, or written on the screen."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QImage,
    QMouseEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from inspector_app.ui.dialogs.crop import ask_box
from inspector_app.ui.dialogs.signature import ask_signature

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Answer = Callable[[Callable[[Any], None]], None]


def test_a_signature_is_framed_with_the_keyboard_alone(
    parent: QWidget, answer: Answer, page: bytes
) -> None:
    frames = []

    def act(dialog: Any) -> None:
        at = QApplication.focusWidget()
        assert at is dialog.frame
        frames.append(dialog.frame.box())
        for key, modifier in (
            (Qt.Key.Key_Left, NONE), (Qt.Key.Key_Up, NONE), (Qt.Key.Key_Up, NONE),
            (Qt.Key.Key_Right, SHIFT), (Qt.Key.Key_Down, SHIFT),
        ):  # fmt: skip
            QTest.keyClick(at, key, modifier)
        QTest.keyClick(at, Qt.Key.Key_Return)

    answer(act)
    box = ask_box(parent, page)
    assert box is not None
    (first,) = frames
    moved = [
        (new - old) * size for new, old, size in zip(box, first, (300, 240, 300, 240), strict=True)
    ]
    assert moved == pytest.approx([-8, -16, 0, -8])


def test_the_frame_stays_on_the_page_and_never_shrinks_to_nothing(
    parent: QWidget, answer: Answer, page: bytes
) -> None:
    def act(dialog: Any) -> None:
        for key, modifier in (
            (Qt.Key.Key_Left, SHIFT), (Qt.Key.Key_Up, SHIFT),
            (Qt.Key.Key_Right, NONE), (Qt.Key.Key_Down, NONE),
        ):  # fmt: skip
            for _ in range(60):
                QTest.keyClick(dialog.frame, key, modifier)
        dialog.accept()

    answer(act)
    box = ask_box(parent, page)
    assert box is not None
    assert (box.right, box.bottom) == (1, 1)
    assert box.left == pytest.approx(1 - 8 / 300)
    assert box.top == pytest.approx(1 - 8 / 240)


def test_the_dialog_says_which_keys_move_the_frame(
    parent: QWidget, answer: Answer, page: bytes
) -> None:
    hints = []

    def act(dialog: Any) -> None:
        hints.append(dialog.hint.text())
        dialog.reject()

    answer(act)
    assert ask_box(parent, page) is None
    assert "方向键移动" in hints[0]
    assert "Shift" in hints[0]
    assert "回车" in hints[0]


def test_a_frame_of_no_size_is_not_taken_and_said(
    parent: QWidget, answer: Answer, page: bytes
) -> None:
    def act(dialog: Any) -> None:
        QTest.mouseClick(dialog.frame, Qt.MouseButton.LeftButton, pos=QPoint(40, 40))
        dialog.yes.click()
        assert "框太小" in dialog.hint.text()
        QTest.mousePress(dialog.frame, Qt.MouseButton.LeftButton, pos=QPoint(30, 60))
        drag_to(dialog.frame, QPoint(180, 120))
        dialog.yes.click()

    answer(act)
    box = ask_box(parent, page)
    assert box is not None
    assert (box.left, box.top) == pytest.approx((0.1, 0.25))


def drag_to(widget: QWidget, *points: QPoint) -> None:
    """Move the mouse with its button held."""
    left = Qt.MouseButton.LeftButton
    for point in points:
        at = QPointF(point)
        moved = QMouseEvent(QEvent.Type.MouseMove, at, at, Qt.MouseButton.NoButton, left, NONE)
        QApplication.sendEvent(widget, moved)


def sign(pad: QWidget) -> None:
    """Draw two strokes."""
    for start, *way in (
        (QPoint(60, 40), QPoint(100, 150), QPoint(160, 60), QPoint(700, 900)),
        (QPoint(200, 120), QPoint(320, 110)),
    ):
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=start)
        drag_to(pad, *way)
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=way[-1])


def test_a_signature_on_the_screen_becomes_a_picture_of_its_ink(
    parent: QWidget, answer: Answer
) -> None:
    def act(dialog: Any) -> None:
        sign(dialog.pad)
        dialog.yes.click()

    answer(act)
    png = ask_signature(parent, "请签名")
    assert png is not None
    assert png.startswith(b"\x89PNG")
    drawn = QImage.fromData(png)
    assert drawn.width() > drawn.height()
    assert drawn.pixelColor(0, 0).lightness() == 255
    grey = bytes(drawn.convertToFormat(QImage.Format.Format_Grayscale8).constBits())
    assert min(grey) < 40


def test_an_empty_pad_is_refused_with_a_sentence(parent: QWidget, answer: Answer) -> None:
    said = []

    def act(dialog: Any) -> None:
        QTest.mouseClick(dialog.pad, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
        dialog.yes.click()
        said.append(dialog.hint.text())
        sign(dialog.pad)
        dialog.wipe.click()
        dialog.yes.click()
        said.append(dialog.hint.text())
        dialog.no.click()

    answer(act)
    assert ask_signature(parent, "请签名") is None
    assert said == ["还没有签名：请在白框里签名，或按“取消”。"] * 2
