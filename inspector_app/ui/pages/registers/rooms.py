"""A list and what is marked in it: beside each other, or one at a time where there is no room."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.ui.theme import button, scaled

_LIST_WIDTH: Final = 330
_SIDE_WIDTH: Final = 380
_BOTH_FROM: Final = 760


class ListAndForm(QWidget):
    """The two, and the way back from the form to the list where only one is seen.

    ``first`` is where the keyboard goes in the list.
    """

    def __init__(self, entries: QWidget, *, first: QWidget) -> None:
        super().__init__()
        self._list, self._first = entries, first
        self._inside = False
        self.back = button("‹ 返回列表", kind="link", tip="Esc")
        self._form = QWidget()
        self.form_box = QVBoxLayout(self._form)
        self.form_box.setContentsMargins(0, 0, 0, 0)
        self.form_box.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(entries)
        row.addWidget(self._form, 1)
        self._row = row
        self._side: QWidget | None = None
        self.back.clicked.connect(self.leave)

    def set_side(self, side: QWidget | None) -> None:
        """Let something stand beside the form in place of the list, or the list again.

        What stood there before is gone.
        """
        if self._side is not None:
            self._row.removeWidget(self._side)
            self._side.hide()
            self._side.deleteLater()
        self._side = side
        if side is not None:
            self._row.addWidget(side)
        self._arrange()

    @property
    def shows_both(self) -> bool:
        """Whether list and form stand beside each other."""
        return self._side is None and self.width() >= scaled(_BOTH_FROM)

    def enter(self) -> None:
        """Go from the list to the form."""
        self._inside = True
        self._arrange()

    def leave(self) -> None:
        """Go back from the form to the list."""
        self._inside = False
        self._arrange()
        self._first.setFocus()

    def _arrange(self) -> None:
        both = self.shows_both
        if self._side is None:
            self._row.setDirection(QBoxLayout.Direction.LeftToRight)
        # In very large text each of them needs the whole width.
        self._list.setMaximumWidth(scaled(_LIST_WIDTH) if both else self.width())
        self._list.setMinimumWidth(scaled(_LIST_WIDTH) if both else 0)
        self._list.setVisible(both or not self._inside)
        self._form.setVisible(both or self._inside)
        self.back.setVisible(not both)
        if self._side is not None:
            self._arrange_side(self._side)

    def _arrange_side(self, side: QWidget) -> None:
        """Put it at the right of the form, or below it where both would be too narrow."""
        beside = self.width() >= scaled(_BOTH_FROM)
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        side.setMinimumWidth(scaled(_SIDE_WIDTH) if beside else 0)
        side.setMaximumWidth(scaled(_SIDE_WIDTH) if beside else self.width())
        side.setVisible(self._inside)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.shows_both and self._inside:
            self.leave()
            return
        super().keyPressEvent(event)
