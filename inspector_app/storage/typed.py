"""Records that the office typed for people: on their laptops, and what they answered."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final, NamedTuple

from inspector_app.base.stable_json import stable_text
from inspector_app.domain.typed import TypedAnswer, TypedEvent, TypedRecord
from inspector_app.domain.visit_gaps import IMPORT_ORIGIN
from inspector_app.storage.conditions import ENTRY
from inspector_app.storage.database import Database

_RECORD: Final = "visit_uid, revision, void, number, source, content, taken_at"
_ANSWER: Final = "uid, visit_uid, revision, seq, answer, text, at, actor"
_IS_TYPED: Final = f"""v.deleted_at IS NULL AND v.origin <> ? AND NOT {ENTRY}
 AND v.id NOT IN (SELECT visit_id FROM joint_visit WHERE kind = 'taken')
 AND NOT EXISTS (SELECT 1 FROM office_revision r WHERE r.visit_uid = v.uid)"""  # noqa: S608 - a condition of ours
_HELD: Final = "EXISTS (SELECT 1 FROM typed_held h WHERE h.visit_uid = v.uid)"
_STANDING: Final = f"""
SELECT v.uid, v.lead_id, v.revision, v.status = 'voided' AND NOT {_HELD}, {_HELD},
       EXISTS (SELECT 1 FROM typed_sent s WHERE s.visit_uid = v.uid) FROM visit v"""  # noqa: S608 - conditions of ours
_FIRST: Final = f"""
SELECT v.uid, o.uid, v.school_code, v.visited_on FROM visit v
JOIN visit o ON o.school_code = v.school_code AND o.visited_on = v.visited_on
 AND o.lead_id = v.lead_id AND o.uid <> v.uid
WHERE v.online = 0 AND {_IS_TYPED} AND (v.status IN ('filed', 'handed_over') OR {_HELD})
  AND o.online = 0 AND o.deleted_at IS NULL AND o.status IN ('filed', 'handed_over')
  AND o.id NOT IN (SELECT visit_id FROM joint_visit)
  AND EXISTS (SELECT 1 FROM office_revision r WHERE r.visit_uid = o.uid AND r.kind = 'record')
