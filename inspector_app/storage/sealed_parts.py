"""The sealed parts of entries, the keys that sealed files are made with, and their log."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from inspector_app.storage.database import Database


class SealingKeyRecord(NamedTuple):
    """A key of the office; ``secret`` is there in the office's own folder alone."""

    id: str
    public: bytes
    secret: bytes | None


class SealedFile(NamedTuple):
    """A sealed file that went out (``out``) or came in (``in``)."""

    entry_uid: str
    way: str
    key_id: str
    file_name: str
    sha256: str
    at: str
    actor: str
    origin: str


_FILE: str = ", ".join(SealedFile._fields)


class SealedPartStore:
    """Reads and writes what is sealed; the caller holds the transaction and notes who looked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, entry_uid: str) -> dict[str, Any]:
        """Return the sealed values of an entry by the ids of their fields."""
        found = self._database.row(
            "SELECT s.content FROM register_secret s JOIN register_entry e ON e.id = s.entry_id"
            " WHERE e.uid = ?",
            entry_uid,
        )
        return {} if found is None else dict(json.loads(found[0]))

    def put(self, entry_uid: str, values: Mapping[str, Any]) -> None:
        """Write the sealed values of an entry over; none of them leaves nothing behind.

        What may be found by the texts of the entry depends on them: it is indexed anew.
        """
        self._database.execute("UPDATE register_entry SET fts_dirty = 1 WHERE uid = ?", entry_uid)
        if not values:
            self._database.execute(
                "DELETE FROM register_secret WHERE entry_id ="
                " (SELECT id FROM register_entry WHERE uid = ?)",
                entry_uid,
            )
            return
        self._database.execute(
            "INSERT INTO register_secret (entry_id, content)"
            " SELECT id, ?1 FROM register_entry WHERE uid = ?2"
            " ON CONFLICT (entry_id) DO UPDATE SET content = ?1",
            json.dumps(values, ensure_ascii=False, separators=(",", ":")),
            entry_uid,
        )

    # -- keys ------------------------------------------------------------------------------------

    def newest_key(self) -> SealingKeyRecord | None:
        """Return the key that files are sealed for now, if there is one."""
        found = self._database.row(
            "SELECT id, public, secret FROM sealing_key ORDER BY added_at DESC LIMIT 1"
        )
        return None if found is None else _key(found)

    def own_keys(self) -> tuple[SealingKeyRecord, ...]:
        """Return the whole pairs that are kept here, the newest first."""
        found = self._database.rows(
            "SELECT id, public, secret FROM sealing_key WHERE secret IS NOT NULL"
            " ORDER BY added_at DESC"
        )
        return tuple(_key(row) for row in found)

    def key(self, key_id: str) -> SealingKeyRecord | None:
        """Return a key by its id."""
        found = self._database.row(
            "SELECT id, public, secret FROM sealing_key WHERE id = ?", key_id
        )
        return None if found is None else _key(found)

    def add_key(self, key: SealingKeyRecord, *, at: str) -> None:
        """Keep a key; one that is here already becomes the newest."""
        self._database.execute(
            "INSERT INTO sealing_key (id, public, secret, added_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET added_at = excluded.added_at",
            *key,
            at,
        )

    # -- files -----------------------------------------------------------------------------------

    def note_file(self, file: SealedFile) -> None:
        """Add a file to the log."""
        self._database.execute(
            f"INSERT INTO sealed_file ({_FILE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - columns of ours
            *file,
        )

    def files(self, entry_uid: str) -> tuple[SealedFile, ...]:
        """Return the log of an entry, oldest first."""
        rows = self._database.rows(
            f"SELECT {_FILE} FROM sealed_file WHERE entry_uid = ? ORDER BY id",  # noqa: S608 - columns of ours
            entry_uid,
        )
        return tuple(SealedFile(*row) for row in rows)


def _key(row: tuple[Any, ...]) -> SealingKeyRecord:
    key_id, public, secret = row
    return SealingKeyRecord(key_id, bytes(public), None if secret is None else bytes(secret))
