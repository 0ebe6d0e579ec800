"""Choices as on paper, painted: a circle or a box before each, chosen by digits and letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from time import monotonic
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)

from inspector_app.base.override import override
from inspector_app.ui.forms.painted import PaintedAnswer
from inspector_app.ui.forms.shown_pictures import fitted
from inspector_app.ui.forms.words import SMALL, Words, face
from inspector_app.ui.readings import spells
from inspector_app.ui.theme import Colours, colours_now, scaled

_STEP: Final = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
}  # fmt: skip
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CLEAR: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_0)
_PAD: Final = 6
_GAP: Final = 4
# Letters that follow each other sooner belong to one word.
_SAME_WORD: Final = 0.9
_PLACES: Final = 9
_NO_PICTURES: Final[Mapping[str, QPixmap]] = {}
_PICTURE: Final = (150, 110)


class ChoiceRow(PaintedAnswer):
    """Choices of which one, or with ``several`` any number, may be chosen.

    The whole is one stop of the Tab key. A digit chooses the choice of that place, Space the one
    under the frame, letters the one whose words, or their initials, begin so; where several do
    and any number may be chosen, the frame only goes there. Delete empties; Enter goes on.

    Signals:
        chosen(object): the tuple of codes chosen now.
    """

    chosen = Signal(object)

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[str, str]],
        *,
        several: bool = False,
        columns: int = 0,
        pictures: Mapping[str, QPixmap] = _NO_PICTURES,
    ) -> None:
        """Show choices.

        Args:
            name: what is asked.
            options: codes and words.
            several: any number may be chosen.
            columns: how many stand on a line, each as wide as the others; 0: as many as fit.
            pictures: what stands over the words of a choice, by its code.
        """
        self._options, self._pictures = tuple(options), pictures
        self._several, self._columns = several, columns
        self._on: frozenset[str] = frozenset()
        self._at = 0
        self._typed, self._typed_at = "", 0.0
        self._boxes: tuple[QRect, ...] = ()
        self._width, self._mark = -1, 0
        self._laid: dict[tuple[int, bool], Words] = {}
        super().__init__(name)
        # It paints its own ground: nothing below it is painted with it.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # -- showing ---------------------------------------------------------------------------------

    @property
    def codes(self) -> tuple[str, ...]:
        """What is chosen now, in the order of the choices."""
        return tuple(code for code, _ in self._options if code in self._on)

    def show_value(self, value: str) -> None:
        """Show what is stored; nothing is announced by this."""
        wanted = frozenset(value.split()) if self._several else frozenset({value} - {""})
        if wanted != self._on:
            self._on = wanted
            self._say()
            self.update()

    def height_for(self, width: int) -> int:
        """Return how high the choices stand in a width."""
        boxes = self._laid_out(width)
        return boxes[-1].bottom() + 2 if boxes else face().height

    def measure(self) -> None:
        """Measure anew: the text has another size."""
        self._width = -1

    def _laid_out(self, width: int) -> tuple[QRect, ...]:
        if width != self._width:
            self._width = width
            self._mark = face(SMALL).height - 1
            self._laid = {}
            self._boxes = tuple(self._lay_out(max(40, width - 1)))
        return self._boxes

    def _lay_out(self, width: int) -> list[QRect]:
        bold, before = face(bold=True), self._mark + 3 * _PAD
        even = (width - (self._columns - 1) * _GAP) // self._columns if self._columns else 0
        found: list[QRect] = []
        x = y = line = 0
        for place, (code, text) in enumerate(self._options):
            advance = bold.metrics.horizontalAdvance(text)
            picture = self._size_of(code, (even or width) - 2 * _PAD)
            wide = even or min(width, max(advance + before + 2, picture.width() + 2 * _PAD))
            high = max(bold.height, self._mark)
            if advance + before > wide:
                high = max(high, self._said(place, wide, on=True).height)
            if x and (x + wide > width or (self._columns and place % self._columns == 0)):
                x, y, line = 0, y + line + _GAP, 0
            high += picture.height() + (_PAD if picture.height() else 0)
            found.append(QRect(x, y, wide, high + _PAD))
            x, line = x + wide + _GAP, max(line, high + _PAD)
        return found

    def _size_of(self, code: str, width: int) -> QSize:
        """Return how large the picture of a choice is shown, nothing without one."""
        picture = self._pictures.get(code)
        wide, high = _PICTURE
        return QSize(0, 0) if picture is None else fitted(picture, min(scaled(wide), width), high)

    def _said(self, place: int, wide: int, *, on: bool) -> Words:
        if (place, on) not in self._laid:
            room = wide - self._mark - 3 * _PAD + 2
            self._laid[place, on] = Words(self._options[place][1], face(bold=on), room)
        return self._laid[place, on]

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.height_for(max(200, self.width())))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, face().height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        c = colours_now()
        painter.fillRect(event.rect(), QColor(c.surface))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, box in enumerate(self._laid_out(self.width())):
            if box.intersects(event.rect()):
                self._draw(painter, c, place, box)

    def _draw(self, painter: QPainter, c: Colours, place: int, box: QRect) -> None:
        on, here = self._options[place][0] in self._on, self.hasFocus() and place == self._at
        painter.setPen(QPen(QColor(c.accent if on or here else c.line), 2 if here else 1))
        painter.setBrush(QColor(c.tint if on else c.surface))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)
        picture = self._pictures.get(self._options[place][0])
        if picture is not None:
            size_of = self._size_of(self._options[place][0], box.width() - 2 * _PAD)
            frame = QRect(QPoint(box.center().x() - size_of.width() // 2, box.y() + _PAD), size_of)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(frame, picture)
            box = box.adjusted(0, size_of.height() + _PAD, 0, 0)
        size = self._mark
        mark = QRect(box.x() + _PAD, box.y() + (box.height() - size) // 2, size, size)
        self._draw_mark(painter, c, mark, place, on=on)
        painter.setPen(QColor(c.accent if on else c.soft if self.locked else c.text))
        words = self._said(place, box.width(), on=on)
        words.draw(painter, mark.right() + 1 + _PAD, box.y() + (box.height() - words.height) / 2)

    def _draw_mark(
        self, painter: QPainter, c: Colours, mark: QRect, place: int, *, on: bool
    ) -> None:
        painter.setPen(QPen(QColor(c.accent if on else c.soft), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = mark.adjusted(1, 1, -1, -1)
        painter.drawRect(inner) if self._several else painter.drawEllipse(inner)
        if on and self._several:
            painter.setPen(QPen(QColor(c.accent), 2.2))
            left, low = mark.x() + mark.width() * 0.25, mark.y() + mark.height() * 0.75
            right, high = mark.x() + mark.width() * 0.8, mark.y() + mark.height() * 0.28
            bend = QPointF(mark.x() + mark.width() * 0.44, low)
            painter.drawLine(QPointF(left, mark.y() + mark.height() * 0.52), bend)
            painter.drawLine(bend, QPointF(right, high))
        elif on:
            painter.setBrush(QColor(c.accent))
            painter.drawEllipse(mark.adjusted(4, 4, -4, -4))
        elif self.hasFocus() and place < _PLACES:
            # While the keyboard is here the mark tells which digit chooses it.
            painter.setFont(face(0.72).font)
            painter.drawText(mark, int(Qt.AlignmentFlag.AlignCenter), str(place + 1))

    @override
    def _words(self) -> str:
        return "、".join(text for code, text in self._options if code in self._on)

    # -- choosing --------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = Qt.Key(event.key()), event.text()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ENTER:
            self.focusNextChild()
        elif not plain or not self._options:
            super().keyPressEvent(event)
        elif key in _STEP:
            self._stand((self._at + _STEP[key]) % len(self._options))
        elif key == Qt.Key.Key_Space:
            self._switch(self._at)
        elif key in _CLEAR:
            self._put(frozenset())
        elif text.isascii() and text.isdigit():
            self._switch(int(text) - 1)
        elif text.isascii() and text.isalpha():
            self._spell(text.lower())
        else:
            super().keyPressEvent(event)

    def _spell(self, letter: str) -> None:
        """Go to the choice that begins with the letters typed, and choose it."""
        now = monotonic()
        longer = self._typed + letter if now - self._typed_at < _SAME_WORD else letter
        found = self._spelled(longer)
        if not found:
            longer, found = letter, self._spelled(letter)
        self._typed, self._typed_at = longer, now
        if not found:
            return
        goes_on = len(longer) > 1
        ahead = [place for place in found if place > self._at or (goes_on and place == self._at)]
        place = (ahead or found)[0]
        here = (goes_on and place == self._at) or self._options[place][0] in self._on
        if here or (self._several and len(found) > 1):
            self._stand(place)
        else:
            self._switch(place)

    def _spelled(self, letters: str) -> list[int]:
        return [place for place, (_, text) in enumerate(self._options) if spells(letters, text)]

    def _switch(self, place: int) -> None:
        if self.locked or not 0 <= place < len(self._options):
            return
        self._stand(place)
        code = self._options[place][0]
        kept = self._on if self._several else frozenset[str]()
        self._put(kept - {code} if code in self._on else kept | {code})

    def _put(self, codes: frozenset[str]) -> None:
        if self.locked or codes == self._on:
            return
        self._on = codes
        self._say()
        self.update()
        self.chosen.emit(self.codes)

    def _stand(self, place: int) -> None:
        self._at = place
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        found = [n for n, box in enumerate(self._laid_out(self.width())) if box.contains(at)]
        for place in found:
            self._switch(place)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        places = [n for n, (code, _) in enumerate(self._options) if code in self._on]
        self._at = places[0] if places else min(self._at, max(0, len(self._options) - 1))
        self.update()
