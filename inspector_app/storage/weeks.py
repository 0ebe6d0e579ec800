"""What one person's week was made of, and which weeks were reported."""

from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from inspector_app.base.clock import day_of_instant
from inspector_app.domain.month import Period
from inspector_app.domain.weekly_draft import (
    WaitingIssue,
    WeekFacts,
    WeekIssue,
    WeekMerit,
    WeekVisit,
)
from inspector_app.storage.conditions import (
    CORRECTED_FROM,
    COUNTED,
    DUE,
    FILED,
    FILED_ON_SITE,
    OPEN,
    UNDER_CORRECTION,
)
from inspector_app.storage.database import Database

_VISITS: Final = f"""
SELECT v.visited_on, v.school_code, v.school_name, v.campaign FROM visit v
WHERE v.visited_on BETWEEN ?1 AND ?2 AND {FILED_ON_SITE} AND v.school_code IS NOT NULL
  AND (v.lead_id = ?3 OR EXISTS
       (SELECT 1 FROM visit_peer p WHERE p.visit_id = v.id AND p.inspector_id = ?3))
ORDER BY v.visited_on, v.number"""  # noqa: S608 - a condition of ours
_LESSONS: Final = f"""
SELECT l.subject, count(*) FROM visit v JOIN lesson l ON l.visit_id = v.id
WHERE v.visited_on BETWEEN ?1 AND ?2 AND {FILED_ON_SITE} AND l.whole = 1 AND l.listener_id = ?3
GROUP BY l.subject ORDER BY count(*) DESC, l.subject"""  # noqa: S608 - a condition of ours
_FOUND: Final = f"""
SELECT i.number, v.school_name, i.description, i.fixed_on_the_spot
FROM issue i JOIN visit v ON v.id = i.visit_id
WHERE i.found_on BETWEEN ?1 AND ?2 AND {COUNTED} AND {FILED_ON_SITE} AND i.lead_id = ?3
ORDER BY i.found_on, i.number"""  # noqa: S608 - conditions of ours
_CLOSED: Final = f"""
SELECT i.number, v.school_name, i.description FROM issue i JOIN visit v ON v.id = i.visit_id
WHERE i.closed_on IS NOT NULL AND i.closed_on BETWEEN ?1 AND ?2 AND i.voided_on IS NULL
  AND {COUNTED} AND {FILED_ON_SITE} AND i.lead_id = ?3
ORDER BY i.closed_on, i.number"""  # noqa: S608 - conditions of ours
_MERITS: Final = f"""
SELECT v.school_name, m.text, v.uid FROM visit v JOIN merit m ON m.visit_id = v.id
WHERE v.visited_on BETWEEN ?1 AND ?2 AND {FILED_ON_SITE} AND v.lead_id = ?3 AND m.text <> ''
ORDER BY v.visited_on, v.number, m.ordinal"""  # noqa: S608 - a condition of ours
_WAITING: Final = f"""
SELECT coalesce(v.school_name, i.unit), i.description, i.escalated_on, i.consulted_on
FROM issue i LEFT JOIN visit v ON v.id = i.visit_id
WHERE {COUNTED} AND {OPEN} AND i.lead_id = ?3 AND i.found_on <= ?2
  AND (i.escalated_on IS NOT NULL OR i.consulted_on IS NOT NULL
       OR (i.answered_on IS NULL AND {DUE} <= ?2))
ORDER BY {DUE}, i.number"""  # noqa: S608 - conditions of ours
_NOTICES: Final = f"""
SELECT count(DISTINCT i.visit_id || ' ' || i.noticed_on) FROM issue i
WHERE i.noticed_on IS NOT NULL AND i.noticed_on BETWEEN ?1 AND ?2 AND {COUNTED}
  AND i.lead_id = ?3"""  # noqa: S608 - a condition of ours
_FILED: Final = f"""
SELECT v.filed_at FROM visit v
WHERE v.lead_id = ? AND {FILED} AND substr(v.filed_at, 1, 10) BETWEEN ? AND ?"""  # noqa: S608 - a condition of ours
_REPORTS: Final = f"""
SELECT inspector_id, day AS monday, uid, number, state = 'filed' FROM register_entry
WHERE kind = 'weekly' AND day BETWEEN ?1 AND ?2 AND removed_at IS NULL AND state <> 'voided'
  AND NOT ({UNDER_CORRECTION})
UNION ALL
SELECT json_extract(held, '$.inspector'), json_extract(held, '$.monday'), uid, number, 1
FROM (SELECT uid, number, {CORRECTED_FROM} AS held FROM register_entry
      WHERE kind = 'weekly' AND {UNDER_CORRECTION})
WHERE json_extract(held, '$.monday') BETWEEN ?1 AND ?2
ORDER BY monday, number"""  # noqa: S608 - conditions of ours


class Report(NamedTuple):
    """A 周汇报 that somebody has begun or filed; under correction it is what was filed."""

    inspector_id: str
    monday: date
    uid: str
    number: str
    filed: bool


class WeekStore:
    """Reads one person's days."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def facts(self, person_id: str, week: Period) -> WeekFacts:
        """Return what records say of a person's week."""
        span = (week.start.isoformat(), week.end.isoformat(), person_id)

        def rows(sql: str) -> list[tuple[Any, ...]]:
            return self._database.rows(sql, *span)

        return WeekFacts(
            visits=tuple(WeekVisit(date.fromisoformat(d), *rest) for d, *rest in rows(_VISITS)),
            lessons=tuple((subject, count) for subject, count in rows(_LESSONS)),
            found=tuple(
                WeekIssue(number, school, text, fixed_on_the_spot=bool(spot))
                for number, school, text, spot in rows(_FOUND)
            ),
            closed=tuple(WeekIssue(*row[:3]) for row in rows(_CLOSED)),
            merits=tuple(WeekMerit(*row) for row in rows(_MERITS)),
            waiting=tuple(
                WaitingIssue(school, text, escalated is not None, consulted is not None)
                for school, text, escalated, consulted in rows(_WAITING)
            ),
            notices=int(rows(_NOTICES)[0][0]),
            records_filed=self._filed(person_id, week),
        )

    def _filed(self, person_id: str, week: Period) -> int:
        """Count the records that were filed on a day in China; instants are stored as UTC."""
        before = (week.start - timedelta(days=1)).isoformat()
        found = self._database.rows(_FILED, person_id, before, week.end.isoformat())
        return sum(day_of_instant(at) in week for (at,) in found)

    def reports(self, period: Period) -> tuple[Report, ...]:
        """Return the reports of the weeks whose Monday lies in a period, by week."""
        rows = self._database.rows(_REPORTS, period.start.isoformat(), period.end.isoformat())
        return tuple(
            Report(person or "", date.fromisoformat(day), uid, number, bool(filed))
            for person, day, uid, number, filed in rows
        )
