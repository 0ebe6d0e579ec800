"""What a 督导工作总结 asks besides the facts of the month's table."""

from datetime import timedelta
from typing import Final

from inspector_app.base.clock import day_of_instant
from inspector_app.domain.issue import Severity
from inspector_app.domain.month import Period
from inspector_app.domain.summary_facts import IssueNote, Merit
from inspector_app.storage.conditions import COUNTED, FILED_ON_SITE
from inspector_app.storage.database import Database

_ISSUES: Final = f"""
SELECT i.uid, i.category, i.severity = '{Severity.HAZARD.value}' FROM issue i
WHERE {COUNTED} AND i.found_on <= ?2 AND (i.found_on >= ?1
  OR (i.closed_on IS NULL OR i.closed_on > ?2) AND (i.voided_on IS NULL OR i.voided_on > ?2))"""  # noqa: S608 - a condition of ours
_MERITS: Final = f"""
SELECT v.uid, v.lead_id FROM visit v JOIN merit m ON m.visit_id = v.id
WHERE v.visited_on BETWEEN ? AND ? AND {FILED_ON_SITE} AND m.text <> ''
ORDER BY v.visited_on, v.number, m.ordinal"""  # noqa: S608 - a condition of ours
_LETTERS: Final = """
SELECT uid, made_at FROM document WHERE kind GLOB 'letter-*' AND substr(made_at, 1, 10) BETWEEN ?
  AND ? ORDER BY made_at"""
_ANY_RECORD: Final = f"""
SELECT 1 FROM visit v WHERE {FILED_ON_SITE} AND v.visited_on BETWEEN ? AND ? LIMIT 1"""  # noqa: S608 - a condition of ours


class SummaryStore:
    """Reads by period, of all people at once."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def issues(self, period: Period) -> dict[str, IssueNote]:
        """Return 类别 and 安全隐患 of each issue found in a period or open at its end."""
        rows = self._database.rows(_ISSUES, *_span(period))
        return {uid: IssueNote(category, bool(hazard)) for uid, category, hazard in rows}

    def merits(self, period: Period) -> tuple[Merit, ...]:
        """Return the merits of counted records."""
        rows = self._database.rows(_MERITS, *_span(period))
        return tuple(Merit(uid, lead) for uid, lead in rows)

    def letters(self, period: Period) -> tuple[str, ...]:
        """Return the letters that were issued under a 文号, by the day in China."""
        before = (period.start - timedelta(days=1)).isoformat()
        rows = self._database.rows(_LETTERS, before, period.end.isoformat())
        return tuple(uid for uid, made_at in rows if day_of_instant(made_at) in period)

    def any_record(self, period: Period) -> bool:
        """Say whether a counted record lies in a period at all."""
        return self._database.row(_ANY_RECORD, *_span(period)) is not None


def _span(period: Period) -> tuple[str, str]:
    return period.start.isoformat(), period.end.isoformat()
