"""What has to be done because of entries of registers, without looking into any of them.

今日 asks this at every start: no kind of entry is loaded for it.
"""

from datetime import date
from typing import Final, NamedTuple

from inspector_app.storage.database import Database

# The filed one before a draft; one that is being corrected was filed.
_WEEKLY: Final = """
SELECT uid, number, state = 'filed' OR revision > 1 FROM register_entry
WHERE kind = 'weekly' AND day = ? AND inspector_id = ? AND removed_at IS NULL
  AND state <> 'voided' ORDER BY state = 'draft' AND revision = 1, number"""


class DueLine(NamedTuple):
    """Something that has to be done.

    Attributes:
        uid, number: of the entry that asks for it.
        rank: 0 for what stands above everything else.
    """

    uid: str
    number: str
    due_on: date
    rank: int
    text: str

    def presses(self, *, on: date) -> bool:
        """Say whether it is past its day, or stands above everything else."""
        return not self.rank or self.due_on < on


class WeeklyReport(NamedTuple):
    """Somebody's 周汇报 on a week."""

    uid: str
    number: str
    filed: bool


class DueStore:
    """Reads what has to be done."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def by(self, day: date, *, limit: int) -> tuple[DueLine, ...]:
        """Return what has to be done by a day, the most pressing first."""
        rows = self._database.rows(
            "SELECT e.uid, e.number, d.due_on, d.rank, d.text FROM register_due d"
            " JOIN register_entry e ON e.id = d.entry_id WHERE d.due_on <= ?"
            " ORDER BY d.rank, d.due_on, e.id LIMIT ?",
            day.isoformat(),
            limit,
        )
        return tuple(
            DueLine(uid, number, date.fromisoformat(due), rank, text)
            for uid, number, due, rank, text in rows
        )

    def weekly_report(self, person_id: str, monday: date) -> WeeklyReport | None:
        """Return a person's report on the week of a Monday, ``None`` where there is none."""
        row = self._database.row(_WEEKLY, monday.isoformat(), person_id)
        return None if row is None else WeeklyReport(row[0], row[1], bool(row[2]))
