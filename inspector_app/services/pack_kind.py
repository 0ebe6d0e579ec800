"""A kind of pack with both of its sides: what the office gathers, and who reads it on a laptop."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

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

    def gather(self, wanted: Sequence[str], *, to: Sequence[Laptop]) -> Mapping[str, Any]:
        """Return what is sent.

        Args:
            wanted: numbers or names of single things; empty for all where that is allowed.
            to: the laptops that it is for.

        Raises:
            NothingToSendError: there is nothing for them.
            NotFoundError: a thing is not here.
            RefusedError: it may not be sent.
        """
