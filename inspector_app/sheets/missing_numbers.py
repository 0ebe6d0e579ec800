"""Which record number stood in a cell that is empty now.

A row of 督导记录 without its number cannot be taken, and what hangs on it names a number that no
row has. Those cells contradict only the empty one, so that they are not bad themselves.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from inspector_app.sheets.lines import Line
from inspector_app.sheets.text import key_of

_SERIES_AND_SERIAL: Final = re.compile(r"(.*?)([0-9]{1,18})")
_LAST: Final = 10**18


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gap:
    """An empty number: whose record it is, and the serials of the rows around it."""

    lead_id: str | None
    after: int
    before: int


class MissingNumbers:
    """The rows of 督导记录 that lack a readable number."""

    def __init__(self, records: Sequence[Line]) -> None:
        """Look at the series of each inspector's numbers and at the order of the rows."""
        self._series: dict[str | None, set[str]] = {}
        serials: list[int | None] = []
        for line in records:
            number = line.values.get("number")
            if number is None:
                serials.append(None)
                continue
            series, serial = _split(number)
            self._series.setdefault(line.values.get("lead_id"), set()).add(series)
            serials.append(serial)
        self._gaps = _gaps(records, serials)

    def explains(self, number: str) -> bool:
        """Say whether one of the rows may have had this number."""
        series, serial = _split(number)
        return any(
            gap.after < serial < gap.before and self._may_be_of(gap.lead_id, series)
            for gap in self._gaps
        )

    def _may_be_of(self, lead_id: str | None, series: str) -> bool:
        own = self._series.get(lead_id)
        if lead_id is None or own is None:
            own = set().union(*self._series.values())
        return not own or series in own


def _gaps(records: Sequence[Line], serials: Sequence[int | None]) -> list[_Gap]:
    known = [serial for serial in serials if serial is not None]
    in_order = all(one <= other for one, other in pairwise(known))
    found = []
    seen = 0
    for line, serial in zip(records, serials, strict=True):
        if serial is not None:
            seen += 1
            continue
        after = known[seen - 1] if in_order and seen else -1
        before = known[seen] if in_order and seen < len(known) else _LAST
        found.append(_Gap(lead_id=line.values.get("lead_id"), after=after, before=before))
    return found


def _split(number: str) -> tuple[str, int]:
    match = _SERIES_AND_SERIAL.fullmatch(key_of(number))
    return (match[1], int(match[2])) if match is not None else (key_of(number), 0)
