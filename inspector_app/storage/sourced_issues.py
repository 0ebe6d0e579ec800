"""Issues of the ledger that no record found: each stands there once, however often it is told."""

from collections.abc import Mapping
from typing import Final

from inspector_app.domain.issue import Issue
from inspector_app.domain.issue_source import OutsideSource
from inspector_app.domain.sourced_issue import SourcedIssue
from inspector_app.storage import issue_rows
from inspector_app.storage.codec import DATE
from inspector_app.storage.database import Database
from inspector_app.storage.rows import insert_row

_OUTSIDE: Final = "visit_id IS NULL"


class SourcedIssueStore:
    """Adds such issues and writes them anew; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def uid_at(self, source: OutsideSource, place: str) -> str | None:
        """Return the issue that was taken in from a place of a source, or ``None``."""
        found = self._database.row(
            f"SELECT uid FROM issue WHERE {_OUTSIDE} AND source = ? AND source_key = ?",  # noqa: S608 - a condition of ours
            source.value,
            place,
        )
        return None if found is None else str(found[0])

    def of_entry(self, source: OutsideSource, number: str) -> Mapping[str, str]:
        """Return the uids of the issues that an entry brought, by their places."""
        rows = self._database.rows(
            f"SELECT source_key, uid FROM issue WHERE {_OUTSIDE} AND source = ?"  # noqa: S608 - a condition of ours
            " AND source_record = ?",
            source.value,
            number,
        )
        return dict(rows)

    def is_taken(self, number: str) -> bool:
        """Say whether an issue has a 问题编号."""
        return self._database.row("SELECT 1 FROM issue WHERE number = ?", number) is not None

    def highest_serial(self, prefix: str) -> int:
        """Return the greatest serial that an issue has under ``prefix``."""
        found = self._database.row(
            "SELECT max(CAST(substr(number, length(?1) + 1) AS INTEGER)) FROM issue"
            " WHERE number GLOB ?1 || '[0-9]*'",
            prefix,
        )
        return int(found[0]) if found and found[0] is not None else 0

    def add(self, issue: Issue, given: SourcedIssue, *, unit: str, lead_id: str) -> None:
        """Add an issue; it counts in the ledger from now on, and in no month.

        Args:
            issue: as it stands in the ledger.
            given: where it comes from; its day is known.
            unit: the name of the school or department.
            lead_id: who follows it up, empty in the office's folder.
        """
        from inspector_app.storage.tables import IssueRow

        insert_row(
            self._database,
            IssueRow,
            {
                **issue_rows.issue_columns(issue),
                "ordinal": 1,
                "school_code": given.school_code.strip(),
                "lead_id": lead_id,
                "found_on": DATE.encode(given.found_on),
                "counted": 1,
                "source": given.source.value,
                "unit": unit,
                "source_key": given.place,
                **_told(given),
            },
        )

    def put_received(self, issue: Issue, given: SourcedIssue, *, unit: str, lead_id: str) -> None:
        """Write an issue that somebody has handed over, over the one of its uid if it is here."""
        from inspector_app.storage.tables import IssueRow

        if self._database.row("SELECT 1 FROM issue WHERE uid = ?", issue.uid) is None:
            self.add(issue, given, unit=unit, lead_id=lead_id)
            return
        said = {
            **issue_rows.issue_columns(issue),
            "school_code": given.school_code,
            "lead_id": lead_id,
            "found_on": DATE.encode(given.found_on),
            "source": given.source.value,
            "unit": unit,
            **_told(given),
        }
        IssueRow.update(**said).where(IssueRow.uid == issue.uid).execute(self._database.peewee)

    def alike(self, uid: str) -> tuple[str, ...]:
        """Return the numbers of other counted issues of the same place of the same source."""
        rows = self._database.rows(
            "SELECT o.number FROM issue i JOIN issue o ON o.source = i.source"
            "   AND o.source_ref = i.source_ref AND o.source_item = i.source_item"
            "   AND o.school_code = i.school_code AND o.unit = i.unit"
            " WHERE i.uid = ? AND o.uid <> i.uid AND o.visit_id IS NULL AND o.counted = 1"
            "   AND i.counted = 1 ORDER BY o.number",
            uid,
        )
        return tuple(str(number) for (number,) in rows)

    def restate(self, uid: str, columns: Mapping[str, object], given: SourcedIssue) -> None:
        """Write what the source says of an issue now."""
        from inspector_app.storage.tables import IssueRow

        found = {"found_on": DATE.encode(given.found_on)} if given.found_on else {}
        values = {**columns, **_told(given), **found}
        IssueRow.update(**values).where(IssueRow.uid == uid).execute(self._database.peewee)


def _told(given: SourcedIssue) -> dict[str, object]:
    return {
        "matter": given.matter.value,
        "source_ref": given.reference.strip(),
        "source_item": given.item.strip(),
        "source_record": given.record.strip(),
        "fts_dirty": 1,
    }
