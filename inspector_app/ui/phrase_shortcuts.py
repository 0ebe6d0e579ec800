"""The keys of 常用语 in the window; what answers them is loaded when one is first pressed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Kit
    from inspector_app.ui.phrase_keys import PhraseKeys
    from inspector_app.ui.shell import Shell


class PhraseShortcuts(QObject):
    """Lets the keys of 常用语 be pressed wherever one writes."""

    def __init__(self, shell: Shell, kit: Kit, desk: Desk) -> None:
        super().__init__(shell)
        self._kit, self._desk = kit, desk
        for key, slot in (
            ("F3", self.open), ("Ctrl+Q", self.open),
            ("Shift+F3", self._go_to_blank), ("Ctrl+Shift+Q", self._keep),
        ):  # fmt: skip
            shell.shortcut(key, slot)
        kit.events.phrase_wanted.connect(self.open)

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
