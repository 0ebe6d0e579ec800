"""What the board of schools is judged by: one step into an index for each school."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from inspector_app.domain.month import Period
from inspector_app.storage.conditions import COUNTED, FILED_ON_SITE, OPEN
from inspector_app.storage.database import Database

_VISITS: Final = f"""
SELECT s.code,
       (SELECT max(v.visited_on) FROM visit v
        WHERE v.school_code = s.code AND v.visited_on <= ?2 AND {FILED_ON_SITE}),
       (SELECT group_concat(DISTINCT v.visited_on) FROM visit v
        WHERE v.school_code = s.code AND v.visited_on BETWEEN ?1 AND ?2 AND {FILED_ON_SITE})
FROM school s"""  # noqa: S608 - a condition of ours
# A correction is no record that waits to be filed for the first time.
_UNFILED: Final = """
SELECT school_code, min(visited_on) FROM visit INDEXED BY visit_draft
WHERE status = 'draft' AND deleted_at IS NULL AND revision = 1 AND visited_on <= ?
  AND school_code IS NOT NULL GROUP BY school_code"""
_ANSWERED: Final = f"""
SELECT i.school_code, min(i.answered_on) FROM issue i INDEXED BY issue_open
WHERE {COUNTED} AND {OPEN} AND i.answered_on <= ?
GROUP BY i.school_code"""  # noqa: S608 - conditions of ours
_NOTICES: Final = f"""
SELECT i.school_code, count(DISTINCT coalesce(i.visit_id, i.source_ref) || ' ' || i.noticed_on)
FROM issue i
WHERE i.noticed_on IS NOT NULL AND i.noticed_on BETWEEN ? AND ? AND {COUNTED}
GROUP BY i.school_code"""  # noqa: S608 - a condition of ours


class VisitDays(NamedTuple):
    """The days of the counted visits to one school.

    Attributes:
        last: the last of all, ``None`` where there was none.
        days: those of the period that was asked for.
    """

    last: date | None
    days: tuple[date, ...]


class CoverageStore:
    """Answers for all schools at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def visit_days(self, period: Period) -> dict[str, VisitDays]:
        """Return the days of visits to each school; nothing after the period's end counts."""
        rows = self._database.rows(_VISITS, period.start.isoformat(), period.end.isoformat())
        return {
            code: VisitDays(_day(last) if last else None, tuple(map(_day, _split(days))))
            for code, last, days in rows
        }

    def unfiled(self, *, on: date) -> Mapping[str, date]:
        """Return the day of the oldest record at each school that was never filed."""
        return self._first_days(_UNFILED, on)

    def answered(self, *, on: date) -> Mapping[str, date]:
        """Return the day of the oldest answer at each school that nobody has checked."""
        return self._first_days(_ANSWERED, on)

    def notices(self, period: Period) -> Mapping[str, int]:
        """Return how many 整改通知书 each school was given in a period."""
        rows = self._database.rows(_NOTICES, period.start.isoformat(), period.end.isoformat())
        return dict(rows)

    def _first_days(self, sql: str, on: date) -> Mapping[str, date]:
        rows = self._database.rows(sql, on.isoformat())
        return {code: _day(first) for code, first in rows if first is not None}


def _split(days: str | None) -> list[str]:
    return days.split(",") if days else []


@lru_cache(maxsize=4_096)
def _day(text: str) -> date:
    return date.fromisoformat(text)
