"""Which of several revisions of one record counts, whatever the order in which they came.

A record is written on one laptop; after a restored backup, on two. Every revision is kept. The
newest that no other replaces counts; others that nobody has replaced stand beside it and are shown,
so that a person decides. Nothing here depends on clocks of laptops except as a last resort between
revisions that are otherwise alike, and then the digest decides for good.

Rows of a ledger are told anew without a new revision (a decision of a meeting was carried out): of
one laptop the later bundle holds, and a laptop that goes on from another knew what that one had
handed over by then.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple


class Place(NamedTuple):
    """One bundle of one laptop."""

    chain: str
    seq: int


Continued = Mapping[str, Place]
"""Of laptops that go on from another: the last bundle of that one which they know of."""
_NONE: Final[Continued] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One revision of a record, or one state of a row, as one laptop handed it over.

    Attributes:
        seq: of the bundle that it came with; of records, where each revision is filed, 0.
        person: who handed it over; nobody replaces what another has told.
        number: 1 for the first one filed.
        void: whether the record was made void with it.
        digest: of what the record says, as it travelled.
        frozen: the digest under which later revisions name it; empty where it was not told.
        replaces: what it names as replaced.
    """

    chain: str
    number: int
    void: bool
    digest: str
    filed_at: str
    frozen: str = ""
    replaces: frozenset[str] = frozenset()
    seq: int = 0
    person: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The revision that counts, and those beside it that nobody has replaced."""

    counts: Revision
    beside: tuple[Revision, ...]


def standing(revisions: Collection[Revision], *, continued: Continued = _NONE) -> Standing:
    """Return what holds of one record.

    Args:
        revisions: all that was received of it, at least one, in any order.
        continued: of the laptops of one person, which goes on from which.
    """
    ordered = sorted(revisions, key=_age, reverse=True)
    left = [r for r in ordered if not any(_replaces(o, r, continued) for o in ordered)]
    # Laptops that each claim to go on from the other replace everything: then nothing is.
    open_ones = _unlike(left or ordered)
    return Standing(open_ones[0], tuple(open_ones[1:]))


def _age(revision: Revision) -> tuple[int, bool, str, str, str, int, str]:
    return (
        revision.number, revision.void, revision.filed_at, revision.digest, revision.chain,
        revision.seq, revision.person,
    )  # fmt: skip


def _replaces(later: Revision, earlier: Revision, continued: Continued) -> bool:
    if later.person != earlier.person:
        return False
    if later.chain == earlier.chain:
        return _told(later) > _told(earlier)
    if _goes_on(later.chain, earlier, continued):
        return True
    if (later.number, later.void) <= (earlier.number, earlier.void):
        return False
    # Of two laptops: only what the later one knew of is replaced by it.
    return not earlier.frozen or not later.replaces or earlier.frozen in later.replaces


def _told(revision: Revision) -> tuple[int, bool, int]:
    return revision.number, revision.void, revision.seq


def _goes_on(chain: str, earlier: Revision, continued: Continued) -> bool:
    """Say whether a laptop knew of a row of another when it began."""
    seen = {chain}
    while (before := continued.get(chain)) is not None and before.chain not in seen:
        if before.chain == earlier.chain:
            return earlier.seq <= before.seq
        chain = before.chain
        seen.add(chain)
    return False


def _unlike(revisions: Sequence[Revision]) -> list[Revision]:
    """Return each content once."""
    seen: dict[tuple[int, bool, str], Revision] = {}
    for revision in revisions:
        seen.setdefault((revision.number, revision.void, revision.digest), revision)
    return list(seen.values())
