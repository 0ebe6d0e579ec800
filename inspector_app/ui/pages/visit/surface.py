"""What the steps of a record need of the page that shows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from pathlib import Path

    from inspector_app.base.errors import UserError
    from inspector_app.base.written import WrittenFile
    from inspector_app.services.saved import Added
    from inspector_app.services.visits import VisitRecord
    from inspector_app.ui.jobs import OnError, Ticket
    from inspector_app.ui.page import Kit, Notice
    from inspector_app.ui.pages.visit.head import RecordHead
    from inspector_app.ui.pages.visit.sheet import Sheet
    from inspector_app.ui.pages.visit.signing import SigningSection
    from inspector_app.ui.saving import Saver

_T = TypeVar("_T")


class RecordSurface(Protocol):
    """A page with a record on it."""

    uid: str
    kit: Kit
    head: RecordHead
    signing: SigningSection
    notice: Notice

    @property
    def record(self) -> VisitRecord | None:
        """What is shown."""
        ...

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

    def show_error(self, error: UserError) -> None:
        """Tell what went wrong."""
        ...

    def tell_file(self, text: str, path: Path, *, action: str = "打开") -> None:
        """Say where a file is, and offer to open it."""
        ...

    def tell_written(self, written: WrittenFile) -> None:
        """Say where a file was written, and offer to open it."""
        ...

    def refresh(self) -> None:
        """Ask for the record again."""
        ...

    def flush(self) -> None:
        """Send out all that is typed and not sent yet."""
        ...

    def fetch_before(self) -> None:
        """Ask for what is open from before."""
        ...

    def go_to_next_gap(self) -> None:
        """Go to the next field that 定稿 will ask for."""
        ...

    def today(self) -> date:
        """Return the day in China."""
        ...


class WrittenSurface(RecordSurface, Protocol):
    """A page with a record that is written in.

    Attributes:
        editing: the editing session; typing in one field of one session is one change.
    """

    sheet: Sheet
    saver: Saver
    editing: str

    def add_row(self, work: Callable[[], Added], then: Callable[[str], None]) -> None:
        """Add a row to a record that can be written in; ``then`` is told its uid."""
        ...

    def on_refused(self, sentence: str) -> None:
        """Say that what was typed is not saved, and why."""
        ...

    def on_left(self, name: str) -> None:
        """Index a long text that was left."""
        ...

    def undo(self) -> None:
        """Take the newest change of the record back."""
        ...

    def redo(self) -> None:
        """Put the change last taken back in again."""
        ...

    def key(self, keys: str, slot: Callable[[], object]) -> None:
        """Let a key do something while the page is shown."""
        ...
