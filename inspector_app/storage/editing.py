"""The narrow reads and writes of the save path: one field of one row, nothing else.

Typing must never wait for a record of 50,000 characters and thirty rows to be read.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from inspector_app.domain.lesson import LessonScores
from inspector_app.domain.questionnaire import SheetCounts
from inspector_app.domain.visit import SchoolSnapshot
from inspector_app.domain.visit_options import Joint, MethodCounts, VisitStatus
from inspector_app.storage import checklist_rows, form_rows, issue_rows, records, talk_rows
from inspector_app.storage.checklist_rows import ANSWER, answer_in, with_answer
from inspector_app.storage.codec import Codec
from inspector_app.storage.database import Database

_NOUNS: Final = (
    "merit",
    "issue",
    "lesson",
    "interview",
    "questionnaire",
    "checklist",
    "form_record",
)
_TABLES: Final = {name: name for name in _NOUNS}
_CODECS: Final[Mapping[str, Mapping[str, Codec]]] = {
    "visit": records.VISIT_CODECS,
    "merit": records.MERIT_CODECS,
    "issue": issue_rows.ISSUE_CODECS,
    "lesson": records.LESSON_CODECS,
    "interview": talk_rows.INTERVIEW_CODECS,
    "questionnaire": talk_rows.QUESTIONNAIRE_CODECS,
    "checklist": checklist_rows.FILLED_CODECS,
    "form_record": checklist_rows.FILLED_CODECS,
}
# What one answer is read with, and put into the column that holds them all.
_ANSWERS: Final[Mapping[str, tuple[Callable[..., Any], Callable[..., str]]]] = {
    "checklist": (answer_in, with_answer),
    "form_record": (form_rows.form_answer_in, form_rows.with_form_answer),
}
_SCHOOL_COLUMNS: Final = ("school_code", "school_name", "school_kind", "school_ownership")
# SQLite writes only the pages that changed where a row keeps its length (btree.c, overwriting a
# cell); typing on in a text of several pages would otherwise write, and encrypt, all of them.
# So a long text takes from the slack behind it what it grows by. At least 58 bytes, at most 4153:
# the length of the slack takes two bytes in the head of the row, whatever it is.
_LONG: Final = 1_300
_SLACK: Final = (
    ", slack = zeroblob(58 + ((length(slack) + octet_length({0}) - octet_length(?1) - 58)"
    " % 4096 + 4096) % 4096)"
)
_LESS_SLACK: Final = (
    ", slack = zeroblob(58 + ((length(slack) - octet_length(?1) - 58) % 4096 + 4096) % 4096)"
)
_OF_RECORD: Final = (
    "v.id, v.uid, v.status, v.deleted_at, v.visited_on, v.prefilled, v.lead_id,"
    " (SELECT j.kind FROM joint_visit j WHERE j.visit_id = v.id)"
)
_SCORE_COLUMNS: Final = tuple(f"score_{name}" for name in LessonScores.__slots__)

_SEVERAL: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("visit", "school"): _SCHOOL_COLUMNS,
    ("visit", "methods"): MethodCounts._fields,
    ("lesson", "scores"): _SCORE_COLUMNS,
    ("questionnaire", "counts"): SheetCounts._fields,
    ("form_record", "content"): ("version", "digest", "title", "answers"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The record that a change goes to, as far as the change must know it."""

    visit_id: int
    visit_uid: str
    status: VisitStatus
    deleted: bool
    visited_on: str | None
    prefilled: frozenset[str]
    lead_id: str
    joint: Joint | None = None