ORDER BY v.visited_on, v.school_code, v.uid, o.uid"""  # noqa: S608 - conditions of ours


class TypedStanding(NamedTuple):
    """A record of the office that is no draft.

    Attributes:
        void: whether it is void; one that is held is not.
        held: whether it does not count for now.
        sent: whether it ever went out to a laptop.
    """

    uid: str
    lead_id: str
    revision: int
    void: bool
    held: bool
    sent: bool


class TypedTwice(NamedTuple):
    """A record of the office and one of the same person, school and day that came by itself."""

    typed: str
    own: str
    school_code: str
    visited_on: str


class NotedAnswer(NamedTuple):
    """An answer as the history tells it; ``said`` in words."""

    uid: str
    visit_uid: str
    said: str
    revision: int
    text: str


class TypedStore:
    """Keeps these; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- on a laptop -----------------------------------------------------------------------------

    def put_record(self, record: TypedRecord) -> bool:
        """Keep a state of a record, and say whether it was not here yet."""
        return bool(
            self._database.execute(
                f"INSERT OR IGNORE INTO typed_record ({_RECORD}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - columns of ours
                record.visit_uid, record.revision, int(record.void), record.number,
                record.source, stable_text(dict(record.content)), record.taken_at,
            )
        )  # fmt: skip

    def any_record(self) -> bool:
        """Say whether the office ever typed anything for whoever works here."""
        return self._database.row("SELECT 1 FROM typed_record LIMIT 1") is not None

    def records(self) -> tuple[TypedRecord, ...]:
        """Return each record as it stands."""
        found: dict[str, TypedRecord] = {}
        for row in self._database.rows(
            f"SELECT {_RECORD} FROM typed_record ORDER BY visit_uid, revision, void"  # noqa: S608 - columns of ours
        ):
            record = _record(row)
            found[record.visit_uid] = record
        return tuple(found.values())

    def record(self, visit_uid: str) -> TypedRecord | None:
        """Return one as it stands."""
        row = self._database.row(
            f"SELECT {_RECORD} FROM typed_record WHERE visit_uid = ?"  # noqa: S608 - columns of ours
            " ORDER BY revision DESC, void DESC LIMIT 1",
            visit_uid,
        )
        return None if row is None else _record(row)

    # -- answers ---------------------------------------------------------------------------------

    def add_answer(self, event: TypedEvent) -> bool:
        """Keep an answer, and say whether it was not here yet."""
        return bool(
            self._database.execute(
                f"INSERT OR IGNORE INTO typed_answer ({_ANSWER}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - columns of ours
                event.uid, event.visit_uid, event.revision, event.seq, event.answer.value,
                event.text, event.at, event.actor,
            )
        )  # fmt: skip

    def any_answer(self) -> bool:
        """Say whether anything was ever answered."""
        return self._database.row("SELECT 1 FROM typed_answer LIMIT 1") is not None

    def answers(self, visit_uids: Collection[str] | None = None) -> tuple[TypedEvent, ...]:
        """Return the answers to some records, or all."""
        wanted = None if visit_uids is None else json.dumps([*visit_uids])
        rows = self._database.rows(
            f"SELECT {_ANSWER} FROM typed_answer"  # noqa: S608 - columns of ours
            " WHERE ?1 IS NULL OR visit_uid IN (SELECT value FROM json_each(?1))"
            " ORDER BY visit_uid, seq, uid",
            wanted,
        )
        return tuple(_answer(row) for row in rows)

    def noted(self) -> tuple[NotedAnswer, ...]:
        """Return the answers of which the history tells."""
        rows = self._database.rows(
            "SELECT op ->> '$.event', uid, op ->> '$.note', op ->> '$.revision', op ->> '$.text'"
            " FROM journal WHERE noun = 'typed' AND op ->> '$.event' IS NOT NULL ORDER BY seq"
        )
        return tuple(NotedAnswer(*row) for row in rows)

    def number_of(self, visit_uid: str) -> str:
        """Return 记录编号 of a record, of its own here or typed at the office."""
        row = self._database.row(
            "SELECT number FROM visit WHERE uid = ?1"
            " UNION ALL SELECT number FROM typed_record WHERE visit_uid = ?1",
            visit_uid,
        )
        return str(row[0]) if row else visit_uid[:8]

    # -- at the office ---------------------------------------------------------------------------

    def standing(self, visit_uids: Iterable[str]) -> tuple[TypedStanding, ...]:
        """Return where records stand that the office typed, drafts left out."""
        return self._standing(
            " WHERE v.status <> 'draft' AND v.uid IN (SELECT value FROM json_each(?))",
            json.dumps([*visit_uids]),
        )

    def typed(self, *, since: str, lead_id: str = "") -> tuple[TypedStanding, ...]:
        """Return the records that the office typed, from a day on, of one person or all."""
        return self._standing(
            f" WHERE v.visited_on >= ? AND (? = '' OR v.lead_id = ?) AND v.status <> 'draft'"
            f" AND {_IS_TYPED} ORDER BY v.visited_on, v.number",
            since, lead_id, lead_id, IMPORT_ORIGIN,
        )  # fmt: skip

    def _standing(self, condition: str, *values: object) -> tuple[TypedStanding, ...]:
        rows = self._database.rows(_STANDING + condition, *values)
        return tuple(
            TypedStanding(uid, lead, revision, bool(void), bool(held), bool(sent))
            for uid, lead, revision, void, held, sent in rows
        )

    def twice(self) -> tuple[TypedTwice, ...]:
        """Return the records beside which the person has handed over one of his own."""
        return tuple(TypedTwice(*row) for row in self._database.rows(_FIRST, IMPORT_ORIGIN))

    def held(self) -> frozenset[str]:
        """Return the records that do not count for now."""
        return frozenset(str(uid) for (uid,) in self._database.rows(
            "SELECT visit_uid FROM typed_held"
        ))  # fmt: skip

    def hold(self, visit_uid: str, *, at: str) -> None:
        """Note that a record does not count for now."""
        self._database.execute("INSERT OR IGNORE INTO typed_held VALUES (?, ?)", visit_uid, at)

    def release(self, visit_uid: str) -> None:
        """Note that it is decided whether it counts."""
        self._database.execute("DELETE FROM typed_held WHERE visit_uid = ?", visit_uid)

    def note_sent(self, states: Iterable[tuple[str, int, bool]], *, chain: str, at: str) -> None:
        """Note that states of records went out to a laptop."""
        self._database.execute_many(
            "INSERT OR IGNORE INTO typed_sent VALUES (?, ?, ?, ?, ?)",
            [(uid, revision, int(void), chain, at) for uid, revision, void in states],
        )

    def sent(self) -> frozenset[tuple[str, int, bool, str]]:
        """Return which state of which record went out to which laptop."""
        rows = self._database.rows("SELECT visit_uid, revision, void, chain FROM typed_sent")
        return frozenset((str(u), int(r), bool(v), str(c)) for u, r, v, c in rows)


def _record(row: Sequence[Any]) -> TypedRecord:
    uid, revision, void, number, source, content, taken_at = row
    return TypedRecord(
        visit_uid=uid, revision=revision, void=bool(void), number=number, source=source,
        content=json.loads(content), taken_at=taken_at,
    )  # fmt: skip


def _answer(row: Sequence[Any]) -> TypedEvent:
    uid, visit_uid, revision, seq, answer, text, at, actor = row
    return TypedEvent(
        uid=uid, visit_uid=visit_uid, revision=revision, seq=seq, answer=TypedAnswer(answer),
        text=text, at=at, actor=actor,
    )  # fmt: skip
