"""补报 and 更正 as plain JSON: what a locked table told stays with its figures."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from inspector_app.domain.late_entries import LateEntry, LateItem, LateMonth
from inspector_app.domain.month import Month
from inspector_app.domain.table_difference import Difference
from inspector_app.domain.views import RecordLine


def late_json(late: Iterable[LateMonth]) -> list[dict[str, Any]]:
    """Return what a table tells of earlier months."""
    return [
        {
            "month": str(each.of),
            "reason": each.reason,
            "entries": [_entry(entry) for entry in each.entries],
            "differences": [cell._asdict() for cell in each.differences],
        }
        for each in late
    ]


def late_from(data: Sequence[dict[str, Any]]) -> tuple[LateMonth, ...]:
    """Return what ``late_json`` wrote."""
    return tuple(
        LateMonth(
            of=Month.parse(each["month"]),
            entries=tuple(map(_entry_from, each["entries"])),
            differences=tuple(Difference(**cell) for cell in each["differences"]),
            reason=each["reason"],
        )
        for each in data
    )


def _entry(entry: LateEntry) -> dict[str, Any]:
    line = entry.line
    told = line and {**line._asdict(), "day": line.day and line.day.isoformat()}
    return {**entry.item._asdict(), "why": entry.why, "record": told}


def _entry_from(data: dict[str, Any]) -> LateEntry:
    rest = dict(data)
    # Months that were locked before this was told have no reason.
    told, why = rest.pop("record"), rest.pop("why", "")
    if told is None:
        return LateEntry(LateItem(**rest), None, why)
    day = told["day"] and date.fromisoformat(told["day"])
    return LateEntry(LateItem(**rest), RecordLine(**{**told, "day": day}), why)
