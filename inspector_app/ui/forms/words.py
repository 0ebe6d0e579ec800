"""Words that parts of a form paint themselves: their faces, and the room that they take."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget

WRAP: Final = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop)
_SMALL: Final = 0.92
_HEAD: Final = 1.12
_TALL: Final = 100_000


@lru_cache(maxsize=64)
def _face(family: str, points: float, *, bold: bool) -> tuple[QFont, QFontMetrics]:
    font = QFont(QApplication.font())
    font.setPointSizeF(points)
    font.setBold(bold)
    return font, QFontMetrics(font)


def face(size: float = 1.0, *, bold: bool = False) -> tuple[QFont, QFontMetrics]:
    """Return the face of the window in a size of its own, and its measures."""
    font = QApplication.font()
    return _face(",".join(font.families()), round(font.pointSizeF() * size, 2), bold=bold)


def small() -> tuple[QFont, QFontMetrics]:
    """Return the face of labels and hints."""
    return face(_SMALL)


def head() -> tuple[QFont, QFontMetrics]:
    """Return the face of headings and of what is worked out."""
    return face(_HEAD, bold=True)


def height_in(text: str, metrics: QFontMetrics, width: int) -> int:
    """Return how high a text is in a width."""
    return metrics.boundingRect(QRect(0, 0, max(1, width), _TALL), WRAP, text).height()


def height_of(widget: QWidget, width: int) -> int:
    """Return how high a widget wants to be in a width."""
    own = getattr(widget, "height_for", None)
    if own is not None:
        return int(own(width))
    if widget.hasHeightForWidth():
        return widget.heightForWidth(width)
    wanted = max(widget.sizeHint().height(), widget.minimumSizeHint().height())
    return min(max(wanted, widget.minimumHeight()), widget.maximumHeight())
