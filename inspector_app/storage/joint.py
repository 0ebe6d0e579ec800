"""Records taken over from peers, 同行登记 and what they are about, and the files made for peers."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from inspector_app.storage.database import Database

OPEN_ENTRY: Final = (
    "v.id IN (SELECT visit_id FROM joint_visit WHERE kind = 'entry' AND merged_into = '')"
)
"""A 同行登记 whose record was not named yet."""
AT: Final = "v.school_code = ? AND v.visited_on = ?"
_FILE_COLUMNS: Final = ("chain", "seq", "digest", "file_name", "sha256", "size", "visit_uid",
                        "created", "exported_to")  # fmt: skip


class Taken(NamedTuple):
    """Where a record that was taken over comes from: the key that signed it, and which file."""

    chain: str
    digest: str
    made_at: str
    taken_at: str


class JointStore:
    """Keeps what belongs to visits made together; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def has_open_entries(self) -> bool:
        """Say whether any 同行登记 waits for its record to be named."""
        sql = "SELECT 1 FROM joint_visit WHERE kind = 'entry' AND merged_into = '' LIMIT 1"
        return self._database.row(sql) is not None

    # -- taken over ------------------------------------------------------------------------------

    def mark_taken(self, visit_uid: str, taken: Taken) -> None:
        """Note that a record was taken over, and from which file."""
        self._database.execute(
            "INSERT INTO joint_visit (visit_id, kind, chain, digest, made_at, taken_at)"
            " SELECT id, 'taken', ?, ?, ?, ? FROM visit WHERE uid = ?"
            " ON CONFLICT (visit_id) DO UPDATE SET"
            " kind = 'taken', chain = excluded.chain, digest = excluded.digest,"
            " made_at = excluded.made_at, taken_at = excluded.taken_at",
            *taken,
            visit_uid,
        )

    def taken(self, visit_uid: str) -> Taken | None:
        """Return where a record comes from, ``None`` where it was not taken over."""
        found = self._database.row(
            "SELECT j.chain, j.digest, j.made_at, j.taken_at FROM visit v"
            " JOIN joint_visit j ON j.visit_id = v.id WHERE v.uid = ? AND j.kind = 'taken'",
            visit_uid,
        )
        return None if found is None else Taken(*found)

    def chains_of(self, lead_id: str) -> frozenset[str]:
        """Return the keys that have signed what was taken over from one 责任督学."""
        rows = self._database.rows(
            "SELECT DISTINCT j.chain FROM joint_visit j JOIN visit v ON v.id = j.visit_id"
            " WHERE j.kind = 'taken' AND v.lead_id = ?",
            lead_id,
        )
        return frozenset(chain for (chain,) in rows)

    def know_key(self, chain: str, public: bytes, *, holder_id: str, at: str) -> None:
        """Keep the public key that signed what was taken over from a 责任督学."""
        self._database.execute(
            "INSERT INTO known_key (chain, public, holder_id, noted_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (chain) DO NOTHING",
            chain, public, holder_id, at,
        )  # fmt: skip

    def known_keys(self) -> tuple[tuple[bytes, str], ...]:
        """Return the public keys of others, each with the 督学编号 of its holder."""
        rows = self._database.rows("SELECT public, holder_id FROM known_key ORDER BY noted_at")
        return tuple((bytes(public), str(holder)) for public, holder in rows)

    # -- 同行登记 --------------------------------------------------------------------------------

    def has_entries(self) -> bool:
        """Say whether there is any 同行登记."""
        found = self._database.row("SELECT 1 FROM joint_visit WHERE kind = 'entry' LIMIT 1")
        return found is not None

    def merged_into(self, entry_uid: str) -> str:
        """Return the record that a 同行登记 was found to be about, empty where none is yet."""
        found = self._database.row(
            "SELECT j.merged_into FROM visit v JOIN joint_visit j ON j.visit_id = v.id"
            " WHERE v.uid = ?",
            entry_uid,
        )
        return str(found[0]) if found else ""

    def set_merged(self, entry_uid: str, record_uid: str) -> None:
        """Note which record a 同行登记 is about; empty means none."""
        self._database.execute(
            "UPDATE joint_visit SET merged_into = ?"
            " WHERE visit_id = (SELECT id FROM visit WHERE uid = ?) AND kind = 'entry'",
            record_uid,
            entry_uid,
        )

    def entries_of(self, record_uid: str) -> tuple[str, ...]:
        """Return the 同行登记 that are about a record."""
        rows = self._database.rows(
            "SELECT v.uid FROM joint_visit j JOIN visit v ON v.id = j.visit_id"
            " WHERE j.merged_into = ? AND j.merged_into <> '' ORDER BY v.number",
            record_uid,
        )
        return tuple(uid for (uid,) in rows)

    # -- files -----------------------------------------------------------------------------------

    def head(self, chain: str) -> tuple[int, str] | None:
        """Return number and digest of the newest file of a key."""
        row = self._database.row(
            "SELECT seq, digest FROM joint_file WHERE chain = ? ORDER BY seq DESC LIMIT 1", chain
        )
        return None if row is None else (int(row[0]), str(row[1]))

    def file_of(self, visit_uid: str, content: str) -> Mapping[str, Any] | None:
        """Return the file that holds this content of a record, if one was made."""
        row = self._database.row(
            f"SELECT {', '.join(_FILE_COLUMNS)} FROM joint_file"  # noqa: S608 - columns of ours
            " WHERE visit_uid = ? AND content = ? ORDER BY seq DESC LIMIT 1",
            visit_uid,
            content,
        )
        return None if row is None else dict(zip(_FILE_COLUMNS, row, strict=True))

    def last_file(self, visit_uid: str) -> Mapping[str, Any] | None:
        """Return the newest file of a record, if one was made."""
        row = self._database.row(
            f"SELECT {', '.join(_FILE_COLUMNS)} FROM joint_file"  # noqa: S608 - columns of ours
            " WHERE visit_uid = ? ORDER BY created DESC, seq DESC LIMIT 1",
            visit_uid,
        )
        return None if row is None else dict(zip(_FILE_COLUMNS, row, strict=True))

    def add_file(self, **columns: Any) -> None:
        """Note a file that was made."""
        from inspector_app.storage.tables import JointFileRow

        JointFileRow.insert(**columns).execute(self._database.peewee)

    def set_exported(self, digest: str, *, folder: str) -> None:
        """Note where a file was put last."""
        self._database.execute(
            "UPDATE joint_file SET exported_to = ? WHERE digest = ?", folder, digest
        )
