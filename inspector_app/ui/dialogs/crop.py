"""Framing a part of a picture."""

from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPixmap
from PySide6.QtWidgets import QLabel, QRubberBand, QWidget
from typing_extensions import override

from inspector_app.ui.dialogs.ask import Question, run

_LARGEST: Final = QSize(760, 400)


class Box(NamedTuple):
    """A part of a picture in fractions of its width and height."""

    left: float
    top: float
    right: float
    bottom: float


class _Frame(QLabel):
    """A picture on which a frame can be drawn."""

    def __init__(self, picture: QPixmap) -> None:
        super().__init__()
        scale = max(1.0, picture.width() / _LARGEST.width(), picture.height() / _LARGEST.height())
        shown = picture.scaled(
            picture.size() / scale,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self.setPixmap(shown)
        self.setFixedSize(shown.size())
        self._from = QPoint()
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, self)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = event.position().toPoint()
        self._band.setGeometry(QRect(self._from, QSize()))
        self._band.show()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        area = QRect(self._from, event.position().toPoint()).normalized()
        self._band.setGeometry(area.intersected(self.rect()))

    def box(self) -> Box | None:
        """Return the frame in fractions of the picture."""
        drawn = self._band.geometry()
        if self._band.isHidden() or drawn.width() < 8 or drawn.height() < 8:
            return None
        width, height = self.width(), self.height()
        return Box(
            left=drawn.left() / width,
            top=drawn.top() / height,
            right=(drawn.right() + 1) / width,
            bottom=(drawn.bottom() + 1) / height,
        )


def ask_box(parent: QWidget, jpeg: bytes) -> Box | None:
    """Let the person frame a part of a picture; ``None`` when given up or nothing is framed."""
    picture = QPixmap()
    picture.loadFromData(jpeg)
    question = Question(parent, "框出签名", "用鼠标在签名处拉一个框，再按“截取”。", yes="截取")
    frame = _Frame(picture)
    question.body.addWidget(frame)
    question.finish()
    return frame.box() if run(question) else None
