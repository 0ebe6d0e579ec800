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


class HasEntry(Surface, Protocol):
    """A page with an entry on it."""

    desk: Desk

    @property
    def record(self) -> EntryRecord | None:
        """What is shown."""
        ...


class HeadSurface(HasEntry, Protocol):
    """A page with an entry on it, and the steps of its life above it."""

    head: EntryHead


class ItemSurface(HeadSurface, Protocol):
    """A page with one item of an entry on it."""

    @property
    def row_uid(self) -> str:
        """The row whose form is shown, empty where there is none."""
        ...

    def open_row(self, uid: str) -> None:
        """Show a row that is there after the next reading, and go into it."""
        ...


class EntrySurface(HeadSurface, Protocol):
    """A page with an entry on it, beside the list of its register."""

    list: EntryList

    def window(self) -> QWidget:
        """Return the window."""
        ...
