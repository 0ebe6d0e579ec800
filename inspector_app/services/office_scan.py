"""What a look at folders and files came to, file by file."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from inspector_app.base.changes import Changes

Progress = Callable[[int, int], None]


class Outcome(StrEnum):
    """What became of one file."""

    TAKEN = "taken"
    KNOWN = "known"
    WAITING = "waiting"
    UNDER_WAY = "under_way"
    DAMAGED = "damaged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanLine:
    """One file, and what became of it.

    Attributes:
        code: of the step that decided, empty for a bundle that was taken in.
        person: id of the inspector, empty where it is not known for sure.
        rows: how many entries of registers, issues of other sources and replies came with it.
    """

    file: str
    outcome: Outcome
    code: str = ""
    sentence: str = ""
    person: str = ""
    seq: int = 0
    period: str = ""
    visits: int = 0
    rows: int = 0
    photos: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What a look at folders and files came to.

    Attributes:
        warnings: what concerns all of it, such as a roster that has expired.
        receipts: files of receipts that were written.
    """

    lines: tuple[ScanLine, ...]
    warnings: tuple[str, ...]
    receipts: tuple[Path, ...] = ()
    changes: Changes = field(default_factory=Changes)

    @property
    def new(self) -> tuple[ScanLine, ...]:
        """What was not here before this look."""
        return tuple(line for line in self.lines if line.outcome is not Outcome.KNOWN)

    def count(self, outcome: Outcome) -> int:
        """Return how many files came to this."""
        return sum(line.outcome is outcome for line in self.lines)
