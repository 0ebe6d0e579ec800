"""Words that parts of a form paint themselves: their faces, and the room that they take."""

from functools import lru_cache
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStaticText, QTextOption, QTransform
from PySide6.QtWidgets import QApplication, QWidget

SMALL: Final = 0.92
HEAD: Final = 1.12


class Face(NamedTuple):
    """A font with its measures."""

    font: QFont
    metrics: QFontMetrics
    height: int


@lru_cache(maxsize=64)
def _face(points: float, size: float, *, bold: bool) -> Face:
    font = QFont(QApplication.font())
    font.setPointSizeF(points * size)
    font.setBold(bold)
    metrics = QFontMetrics(font)
    return Face(font, metrics, metrics.height())


def face(size: float = 1.0, *, bold: bool = False) -> Face:
    """Return the face of the window in a size of its own."""
    return _face(QApplication.font().pointSizeF(), size, bold=bold)


class Words:
    """A text in a face and a width, laid out once: measured and painted from the same lines."""

    def __init__(self, text: str, face: Face, width: int) -> None:
        self.text, self._face = text, face
        self._static = QStaticText(text.replace("\n", "\u2028"))
        self._static.setTextFormat(Qt.TextFormat.PlainText)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._static.setTextOption(option)
        self._static.setTextWidth(max(1, width))
        self._static.prepare(QTransform(), face.font)
        self.height = -int(-self._static.size().height() // 1)

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Paint the words with their left upper corner there, in the pen's colour."""
        painter.setFont(self._face.font)
        painter.drawStaticText(QPointF(x, y), self._static)


def height_of(widget: QWidget, width: int) -> int:
    """Return how high a widget wants to be in a width."""
    own = getattr(widget, "height_for", None)
    if own is not None:
        return int(own(width))
    if widget.hasHeightForWidth():
        return widget.heightForWidth(width)
    wanted = max(widget.sizeHint().height(), widget.minimumSizeHint().height())
    return min(max(wanted, widget.minimumHeight()), widget.maximumHeight())
