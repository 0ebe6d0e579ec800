"""A number out of a range, on a painted scale: arrows step, digits write it, Delete empties."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from time import monotonic
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen

from inspector_app.base.override import override
from inspector_app.ui.forms.painted import PaintedAnswer
from inspector_app.ui.forms.words import SMALL, face
from inspector_app.ui.theme import colours_now, scaled

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CLEAR: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_BY: Final = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1,
    Qt.Key.Key_PageDown: -10, Qt.Key.Key_PageUp: 10,
}  # fmt: skip
_SAME_NUMBER: Final = 1.2
_MOST_MARKS: Final = 21
_CENTRE: Final = int(Qt.AlignmentFlag.AlignCenter)


class Bounds:
    """From where to where a number goes, and by which steps."""

    def __init__(self, parameters: Mapping[str, str]) -> None:
        def read(name: str, usual: str) -> Decimal:
            try:
                return Decimal(parameters.get(name, usual))
            except InvalidOperation:
                return Decimal(usual)

        first, last = read("start", "0"), read("end", "10")
        self.low, self.high = min(first, last), max(first, last)
        self.step = abs(read("step", "1")) or Decimal(1)
        self.steps = int((self.high - self.low) / self.step)

    def at(self, place: int) -> Decimal:
        """Return the number of a step, within the range."""
        return self.low + self.step * max(0, min(place, self.steps))

    def place(self, value: str) -> int:
        """Return the step of a number as it is stored, or -1."""
        try:
            place = (Decimal(value) - self.low) / self.step
        except InvalidOperation:
            return -1
        return int(place) if place == int(place) and 0 <= place <= self.steps else -1


def number_text(number: Decimal) -> str:
    """Return a number as it is stored: without an exponent or needless zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class RangeBar(PaintedAnswer):
    """The scale, its marks and the number.

    Signals:
        given(str): the number now, empty for none.
        refused(str): the number that was typed is none of the range.
    """

    given = Signal(str)
    refused = Signal(str)

    def __init__(self, name: str, parameters: Mapping[str, str], *, stars: bool = False) -> None:
        self._bounds, self._stars = Bounds(parameters), stars
        self._value = ""
        self._typed, self._typed_at = "", 0.0
        super().__init__(name)
        b = self._bounds
        self.setToolTip(
            f"{number_text(b.low)} 到 {number_text(b.high)}，每步 {number_text(b.step)}；"
            "←→ 一步，或直接写数字，Delete 清空"
        )

    # -- showing ---------------------------------------------------------------------------------

    def show_value(self, value: str) -> None:
        """Show what is stored."""
        if value != self._value:
            self._value = value
            self._say()
            self.update()

    @override
    def _words(self) -> str:
        return self._value

    @override
    def sizeHint(self) -> QSize:
        return QSize(scaled(260), face().height + face(SMALL).height + 10)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(150), self.sizeHint().height())

    def height_for(self, width: int) -> int:  # noqa: ARG002 - the same in every width
        """Return how high it is."""
        return self.sizeHint().height()

    @property
    def _bar(self) -> QRect:
        side = scaled(10)
        number = scaled(64)
        return QRect(side, 2, max(20, self.width() - 2 * side - number), face().height + 4)

    def _x(self, place: int) -> int:
        bar = self._bar
        return bar.x() + bar.width() * place // max(1, self._bounds.steps)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), colours_now()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar, place = self._bar, self._bounds.place(self._value)
        middle = bar.center().y()
        painter.setPen(QPen(QColor(c.soft), 2))
        painter.drawLine(bar.left(), middle, bar.right(), middle)
        if place >= 0:
            painter.setPen(QPen(QColor(c.accent), 4))
            painter.drawLine(bar.left(), middle, self._x(place), middle)
        self._draw_marks(painter, middle)
        if place >= 0:
            painter.setPen(QPen(QColor(c.on_accent), 1))
            painter.setBrush(QColor(c.accent))
            radius = scaled(7)
            painter.drawEllipse(self._x(place) - radius, middle - radius, 2 * radius, 2 * radius)
        self._draw_number(painter, bar)
        if self.hasFocus():
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)

    def _draw_marks(self, painter: QPainter, middle: int) -> None:
        c, steps = colours_now(), self._bounds.steps
        painter.setFont(face(SMALL).font)
        shown = range(steps + 1) if steps < _MOST_MARKS else (0, steps)
        room = self._bar.width() // max(1, steps if steps < _MOST_MARKS else 1)
        for place in shown:
            painter.setPen(QPen(QColor(c.soft), 1))
            painter.drawLine(self._x(place), middle - 4, self._x(place), middle + 4)
            text = number_text(self._bounds.at(place))
            wide = face(SMALL).metrics.horizontalAdvance(text) + 4
            if place in {0, steps} or wide <= room:
                top = self._bar.bottom() + 1
                box = QRect(self._x(place) - wide // 2, top, wide, face(SMALL).height)
                box.moveLeft(max(0, box.left()))
                painter.drawText(box, _CENTRE, text)

    def _draw_number(self, painter: QPainter, bar: QRect) -> None:
        c = colours_now()
        box = QRect(bar.right() + scaled(12), 0, self.width() - bar.right() - scaled(12),
                    bar.height() + 2)  # fmt: skip
        stars = self._stars and self._value
        painter.setFont(face(bold=bool(self._value)).font)
        painter.setPen(QColor(c.accent if self._value else c.soft))
        text = (f"★ {self._value}" if stars else self._value) or "未填"
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), text)

    # -- answering -------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = Qt.Key(event.key()), event.text()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ENTER:
            self.flush()
            self.focusNextChild()
        elif not plain:
            super().keyPressEvent(event)
        elif key in _BY:
            self._step(_BY[key])
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._give(self._bounds.at(0 if key == Qt.Key.Key_Home else self._bounds.steps))
        elif key in _CLEAR:
            self._typed = ""
            self._put("")
        elif text.isascii() and (text.isdigit() or text in {".", "-"}):
            self._write(text)
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        place = self._bounds.place(self._value)
        if place < 0:
            self._give(self._bounds.at(0 if by > 0 else self._bounds.steps))
        else:
            self._give(self._bounds.at(place + by))

    def _write(self, text: str) -> None:
        """Take a digit: those that follow each other soon are one number."""
        now = monotonic()
        longer = self._typed + text if now - self._typed_at < _SAME_NUMBER else text
        self._typed, self._typed_at = longer, now
        if self._bounds.place(longer) >= 0:
            self._give(Decimal(longer))

    def flush(self) -> None:
        """Say where what was typed is no number of the range."""
        typed, self._typed = self._typed, ""
        if typed and self._bounds.place(typed) < 0 and not self.locked:
            b = self._bounds
            self.refused.emit(
                f"“{typed}”没有保存：请填 {number_text(b.low)} 到 {number_text(b.high)}、"
                f"每步 {number_text(b.step)} 的数。"
            )

    def _give(self, number: Decimal) -> None:
        self._put(number_text(number))

    def _put(self, value: str) -> None:
        if self.locked or value == self._value:
            return
        self.show_value(value)
        self.given.emit(value)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        bar = self._bar
        if event.position().x() <= bar.right() + scaled(8):
            share = (event.position().x() - bar.x()) / max(1, bar.width())
            self._give(self._bounds.at(round(share * self._bounds.steps)))

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()
