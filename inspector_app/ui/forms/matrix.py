"""A rating matrix, painted as a ruled table: digits choose and go on, arrows walk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector_app.base.override import override
from inspector_app.ui.forms.words import SMALL, face
from inspector_app.ui.theme import colours_now, scaled

_PAD: Final = 6
_LABEL_SHARE: Final = 0.5
_WRAP: Final = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignVCenter)
_CENTRE: Final = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
_CLEAR: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_0)
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES: Final = {
    Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1),
}  # fmt: skip


class Line(NamedTuple):
    """One question of the table.

    Attributes:
        text: its words; ``hint``: what stands small below them.
        wrong: something is the matter with its answer.
    """

    path: str
    text: str
    value: str
    wrong: bool = False
    hint: str = ""


class RatingMatrix(QWidget):
    """The table.

    Signals:
        given(str, str): the path of a question and its answer now, empty for none.
        stood_on(QRect): the place of the row that the person is on now.
    """

    given = Signal(str, str)
    stood_on = Signal(QRect)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._title = name
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.locked = False
        self._heads: tuple[tuple[str, str], ...] = ()
        self._lines: tuple[Line, ...] = ()
        self._tops: list[int] = [0]
        self._row = self._column = 0

    # -- showing ---------------------------------------------------------------------------------

    def show_lines(self, heads: Sequence[tuple[str, str]], lines: Sequence[Line]) -> None:
        """Show the choices (code and words) and the questions; the row stays."""
        fresh = tuple(heads) != self._heads or [(n.text, n.hint) for n in lines] != [
            (n.text, n.hint) for n in self._lines
        ]
        self._heads, self._lines = tuple(heads), tuple(lines)
        self._row = max(0, min(self._row, len(lines) - 1))
        if fresh:
            self._measure()
        self._say()
        self.update()

    @property
    def path(self) -> str:
        """The question that the person is on, empty without any."""
        return self._lines[self._row].path if self._lines else ""

    def go_to(self, path: str) -> None:
        """Put the keyboard on a question."""
        for row, line in enumerate(self._lines):
            if line.path == path:
                self._stand(row, self._column)
        self.setFocus()

    def _measure(self) -> None:
        """Let every row be as high as its text needs at this width."""
        metrics = self.fontMetrics()
        wide, tall = self._label_width - 2 * _PAD, 10_000
        heads = [
            metrics.boundingRect(QRect(0, 0, self._column_width - 4, tall), _CENTRE, text).height()
            for _, text in self._heads
        ]
        top = max([metrics.height(), *heads]) + 2 * _PAD
        self._tops = [top]
        for line in self._lines:
            high = metrics.boundingRect(QRect(0, 0, wide, tall), _WRAP, line.text).height()
            top += max(high, metrics.height()) + self._hint_height(line) + 2 * _PAD
            self._tops.append(top)

    def _hint_height(self, line: Line) -> int:
        if not line.hint:
            return 0
        box = QRect(0, 0, self._label_width - 2 * _PAD, 10_000)
        return face(SMALL).metrics.boundingRect(box, _WRAP, line.hint).height()

    def height_for(self, width: int) -> int:
        """Return how high the table is in a width, which it takes."""
        if width != self.width():
            self.resize(width, self.height())
            self._measure()
        return self._tops[-1] + 1

    def measure(self) -> None:
        """Measure anew: the text has another size."""
        self._measure()

    @property
    def _label_width(self) -> int:
        columns = max(1, len(self._heads))
        least = scaled(72) * columns
        return max(int(self.width() * 0.3), min(int(self.width() - least), self.width()))

    @property
    def _column_width(self) -> int:
        return (self.width() - self._label_width) // max(1, len(self._heads))

    @override
    def sizeHint(self) -> QSize:
        return QSize(scaled(420), self._tops[-1] + 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._measure()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, c = QPainter(self), colours_now()
        painter.fillRect(self.rect(), QColor(c.surface))
        painter.fillRect(0, 0, self.width(), self._tops[0], QColor(c.window))
        self._draw_heads(painter)
        for row, line in enumerate(self._lines):
            self._draw_row(painter, row, line)
        painter.setPen(QColor(c.line))
        for top in (0, *self._tops):
            painter.drawLine(0, top, self.width(), top)
        for column in range(len(self._heads) + 1):
            left = self._label_width + column * self._column_width
            painter.drawLine(left, 0, left, self._tops[-1])
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if self.hasFocus() and self._lines:
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.drawRect(self._box(self._row, self._column).adjusted(2, 2, -2, -2))

    def _draw_heads(self, painter: QPainter) -> None:
        painter.setPen(QColor(colours_now().text))
        title = QRect(_PAD, 0, self._label_width - 2 * _PAD, self._tops[0])
        painter.drawText(title, _WRAP, self._title)
        for column, (_, text) in enumerate(self._heads):
            left = self._label_width + column * self._column_width
            box = QRect(left + 2, 0, self._column_width - 4, self._tops[0])
            painter.drawText(box, _CENTRE, text)

    def _draw_row(self, painter: QPainter, row: int, line: Line) -> None:
        c = colours_now()
        top, high = self._tops[row], self._tops[row + 1] - self._tops[row]
        if self.hasFocus() and row == self._row:
            painter.fillRect(1, top + 1, self._label_width - 1, high - 1, QColor(c.tint))
        painter.setPen(QColor(c.bad if line.wrong else c.text))
        below = self._hint_height(line)
        words = QRect(_PAD, top, self._label_width - 2 * _PAD, high)
        painter.drawText(words.adjusted(0, 0, 0, -below), _WRAP, line.text)
        if below:
            usual = painter.font()
            painter.setFont(face(SMALL).font)
            painter.setPen(QColor(c.soft))
            painter.drawText(words.adjusted(0, high - below - _PAD, 0, -_PAD), _WRAP, line.hint)
            painter.setFont(usual)
        for column, (code, _) in enumerate(self._heads):
            if code == line.value:
                box = self._box(row, column)
                painter.fillRect(box.adjusted(1, 1, 0, 0), QColor(c.tint))
                painter.setPen(QColor(c.accent))
                painter.drawText(box, _CENTRE, "✓")

    def _box(self, row: int, column: int) -> QRect:
        top = self._tops[row]
        left = self._label_width + column * self._column_width
        return QRect(left, top, self._column_width, self._tops[row + 1] - top)

    # -- answering -------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain or not self._lines:
            super().keyPressEvent(event)
        elif key in _MOVES:
            down, right = _MOVES[key]
            self._stand(self._row + down, self._column + right)
        elif key in _CLEAR:
            self._give("")
        elif event.text().isdigit():
            self._choose(int(event.text()) - 1)
        elif key == Qt.Key.Key_Space:
            self._choose(self._column)
        elif key in _ENTER:
            self._next()
        else:
            super().keyPressEvent(event)

    def _choose(self, column: int) -> None:
        if 0 <= column < len(self._heads) and not self.locked:
            self._column = column
            self._give(self._heads[column][0])
            self._next()

    def _give(self, value: str) -> None:
        if not self.locked:
            self.given.emit(self._lines[self._row].path, value)

    def _next(self) -> None:
        if self._row + 1 < len(self._lines):
            self._stand(self._row + 1, self._column)
        else:
            self.focusNextChild()

    def _stand(self, row: int, column: int) -> None:
        self._row = max(0, min(row, len(self._lines) - 1))
        self._column = max(0, min(column, len(self._heads) - 1))
        self._say()
        self.update()
        self.stood_on.emit(self._box(self._row, self._column))

    def _say(self) -> None:
        """Tell whoever cannot see the table which row is meant and what stands there."""
        if self._lines:
            line = self._lines[self._row]
            said = dict(self._heads).get(line.value, "未填")
            self.setAccessibleName(f"{self._title}：{line.text}，{said}")
            self.setAccessibleDescription(line.hint)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        row = sum(1 for top in self._tops if top <= at.y()) - 1
        if not 0 <= row < len(self._lines):
            return
        column = (at.x() - self._label_width) // max(1, self._column_width)
        self._stand(row, max(0, int(column)))
        if at.x() >= self._label_width and not self.locked:
            code = self._heads[self._column][0]
            self._give("" if self._lines[row].value == code else code)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.TabFocusReason:
            self._row = 0
        self._stand(self._row, self._column)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
