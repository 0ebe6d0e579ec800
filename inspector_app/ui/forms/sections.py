"""The sections of a form at its left, each with how much is open in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from inspector_app.ui.theme import scaled

_WIDTH: Final = 190
_KEY: Final = Qt.ItemDataRole.UserRole
_TITLE: Final = int(Qt.ItemDataRole.UserRole) + 1


class SectionList(QListWidget):
    """The titles of the sections that are asked; walking through them shows each.

    ``currentRowChanged`` tells where a person goes, and is silent about what the program does.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sections")
        self.setAccessibleName("表单的各部分")
        self.setWordWrap(True)
        self.keys: tuple[str, ...] = ()
        self.fit()

    def fit(self) -> None:
        """Take the room that the titles need in the size of the text."""
        self.setFixedWidth(min(scaled(_WIDTH), 300))

    def show_sections(self, sections: Sequence[tuple[str, str]]) -> None:
        """List sections by key and title; the one that is on the screen stays."""
        keys, at = tuple(key for key, _ in sections), self.current
        if keys != self.keys:
            self.blockSignals(True)  # noqa: FBT003 - Qt's own
            self.clear()
            for key, _ in sections:
                item = QListWidgetItem(self)
                item.setData(_KEY, key)
            self.keys = keys
            self.go_to(at)
            self.blockSignals(False)  # noqa: FBT003 - Qt's own
        for row, (_, title) in enumerate(sections):
            self.item(row).setData(_TITLE, title)

    def show_open(self, open_in: Mapping[str, int]) -> None:
        """Show how much is open in each section."""
        for row, key in enumerate(self.keys):
            item, left = self.item(row), open_in.get(key, 0)
            title = item.data(_TITLE)
            text = f"○ {title}　{left}" if left else f"✓ {title}"
            if item.text() != text:
                item.setText(text)
                item.setToolTip(f"还有 {left} 处" if left else "没有空着的必填项")

    @property
    def current(self) -> str:
        """The key of the section on the screen, empty for none."""
        row = self.currentRow()
        return self.keys[row] if 0 <= row < len(self.keys) else ""

    def go_to(self, key: str) -> None:
        """Mark a section, without telling."""
        if key in self.keys:
            silent = self.blockSignals(True)  # noqa: FBT003 - Qt's own
            self.setCurrentRow(self.keys.index(key))
            self.blockSignals(silent)
