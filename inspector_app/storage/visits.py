"""入校督导记录: the record itself, its peers and its rows."""

from collections.abc import Sequence
from typing import Any, Final

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import Joint
from inspector_app.storage import checklist_rows, form_rows, issue_rows, records, talk_rows
from inspector_app.storage.children import ChildStore
from inspector_app.storage.codec import decode, encode, member
from inspector_app.storage.database import Database
from inspector_app.storage.rows import insert_row, rows_where
from inspector_app.storage.tables import (
    ChecklistRow,
    FormRecordRow,
    InterviewRow,
    IssueRow,
    LessonDrawRow,
    LessonRow,
    MeritRow,
    QuestionnaireRow,
    VisitPeerRow,
    VisitRow,
)

_CONTENT: Final = (
    "merit", "lesson", "interview", "questionnaire", "issue", "checklist",
    "form_record",
)  # fmt: skip

_JOINT: Final = member(Joint)


class VisitStore:
    """Reads and writes records; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.merits = ChildStore(
            database, MeritRow, to_columns=records.merit_columns, to_value=records.merit_of
        )
        self.issues = ChildStore(
            database, IssueRow, to_columns=issue_rows.issue_columns, to_value=self._issue
        )
        self.lessons = ChildStore(
            database, LessonRow, to_columns=records.lesson_columns, to_value=self._lesson
        )
        self.interviews = ChildStore(
            database,
            InterviewRow,
            to_columns=talk_rows.interview_columns,
            to_value=talk_rows.interview_of,
        )
        self.questionnaires = ChildStore(
            database,
            QuestionnaireRow,
            to_columns=talk_rows.questionnaire_columns,
            to_value=talk_rows.questionnaire_of,
        )
        self.checklists = ChildStore(
            database,
            ChecklistRow,
            to_columns=checklist_rows.filled_columns,
            to_value=checklist_rows.filled_of,
        )
        self.forms = ChildStore(
            database,
            FormRecordRow,
            to_columns=checklist_rows.filled_columns,
            to_value=form_rows.form_of,
        )
        self.draws = ChildStore(
            database,
            LessonDrawRow,
            to_columns=talk_rows.draw_columns,
            to_value=talk_rows.draw_of,
        )

    def _lesson(self, row: Any) -> Any:
        found = self._database.row(
            "SELECT count(*) FROM photo WHERE owner = 'lesson' AND owner_uid = ?"
            " AND removed_at IS NULL",
            row["uid"],
        )
        return records.lesson_of(row, paper_pages=int(found[0]) if found else 0)

    def _issue(self, row: Any) -> Any:
        if not row["fixed_on_the_spot"]:
            return issue_rows.issue_of(row)
        found = self._database.row(
            "SELECT count(DISTINCT role) FROM photo WHERE owner = 'issue' AND owner_uid = ?"
            " AND role IN ('before', 'after') AND removed_at IS NULL",
            row["uid"],
        )
        return issue_rows.issue_of(row, shown=found == (2,))

    # -- reading ---------------------------------------------------------------------------------

    def find(self, uid: str) -> Visit | None:
        """Return the record with all its rows, or ``None``."""
        row = next(rows_where(self._database, VisitRow, "uid", uid), None)
        return None if row is None else self._to_domain(row)

    def get(self, uid: str) -> Visit:
        """Return the record with all its rows.

        Raises:
            NotFoundError: there is none of that uid.
        """
        visit = self.find(uid)
        if visit is None:
            raise NotFoundError(f"没有编号为“{uid}”的督导记录；它可能已被彻底删除。")
        return visit

    def uid_of(self, number: str) -> str:
        """Return the uid of the record of that 记录编号.

        Raises:
            NotFoundError: no record has it.
        """
        found = self._database.row("SELECT uid FROM visit WHERE number = ?", number)
        if found is None:
            raise NotFoundError(
                f"没有记录编号为“{number}”的督导记录；请核对编号，可用 visits 命令列出全部。"
            )
        return str(found[0])

    def id_of(self, uid: str) -> int:
        """Return the integer key inside this file.

        Raises:
            NotFoundError: there is no such record.
        """
        found = self._database.row("SELECT id FROM visit WHERE uid = ?", uid)
        if found is None:
            raise NotFoundError(f"没有编号为“{uid}”的督导记录；它可能已被彻底删除。")
        return int(found[0])

    def is_deleted(self, uid: str) -> bool:
        """Say whether the record lies in the recycle bin."""
        found = self._database.row("SELECT deleted_at FROM visit WHERE uid = ?", uid)
        return found is not None and found[0] is not None

    def highest_serial(self, prefix: str) -> int:
        """Return the greatest 流水号 given out under ``prefix``, tombstones included."""
        found = self._database.row(
            "SELECT max(CAST(substr(number, length(?1) + 1) AS INTEGER)) FROM"
            " (SELECT number FROM visit WHERE number GLOB ?1 || '[0-9]*'"
            "  UNION ALL SELECT number FROM tombstone WHERE number GLOB ?1 || '[0-9]*')",
            prefix,
        )
        return int(found[0]) if found and found[0] is not None else 0

    # -- writing ---------------------------------------------------------------------------------

    def insert(self, visit: Visit) -> None:
        """Add a record with all its rows."""
        plain = encode(
            records.VISIT_CODECS, {name: getattr(visit, name) for name in records.VISIT_CODECS}
        )
        columns = plain | records.school_columns(visit.school) | visit.methods._asdict()
        columns["next_issue_no"] = _highest(visit) + 1
        insert_row(self._database, VisitRow, columns)
        visit_id = self.id_of(visit.uid)
        if visit.joint is not None:
            self._database.execute(
                "INSERT INTO joint_visit (visit_id, kind) VALUES (?, ?)",
                visit_id,
                visit.joint.value,
            )
        self._set_peers(visit_id, visit.peer_ids)
        self._insert_children(visit_id, visit)
        for place, draw in enumerate(visit.draws, 1):
            self.draws.insert(visit_id, draw, ordinal=place)

    def set_value(self, uid: str, name: str, value: Any) -> None:
        """Set one attribute of a record that is not a child row."""
        if name == "peer_ids":
            self._set_peers(self.id_of(uid), value)
            return
        columns = records.visit_columns(name, value)
        VisitRow.update(**columns).where(VisitRow.uid == uid).execute(self._database.peewee)

    def set_many(self, uid: str, columns: dict[str, object]) -> None:
        """Set bookkeeping columns of a record (status, dirt, recycle bin)."""
        VisitRow.update(**columns).where(VisitRow.uid == uid).execute(self._database.peewee)

    def replace_content(self, visit: Visit) -> None:
        """Write the whole content of ``visit`` over the record of its uid, rows included.

        Draws stay: what was drawn was drawn.
        """
        visit_id = self.id_of(visit.uid)
        plain = encode(
            records.VISIT_CODECS, {name: getattr(visit, name) for name in records.VISIT_CODECS}
        )
        columns = plain | records.school_columns(visit.school) | visit.methods._asdict()
        self.set_many(visit.uid, {**columns, "fts_dirty": 1, "slack": b""})
        self._set_peers(visit_id, visit.peer_ids)
        for table in _CONTENT:
            self._database.execute(f"DELETE FROM {table} WHERE visit_id = ?", visit_id)  # noqa: S608 - tables of ours
        self._insert_children(visit_id, visit)

    def take_issue_no(self, uid: str) -> int:
        """Give out the next number for an issue of the record; numbers are not used again."""
        found = self._database.row("SELECT next_issue_no FROM visit WHERE uid = ?", uid)
        number = int(found[0]) if found else 1
        self.set_many(uid, {"next_issue_no": number + 1})
        return number

    def delete(self, uid: str) -> None:
        """Remove a record and its rows for good."""
        VisitRow.delete().where(VisitRow.uid == uid).execute(self._database.peewee)

    def _set_peers(self, visit_id: int, peer_ids: Sequence[str]) -> None:
        self._database.execute("DELETE FROM visit_peer WHERE visit_id = ?", visit_id)
        rows: list[tuple[object, ...]] = [(visit_id, i, p) for i, p in enumerate(peer_ids)]
        self._database.execute_many("INSERT INTO visit_peer VALUES (?, ?, ?)", rows)

    def _insert_children(self, visit_id: int, visit: Visit) -> None:
        for place, merit in enumerate(visit.merits, 1):
            self.merits.insert(visit_id, merit, ordinal=place)
        for place, lesson in enumerate(visit.lessons, 1):
            self.lessons.insert(visit_id, lesson, ordinal=place)
        for place, talk in enumerate(visit.interviews, 1):
            self.interviews.insert(visit_id, talk, ordinal=place)
        for place, sheets in enumerate(visit.questionnaires, 1):
            self.questionnaires.insert(visit_id, sheets, ordinal=place)
        for place, filled in enumerate(visit.checklists, 1):
            self.checklists.insert(visit_id, filled, ordinal=place)
        for place, form in enumerate(visit.forms, 1):
            self.forms.insert(visit_id, form, ordinal=place)
        for place, issue in enumerate(visit.issues, 1):
            self.issues.insert(visit_id, issue, ordinal=place)
            self.issues.update(issue.uid, issue_rows.issue_date_columns(issue.dates))

    def _to_domain(self, row: dict[str, Any]) -> Visit:
        visit_id = row["id"]
        peers = rows_where(self._database, VisitPeerRow, "visit_id", visit_id, "ordinal")
        return Visit(
            **decode(records.VISIT_CODECS, row),
            school=records.school_of(row),
            methods=records.methods_of(row),
            peer_ids=tuple(peer["inspector_id"] for peer in peers),
            merits=self.merits.of_visit(visit_id),
            issues=self.issues.of_visit(visit_id),
            lessons=self.lessons.of_visit(visit_id),
            joint=self._joint(visit_id),
            interviews=self.interviews.of_visit(visit_id),
            questionnaires=self.questionnaires.of_visit(visit_id),
            draws=self.draws.of_visit(visit_id),
            checklists=self.checklists.of_visit(visit_id),
            forms=self.forms.of_visit(visit_id),
        )

    def _joint(self, visit_id: int) -> Joint | None:
        found = self._database.row("SELECT kind FROM joint_visit WHERE visit_id = ?", visit_id)
        return None if found is None else _JOINT.decode(found[0])


def _highest(visit: Visit) -> int:
    """Return the greatest number under the record's own that an issue has, at least their count."""
    under = f"{visit.number}-"
    ends = [i.number.removeprefix(under) for i in visit.issues if i.number.startswith(under)]
    return max([len(visit.issues), *(int(end) for end in ends if end.isdecimal())])
