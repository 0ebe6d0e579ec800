"""The sections of a form at its left, each with how much is open in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtWidgets import QListWidget, QListWidgetItem

from inspector_app.ui.theme import scaled

_WIDTH: Final = 190
_TIE: Final = "\u00a0\u00a0"


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
        self._titles: dict[str, str] = {}
        self._shown: dict[str, tuple[str, int]] = {}
        self.fit()

    def fit(self) -> None:
        """Take the room that the titles need in the size of the text."""
        self.setFixedWidth(min(scaled(_WIDTH), 300))

    def show_sections(self, sections: Sequence[tuple[str, str]]) -> None:
        """List sections by key and title; the one that is on the screen stays."""
        at, self._titles = self.current, dict(sections)
        silent = self.blockSignals(True)  # noqa: FBT003 - Qt's own
        for row in range(len(self.keys) - 1, -1, -1):
            if self.keys[row] not in self._titles:
                self.takeItem(row)
                self._shown.pop(self.keys[row], None)
        left = [key for key in self.keys if key in self._titles]
        for row, key in enumerate(self._titles):
            if row >= len(left) or left[row] != key:
                left.insert(row, key)
                self.insertItem(row, QListWidgetItem())
        self.keys = tuple(left)
        self.go_to(at)
        self.blockSignals(silent)

    def show_open(self, open_in: Mapping[str, int]) -> None:
        """Show how much is open in each section."""
        for row, key in enumerate(self.keys):
            told = (self._titles[key], open_in.get(key, 0))
            if self._shown.get(key) != told:
                self._shown[key] = told
                title, left = told
                item = self.item(row)
                # Blanks that do not part: no number stands on a line alone.
                item.setText(f"○ {title}{_TIE}{left}" if left else f"✓ {title}")
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
