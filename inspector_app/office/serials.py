"""Jumps in record numbers: a number that was given out and never arrived."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

_NUMBER: Final = re.compile(r"(?P<prefix>[0-9]{6}-[0-9]{4}-.+-)(?P<serial>[0-9]{4,9})", re.ASCII)
BLOCK: Final = 1000
"""Laptops of one person give numbers out of blocks that begin at round thousands and one."""


class Jump(NamedTuple):
    """Numbers of one prefix that are missing, first to last."""

    prefix: str
    first: int
    last: int

    @property
    def text(self) -> str:
        """The numbers as people write them."""
        first = f"{self.prefix}{self.first:04d}"
        return first if self.first == self.last else f"{first} 到 {self.last:04d}"


def jumps(arrived: Iterable[str], explained: Iterable[str]) -> tuple[Jump, ...]:
    """Return the gaps before numbers that arrived.

    Args:
        arrived: numbers of records that are here.
        explained: numbers of records that were discarded (tombstones).
    """
    there, gone = _serials(arrived), _serials(explained)
    found = []
    for prefix, serials in sorted(there.items()):
        known = serials | gone.get(prefix, set())
        for start in sorted({_start(serial) for serial in serials}):
            block = {s for s in serials if _start(s) == start}
            missing = [s for s in range(start, max(block)) if s not in known]
            found += [Jump(prefix, first, last) for first, last in _runs(missing)]
    return tuple(found)


def _serials(numbers: Iterable[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number in numbers:
        match = _NUMBER.fullmatch(number)
        if match is not None:
            found[match["prefix"]].add(int(match["serial"]))
    return found


def _start(serial: int) -> int:
    return (serial - 1) // BLOCK * BLOCK + 1


def _runs(serials: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for serial in serials:
        if runs and runs[-1][1] == serial - 1:
            runs[-1] = (runs[-1][0], serial)
        else:
            runs.append((serial, serial))
    return runs
