"""What a test reads off the window."""

from typing import Any

from PySide6.QtWidgets import QApplication

from inspector_app.ui.app import Window


def shown(window: Window) -> Any:
    """Return the page on the screen, laid out."""
    QApplication.sendPostedEvents()
    return window.shell.page


def rows(model: Any) -> list[list[str]]:
    """Return what a table shows, row by row."""
    return [
        [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
