"""The ledger: issues as they stand, with their records."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final, NamedTuple

from inspector_app.domain.aim_words import aimed
from inspector_app.domain.issue_source import Matter, OutsideSource
from inspector_app.domain.views import LedgerRow
from inspector_app.domain.visit_options import VisitType
from inspector_app.storage import issue_rows
from inspector_app.storage.codec import DATE
from inspector_app.storage.conditions import COUNTED, DUE, OPEN, OVERDUE, UNTOLD
from inspector_app.storage.database import Database

_ORDER: Final = "coalesce(i.due_now, i.deadline, '9999'), i.number"
_ORDER_OF_INDEX: Final = f"{DUE}, i.number"
LEDGER_COLUMNS: Final = f"""{", ".join(f"i.{name}" for name in issue_rows.ISSUE_COLUMNS)},
       coalesce(v.uid, ''), coalesce(v.number, ''), i.school_code,
       coalesce(v.school_name, i.unit), i.lead_id, coalesce(p.name, i.lead_id), i.found_on,
       i.source, i.matter, i.source_ref, i.source_item, i.source_record"""
"""What ``ledger_row`` reads of an issue i, its record v, if any, and its inspector p."""
LEDGER_JOINS: Final = """LEFT JOIN visit v ON v.id = i.visit_id
LEFT JOIN inspector p ON p.id = i.lead_id"""
_LEDGER: Final = f"""
SELECT {LEDGER_COLUMNS}
FROM issue i {LEDGER_JOINS}
WHERE {COUNTED} AND {{where}}
ORDER BY {_ORDER}"""  # noqa: S608 - columns of ours
_PRESSING: Final = f"""
SELECT count(*), sum({OVERDUE})
FROM issue i WHERE {COUNTED} AND {{where}}"""  # noqa: S608 - columns of ours

_SOURCES: Final = {member.value: member for kind in (VisitType, OutsideSource) for member in kind}
_MATTERS: Final = {member.value: member for member in Matter}


class DueAim(NamedTuple):
    """A milestone that is due: of whom, and on which record its issue stands, if on any.

    ``aim`` is what it aims at, with what was reached so far.
    """

    due: date
    text: str
    aim: str
    visit_uid: str
    school_name: str
    number: str


class IssueStore:
    """Answers for the ledger."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def milestones_due(self, *, by: date, person_id: str | None, limit: int) -> tuple[DueAim, ...]:
        """Return the milestones of open issues that are not met and due by a day, in order."""
        # CROSS: from the few that are due to their issues. SQLite would begin with all open issues.
        rows = self._database.rows(
            "SELECT m.due, m.text, m.target, m.unit, m.actual, coalesce(v.uid, ''),"  # noqa: S608 - conditions of ours
            " coalesce(v.school_name, i.unit), i.number FROM issue_milestone m"
            " CROSS JOIN issue i ON i.uid = m.issue_uid LEFT JOIN visit v ON v.id = i.visit_id"
            f" WHERE m.done_on IS NULL AND m.due <= ?1 AND {COUNTED} AND {OPEN}"
            " AND (?2 IS NULL OR i.lead_id = ?2) ORDER BY m.due, m.issue_uid LIMIT ?3",
            by.isoformat(), person_id, limit,
        )  # fmt: skip
        return tuple(
            DueAim(date.fromisoformat(due), text, aimed(*value), visit_uid, name, number)
            for due, text, *value, visit_uid, name, number in rows
        )

    def uid_of(self, number: str) -> str | None:
        """Return the uid of the issue of a 问题编号 whose record was not discarded."""
        found = self._database.row(
            "SELECT i.uid FROM issue i LEFT JOIN visit v ON v.id = i.visit_id"
            " WHERE i.number = ? AND v.deleted_at IS NULL",
            number,
        )
        return None if found is None else str(found[0])

    def row_of(self, number: str) -> LedgerRow | None:
        """Return the row of the ledger of a 问题编号, of a record that was not discarded."""
        uid = self.uid_of(number)
        return None if uid is None else self.ledger_row(uid)

    def ledger_row(self, issue_uid: str) -> LedgerRow | None:
        """Return one row of the ledger, whatever the state of its record, or ``None``."""
        sql = _LEDGER.replace(f"{COUNTED} AND {{where}}", "i.uid = ?")
        found = self._database.row(sql, issue_uid)
        return None if found is None else ledger_row(found)

    def open_ledger(self, *, person_id: str | None = None) -> tuple[LedgerRow, ...]:
        """Return all open issues of counted records, the most pressing first."""
        if person_id is None:
            return self._ledger(OPEN)
        return self._ledger(f"{OPEN} AND i.lead_id = ?", person_id)

    def pressing(
        self, *, by: date, on: date, person_id: str | None, limit: int
    ) -> tuple[tuple[LedgerRow, ...], int, int]:
        """Return the first of the open issues due up to ``by``, their count, and the overdue.

        The overdue ones come before those that are due later or wait for a check.
        """
        where = f"{OPEN} AND {DUE} <= ?"
        values = [by.isoformat()]
        if person_id is not None:
            where += " AND i.lead_id = ?"
            values.append(person_id)
        counts = self._database.row(_PRESSING.format(where=where), on.isoformat(), *values)
        count, overdue = counts or (0, 0)
        rows: list[tuple[Any, ...]] = []
        for part in (OVERDUE, f"NOT {OVERDUE}"):
            # In the order of the index of the open ones: no more is read than is shown.
            sql = _LEDGER.replace(_ORDER, _ORDER_OF_INDEX).format(where=f"{where} AND {part}")
            left = limit - len(rows)
            rows += self._database.rows(f"{sql} LIMIT ?", *values, on.isoformat(), left)
        return tuple(ledger_row(row) for row in rows), count, overdue or 0

    def untold_hazards(self, *, person_id: str | None) -> tuple[LedgerRow, ...]:
        """Return the open 安全隐患 that somebody was not told of yet, the oldest first."""
        where = f"i.severity = 'hazard' AND {OPEN} AND {UNTOLD}"
        values = () if person_id is None else (person_id,)
        if person_id is not None:
            where += " AND i.lead_id = ?"
        sql = _LEDGER.replace(_ORDER, "i.found_on, i.number").replace(
            "FROM issue i ", "FROM issue i INDEXED BY issue_hazard "
        )
        return tuple(
            ledger_row(row) for row in self._database.rows(sql.format(where=where), *values)
        )

    def ledger(
        self, *, start: date, end: date, person_id: str | None = None
    ) -> tuple[LedgerRow, ...]:
        """Return the issues found in a span of days and all that were still open at its start."""
        where = (
            "i.found_on <= ? AND (i.found_on >= ? OR coalesce(i.closed_on, i.voided_on, '9999')"
            " >= ?)"
        )
        values: list[object] = [end.isoformat(), start.isoformat(), start.isoformat()]
        if person_id is not None:
            where += " AND i.lead_id = ?"
            values.append(person_id)
        return self._ledger(where, *values)

    def from_elsewhere(self, *, person_id: str) -> tuple[LedgerRow, ...]:
        """Return the issues that no record found and that a person follows up."""
        return self._ledger("i.visit_id IS NULL AND i.lead_id = ?", person_id)

    def open_at(self, school_code: str) -> tuple[LedgerRow, ...]:
        """Return the open issues of one school."""
        return self._ledger(f"{OPEN} AND i.school_code = ?", school_code)

    def settled_at(self, school_code: str) -> tuple[LedgerRow, ...]:
        """Return the closed and the voided issues of one school."""
        return self._ledger(f"NOT ({OPEN}) AND i.school_code = ?", school_code)

    def all_of(self, issue_uids: Iterable[str]) -> tuple[LedgerRow, ...]:
        """Return the rows of the ledger with these uids."""
        found = (self.ledger_row(uid) for uid in issue_uids)
        return tuple(row for row in found if row is not None)

    def _ledger(self, where: str, *values: object) -> tuple[LedgerRow, ...]:
        rows = self._database.rows(_LEDGER.format(where=where), *values)
        return tuple(ledger_row(row) for row in rows)


def ledger_row(row: tuple[Any, ...]) -> LedgerRow:
    """Return the row of the 台账 that the columns of ``LEDGER_COLUMNS`` hold."""
    width = len(issue_rows.ISSUE_COLUMNS)
    issue = issue_rows.issue_of(dict(zip(issue_rows.ISSUE_COLUMNS, row[:width], strict=True)))
    visit_uid, number, school_code, school_name, lead_id, lead_name, found_on = row[width:-5]
    source, matter, reference, item, entry_number = row[-5:]
    return LedgerRow(
        issue=issue,
        visit_uid=visit_uid,
        visit_number=number,
        school_code=school_code,
        school_name=school_name,
        lead_id=lead_id,
        lead_name=lead_name,
        found_on=DATE.decode(found_on),
        source=_SOURCES.get(source),
        matter=_MATTERS[matter],
        reference=reference,
        item=item,
        entry_number=entry_number,
    )
