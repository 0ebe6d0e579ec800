"""What the steps of a record need of the page that shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from inspector_app.ui.surface import Surface

if TYPE_CHECKING:
    from pathlib import Path

    from inspector_app.services.saved import Added
    from inspector_app.services.visit_views import VisitRecord
    from inspector_app.ui.pages.visit.head import RecordHead
    from inspector_app.ui.pages.visit.sheet import Sheet
    from inspector_app.ui.pages.visit.signing import SigningSection
    from inspector_app.ui.saving import Saver


class RecordSurface(Surface, Protocol):
    """A page with a record on it."""

    uid: str
    head: RecordHead
    signing: SigningSection

    @property
    def record(self) -> VisitRecord | None:
        """What is shown."""
        ...

    def tell_file(self, text: str, path: Path, *, action: str = "打开") -> None:
        """Say where a file is, and offer to open it."""
        ...

    def fetch_before(self) -> None:
        """Ask for what is open from before."""
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
