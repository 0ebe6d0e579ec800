"""A box that one of several is chosen from."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QComboBox

from inspector_app.base.override import override

_FROM_EDGE = 12
_HALF_WIDTH, _HEIGHT = 4.0, 5.0


class Combo(QComboBox):
    """With an arrow of its own: that of the style stands in a bevel where a box has a border."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self.palette().text()
        painter.setPen(ink.color())
        painter.setBrush(ink)
        tip = QPointF(self.width() - _FROM_EDGE, (self.height() + _HEIGHT) / 2)
        left, right = QPointF(-_HALF_WIDTH, -_HEIGHT), QPointF(_HALF_WIDTH, -_HEIGHT)
        painter.drawPolygon(QPolygonF([tip, tip + left, tip + right]))
        painter.end()
