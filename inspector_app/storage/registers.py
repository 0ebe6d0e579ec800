"""Entries of registers: one table for every kind.

What lists are found by (day, school, person, title) and what has to be done stand in columns and
rows of their own, written anew with every value: neither a list nor 今日 opens the content.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.kind import Entry, RegisterKind, Values
from inspector_app.storage.conditions import CORRECTED_FROM, UNDER_CORRECTION
from inspector_app.storage.database import Database

_COLUMNS: Final = (
    "uid, kind, number, state, revision, reason, origin, created_at, filed_at, removed_at, content"
)
_ROW_STEP: Final = "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFilter:
    """Which entries are wanted; what is ``None`` is not looked at.

    Attributes:
        start, end: the first and the last day; entries without a day fit neither.
        counted: whether what figures count is wanted: the filed ones, and those under correction
            as they were when the correction began.
        removed: whether those in the recycle bin are wanted, or the others.
    """

    kind: str
    start: date | None = None
    end: date | None = None
    state: EntryState | None = None
    school_code: str | None = None
    inspector_id: str | None = None
    counted: bool = False
    removed: bool = False


class RegisterStore:
    """Reads and writes entries; the caller holds the transaction."""

    def __init__(self, database: Database, kinds: Mapping[str, RegisterKind]) -> None:
        self._database = database
        self._kinds = kinds

    # -- reading ---------------------------------------------------------------------------------

    def find(self, uid: str) -> Entry | None:
        """Return one entry, or ``None``."""
        row = self._database.row(
            f"SELECT {_COLUMNS} FROM register_entry WHERE uid = ?",  # noqa: S608 - columns of ours
            uid,
        )
        return None if row is None else self._entry(row)

    def get(self, uid: str) -> Entry:
        """Return one entry.

        Raises:
            NotFoundError: there is none of that uid.
        """
        entry = self.find(uid)
        if entry is None:
            raise NotFoundError("找不到这一条登记；它可能已被彻底删除。其他内容都还在。")
        return entry

    def uid_of(self, number: str) -> str | None:
        """Return the uid of a number or of a uid itself, ``None`` where there is no such entry."""
        row = self._database.row(
            "SELECT uid FROM register_entry WHERE number = ?1 OR uid = ?1", number
        )
        return None if row is None else str(row[0])

    def list(self, wanted: EntryFilter) -> tuple[Entry, ...]:
        """Return the entries that fit, newest day first."""
        if wanted.counted:
            return self._counted(replace(wanted, counted=False, state=EntryState.FILED))
        conditions = ["kind = ?", "(removed_at IS NOT NULL) = ?"]
        values: list[object] = [wanted.kind, int(wanted.removed)]
        for condition, value in (
            ("day >= ?", _iso(wanted.start)),
            ("day <= ?", _iso(wanted.end)),
            ("state = ?", wanted.state),
            ("school_code = ?", wanted.school_code),
            ("inspector_id = ?", wanted.inspector_id),
        ):
            if value is not None:
                conditions.append(condition)
                values.append(value)
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM register_entry WHERE {' AND '.join(conditions)}"  # noqa: S608 - columns of ours
            " ORDER BY coalesce(day, substr(created_at, 1, 10)) DESC, id DESC",
            *values,
        )
        return tuple(self._entry(row) for row in rows)

    def _counted(self, wanted: EntryFilter) -> tuple[Entry, ...]:
        """Return the filed entries that fit, and those under correction as they were filed."""
        found = self.list(wanted)
        rows = self._database.rows(
            f"SELECT {_COLUMNS}, {CORRECTED_FROM} FROM register_entry"  # noqa: S608 - columns of ours
            f" WHERE kind = ? AND {UNDER_CORRECTION}",
            wanted.kind,
        )
        earlier = (self._as_filed(row) for row in rows)
        fitting = [each for each in earlier if self._fits(each, wanted)]
        if not fitting:
            return found
        return tuple(sorted((*found, *fitting), key=self._place, reverse=True))

    def as_filed(self, uid: str) -> Entry:
        """Return an entry as it counts: under correction, as it was when the correction began.

        Raises:
            NotFoundError: there is none of that uid.
        """
        row = self._database.row(
            f"SELECT {_COLUMNS}, {CORRECTED_FROM} FROM register_entry"  # noqa: S608 - columns of ours
            f" WHERE uid = ? AND {UNDER_CORRECTION}",
            uid,
        )
        return self.get(uid) if row is None else self._as_filed(row)

    def _as_filed(self, row: tuple[Any, ...]) -> Entry:
        entry = self._entry(row[:-1])
        values = self._kinds[entry.kind].filled(json.loads(row[-1]))
        return replace(entry, values=values, state=EntryState.FILED, revision=entry.revision - 1)

    def _fits(self, entry: Entry, wanted: EntryFilter) -> bool:
        kind = self._kinds[entry.kind]
        day = entry.day(kind.day) if kind.day else None
        after = wanted.start is None or (day is not None and day >= wanted.start)
        before = wanted.end is None or (day is not None and day <= wanted.end)
        school = wanted.school_code in {None, entry.values.get(kind.school)}
        return after and before and school and wanted.inspector_id in {
            None, entry.values.get(kind.inspector)
        }  # fmt: skip

    def _place(self, entry: Entry) -> tuple[str, str]:
        return entry.values.get(self._kinds[entry.kind].day) or entry.created_at[:10], entry.number

    def counts(self) -> dict[tuple[str, EntryState], int]:
        """Return how many entries there are of each kind in each state, the recycle bin apart."""
        rows = self._database.rows(
            "SELECT kind, state, count(*) FROM register_entry WHERE removed_at IS NULL"
            " GROUP BY kind, state"
        )
        return {(kind, EntryState(state)): count for kind, state, count in rows}

    def highest_serial(self, prefix: str) -> int:
        """Return the greatest number given out under ``prefix``, tombstones included."""
        found = self._database.row(
            "SELECT max(CAST(substr(number, length(?1) + 1) AS INTEGER)) FROM"
            " (SELECT number FROM register_entry WHERE number GLOB ?1 || '[0-9]*'"
            "  UNION ALL SELECT number FROM tombstone WHERE number GLOB ?1 || '[0-9]*')",
            prefix,
        )
        return int(found[0]) if found and found[0] is not None else 0

    # -- one value at a time ---------------------------------------------------------------------

    def value(self, _noun: str, uid: str, name: str) -> Any:
        """Return one value; ``decisions/<uuid>/due`` names a field of a row."""
        values = self.get(uid).values
        field_id, row_uid, part = _parted(name)
        return values[field_id] if not part else _row(values[field_id], row_uid)[part]

    def write(self, _noun: str, uid: str, name: str, value: Any) -> None:
        """Write one value under its name."""
        values = dict(self.get(uid).values)
        field_id, row_uid, part = _parted(name)
        if part:
            _row(values[field_id], row_uid)[part] = value
        else:
            values[field_id] = value
        self.write_values(uid, values)

    # -- whole entries ---------------------------------------------------------------------------

    def insert(self, entry: Entry) -> None:
        """Add an entry."""
        from inspector_app.storage.tables import RegisterEntryRow

        bookkeeping = {
            each.name: getattr(entry, each.name)
            for each in fields(entry)
            if each.name not in {"values", "removed"}
        }
        RegisterEntryRow.insert(
            **bookkeeping, **self._derived(entry.kind, entry.values)
        ).execute(self._database.peewee)  # fmt: skip
        self._write_dues(entry.uid)

    def write_values(self, uid: str, values: Values) -> None:
        """Write every value of an entry, and what is taken from them."""
        kind = self._database.row("SELECT kind FROM register_entry WHERE uid = ?", uid)
        assert kind is not None
        self.set_many(uid, {**self._derived(kind[0], values), "fts_dirty": 1})

    def set_many(self, uid: str, columns: Mapping[str, object]) -> None:
        """Set bookkeeping columns of an entry (state, revision, recycle bin)."""
        places = ", ".join(f"{name} = ?" for name in columns)
        self._database.execute(
            f"UPDATE register_entry SET {places} WHERE uid = ?",  # noqa: S608 - columns of ours
            *columns.values(),
            uid,
        )
        self._write_dues(uid)

    def delete(self, uid: str) -> None:
        """Remove an entry for good."""
        self._database.execute("DELETE FROM register_entry WHERE uid = ?", uid)

    # -- what has to be done ---------------------------------------------------------------------

    def _write_dues(self, uid: str) -> None:
        """Let the rows of what has to be done follow the entry."""
        entry = self.get(uid)
        alive = not entry.removed and entry.state is not EntryState.VOIDED
        dues = tuple(self._kinds[entry.kind].dues(entry)) if alive else ()
        found = self._database.row("SELECT id FROM register_entry WHERE uid = ?", uid)
        assert found is not None
        wanted = [(found[0], n, due.day.isoformat(), due.rank, due.text)
                  for n, due in enumerate(dues)]  # fmt: skip
        held = self._database.rows(
            "SELECT entry_id, ordinal, due_on, rank, text FROM register_due"
            " WHERE entry_id = ? ORDER BY ordinal",
            found[0],
        )
        if held == wanted:
            return
        self._database.execute("DELETE FROM register_due WHERE entry_id = ?", found[0])
        self._database.execute_many("INSERT INTO register_due VALUES (?, ?, ?, ?, ?)", [*wanted])

    def _derived(self, kind_id: str, values: Values) -> dict[str, object]:
        """Return the content and the columns that are taken from it."""
        kind = self._kinds[kind_id]
        return {
            "day": values.get(kind.day) or None,
            "school_code": values.get(kind.school) or None,
            "inspector_id": values.get(kind.inspector) or None,
            "title": kind.title(values),
            "content": json.dumps(values, ensure_ascii=False, separators=(",", ":")),
        }

    def _entry(self, row: tuple[Any, ...]) -> Entry:
        uid, kind, number, state, revision, reason, origin, created, filed, removed, content = row
        return Entry(
            uid=uid,
            kind=kind,
            number=number,
            values=self._kinds[kind].filled(json.loads(content)),
            state=EntryState(state),
            revision=revision,
            reason=reason,
            origin=origin,
            created_at=created,
            filed_at=filed,
            removed=removed is not None,
        )


def _parted(name: str) -> tuple[str, str, str]:
    """Return field, uid of the row and field of the row; the last two empty for a field itself."""
    field_id, _, rest = name.partition(_ROW_STEP)
    row_uid, _, part = rest.partition(_ROW_STEP)
    return field_id, row_uid, part


def _row(rows: list[dict[str, Any]], uid: str) -> dict[str, Any]:
    found = next((row for row in rows if row["uuid"] == uid), None)
    if found is None:
        raise NotFoundError("找不到要修改的这一项；它可能刚被删除。已保存的内容都还在。")
    return found


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
