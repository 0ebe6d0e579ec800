"""Which of two versions is the higher, as people number them: 2 before 10, 2026.9 before 2026.10.

Version strings are written by hand. Numbers are compared as numbers, part by part; where a word
stands against a number or another word nothing can be said, and what came later is the newer.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

T = TypeVar("T")
_PARTS: Final = re.compile(r"\d+|[^\W\d_]+")


def is_lower(one: str, other: str) -> bool:
    """Say whether a version is surely lower than another one."""
    mine, theirs = _PARTS.findall(one.casefold()), _PARTS.findall(other.casefold())
    for my, their in zip(mine, theirs, strict=False):
        if my.isdecimal() and their.isdecimal():
            if int(my) != int(their):
                return int(my) < int(their)
        elif my != their:
            return False
    return len(mine) < len(theirs) and theirs[len(mine)].isdecimal()


def in_order(found: Sequence[T], version: Callable[[T], str]) -> list[T]:
    """Return what arrived in this order with the lower versions first.

    Each goes before those that arrived just before it and are surely higher.
    """
    ordered: list[T] = []
    for each in found:
        at = len(ordered)
        while at and is_lower(version(each), version(ordered[at - 1])):
            at -= 1
        ordered.insert(at, each)
    return ordered
