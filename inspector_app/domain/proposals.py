"""Which schools most need a visit: what to put into an empty half-day of a plan."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from inspector_app.domain.coverage import SchoolCoverage, need


class Proposal(NamedTuple):
    """A school to visit, and why."""

    coverage: SchoolCoverage
    reason: str


def proposals(
    rows: Iterable[SchoolCoverage],
    *,
    planned: Collection[str],
    kept_away: Collection[str],
    limit: int,
) -> tuple[Proposal, ...]:
    """Return the schools that most need a visit.

    Args:
        rows: how the schools stand.
        planned: 标识码 of those that are planned already, for a day to come of the month.
        kept_away: those that the person must not inspect.
        limit: how many are wanted.
    """
    free = [row for row in rows if row.code not in planned and row.code not in kept_away]
    return tuple(Proposal(row, _reason(row)) for row in sorted(free, key=need)[:limit])


def _reason(row: SchoolCoverage) -> str:
    if row.marks:
        return row.marks[0].words
    return "还没有入校过" if row.days_since is None else f"距上次入校 {row.days_since} 天"
