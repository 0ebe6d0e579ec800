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
# No number has these characters in it.
_LEAD, _YEAR = "\x01", "\x02"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gap:
    """An empty number: the row that lacks it, and the serials of the rows around it."""

    line: Line
    after: int
    before: int


class MissingNumbers:
    """The rows of 督导记录 that lack a readable number."""

    def __init__(self, records: Sequence[Line]) -> None:
        """Look at how numbers are made here and at the order of the rows."""
        self._shapes: set[str] = set()
        self._series: dict[str | None, set[str]] = {}
        serials: list[int | None] = []
        for line in records:
            number = line.values.get("number")
            if number is None:
                serials.append(None)
                continue
            series, serial = _split(number)
            self._shapes.add(_shape(series, line))
            self._series.setdefault(line.values.get("lead_id"), set()).add(series)
            serials.append(serial)
        self._marked = [s for s in self._shapes if _LEAD in s or _YEAR in s]
        self._gaps = _gaps(records, serials)

    def explains(self, number: str) -> bool:
        """Say whether one of the rows may have had this number."""
        series, serial = _split(number)
        return any(
            gap.after < serial < gap.before and self._may_be_of(gap.line, series)
            for gap in self._gaps
        )

    def _may_be_of(self, line: Line, series: str) -> bool:
        if not self._shapes or series in self._shapes:
            return True
        own = self._series.get(line.values.get("lead_id"), ())
        return series in own or any(_filled(s, line).fullmatch(series) for s in self._marked)


def _shape(series: str, line: Line) -> str:
    """Return a series with marks where it says whose record it is and of which year."""
    lead, day = line.values.get("lead_id"), line.values.get("visited_on")
    for part, mark in ((lead and key_of(lead), _LEAD), (day and str(day.year), _YEAR)):
        before, found, behind = series.rpartition(part) if part else ("", "", series)
        series = f"{before}{mark}{behind}" if found else series
    return series


def _filled(shape: str, line: Line) -> re.Pattern[str]:
    """Return what the series of a row looks like; what the row does not say may be anything."""
    lead, day = line.values.get("lead_id"), line.values.get("visited_on")
    pattern = re.escape(shape)
    pattern = pattern.replace(_LEAD, re.escape(key_of(lead)) if lead else "[^-]+")
    return re.compile(pattern.replace(_YEAR, str(day.year) if day else "[0-9]{4}"))


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
        found.append(_Gap(line=line, after=after, before=before))
    return found


def _split(number: str) -> tuple[str, int]:
    match = _SERIES_AND_SERIAL.fullmatch(key_of(number))
    return (match[1], int(match[2])) if match is not None else (key_of(number), 0)
