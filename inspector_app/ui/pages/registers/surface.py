"""What the buttons and the files of an entry need of the page that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from inspector_app.ui.surface import Surface

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from inspector_app.services.registers import EntryRecord
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.pages.registers.entry_list import EntryList
    from inspector_app.ui.pages.registers.head import EntryHead


class EntrySurface(Surface, Protocol):
    """A page with an entry on it, beside the list of its register."""

    desk: Desk
    list: EntryList
    head: EntryHead

    @property
    def record(self) -> EntryRecord | None:
        """What is shown."""
        ...

    def window(self) -> QWidget:
        """Return the window."""
        ...
