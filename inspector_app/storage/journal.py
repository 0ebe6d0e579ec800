"""The hash-chained history of changes: what was typed, when, and how to take it back.

Each entry carries the hash of the one before it, so that a removed or altered entry is found. The
newest entry may still grow while a person goes on typing in the same field (one editing session):
it is then written anew as a whole, and nothing has built on its hash yet.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from inspector_app.storage.children import first
from inspector_app.storage.database import Database
from inspector_app.storage.tables import JournalRow

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change.

    Attributes:
        editing: the editing session it was typed in.
        visit_uid: the record it belongs to, empty for others.
        noun: what kind of row changed ("visit", "issue", "lesson", "merit", "photo", "import", …).
        uid: the row; ``field`` its attribute, empty for a whole row.
        op: JSON value: {"set": [old, new]}, {"span": [at, removed, inserted]}, {"add": row},
            {"remove": row} or {"note": …}; a field of "*" marks a step that undo never crosses.
        undoes: the entry that this one takes back; negative, the one that it puts back.
    """

    seq: int = 0
    at: str
    actor: str
    editing: str = ""
    visit_uid: str = ""
    noun: str
    uid: str
    field: str = ""
    op: dict[str, Any]
    undoes: int | None = None


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

    def newest(self) -> Entry | None:
        """Return the newest entry."""
        row = first(JournalRow.select().order_by(JournalRow.seq.desc()).limit(1), self._database)
        return None if row is None else _entry(row)

    def append(self, entry: Entry) -> int:
        """Add an entry and return its sequence number."""
        found = self._database.row("SELECT coalesce(max(seq), 0) + 1 FROM journal")
        seq = int(found[0]) if found else 1
        columns = _columns(entry, seq=seq, previous=self.head())
        JournalRow.insert(**columns).execute(self._database.peewee)
        return seq

    def amend(self, entry: Entry) -> None:
        """Write the newest entry anew with the same number.

        Raises:
            ValueError: it is not the newest; older ones never change.
        """
        row = first(JournalRow.select().order_by(JournalRow.seq.desc()).limit(1), self._database)
        if row is None or row["seq"] != entry.seq:
            msg = f"entry {entry.seq} is not the newest"
            raise ValueError(msg)
        columns = _columns(entry, seq=entry.seq, previous=row["previous"])
        query = JournalRow.update(**columns).where(JournalRow.seq == entry.seq)
        query.execute(self._database.peewee)

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
        """Return the entry of that number."""
        row = first(JournalRow.select().where(JournalRow.seq == seq), self._database)
        if row is None:
            msg = f"no journal entry {seq}"
            raise LookupError(msg)
        return _entry(row)

    def touched(self, uid: str) -> bool:
        """Say whether a person changed the record of that uid here."""
        return (
            self._database.row("SELECT 1 FROM journal WHERE visit_uid = ? LIMIT 1", uid) is not None
        )

    def of_visit(self, visit_uid: str) -> list[Entry]:
        """Return the history of one record, oldest first."""
        query = JournalRow.select().where(JournalRow.visit_uid == visit_uid)
        rows = query.order_by(JournalRow.seq).dicts().execute(self._database.peewee)
        return [_entry(row) for row in rows]

    def faults(self) -> Iterator[str]:
        """Yield a Chinese sentence for each entry whose link does not hold."""
        previous = GENESIS
        rows = JournalRow.select().order_by(JournalRow.seq).dicts()
        for row in rows.execute(self._database.peewee).iterator():
            if row["previous"] != previous or row["hash"] != _hash(row, previous):
                yield f"修改历史第 {row['seq']} 条与前一条对不上"
            previous = row["hash"]


def _columns(entry: Entry, *, seq: int, previous: str) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "seq": seq,
        "at": entry.at,
        "actor": entry.actor,
        "editing": entry.editing,
        "visit_uid": entry.visit_uid,
        "noun": entry.noun,
        "uid": entry.uid,
        "field": entry.field,
        "op": _json(entry.op),
        "undoes": entry.undoes,
        "previous": previous,
    }
    columns["hash"] = _hash(columns, previous)
    return columns


def _entry(row: dict[str, Any]) -> Entry:
    plain = {name: row[name] for name in _HASHED}
    return Entry(**{**plain, "op": json.loads(row["op"])})


def _hash(row: dict[str, Any], previous: str) -> str:
    content = _json([previous, *(row[name] for name in _HASHED)])
    return hashlib.sha256(content.encode()).hexdigest()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