class EditingStore:
    """Reads and writes one value at a time; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def target(self, visit_uid: str) -> Target | None:
        """Return what a change to the record must know, or ``None``."""
        found = self._database.row(
            f"SELECT {_OF_RECORD} FROM visit v WHERE v.uid = ?",  # noqa: S608 - columns of ours
            visit_uid,
        )
        return None if found is None else _target(found)

    def target_of_row(self, noun: str, uid: str) -> Target | None:
        """Return the record that a child row hangs on, or ``None``."""
        found = self._database.row(
            f"SELECT {_OF_RECORD}"  # noqa: S608 - a table of ours
            f" FROM {_TABLES[noun]} r JOIN visit v ON v.id = r.visit_id WHERE r.uid = ?",
            uid,
        )
        return None if found is None else _target(found)

    def value(self, noun: str, uid: str, name: str) -> Any:
        """Return the JSON form of one value."""
        if name.startswith(ANSWER):
            read, _ = _ANSWERS[noun]
            return read(self.value(noun, uid, "answers"), name.removeprefix(ANSWER))
        columns = ", ".join(_columns_of(noun, name)) if name != "peer_ids" else ""
        if name == "peer_ids":
            return [
                row[0]
                for row in self._database.rows(
                    "SELECT p.inspector_id FROM visit_peer p JOIN visit v ON v.id = p.visit_id"
                    " WHERE v.uid = ? ORDER BY p.ordinal",
                    uid,
                )
            ]
        found = self._database.row(f"SELECT {columns} FROM {noun} WHERE uid = ?", uid)  # noqa: S608 - columns of ours
        assert found is not None
        return list(found) if len(found) > 1 else found[0]

    def write(self, noun: str, uid: str, name: str, value: Any) -> None:
        """Write the JSON form of one value; a record's text is marked for the index."""
        if name == "peer_ids":
            self._write_peers(uid, value)
            return
        if name.startswith(ANSWER):
            before, (_, put) = self.value(noun, uid, "answers"), _ANSWERS[noun]
            self.write(noun, uid, "answers", put(before, name.removeprefix(ANSWER), value))
            return
        values = value if len(_columns_of(noun, name)) > 1 else [value]
        if noun == "visit":
            self._write_record(uid, name, values)
            return
        places = ", ".join(f"{column} = ?" for column in _columns_of(noun, name))
        self._database.execute(f"UPDATE {noun} SET {places} WHERE uid = ?", *values, uid)  # noqa: S608 - columns of ours
        self._database.execute(
            "UPDATE visit SET fts_dirty = 1 WHERE fts_dirty = 0"  # noqa: S608 - a table of ours
            f" AND id = (SELECT visit_id FROM {noun} WHERE uid = ?)",
            uid,
        )

    def _write_record(self, uid: str, name: str, values: Sequence[Any]) -> None:
        slack = len(values) == 1 and isinstance(values[0], str) and len(values[0]) > _LONG
        marked, unmarked = _record_updates(name, slack=slack)
        # A mark that stands is not set again: that would write a page of its index.
        if not self._database.execute(marked, *values, uid):
            self._database.execute(unmarked, *values, uid)

    def lengthen(self, uid: str, name: str, *, by: str, whole: str) -> None:
        """Put ``by`` behind a long text of a record, which makes it ``whole``.

        The text that stands there is not sent again: to encode and to hand over 10,000 characters
        costs as much as to encrypt a page. The caller knows that it stands there.
        """
        if len(whole) > _LONG and self._database.execute(_lengthening(name), by, uid):
            return
        self.write("visit", uid, name, whole)

    def row(self, noun: str, uid: str) -> dict[str, Any] | None:
        """Return a whole child row as columns, for taking a removal back."""
        cursor = self._database.connection().execute(f"SELECT * FROM {noun} WHERE uid = ?", (uid,))  # noqa: S608 - a table of ours
        found = cursor.fetchone()
        if found is None:
            return None
        return dict(zip((part[0] for part in cursor.description), found, strict=True))

    def insert_row(self, noun: str, columns: Mapping[str, Any]) -> None:
        """Put a whole child row in."""
        names = ", ".join(columns)
        marks = ", ".join("?" * len(columns))
        self._database.execute(
            f"INSERT INTO {_TABLES[noun]} ({names}) VALUES ({marks})",  # noqa: S608 - columns of ours
            *columns.values(),
        )
        self.mark_dirty(int(columns["visit_id"]))

    def delete_row(self, noun: str, uid: str) -> None:
        """Take a child row out."""
        self._database.execute(f"DELETE FROM {_TABLES[noun]} WHERE uid = ?", uid)  # noqa: S608 - a table of ours

    def order(self, noun: str, visit_id: int) -> list[str]:
        """Return the uids of a record's rows in their order."""
        rows = self._database.rows(
            f"SELECT uid FROM {_TABLES[noun]} WHERE visit_id = ? ORDER BY ordinal, uid",  # noqa: S608 - a table of ours
            visit_id,
        )
        return [row[0] for row in rows]

    def set_order(self, noun: str, uids: list[str]) -> None:
        """Let a record's rows stand in this order."""
        self._database.execute_many(
            f"UPDATE {_TABLES[noun]} SET ordinal = ? WHERE uid = ?",  # noqa: S608 - a table of ours
            [(place, uid) for place, uid in enumerate(uids, 1)],
        )

    def mark_dirty(self, visit_id: int) -> None:
        """Mark a record for the index."""
        self._database.execute(
            "UPDATE visit SET fts_dirty = 1 WHERE fts_dirty = 0 AND id = ?", visit_id
        )

    def _write_peers(self, uid: str, peers: list[str]) -> None:
        found = self._database.row("SELECT id FROM visit WHERE uid = ?", uid)
        assert found is not None
        self._database.execute("DELETE FROM visit_peer WHERE visit_id = ?", found[0])
        self._database.execute_many(
            "INSERT INTO visit_peer VALUES (?, ?, ?)",
            [(found[0], place, peer) for place, peer in enumerate(peers)],
        )


