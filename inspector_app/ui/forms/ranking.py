"""Choices put into an order, painted: arrows walk, Alt with arrows or a digit moves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen

from inspector_app.base.override import override
from inspector_app.ui.forms.painted import PaintedAnswer
from inspector_app.ui.forms.words import face
from inspector_app.ui.theme import colours_now, scaled

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CLEAR: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_WALK: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_PAD: Final = 6


class RankList(PaintedAnswer):
    """The choices under each other, each with its place.

    Until something is moved, or Space takes the order as it stands, there is no answer. A digit
    moves the choice under the frame to that place, Alt+↑ and Alt+↓ by one; Delete empties.

    Signals:
        given(str): the codes in their order, empty for none.
    """

    given = Signal(str)

    def __init__(self, name: str, options: Sequence[tuple[str, str]]) -> None:
        self._labels = dict(options)
        self._order = list(self._labels)
        self._ranked = False
        self._at = 0
        super().__init__(name)
        self.setToolTip("↑↓ 走动，Alt+↑↓ 移动，数字键移到第几位，空格按现在的次序填，Delete 清空")

    def show_value(self, value: str) -> None:
        """Show what is stored; choices that it does not name stand behind."""
        given = [code for code in value.split() if code in self._labels]
        order = given + [code for code in self._labels if code not in given]
        if (order, bool(given)) != (self._order, self._ranked):
            self._order, self._ranked = order, bool(given)
            self._say()
            self.update()

    @override
    def _words(self) -> str:
        return "、".join(self._labels[code] for code in self._order) if self._ranked else ""

    # -- showing ---------------------------------------------------------------------------------

    @property
    def _row(self) -> int:
        return face().height + _PAD

    def height_for(self, width: int) -> int:  # noqa: ARG002 - the same in every width
        """Return how high it is."""
        return self._row * max(1, len(self._order)) + 2

    @override
    def sizeHint(self) -> QSize:
        return QSize(scaled(240), self.height_for(0))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(120), self.height_for(0))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), colours_now()
        number = scaled(34)
        for place, code in enumerate(self._order):
            row = QRect(0, place * self._row, self.width() - 1, self._row)
            here = self.hasFocus() and place == self._at
            painter.fillRect(row, QColor(c.tint if here else c.surface))
            painter.setPen(QPen(QColor(c.line), 1))
            painter.drawRect(row)
            painter.setFont(face(bold=self._ranked).font)
            painter.setPen(QColor(c.accent if self._ranked else c.soft))
            told = str(place + 1) if self._ranked else "–"
            painter.drawText(QRect(0, row.y(), number, row.height()),
                             int(Qt.AlignmentFlag.AlignCenter), told)  # fmt: skip
            painter.setFont(face().font)
            painter.setPen(QColor(c.text))
            words = row.adjusted(number + _PAD, 0, -_PAD, 0)
            text = face().metrics.elidedText(
                self._labels[code], Qt.TextElideMode.ElideRight, words.width()
            )
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), text)
            if here:
                painter.setPen(QPen(QColor(c.accent), 2))
                painter.drawRect(row.adjusted(1, 1, -1, -1))

    # -- answering -------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = Qt.Key(event.key()), event.text()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ENTER:
            self.focusNextChild()
        elif key in _WALK and held == Qt.KeyboardModifier.AltModifier:
            self._move(self._at + _WALK[key])
        elif held or not self._order:
            super().keyPressEvent(event)
        elif key in _WALK:
            self._stand(self._at + _WALK[key])
        elif key == Qt.Key.Key_Space:
            self._give()
        elif key in _CLEAR:
            self._clear()
        elif text.isascii() and text.isdigit() and text != "0":
            self._move(int(text) - 1)
        else:
            super().keyPressEvent(event)

    def _stand(self, place: int) -> None:
        self._at = max(0, min(place, len(self._order) - 1))
        self.update()

    def _move(self, place: int) -> None:
        if self.locked or not 0 <= place < len(self._order):
            return
        self._order.insert(place, self._order.pop(self._at))
        self._stand(place)
        self._give()

    def _give(self) -> None:
        if not self.locked:
            self._ranked = True
            self._say()
            self.update()
            self.given.emit(" ".join(self._order))

    def _clear(self) -> None:
        if not self.locked and self._ranked:
            self.show_value("")
            self.given.emit("")

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._stand(int(event.position().y()) // self._row)
