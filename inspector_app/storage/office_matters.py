"""What came with bundles and what has to be asked: revisions, reports, questions, conflicts."""

import json
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from inspector_app.base.stable_json import stable_text
from inspector_app.storage.database import Database


class RevisionRow(NamedTuple):
    """One revision of a record as one laptop handed it over; ``kind`` is record or entry."""

    visit_uid: str
    chain: str
    seq: int
    number: int
    void: bool
    digest: str
    frozen: str
    replaces: tuple[str, ...]
    filed_at: str
    kind: str


class ConflictRow(NamedTuple):
    """A record, or a row beside the records, of which a person has to decide something.

    Attributes:
        visit_uid: of the record, entry, issue or reply.
        number: under which it is settled.
    """

    visit_uid: str
    reason: str
    said: str
    noted_at: str
    settled_at: str | None
    settled_by: str
    number: str


class QuestionRow(NamedTuple):
    """What two people are asked of one school and day, and what they answered."""

    uid: str
    school_code: str
    visited_on: str
    visits: tuple[str, ...]
    asked_at: str
    answer: str
    kept: str
    answered_by: str
    answered_at: str | None


class ReferenceRow(NamedTuple):
    """A record of another that a bundle names."""

    visit_uid: str
    named_by: str
    number: str
    school_code: str
    visited_on: str
    lead_id: str


class SameIssueRow(NamedTuple):
    """An issue that counts with another."""

    issue_uid: str
    same_as: str
    noted_by: str
    noted_at: str


