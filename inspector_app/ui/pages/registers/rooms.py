"""A list and what is marked in it: beside each other, or one at a time where there is no room."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.ui.theme import button, scaled

_LIST_WIDTH: Final = 330
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
        self.back.clicked.connect(self.leave)

    @property
    def shows_both(self) -> bool:
        """Whether list and form stand beside each other."""
        return self.width() >= scaled(_BOTH_FROM)

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
        # In very large text each of them needs the whole width.
        self._list.setMaximumWidth(scaled(_LIST_WIDTH) if both else self.width())
        self._list.setMinimumWidth(scaled(_LIST_WIDTH) if both else 0)
        self._list.setVisible(both or not self._inside)
        self._form.setVisible(both or self._inside)
        self.back.setVisible(not both)

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
