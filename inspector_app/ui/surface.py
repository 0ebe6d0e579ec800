"""What those who work on a page need of it, whichever page it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from datetime import date

    from inspector_app.base.errors import UserError
    from inspector_app.base.written import WrittenFile
    from inspector_app.ui.jobs import OnError, Ticket
    from inspector_app.ui.page import Kit, Notice

_T = TypeVar("_T")


class Writer(Protocol):
    """A page that asks and changes the data."""

    def read(
        self, work: Callable[[], _T], on_done: Callable[[_T], None], *, ticket: Ticket | None = None
    ) -> None:
        """Ask the data."""
        ...

    def write(
        self,
        work: Callable[[], _T],
        on_done: Callable[[_T], None] | None = None,
        *,
        on_error: OnError | None = None,
        ticket: Ticket | None = None,
    ) -> None:
        """Change the data."""
        ...


class Surface(Writer, Protocol):
    """A page with something on it that is written in."""

    kit: Kit
    notice: Notice

    def show_error(self, error: UserError) -> None:
        """Tell what went wrong."""
        ...

    def tell_written(self, written: WrittenFile) -> None:
        """Say where a file was written, and offer to open it."""
        ...

    def refresh(self) -> None:
        """Ask again for what is shown."""
        ...

    def flush(self) -> None:
        """Send out all that is typed and not sent yet."""
        ...

    def go_to_next_gap(self) -> None:
        """Go to the next field that 定稿 will ask for."""
        ...

    def today(self) -> date:
        """Return the day in China."""
        ...
