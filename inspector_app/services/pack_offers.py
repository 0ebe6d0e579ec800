"""What a laptop is told of packs that came: how each stands, and what taking it would do."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from inspector_app.base.changes import Changes
from inspector_app.services.pack_lines import PackLine


class PackState(StrEnum):
    """How a pack that was found stands."""

    OFFERED = "offered"
    TAKEN = "taken"
    DECLINED = "declined"
    UNDER_WAY = "under_way"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A pack that was found, and what taking it over would do.

    Attributes:
        id: by which it is chosen: its file's SHA-256, empty while that is not known.
        title: what people call its kind; empty while that is not known.
        created: when the office made it.
        lines: what taking it over would do; empty unless it is offered.
        code: of the step that refused it.
        sentence: why it cannot be taken.
    """

    file: Path
    state: PackState
    id: str = ""
    n: int = 0
    kind: str = ""
    title: str = ""
    office: str = ""
    created: str = ""
    lines: tuple[PackLine, ...] = ()
    code: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a look at packs came to.

    Attributes:
        offers: the packs for this computer, in the order in which the office made them.
        missing: numbers of packs that were sent to this computer and are not here.
        foreign: files that are for others, by SHA-256: see ``remember``.
    """

    offers: tuple[Offer, ...]
    missing: tuple[int, ...]
    foreign: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[Offer, ...]:
        """Those that wait for a decision."""
        return tuple(each for each in self.offers if each.state is PackState.OFFERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenPacks:
    """What taking over came to; ``offers`` are the packs that were wanted, as they stand now."""

    offers: tuple[Offer, ...]
    changes: Changes = field(default_factory=Changes)
