"""The time of day put into a long text, by Ctrl+; or by the button below it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from inspector_app.ui.theme import button
from inspector_app.ui.widgets.fields import LongText

KEY = "Ctrl+;"
Now = Callable[[], str]


def insert_time(field: LongText, now: Now) -> None:
    """Write the time of day where the cursor is."""
    if not field.isReadOnly():
        field.insertPlainText(f"{now()} ")


def clock_button(field: LongText, now: Now) -> QPushButton:
    """Return the button that does so; the cursor stays in the text."""
    made = button(
        "插入时刻", kind="link", tip=f"{KEY}：在光标处写上现在的时刻",
        name=f"{field.accessibleName()}：插入时刻",
    )  # fmt: skip
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def pressed() -> None:
        field.setFocus()
        insert_time(field, now)

    made.clicked.connect(pressed)
    return made
