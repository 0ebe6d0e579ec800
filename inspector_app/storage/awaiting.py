"""What waits for a decision of the office, found by an index of its own.

今日 of an office asks the counts at every start: no kind of entry is loaded for them.
"""

from datetime import date
from typing import Final

from inspector_app.domain.awaiting import AskedIssue, AwaitingCounts
from inspector_app.storage.conditions import COUNTED, OPEN
from inspector_app.storage.database import Database

# The conditions of the index, word for word.
_ASKED: Final = f"""issue i INDEXED BY issue_asked
WHERE {COUNTED} AND {OPEN} AND (i.escalated_on IS NOT NULL OR i.asked_on IS NOT NULL)"""
_COUNTS: Final = f"""
SELECT count(i.escalated_on), count(i.asked_on),
  (SELECT count(*) FROM register_entry
   WHERE kind = 'complaint' AND state = 'draft' AND removed_at IS NULL),
  (SELECT count(DISTINCT e.id) FROM register_due d CROSS JOIN register_entry e ON e.id = d.entry_id
   WHERE d.due_on < ?1 AND e.kind = 'complaint' AND e.state = 'filed'),
  (SELECT count(*) FROM inspector p WHERE ?2 <> '' AND NOT EXISTS (SELECT 1 FROM register_entry w
   WHERE w.inspector_id = p.id AND w.kind = 'weekly' AND w.day = ?2 AND w.state = 'filed'
     AND w.removed_at IS NULL))
FROM {_ASKED}"""  # noqa: S608 - conditions of ours
_ISSUES: Final = f"""
SELECT i.uid, i.number, v.uid, v.school_name, i.description, i.lead_id, i.escalated_on, i.asked_on
FROM (SELECT i.rowid AS wanted FROM {_ASKED}) JOIN issue i ON i.rowid = wanted
JOIN visit v ON v.id = i.visit_id
ORDER BY coalesce(i.escalated_on, i.asked_on), i.number"""  # noqa: S608 - conditions of ours


class AwaitingStore:
    """Reads what waits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self, *, on: date, monday: date | None) -> AwaitingCounts:
        """Return how much waits on a day.

        Args:
            on: the day.
            monday: of the week whose reports are asked for, ``None`` where none are.
        """
        week = "" if monday is None else monday.isoformat()
        row = self._database.row(_COUNTS, on.isoformat(), week)
        return AwaitingCounts() if row is None else AwaitingCounts(*row)

    def issues(self) -> tuple[AskedIssue, ...]:
        """Return the issues that wait, the longest waiting first."""
        return tuple(
            AskedIssue(*told, *(day and date.fromisoformat(day) for day in days))
            for *told, escalated, asked in self._database.rows(_ISSUES)
            for days in [(escalated, asked)]
        )
