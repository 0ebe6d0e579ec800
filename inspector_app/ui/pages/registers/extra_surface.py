"""What the buttons of one kind of entry need of the page that they stand on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from inspector_app.ui.page import Kit, Notice

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.services.registers import EntryRecord
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.pages.registers.entry_list import EntryList

_T = TypeVar("_T")


class ExtraSurface(Protocol):
    """The page that the buttons stand on."""

    kit: Kit
    desk: Desk
    list: EntryList
    notice: Notice

    @property
    def record(self) -> EntryRecord | None:
        """What is shown."""
        ...

    def flush(self) -> None:
        """Send out all that is typed and not sent yet."""
        ...

    def refresh(self) -> None:
        """Ask for list and entry again."""
        ...

    def tell_written(self, written: WrittenFile) -> None:
        """Say where a file was written."""
        ...

    def today(self) -> date:
        """Return the day in China."""
        ...

    def read(self, work: Callable[[], _T], on_done: Callable[[_T], None]) -> None:
        """Ask the data."""
        ...

    def write(
        self, work: Callable[[], _T], on_done: Callable[[_T], None] | None = None
    ) -> None:  # fmt: skip
        """Change the data."""
        ...

    def window(self) -> QWidget:
        """Return the window."""
        ...
