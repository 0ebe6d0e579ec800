"""What tests of 计划 share: a planned half-day, and what the table shows."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from inspector_app.domain.visit_options import Session
from inspector_app.services.plans import HalfDay
from inspector_app.ui.app import Window


def choose(words: str) -> Callable[[Any], None]:
    """Press the button that begins so."""

    def act(dialog: Any) -> None:
        (found,) = [b for b in dialog.findChildren(QPushButton) if b.text().startswith(words)]
        found.click()

    return act


def cells(page: Any) -> list[list[str]]:
    model = page.table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def heads(page: Any) -> list[str]:
    model = page.table.model()
    horizontal = Qt.Orientation.Horizontal
    return [model.headerData(column, horizontal) for column in range(model.columnCount())]


def plan(window: Window, **values: Any) -> str:
    """Plan the Monday morning of 督学01 at a school."""
    desk: Any = window.desk
    given = {
        "day": date(2026, 11, 23), "session": Session.MORNING, "school_code": "2121000001",
    }  # fmt: skip
    made = desk.plans.add(HalfDay(**(given | values)))
    window.events.changed.emit(made.changes)
    return str(made.view.planned.uid)


def half_of(page: Any, day: date, row: int = 0) -> None:
    """Go to a half-day of this week or the next."""
    if day not in page.model.days:
        page.later.click()
    page.table.setCurrentIndex(page.model.index(row, page.model.days.index(day)))
    page.table.setFocus()
