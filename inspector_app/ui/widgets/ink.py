"""A plain area to sign on with a mouse, a pen or a finger (Qt makes mouse events of all three)."""

from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from inspector_app.base.override import override
from inspector_app.ui.theme import colours_now

# Ink on paper, whatever the colours of the window: this is what is printed.
_INK: Final = QColor("#101820")
_PEN_WIDTH: Final = 2.6
_MARGIN: Final = 12.0
# Sharp on paper: the signature is printed larger than it is drawn.
_PIXELS_PER_POINT: Final = 3.0
# A slip of the pen is no signature.
_LEAST: Final = 24.0


class InkPad(QWidget):
    """Strokes as they are drawn, each a smooth line.

    Signals:
        drawn(): a stroke was begun.
    """

    drawn = Signal()

    def __init__(self, name: str, *, size: QSize) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFixedSize(size)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._strokes: list[list[QPointF]] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing is drawn that could be a signature."""
        extent = self._extent()
        return max(extent.width(), extent.height()) < _LEAST

    def clear(self) -> None:
        """Wipe everything away."""
        self._strokes = []
        self.update()

    def image(self) -> QImage:
        """Return the ink on white, cut to what is drawn."""
        extent = self._extent().adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        size = (extent.size() * _PIXELS_PER_POINT).toSize()
        image = QImage(size, QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.scale(_PIXELS_PER_POINT, _PIXELS_PER_POINT)
        painter.translate(-extent.topLeft())
        self._draw(painter)
        painter.end()
        return image

    def _extent(self) -> QRectF:
        points = [point for stroke in self._strokes for point in stroke]
        if not points:
            return QRectF()
        xs, ys = [p.x() for p in points], [p.y() for p in points]
        return QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys)))

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(_INK, _PEN_WIDTH)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self._strokes:
            painter.drawPath(_smooth(stroke))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.setPen(QColor(colours_now().line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        foot = self.height() * 3 // 4
        painter.drawLine(24, foot, self.width() - 24, foot)
        self._draw(painter)
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._strokes.append([event.position()])
            self.drawn.emit()
            self.update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._strokes and event.buttons() & Qt.MouseButton.LeftButton:
            at, whole = event.position(), self.rect()
            inside = QPointF(
                min(max(at.x(), 0.0), float(whole.right())),
                min(max(at.y(), 0.0), float(whole.bottom())),
            )
            self._strokes[-1].append(inside)
            self.update()


def _smooth(stroke: list[QPointF]) -> QPainterPath:
    """Return a curve through the middles between the points: no corners where the hand was fast."""
    path = QPainterPath(stroke[0])
    for one, other in pairwise(stroke):
        path.quadTo(one, (one + other) / 2)
    path.lineTo(stroke[-1])
    return path