class OfficeMatterStore:
    """Keeps these; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- revisions -------------------------------------------------------------------------------

    def add_revision(self, row: RevisionRow, content: Mapping[str, Any]) -> bool:
        """Keep a revision, and say whether it was not here yet."""
        added = self._database.execute(
            "INSERT OR IGNORE INTO office_revision (visit_uid, chain, seq, number, void, digest,"
            " frozen, replaces, filed_at, kind, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row.visit_uid, row.chain, row.seq, row.number, int(row.void), row.digest, row.frozen,
            json.dumps(row.replaces), row.filed_at, row.kind,
            zlib.compress(stable_text(dict(content)).encode()),
        )  # fmt: skip
        return bool(added)

    def revisions(self, visit_uid: str) -> tuple[RevisionRow, ...]:
        """Return every revision of a record that was received."""
        rows = self._database.rows(
            f"SELECT {_REVISION} FROM office_revision WHERE visit_uid = ? ORDER BY id",  # noqa: S608 - columns of ours
            visit_uid,
        )
        return tuple(_revision(row) for row in rows)

    def content(self, visit_uid: str, *, chain: str, digest: str) -> dict[str, Any]:
        """Return what one revision says."""
        row = self._database.row(
            "SELECT content FROM office_revision WHERE visit_uid = ? AND chain = ? AND digest = ?"
            " ORDER BY id DESC LIMIT 1",
            visit_uid,
            chain,
            digest,
        )
        assert row is not None
        found: dict[str, Any] = json.loads(zlib.decompress(row[0]))
        return found

    def received_numbers(self) -> tuple[str, ...]:
        """Return the numbers of all records that were received."""
        rows = self._database.rows(
            "SELECT DISTINCT v.number FROM visit v JOIN office_revision r ON r.visit_uid = v.uid"
        )
        return tuple(str(number) for (number,) in rows)

    def counted_by_source(self, first: str, last: str) -> Mapping[str, tuple[int, int, int]]:
        """Return, by 责任督学, how many counted records of a period were received, typed, imported.

        同行登记 count for the person who made them and are left out.
        """
        rows = self._database.rows(
            "SELECT v.lead_id, sum(r.visit_uid IS NOT NULL),"
            " sum(r.visit_uid IS NULL AND v.origin <> 'import'),"
            " sum(r.visit_uid IS NULL AND v.origin = 'import')"
            " FROM visit v LEFT JOIN (SELECT DISTINCT visit_uid FROM office_revision) r"
            "   ON r.visit_uid = v.uid"
            " WHERE v.visited_on BETWEEN ? AND ? AND v.deleted_at IS NULL"
            "   AND v.status IN ('filed', 'handed_over')"
            "   AND v.id NOT IN (SELECT visit_id FROM joint_visit)"
            " GROUP BY v.lead_id",
            first,
            last,
        )
        return {str(lead): (int(r), int(t), int(i)) for lead, r, t, i in rows}

    # -- conflicts -------------------------------------------------------------------------------

    def note_conflict(self, visit_uid: str, *, reason: str, said: str, at: str) -> bool:
        """Keep that a person has to look, and say whether that is new; the same again is not."""
        known = self._database.row(
            "SELECT said FROM office_conflict WHERE visit_uid = ? AND reason = ?",
            visit_uid,
            reason,
        )
        if known is not None and known[0] == said:
            return False
        self._database.execute(
            "INSERT OR REPLACE INTO office_conflict (visit_uid, reason, said, noted_at)"
            " VALUES (?, ?, ?, ?)",
            visit_uid,
            reason,
            said,
            at,
        )
        return True

    def clear_conflict(self, visit_uid: str, *, reason: str) -> None:
        """Forget one that has gone by itself."""
        self._database.execute(
            "DELETE FROM office_conflict WHERE visit_uid = ? AND reason = ? AND settled_at IS NULL",
            visit_uid,
            reason,
        )

    def settle_conflict(self, visit_uid: str, *, by: str, at: str) -> bool:
        """Note that a person has decided, and say whether there was something to decide."""
        return bool(
            self._database.execute(
                "UPDATE office_conflict SET settled_at = ?, settled_by = ?"
                " WHERE visit_uid = ? AND settled_at IS NULL",
                at,
                by,
                visit_uid,
            )
        )

    def keeps_own(self, visit_uid: str) -> bool:
        """Say whether the office's own record stands, whatever came for it."""
        found = self._database.row(
            "SELECT 1 FROM office_conflict WHERE visit_uid = ? AND reason = 'own'", visit_uid
        )
        return found is not None

    def uid_beside(self, number: str) -> str:
        """Return the uid of an entry, an issue or a reply of which something has to be decided."""
        row = self._database.row(
            f"SELECT uid FROM ({_BESIDE}) n"  # noqa: S608 - texts of ours
            " WHERE n.number = ? AND n.uid IN (SELECT visit_uid FROM office_conflict)",
            number,
        )
        return "" if row is None else str(row[0])

    def forget_conflict(self, visit_uid: str, *, reason: str) -> None:
        """Forget a conflict, settled or not."""
        self._database.execute(
            "DELETE FROM office_conflict WHERE visit_uid = ? AND reason = ?", visit_uid, reason
        )

    def conflicts(self) -> tuple[ConflictRow, ...]:
        """Return what a person has to decide, the oldest first."""
        rows = self._database.rows(
            "SELECT c.visit_uid, c.reason, c.said, c.noted_at, c.settled_at, c.settled_by,"  # noqa: S608 - texts of ours
            f" coalesce((SELECT n.number FROM ({_NUMBERED}) n WHERE n.uid = c.visit_uid), '')"
            " FROM office_conflict c WHERE c.settled_at IS NULL ORDER BY c.noted_at, c.visit_uid"
        )
        return tuple(ConflictRow(*row) for row in rows)

    # -- reports, references, numbers ------------------------------------------------------------

    def add_report(
        self, *, chain: str, seq: int, inspector_id: str, month: str, figures: Mapping[str, Any]
    ) -> None:
        """Keep a month as its inspector reported it."""
        self._database.execute(
            "INSERT OR IGNORE INTO office_report (chain, seq, inspector_id, month, figures)"
            " VALUES (?, ?, ?, ?, ?)",
            chain, seq, inspector_id, month, stable_text(dict(figures)),
        )  # fmt: skip

    def reports(self, month: str) -> dict[str, dict[str, Any]]:
        """Return the newest report of each inspector of a month."""
        rows = self._database.rows(
            "SELECT r.inspector_id, r.figures FROM office_report r JOIN office_bundle b"
            " ON b.chain = r.chain AND b.seq = r.seq WHERE r.month = ?"
            " ORDER BY b.taken_at, b.chain, b.seq",
            month,
        )
        return {str(person): json.loads(figures) for person, figures in rows}

    def put_references(self, rows: Sequence[ReferenceRow]) -> None:
        """Keep which records of others a bundle names."""
        self._database.execute_many(
            "INSERT OR REPLACE INTO office_reference (visit_uid, named_by, number, school_code,"
            " visited_on, lead_id) VALUES (?, ?, ?, ?, ?, ?)",
            [tuple(row) for row in rows],
        )

    def missing_references(self) -> tuple[ReferenceRow, ...]:
        """Return the records that somebody has named and that are not here."""
        rows = self._database.rows(
            "SELECT visit_uid, named_by, number, school_code, visited_on, lead_id"
            " FROM office_reference WHERE visit_uid NOT IN (SELECT uid FROM visit)"
            " ORDER BY visited_on, number, named_by"
        )
        return tuple(ReferenceRow(*row) for row in rows)

    # -- 同校同日待确认 --------------------------------------------------------------------------

    def questions(self) -> tuple[QuestionRow, ...]:
        """Return every question, the oldest day first."""
        rows = self._database.rows(
            "SELECT uid, school_code, visited_on, visits, asked_at, answer, kept, answered_by,"
            " answered_at FROM office_question ORDER BY visited_on, school_code, uid"
        )
        return tuple(
            QuestionRow(uid, school, day, tuple(json.loads(visits)), asked, *answered)
            for uid, school, day, visits, asked, *answered in rows
        )

    def put_question(self, row: QuestionRow) -> None:
        """Write a question over."""
        self._database.execute(
            "INSERT OR REPLACE INTO office_question (uid, school_code, visited_on, visits,"
            " asked_at, answer, kept, answered_by, answered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row.uid, row.school_code, row.visited_on, json.dumps(row.visits), row.asked_at,
            row.answer, row.kept, row.answered_by, row.answered_at,
        )  # fmt: skip

    def drop_question(self, uid: str) -> None:
        """Forget a question that is none any more."""
        self._database.execute("DELETE FROM office_question WHERE uid = ?", uid)

    # -- 同一问题 --------------------------------------------------------------------------------

    def same_issues(self) -> tuple[SameIssueRow, ...]:
        """Return the issues that count with another."""
        rows = self._database.rows(
            "SELECT issue_uid, same_as, noted_by, noted_at FROM same_issue ORDER BY noted_at"
        )
        return tuple(SameIssueRow(*row) for row in rows)

    def link_issue(self, row: SameIssueRow) -> None:
        """Let an issue count with another."""
        self._database.execute(
            "INSERT INTO same_issue (issue_uid, same_as, noted_by, noted_at) VALUES (?, ?, ?, ?)",
            *row,
        )

    def unlink_issue(self, issue_uid: str) -> bool:
        """Let an issue count by itself again, and say whether it did not."""
        return bool(self._database.execute("DELETE FROM same_issue WHERE issue_uid = ?", issue_uid))

    # -- pictures and documents ------------------------------------------------------------------

    def hold_picture(
        self, uid: str, *, visit_uid: str, sha256: str, place: tuple[str, int], at: str
    ) -> None:
        """Keep that a picture could not be decoded; ``place`` is chain and number of its bundle."""
        self._database.execute(
            "INSERT OR IGNORE INTO office_picture (uid, visit_uid, sha256, chain, seq, noted_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            uid, visit_uid, sha256, *place, at,
        )  # fmt: skip

    def held_pictures(self) -> tuple[tuple[str, str], ...]:
        """Return uid of each picture that could not be decoded, and the number of its record."""
        rows = self._database.rows(
            "SELECT p.uid, coalesce(v.number, '') FROM office_picture p"
            " LEFT JOIN visit v ON v.uid = p.visit_uid ORDER BY p.noted_at, p.uid"
        )
        return tuple((str(uid), str(number)) for uid, number in rows)

    def add_document(
        self, visit_uid: str, *, sha256: str, size: int, place: tuple[str, int]
    ) -> None:
        """Keep a signed-off record as it was printed."""
        self._database.execute(
            "INSERT OR IGNORE INTO office_document (visit_uid, sha256, size, chain, seq)"
            " VALUES (?, ?, ?, ?, ?)",
            visit_uid, sha256, size, *place,
        )  # fmt: skip


_BESIDE: Final = (
    "SELECT uid, number FROM register_entry UNION ALL SELECT uid, number FROM issue"
    " UNION ALL SELECT uid, number FROM reply"
)
_NUMBERED: Final = f"{_BESIDE} UNION ALL SELECT uid, number FROM visit"  # noqa: S608 - texts of ours
_REVISION: Final = ", ".join(RevisionRow._fields)


def _revision(row: Sequence[Any]) -> RevisionRow:
    found = RevisionRow(*row)
    return found._replace(void=bool(found.void), replaces=tuple(json.loads(row[7])))
