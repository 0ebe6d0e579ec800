"""The keys of 常用语 in the window; what answers them is loaded when one is first pressed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Kit
    from inspector_app.ui.phrase_keys import PhraseKeys
    from inspector_app.ui.shell import Shell


class PhraseShortcuts(QObject):
    """Lets the keys of 常用语 be pressed wherever one writes, also in a question of the window."""

    def __init__(self, shell: Shell, kit: Kit, desk: Desk) -> None:
        super().__init__(shell)
        self._shell, self._kit, self._desk = shell, kit, desk
        for key, slot in self._slots():
            shell.shortcut(key, slot)
        kit.events.phrase_wanted.connect(self.open)
        # A key of the window is not heard while a question stands before it.
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

    def _slots(self) -> Iterator[tuple[str, Callable[[], None]]]:
        yield from (("F3", self.open), ("Ctrl+Q", self.open))
        yield from (("Shift+F3", self._go_to_blank), ("Ctrl+Shift+Q", self._keep))

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        window = None if new is None else new.window()
        if isinstance(window, QDialog) and self._is_new(window):
            for key, slot in self._slots():
                made = QShortcut(QKeySequence(key), window)
                made.setObjectName(_NAME)
                made.activated.connect(slot)

    def _is_new(self, question: QDialog) -> bool:
        parent = question.parentWidget()
        ours = parent is not None and parent.window() is self._shell
        return ours and question.findChild(QShortcut, _NAME) is None

    @cached_property
    def _keys(self) -> PhraseKeys:
        from inspector_app.ui.phrase_keys import PhraseKeys

        return PhraseKeys(self._kit, self._desk, self)

    def open(self) -> None:
        """Offer 常用语 where the cursor is."""
        self._keys.open()

    def _go_to_blank(self) -> None:
        self._keys.go_to_blank()

    def _keep(self) -> None:
        self._keys.keep()


_NAME = "phrase key"
