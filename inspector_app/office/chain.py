"""A laptop's bundles are a chain: what the next one is to what the office has taken in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

START: Final = "0" * 64
"""What the first bundle of a chain names as the one before it."""


class Step(Enum):
    """What a bundle is to its chain."""

    NEXT = auto()
    """It is taken in now."""
    KNOWN = auto()
    """It was taken in before: harmless (I80)."""
    FORK = auto()
    """Another bundle of this number was taken in (E81)."""
    EARLY = auto()
    """It waits for an earlier one (W83)."""
    BROKEN = auto()
    """It does not name what was taken in before it (E82)."""


@dataclass(frozen=True, slots=True)
class Head:
    """The newest bundle of a chain that was taken in."""

    seq: int = 0
    digest: str = START


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a bundle says of its place."""

    seq: int
    digest: str
    prev: str


def step_of(link: Link, head: Head, *, taken: Mapping[int, str]) -> Step:
    """Say what a bundle is to a chain.

    Args:
        link: the bundle.
        head: of its chain; its number is 0 while nothing was taken in.
        taken: digest by number of what was taken in.
    """
    if link.seq <= head.seq:
        return Step.KNOWN if taken.get(link.seq) == link.digest else Step.FORK
    if link.seq > head.seq + 1:
        return Step.EARLY
    return Step.NEXT if link.prev == head.digest else Step.BROKEN