def json_of(noun: str, name: str, value: Any) -> Any:
    """Return the JSON form of a typed value.

    Raises:
        LookupError: the noun has no such attribute.
        ValueError: the value is none of the attribute's kind.
    """
    form = _LISTS.get((noun, name))
    return _CODECS[noun][name].encode(value) if form is None else form.encode(value)


def typed(noun: str, name: str, value: Any) -> Any:
    """Return the typed value of a JSON form."""
    form = _LISTS.get((noun, name))
    return _CODECS[noun][name].decode(value) if form is None else form.decode(value)


def _school_out(value: list[Any]) -> SchoolSnapshot | None:
    code, name, kind, ownership = value
    if code is None:
        return None
    return SchoolSnapshot(code=code, name=name, kind=kind, ownership=ownership)


# Values that stand in several columns, or in a table of their own.
_LISTS: Final = {
    ("visit", "school"): Codec(lambda v: list(records.school_columns(v).values()), _school_out),
    ("visit", "methods"): Codec(list, lambda v: MethodCounts(*v)),
    ("visit", "peer_ids"): Codec(list, tuple),
    ("questionnaire", "counts"): Codec(list, lambda v: SheetCounts(*v)),
    ("lesson", "scores"): Codec(
        lambda v: list(records.score_columns(v).values()),
        lambda v: LessonScores(**dict(zip(LessonScores.__slots__, v, strict=True))),
    ),
}


@cache
def _record_updates(name: str, *, slack: bool) -> tuple[str, str]:
    """Return what writes one value of a record that is marked for the index, and of any other."""
    columns = _columns_of("visit", name)
    places = ", ".join(f"{column} = ?{place}" for place, column in enumerate(columns, 1))
    room = _SLACK.format(name) if slack else ""
    where = f"WHERE uid = ?{len(columns) + 1}"
    return (
        f"UPDATE visit SET {places}{room} {where} AND fts_dirty = 1",  # noqa: S608 - columns of ours
        f"UPDATE visit SET {places}{room}, fts_dirty = 1 {where}",  # noqa: S608 - columns of ours
    )


@cache
def _lengthening(name: str) -> str:
    """Return what puts more behind a text of a record that is marked for the index."""
    (column,) = _columns_of("visit", name)
    return (
        f"UPDATE visit SET {column} = {column} || ?1{_LESS_SLACK}"  # noqa: S608 - columns of ours
        " WHERE uid = ?2 AND fts_dirty = 1"
    )


def _columns_of(noun: str, name: str) -> tuple[str, ...]:
    several = _SEVERAL.get((noun, name))
    if several is not None:
        return several
    if name not in _CODECS[noun]:
        msg = f"{noun} has no attribute {name}"
        raise LookupError(msg)
    return (name,)


def _target(row: tuple[Any, ...]) -> Target:
    visit_id, uid, status, deleted_at, visited_on, prefilled, lead_id, joint = row
    return Target(
        visit_id=visit_id,
        visit_uid=uid,
        status=VisitStatus(status),
        deleted=deleted_at is not None,
        visited_on=visited_on,
        prefilled=records.VISIT_CODECS["prefilled"].decode(prefilled),
        lead_id=lead_id,
        joint=None if joint is None else Joint(joint),
    )
