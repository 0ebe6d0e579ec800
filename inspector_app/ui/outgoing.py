"""Sending documents out one after the other: to a printer, or into files.

Each is issued by a job of its own and leaves by another, so that saving never waits for a printer.
What was begun goes on when the preview is left; 停下 in the status line ends it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject, Signal

from inspector_app.base.written import WrittenFile, write_document
from inspector_app.ui.jobs import Ticket
from inspector_app.ui.printer import Order, print_pages

if TYPE_CHECKING:
    from inspector_app.base.errors import UserError
    from inspector_app.services.printing import Issued, Piece
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.jobs import Jobs


class Part(NamedTuple):
    """A document, and which of its pages go out.

    Attributes:
        place: where it stands among the documents of the preview.
        pages: its own pages, counted from 0.
    """

    place: int
    piece: Piece
    pages: tuple[int, ...]


class Way(Protocol):
    """How documents leave."""

    def send(self, part: Part, content: bytes) -> bool:
        """Send one document, off the interface thread; no where it was stopped before it left."""
        ...


class Paper:
    """To a printer; each document is a print job, so that it begins on a sheet of its own."""

    def __init__(self, desk: Desk, order: Order, ticket: Ticket) -> None:
        self._desk, self._order, self._ticket = desk, order, ticket
        self._done = 0

    def send(self, part: Part, content: bytes) -> bool:
        """Print one document (PrinterRefusedError where it is not taken)."""
        with self._desk.printing.pages(content) as pages:
            return print_pages(pages, part.pages, self._order, goes_on=self._goes_on)

    def _goes_on(self) -> bool:
        going = self._ticket.goes_on(self._done, len(self._order.pages))
        self._done += 1
        return going


class Files:
    """Into a file each.

    Args:
        targets: the file of each document, by its place.
    """

    def __init__(self, targets: Mapping[int, Path], ticket: Ticket) -> None:
        self._targets, self._ticket = targets, ticket
        self.written: list[WrittenFile] = []

    def send(self, part: Part, content: bytes) -> bool:
        """Write one document (EnvironmentProblem where the disk does not allow it)."""
        if not self._ticket.goes_on(len(self.written), len(self._targets)):
            return False
        self.written.append(write_document(self._targets[part.place], content))
        return True


class Outcome(NamedTuple):
    """What became of it.

    Attributes:
        sent: how many documents left whole.
        wanted: how many were to leave.
        error: why the next one did not; nothing where all left, or where it was stopped.
    """

    sent: int
    wanted: int
    error: UserError | None = None

    @property
    def stopped(self) -> bool:
        """Whether somebody stopped it."""
        return self.error is None and self.sent < self.wanted


class Outgoing(QObject):
    """One order under way; it belongs to the window, not to the page that began it.

    Signals:
        issued(int, object): the document at that place is issued; the Issued says what it is now.
        ended(Outcome): nothing more will leave.
    """

    issued = Signal(int, object)
    ended = Signal(object)

    def __init__(self, owner: QObject, jobs: Jobs, ticket: Ticket) -> None:
        super().__init__(owner)
        self._jobs, self._ticket = jobs, ticket
        self._waiting: list[Part] = []
        self._sent = self._wanted = 0

    def begin(self, parts: Sequence[Part], way: Way, make: Callable[[Piece], Issued]) -> None:
        """Send ``parts`` that ``way``; ``make`` is called for each on the thread that writes."""
        self._waiting, self._wanted = list(parts), len(parts)
        self._make, self._way = make, way
        self._go_on()

    def _go_on(self) -> None:
        if not self._waiting or self._ticket.cancelled():
            self._end()
            return
        part, make = self._waiting.pop(0), self._make
        self._jobs.write(
            self,
            lambda: make(part.piece),
            on_done=lambda issued: self._on_issued(part, issued),
            on_error=self._end,
            ticket=self._ticket,
        )

    def _on_issued(self, part: Part, issued: Issued) -> None:
        self.issued.emit(part.place, issued)
        way = self._way
        self._jobs.pool(
            self,
            lambda: way.send(part, issued.content),
            on_done=self._on_sent,
            on_error=self._end,
            ticket=self._ticket,
        )

    def _on_sent(self, left: bool) -> None:  # noqa: FBT001 - an answer of a job
        if left:
            self._sent += 1
            self._go_on()
        else:
            self._end()

    def _end(self, error: UserError | None = None) -> None:
        self.ended.emit(Outcome(self._sent, self._wanted, error))
        self.deleteLater()
