"""Lines of a card that open what they name."""

from PySide6.QtWidgets import QPushButton, QWidget

from inspector_app.ui.navigator import Request
from inspector_app.ui.page import Page
from inspector_app.ui.widgets.row_button import RowButton

SHOWN = 8
"""So many lines of one kind stand in a card."""


def open_line(page: Page, text: str, wish: Request, *, tip: str = "") -> QPushButton:
    """Return a line that opens what it names."""
    made = RowButton(text, tip=tip)
    made.clicked.connect(lambda: page.kit.navigator.open(wish))
    return made


def more_lines(page: Page, count: int, wish: Request) -> list[QWidget]:
    """Return the line that leads to all of them, where a card does not show them all."""
    return [open_line(page, f"全部 {count} …", wish)] if count > SHOWN else []
