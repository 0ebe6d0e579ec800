"""Rows of workbooks on their way into the tables: many at a time, each with its digest.

What was taken over keeps its uid, its integer key and its photos when the row comes again changed.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, Final, NamedTuple

from inspector_app.domain.complaint import Complaint, Finding
from inspector_app.domain.issue import Issue
from inspector_app.domain.issue_event import IssueEvent
from inspector_app.domain.lesson import Lesson
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import MethodCounts
from inspector_app.storage import issue_rows, records
from inspector_app.storage.children import ChildRow
from inspector_app.storage.codec import DATE, PLAIN, Codec, member
from inspector_app.storage.database import Database
from inspector_app.storage.issue_events import EVENT_CODECS

_ASKED_AT_ONCE: Final = 5_000

_COMPLAINT_CODECS: Final[dict[str, Codec]] = {
    "uid": PLAIN,
    "number": PLAIN,
    "received_on": DATE,
    "school_code": PLAIN,
    "inspector_id": PLAIN,
    "deadline": DATE,
    "closed_on": DATE,
    "finding": member(Finding),
}
_SCHOOL_COLUMNS: Final = tuple(records.school_columns(None))
_VISIT_COLUMNS: Final = (*records.VISIT_CODECS, *_SCHOOL_COLUMNS, *MethodCounts._fields)
# What a record keeps when its row comes again.
_VISIT_KEPT: Final = frozenset({"uid", "created_at", "filed_at", "origin", "revision", "prefilled"})


class SourceRow(NamedTuple):
    """Which row of which sheet a record was taken from, as a digest of its content."""

    uid: str
    sheet: str
    digest: str
    taken_at: str


def _upsert(table: str, columns: Iterable[str], *, kept: Collection[str] = ("uid",)) -> str:
    names = tuple(columns)
    marks = ", ".join("?" * len(names))
    updates = ", ".join(f"{name} = excluded.{name}" for name in names if name not in kept)
    return (
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - names of ours
        f" ON CONFLICT (uid) DO UPDATE SET {updates}"
    )


class ImportStore:
    """Writes rows in bulk and answers what an import asks; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- asking ----------------------------------------------------------------------------------

    def digests(self, uids: Iterable[str]) -> dict[str, str]:
        """Return the digest that each of ``uids`` was last taken over with."""
        return dict(
            self._asked(
                "SELECT uid, digest FROM source_row WHERE uid IN (SELECT value FROM json_each(?))",
                uids,
            )
        )

    def changed_here(self, visit_uids: Iterable[str]) -> frozenset[str]:
        """Return those records that a person changed here; photos and notes do not count."""
        return frozenset(
            uid
            for (uid,) in self._asked(
                "SELECT DISTINCT visit_uid FROM journal WHERE noun NOT IN ('photo', 'note')"
                " AND visit_uid IN (SELECT value FROM json_each(?))",
                visit_uids,
            )
        )

    def record_dates(self) -> dict[str, date]:
        """Return the date of each record by number; a draft without one has the first of days."""
        rows = self._database.rows("SELECT number, coalesce(visited_on, '0001-01-01') FROM visit")
        return {number: date.fromisoformat(day) for number, day in rows}

    def visits_by_number(self, numbers: Iterable[str]) -> dict[str, str]:
        """Return the uid that holds each number, discarded records included."""
        return dict(
            self._asked(
                "SELECT number, uid FROM tombstone"
                " WHERE number IN (SELECT value FROM json_each(?1))"
                " UNION ALL"
                " SELECT number, uid FROM visit WHERE number IN (SELECT value FROM json_each(?1))",
                numbers,
            )
        )

    def present(self, visit_uids: Iterable[str]) -> frozenset[str]:
        """Return those records that are here."""
        return frozenset(self._ids(visit_uids))

    def issues_by_number(self, numbers: Iterable[str]) -> dict[str, str]:
        """Return the uid that holds each number of an issue."""
        return dict(
            self._asked(
                "SELECT number, uid FROM issue WHERE number IN (SELECT value FROM json_each(?))",
                numbers,
            )
        )

    def complaints_by_number(self, numbers: Iterable[str]) -> dict[str, str]:
        """Return the uid that holds each number of a complaint."""
        return dict(
            self._asked(
                "SELECT number, uid FROM complaint"
                " WHERE number IN (SELECT value FROM json_each(?))",
                numbers,
            )
        )

    def taken_lessons(self, visit_uids: Iterable[str]) -> dict[str, str]:
        """Return the record of each lesson that was taken over and has no photo."""
        return dict(
            self._asked(
                "SELECT l.uid, v.uid FROM visit v JOIN lesson l ON l.visit_id = v.id"
                " JOIN source_row s ON s.uid = l.uid"
                " WHERE v.uid IN (SELECT value FROM json_each(?)) AND NOT EXISTS"
                "  (SELECT 1 FROM photo p WHERE p.owner = 'lesson' AND p.owner_uid = l.uid)",
                visit_uids,
            )
        )

    # -- writing ---------------------------------------------------------------------------------

    def put_visits(self, visits: Sequence[Visit], *, held: Collection[str]) -> None:
        """Add records, or write those ``held`` already over; their rows come separately."""
        statement = _upsert("visit", (*_VISIT_COLUMNS, "fts_dirty"), kept=_VISIT_KEPT)
        self._database.execute_many(statement, [(*_visit_values(v), 1) for v in visits])
        ids = self._ids(visit.uid for visit in visits)
        old: list[tuple[object, ...]] = [(ids[v.uid],) for v in visits if v.uid in held]
        self._database.execute_many("DELETE FROM visit_peer WHERE visit_id = ?", old)
        self._database.execute_many("DELETE FROM merit WHERE visit_id = ?", old)
        self._move_findings([v for v in visits if v.uid in held], ids)
        self._database.execute_many(
            "INSERT INTO visit_peer (visit_id, ordinal, inspector_id) VALUES (?, ?, ?)",
            [(ids[v.uid], place, peer) for v in visits for place, peer in enumerate(v.peer_ids)],
        )
        self._database.execute_many(
            "INSERT INTO merit (uid, visit_id, ordinal, text) VALUES (?, ?, ?, ?)",
            [
                (merit.uid, ids[v.uid], place, merit.text)
                for v in visits
                for place, merit in enumerate(v.merits, 1)
            ],
        )

    def _move_findings(self, visits: Iterable[Visit], ids: Mapping[str, int]) -> None:
        """Let the events that stand on the day of a record follow its date."""
        self._database.execute_many(
            "UPDATE issue_event SET effective_on = ? WHERE source = 'import'"
            " AND kind IN ('found', 'extended')"
            " AND issue_uid IN (SELECT uid FROM issue WHERE visit_id = ?)",
            [(DATE.encode(visit.visited_on), ids[visit.uid]) for visit in visits],
        )

    def put_lessons(self, lessons: Sequence[ChildRow[Lesson]]) -> None:
        """Add lessons or write them over."""
        self._put_children("lesson", lessons, records.lesson_columns)

    def drop_lessons(self, uids: Sequence[str]) -> None:
        """Remove lessons that their workbook no longer has, and forget that they were taken."""
        keys: list[tuple[object, ...]] = [(uid,) for uid in uids]
        self._database.execute_many(
            "UPDATE visit SET fts_dirty = 1 WHERE id = (SELECT visit_id FROM lesson WHERE uid = ?)",
            keys,
        )
        self._database.execute_many("DELETE FROM lesson WHERE uid = ?", keys)
        self._database.execute_many("DELETE FROM source_row WHERE uid = ?", keys)

    def put_issues(
        self,
        issues: Sequence[ChildRow[Issue]],
        events: Sequence[IssueEvent],
        *,
        held: Iterable[str],
    ) -> None:
        """Add issues or write them over; their imported events are replaced by ``events``.

        ``dates`` of each issue must be what its events lead to.
        """
        self._put_children("issue", issues, _issue_columns)
        self._database.execute_many(
            "DELETE FROM issue_event WHERE issue_uid = ? AND source = 'import'",
            [(uid,) for uid in held],
        )
        marks = ", ".join("?" * len(EVENT_CODECS))
        self._database.execute_many(
            f"INSERT INTO issue_event ({', '.join(EVENT_CODECS)}) VALUES ({marks})",  # noqa: S608 - columns of ours
            [_event_values(event) for event in events],
        )
        self._database.execute_many(
            "UPDATE visit SET next_issue_no = max(next_issue_no,"
            " (SELECT count(*) + 1 FROM issue i WHERE i.visit_id = visit.id)) WHERE uid = ?",
            [(uid,) for uid in {child.visit_uid for child in issues}],
        )

    def put_complaints(self, complaints: Sequence[Complaint], *, origin: str) -> None:
        """Add complaints or write them over."""
        statement = _upsert("complaint", (*_COMPLAINT_CODECS, "origin"))
        self._database.execute_many(
            statement,
            [
                (*(c.encode(getattr(one, name)) for name, c in _COMPLAINT_CODECS.items()), origin)
                for one in complaints
            ],
        )

    def put_sources(self, sources: Sequence[SourceRow]) -> None:
        """Note what the rows just written were taken from."""
        self._database.execute_many(
            _upsert("source_row", SourceRow._fields), [tuple(source) for source in sources]
        )

    # -- inside ----------------------------------------------------------------------------------

    def _put_children(self, table: str, children: Sequence[ChildRow[Any]], to_columns: Any) -> None:
        ids = self._ids({child.visit_uid for child in children})
        rows = [
            {**to_columns(c.value), "visit_id": ids[c.visit_uid], "ordinal": c.ordinal}
            for c in children
        ]
        if not rows:
            return
        self._database.execute_many(_upsert(table, rows[0]), [tuple(r.values()) for r in rows])
        self._database.execute_many(
            "UPDATE visit SET fts_dirty = 1 WHERE id = ?", [(i,) for i in ids.values()]
        )

    def _ids(self, uids: Iterable[str]) -> dict[str, int]:
        return dict(
            self._asked(
                "SELECT uid, id FROM visit WHERE uid IN (SELECT value FROM json_each(?))", uids
            )
        )

    def _asked(self, sql: str, keys: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        rest = iter(keys)
        while part := list(islice(rest, _ASKED_AT_ONCE)):
            yield from self._database.rows(sql, json.dumps(part, ensure_ascii=False))


def _visit_values(visit: Visit) -> tuple[object, ...]:
    return (
        *(codec.encode(getattr(visit, name)) for name, codec in records.VISIT_CODECS.items()),
        *records.school_columns(visit.school).values(),
        *visit.methods,
    )


def _issue_columns(issue: Issue) -> dict[str, object]:
    return issue_rows.issue_columns(issue) | issue_rows.issue_date_columns(issue.dates)


def _event_values(event: IssueEvent) -> tuple[object, ...]:
    return tuple(codec.encode(getattr(event, name)) for name, codec in EVENT_CODECS.items())
