"""The button of 常用语, beside what one writes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from inspector_app.ui.theme import button


def phrase_button(*, kind: str = "") -> QPushButton:
    """Return it, in one of the looks; the cursor stays in the text when it is pressed."""
    made = button(
        "常用语 F3",
        kind=kind,
        tip="F3 或 Ctrl+Q：在光标处插入一句，问题、听课、访谈里也一样；Shift+F3 到下一个 ____；"
        "选中文字按 Ctrl+Shift+Q 存为常用语",
    )
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made
