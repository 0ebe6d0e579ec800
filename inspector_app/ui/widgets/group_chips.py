"""A row of chips, one for each group of columns of a wide table; one of them is chosen."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from inspector_app.ui.theme import button
from inspector_app.ui.widgets.flow import FlowLayout


class GroupChips(QWidget):
    """The chips, in their order; ``Ctrl`` with a number is told beside each."""

    def __init__(self, titles: Iterable[str], *, picked: Callable[[int], None]) -> None:
        super().__init__()
        self.line = FlowLayout(self, gap=4)
        self.buttons: list[QPushButton] = []
        for place, title in enumerate(titles):
            each = button(title, kind="chip", tip=f"Ctrl+{place + 1}")
            each.setCheckable(True)
            each.setAutoExclusive(True)
            each.setChecked(place == 0)
            each.clicked.connect(partial(picked, place))
            self.buttons.append(each)
            self.line.addWidget(each)
