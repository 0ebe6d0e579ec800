"""A kind of pack with both of its sides: what the office gathers, and who reads it on a laptop."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

from inspector_app.base.errors import RefusedError
from inspector_app.services.pack_lines import PackReader
from inspector_app.services.pack_sending import Laptop


class NothingToSendError(RefusedError):
    """A pack would be empty; nothing was sent."""

    def __init__(self, title: str, remedy: str) -> None:
        super().__init__(f"没有可以下发的{title}，没有下发任何内容；{remedy}。", code="nothing")


class PackKind(PackReader, Protocol):
    """What the office can send by itself."""

    @property
    def about(self) -> str:
        """What is in it and how single things are chosen, in one line."""

    @property
    def each_person(self) -> bool:
        """Whether each person gets a pack of their own, with what concerns them alone."""

    @property
    def chooses(self) -> bool:
        """Whether single things can be named; else it goes whole."""

    def gather(self, wanted: Sequence[str], *, to: Sequence[Laptop]) -> Mapping[str, Any]:
        """Return what is sent.

        Args:
            wanted: numbers or names of single things; empty for all where that is allowed, and
                for a kind that goes whole.
            to: the laptops that it is for.

        Raises:
            NothingToSendError: there is nothing for them.
            NotFoundError: a thing is not here.
            RefusedError: it may not be sent.
        """


@runtime_checkable
class NotedKind(Protocol):
    """A kind of which it is noted, apart from the pack, that something has left."""

    def note_sent(self, rows: Mapping[str, Any], *, to: Sequence[Laptop]) -> None:
        """Note it, inside the transaction that sends."""
