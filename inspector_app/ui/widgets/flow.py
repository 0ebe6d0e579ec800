"""A layout that breaks lines, as words do in a paragraph."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from inspector_app.base.override import override


class FlowLayout(QLayout):
    """Items from left to right, in as many lines as they need.

    With ``to_the_right`` the lines end at the right edge, and all items would like to be in one.
    """

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 6, to_the_right: bool = False
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        # Asked for several times with each step of a layout above.
        self._heights: dict[int, int] = {}
        self._gap = gap
        self._to_the_right = to_the_right
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._heights.clear()

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), place=None)
        return self._heights[width]

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=rect)

    @override
    def sizeHint(self) -> QSize:
        if not self._to_the_right:
            return self.minimumSize()
        shown = [item.sizeHint() for item in self._items if not _hidden(item)]
        height = max((hint.height() for hint in shown), default=0)
        return QSize(self._width(hint.width() for hint in shown), height)

    @override
    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, place: QRect | None) -> int:
        """Lay the items out in ``rect`` (moving them only where ``place`` is given)."""
        y = rect.y()
        for line in self._lines(rect.width()):
            hints = [item.sizeHint() for item in line]
            x, height = rect.x(), max(hint.height() for hint in hints)
            if self._to_the_right:
                x += max(0, rect.width() - self._width(hint.width() for hint in hints))
            for item, hint in zip(line, hints, strict=True):
                if place is not None:
                    middle = y + (height - hint.height()) // 2
                    item.setGeometry(QRect(QPoint(x, middle), hint))
                x += hint.width() + self._gap
            y += height + self._gap
        return max(0, y - self._gap - rect.y())

    def _width(self, widths: Iterable[int]) -> int:
        """Return how wide items are beside each other."""
        return max(0, sum(width + self._gap for width in widths) - self._gap)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """Return the items that are shown, line by line."""
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            if _hidden(item):
                continue
            wanted = item.sizeHint().width()
            if not lines or used + wanted > width:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += wanted + self._gap
        return lines


class ActsLayout(FlowLayout):
    """A bar of what can be done: its last button never stands alone in a line."""

    @override
    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines = super()._lines(width)
        if len(lines) > 1 and len(lines[-1]) == 1 and len(lines[-2]) > 1:
            beside = lines[-2][-1], lines[-1][0]
            if self._width(item.sizeHint().width() for item in beside) <= width:
                lines[-2:] = [lines[-2][:-1], list(beside)]
        return lines


def _hidden(item: QLayoutItem) -> bool:
    widget = item.widget()
    return widget is not None and widget.isHidden()
