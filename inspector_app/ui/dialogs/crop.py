"""Framing a part of a picture, by mouse or by keyboard."""

from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from inspector_app.base.override import override
from inspector_app.ui.dialogs.ask import Question, run
from inspector_app.ui.theme import colours_now, scaled

_LARGEST: Final = QSize(760, 400)
# Above and below the picture: four lines of text, and the gaps between them.
_LINES: Final = 80
_GAPS: Final = 88
_LEAST_HEIGHT: Final = 200
_LEAST: Final = 8
_STEP: Final = 8
_TEXT: Final = "用鼠标在签名处拉一个框；或者用键盘把框移过去。"
_HINT: Final = "方向键移动，Shift+方向键改大小，加 Ctrl 走小步，回车截取。"
_WAY: Final = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}


class Box(NamedTuple):
    """A part of a picture in fractions of its width and height."""

    left: float
    top: float
    right: float
    bottom: float


class _Frame(QLabel):
    """A picture with a frame on it: drawn with the mouse, moved and sized with the arrow keys.

    Signals:
        taken(): Enter was pressed.
    """

    taken = Signal()

    def __init__(self, picture: QPixmap, *, largest: QSize) -> None:
        super().__init__()
        self.setAccessibleName("签字盖章件：签名处的框")
        self.setAccessibleDescription(_HINT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scale = max(1.0, picture.width() / largest.width(), picture.height() / largest.height())
        shown = picture.scaled(
            picture.size() / scale,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self.setPixmap(shown)
        self.setFixedSize(shown.size())
        self._from = QPoint()
        # Where the form has its signatures: low on the page.
        width, height = self.width(), self.height()
        self._area = QRect(width // 4, height * 3 // 4, width // 2, max(height // 8, _LEAST))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = event.position().toPoint()
        self._show(QRect(self._from, QSize(1, 1)))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        area = QRect(self._from, event.position().toPoint()).normalized()
        self._show(area.intersected(self.rect()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _WAY.get(Qt.Key(event.key()))
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.taken.emit()
        elif way is None:
            super().keyPressEvent(event)
        else:
            fine = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            by = way if fine else way * _STEP
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._size_by(by)
            else:
                self._move_by(by)

    def _move_by(self, by: QPoint) -> None:
        area, whole = self._area.translated(by), self.rect()
        area.moveLeft(max(0, min(area.left(), whole.width() - area.width())))
        area.moveTop(max(0, min(area.top(), whole.height() - area.height())))
        self._show(area)

    def _size_by(self, by: QPoint) -> None:
        area = self._area.adjusted(0, 0, by.x(), by.y()).intersected(self.rect())
        area.setWidth(max(_LEAST, area.width()))
        area.setHeight(max(_LEAST, area.height()))
        self._show(area)

    def _show(self, area: QRect) -> None:
        self._area = area
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setClipRegion(self.rect())
        shade, area = QColor(0, 0, 0, 96), self._area
        whole = self.rect()
        for part in (
            QRect(0, 0, whole.width(), area.top()),
            QRect(0, area.bottom() + 1, whole.width(), whole.height()),
            QRect(0, area.top(), area.left(), area.height()),
            QRect(area.right() + 1, area.top(), whole.width(), area.height()),
        ):
            painter.fillRect(part, shade)
        # Light within dark: seen on white paper and on a dark table.
        painter.setPen(QPen(QColor("white"), 4))
        painter.drawRect(area)
        painter.setPen(QPen(QColor(colours_now().accent), 2))
        painter.drawRect(area)
        painter.end()

    def box(self) -> Box | None:
        """Return the frame in fractions of the picture; ``None`` where it is too small."""
        area = self._area
        if area.width() < _LEAST or area.height() < _LEAST:
            return None
        width, height = self.width(), self.height()
        return Box(
            left=area.left() / width,
            top=area.top() / height,
            right=(area.right() + 1) / width,
            bottom=(area.bottom() + 1) / height,
        )


class _CropQuestion(Question):
    """A picture with a frame, and how the frame is moved."""

    def __init__(self, parent: QWidget, picture: QPixmap) -> None:
        super().__init__(parent, "框出签名", _TEXT, yes="截取")
        room = parent.window().height() - scaled(_LINES) - _GAPS
        largest = QSize(_LARGEST.width(), max(_LEAST_HEIGHT, min(_LARGEST.height(), room)))
        self.frame = _Frame(picture, largest=largest)
        self.hint = self.words(_HINT, kind="small")
        self.body.addWidget(self.frame, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self.hint)
        self.finish()
        self.frame.taken.connect(self.accept)
        self.frame.setFocus()

    @override
    def accept(self) -> None:
        if self.frame.box() is None:
            self.hint.setText("框太小了：请在签名处重新拉一个框，或用 Shift+方向键放大。")
            return
        super().accept()


def ask_box(parent: QWidget, jpeg: bytes) -> Box | None:
    """Let the person frame a part of a picture; ``None`` when given up."""
    picture = QPixmap()
    picture.loadFromData(jpeg)
    question = _CropQuestion(parent, picture)
    return question.frame.box() if run(question) else None
