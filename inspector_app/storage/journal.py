"""The hash-chained history of changes: what was typed, when, and how to take it back.

Each entry carries the hash of the one before it, so that a removed or altered entry is found. The
newest entry may still grow while a person goes on typing in the same field (one editing session):
it is then written anew as a whole, and nothing has built on its hash yet.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from inspector_app.base.stable_json import stable_digest, stable_text
from inspector_app.domain.text_span import Span
from inspector_app.storage.database import Database
from inspector_app.storage.growing_entry import GrowingEntry

GENESIS: Final = "0" * 64
_HASHED: Final = (
    "seq",
    "at",
    "actor",
    "editing",
    "visit_uid",
    "noun",
    "uid",
    "field",
    "op",
    "undoes",
)
# Plain SQL, not the query builder: these run at every save.
_SELECT: Final = f"SELECT {', '.join(_HASHED)} FROM journal"  # noqa: S608 - columns of ours
_INSERT: Final = (
    f"INSERT INTO journal ({', '.join((*_HASHED, 'previous', 'hash'))})"  # noqa: S608 - columns of ours
    f" VALUES ({', '.join('?' * (len(_HASHED) + 2))})"
)
_NEWEST: Final = (
    f"SELECT {', '.join((*_HASHED, 'previous', 'hash'))} FROM journal ORDER BY seq DESC LIMIT 1"  # noqa: S608 - columns of ours
)
_AMEND: Final = (
    "UPDATE journal SET at = ?, op = ?, hash = ?"
    " WHERE seq = ? AND hash = ? AND seq = (SELECT max(seq) FROM journal)"
)


class Entry(NamedTuple):
    """One change.

    A tuple: one is made at every save, and a frozen dataclass costs five times that.

    Attributes:
        editing: the editing session it was typed in.
        visit_uid: the record it belongs to, empty for others.
        noun: what kind of row changed ("visit", "issue", "lesson", "merit", "photo", "import", …).
        uid: the row; ``field`` its attribute, empty for a whole row.
        op: JSON value: {"set": [old, new]}, {"span": [at, removed, inserted]}, {"add": row},
            {"remove": row} or {"note": …}; a field of "*" marks a step that undo never crosses.
        undoes: the entry that this one takes back; negative, the one that it puts back.
    """

    at: str
    actor: str
    noun: str
    uid: str
    op: dict[str, Any]
    seq: int = 0
    editing: str = ""
    visit_uid: str = ""
    field: str = ""
    undoes: int | None = None


class Newest(NamedTuple):
    """The newest entry, the hash of the one before it, and its own."""

    entry: Entry
    previous: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stacks:
    """Entries in force and entries taken back, the next one to move standing last."""

    done: tuple[int, ...]
    undone: tuple[int, ...]


class JournalStore:
    """Appends to the history and reads it; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def head(self) -> str:
        """Return the hash of the newest entry, 64 zeros of an empty history."""
        found = self._database.row("SELECT hash FROM journal ORDER BY seq DESC LIMIT 1")
        return str(found[0]) if found else GENESIS

    def newest(self) -> Newest | None:
        """Return the newest entry, if there is one."""
        found = self._database.row(_NEWEST)
        return None if found is None else Newest(_entry(found[:-2]), *found[-2:])

    def append(self, entry: Entry) -> int:
        """Add an entry and return its sequence number."""
        found = self._database.row("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
        seq, previous = (found[0] + 1, found[1]) if found else (1, GENESIS)
        values = _values(entry, seq=seq)
        self._database.execute(_INSERT, *values, previous, _hash(previous, values))
        return int(seq)

    def growing(self, newest: Newest) -> GrowingEntry:
        """Take the newest entry up to let a text grow in it."""
        entry, previous, digest = newest
        return GrowingEntry(previous, _values(entry, seq=entry.seq), digest)

    def grow(self, growing: GrowingEntry, span: Span, *, at: str) -> bool:
        """Write the newest entry anew with the same number; older ones never change.

        Returns:
            whether the history still ended with it as it was told; nothing was written else.
        """
        to = growing.grown(span, at)
        if not self._database.execute(_AMEND, *to, growing.seq, growing.hash):
            return False
        growing.hash = to.hash
        return True

    def stacks(self, visit_uid: str) -> Stacks:
        """Return which changes of a record can be taken back, and which put back.

        Changes before the newest filing, correction or voiding stay as they are.
        """
        rows = self._database.rows(
            "SELECT seq, undoes FROM journal WHERE visit_uid = ?1 AND seq >"
            " (SELECT coalesce(max(seq), 0) FROM journal WHERE visit_uid = ?1 AND field = '*')"
            " ORDER BY seq",
            visit_uid,
        )
        done: list[int] = []
        undone: list[int] = []
        for seq, undoes in rows:
            if undoes is None:
                done.append(seq)
                undone.clear()
            elif undoes > 0:
                done.remove(undoes)
                undone.append(undoes)
            else:
                undone.remove(-undoes)
                done.append(-undoes)
        return Stacks(done=tuple(done), undone=tuple(undone))

    def entry(self, seq: int) -> Entry:
        """Return the entry of that number (LookupError where there is none)."""
        found = self._database.row(f"{_SELECT} WHERE seq = ?", seq)
        if found is None:
            msg = f"no journal entry {seq}"
            raise LookupError(msg)
        return _entry(found)

    def touched(self, uid: str) -> bool:
        """Say whether a person changed the record of that uid here."""
        return (
            self._database.row("SELECT 1 FROM journal WHERE visit_uid = ? LIMIT 1", uid) is not None
        )

    def corrected_since(self, uid: str, note: str) -> bool:
        """Say whether a record was corrected or made void here since a step of that name."""
        found = self._database.row(
            "SELECT sum(op ->> '$.note' IN ('更正', '作废')) - sum(op ->> '$.note' = '放弃更正')"
            " FROM journal WHERE visit_uid = ?1 AND field = '*' AND seq > (SELECT"
            "  coalesce(max(seq), 0) FROM journal WHERE visit_uid = ?1 AND op ->> '$.note' = ?2)",
            uid,
            note,
        )
        return bool(found and found[0] and found[0] > 0)

    def voided_since(self, uid: str, note: str) -> bool:
        """Say whether a person made a record void here since a step of that name, or ever."""
        found = self._database.row(
            "SELECT 1 FROM journal WHERE visit_uid = ?1 AND field = '*'"
            " AND op ->> '$.note' = '作废' AND seq > (SELECT coalesce(max(seq), 0) FROM journal"
            "  WHERE visit_uid = ?1 AND op ->> '$.note' = ?2) LIMIT 1",
            uid,
            note,
        )
        return found is not None

    def touched_since(self, uid: str, note: str) -> bool:
        """Say whether anything else has happened to a row since a step of that name, or ever."""
        found = self._database.row(
            "SELECT 1 FROM journal WHERE visit_uid = ?1 AND seq > (SELECT coalesce(max(seq), 0)"
            " FROM journal WHERE visit_uid = ?1 AND json_extract(op, '$.note') = ?2) LIMIT 1",
            uid,
            note,
        )
        return found is not None

    def of_visit(self, visit_uid: str) -> list[Entry]:
        """Return the history of one record, oldest first."""
        rows = self._database.rows(f"{_SELECT} WHERE visit_uid = ? ORDER BY seq", visit_uid)
        return [_entry(row) for row in rows]

    def newest_step(self, visit_uid: str, note: str) -> dict[str, Any]:
        """Return what was noted of a record's newest step of that name; it has taken one."""
        found = self._database.row(
            "SELECT op FROM journal WHERE visit_uid = ? AND field = '*'"
            " AND json_extract(op, '$.note') = ? ORDER BY seq DESC LIMIT 1",
            visit_uid,
            note,
        )
        assert found is not None
        op: dict[str, Any] = json.loads(found[0])
        return op

    def faults(self) -> Iterator[str]:
        """Yield a Chinese sentence for each entry whose link does not hold."""
        previous, expected = GENESIS, 1
        columns = ", ".join((*_HASHED, "previous", "hash"))
        for *values, link, digest in self._database.rows(
            f"SELECT {columns} FROM journal ORDER BY seq"  # noqa: S608 - columns of ours
        ):
            seq = values[0]
            if seq != expected or link != previous or digest != _hash(previous, tuple(values)):
                yield f"修改历史第 {seq} 条与前一条对不上"
            previous, expected = digest, seq + 1


def _values(entry: Entry, *, seq: int) -> tuple[Any, ...]:
    """Return the columns of an entry in the order in which they are hashed."""
    at, actor, noun, uid, op, _, editing, visit_uid, field, undoes = entry
    return (seq, at, actor, editing, visit_uid, noun, uid, field, stable_text(op), undoes)


def _entry(row: tuple[Any, ...]) -> Entry:
    columns = dict(zip(_HASHED, row, strict=True))
    return Entry(**{**columns, "op": json.loads(columns["op"])})


def _hash(previous: str, values: tuple[Any, ...]) -> str:
    return stable_digest([previous, *values])
