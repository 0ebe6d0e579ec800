"""Which of several revisions of one record counts, whatever the order in which they came.

A record is written on one laptop; after a restored backup, on two. Every revision is kept. The
newest that no other replaces counts; others that nobody has replaced stand beside it and are shown,
so that a person decides. Nothing here depends on clocks of laptops except as a last resort between
revisions that are otherwise alike, and then the digest decides for good.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One revision of a record as one laptop handed it over.

    Attributes:
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


@dataclass(frozen=True, slots=True)
class Standing:
    """The revision that counts, and those beside it that nobody has replaced."""

    counts: Revision
    beside: tuple[Revision, ...]


def standing(revisions: Collection[Revision]) -> Standing:
    """Return what holds of one record.

    Args:
        revisions: all that was received of it, at least one, in any order.
    """
    ordered = sorted(revisions, key=_age, reverse=True)
    open_ones = _unlike([r for r in ordered if not any(_replaces(o, r) for o in ordered)])
    return Standing(open_ones[0], tuple(open_ones[1:]))


def _age(revision: Revision) -> tuple[int, bool, str, str, str]:
    return (
        revision.number, revision.void, revision.filed_at, revision.digest, revision.chain,
    )  # fmt: skip


def _replaces(later: Revision, earlier: Revision) -> bool:
    if (later.number, later.void) <= (earlier.number, earlier.void):
        return False
    if later.chain == earlier.chain:
        return True
    # Of two laptops: only what the later one knew of is replaced by it.
    return not earlier.frozen or not later.replaces or earlier.frozen in later.replaces


def _unlike(revisions: Sequence[Revision]) -> list[Revision]:
    """Return each content once."""
    seen: dict[tuple[int, bool, str], Revision] = {}
    for revision in revisions:
        seen.setdefault((revision.number, revision.void, revision.digest), revision)
    return list(seen.values())
