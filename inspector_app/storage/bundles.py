"""The device's signing key, the bundles made with it, and the months they locked."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from inspector_app.base.stable_json import stable_text
from inspector_app.domain.month import Month
from inspector_app.storage.children import first
from inspector_app.storage.database import Database
from inspector_app.storage.tables import BundleRow, DeviceKeyRow, MonthLockRow


class SentRow(NamedTuple):
    """One row of the records as it leaves.

    Attributes:
        kind: the list that it stands in, such as ``visits``.
        uid: the row.
        content: what tells two states of it apart; empty for what never changes.
    """

    kind: str
    uid: str
    content: str = ""


class ChainHead(NamedTuple):
    """The newest bundle of a chain."""

    chain: str
    seq: int
    digest: str


class BundleStore:
    """Keeps keys, the chain of bundles and month locks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def key(self) -> tuple[str, bytes] | None:
        """Return chain id and secret of the key in use, if there is one."""
        query = DeviceKeyRow.select().where(DeviceKeyRow.retired_at.is_null()).limit(1)
        row = first(query, self._database)
        return None if row is None else (row["chain"], bytes(row["secret"]))

    def keys(self) -> tuple[tuple[str, bytes], ...]:
        """Return chain id and secret of every key that this folder ever signed with."""
        rows = self._database.rows("SELECT chain, secret FROM device_key ORDER BY made_at")
        return tuple((chain, bytes(secret)) for chain, secret in rows)

    def put_key(self, *, chain: str, secret: bytes, made_at: str) -> None:
        """Keep the key of this device."""
        DeviceKeyRow.insert(chain=chain, secret=secret, made_at=made_at).execute(
            self._database.peewee
        )

    def retire_key(self, *, at: str) -> None:
        """Let no key be in use; those of before stay known."""
        self._database.execute("UPDATE device_key SET retired_at = ? WHERE retired_at IS NULL", at)

    def head(self, chain: str) -> tuple[int, str] | None:
        """Return number and digest of the newest bundle of a chain."""
        row = self._database.row(
            "SELECT seq, digest FROM bundle WHERE chain = ? ORDER BY seq DESC LIMIT 1", chain
        )
        return None if row is None else (int(row[0]), str(row[1]))

    def has_addressed(self, office_id: str, *, chain: str) -> bool:
        """Say whether a bundle of a chain was made for an office."""
        found = self._database.row(
            "SELECT 1 FROM bundle WHERE chain = ? AND statement ->> 'to' = ?", chain, office_id
        )
        return found is not None

    def add(self, **columns: Any) -> None:
        """Note a bundle that was made."""
        BundleRow.insert(**columns).execute(self._database.peewee)

    def set_exported(self, digest: str, *, folder: str) -> None:
        """Note where a bundle was put last."""
        query = BundleRow.update(exported_to=folder).where(BundleRow.digest == digest)
        query.execute(self._database.peewee)

    def of_export(self, export_uid: str) -> list[dict[str, Any]]:
        """Return the bundles of one act of handing over, in order."""
        query = BundleRow.select().where(BundleRow.export_uid == export_uid)
        rows = query.order_by(BundleRow.seq).dicts().execute(self._database.peewee)
        return [dict(row) for row in rows]

    def head_before(self, chain: str) -> ChainHead | None:
        """Return where the chain of the key that this one has replaced ends."""
        row = self._database.row(
            "SELECT b.chain, b.seq, b.digest FROM device_key k JOIN bundle b ON b.chain = k.chain"
            " WHERE k.retired_at IS NOT NULL AND k.chain <> ?"
            " ORDER BY k.retired_at DESC, b.seq DESC LIMIT 1",
            chain,
        )
        return None if row is None else ChainHead(str(row[0]), int(row[1]), str(row[2]))

    def retired(self) -> tuple[str, ...]:
        """Return the chain of each key that was replaced, the last one first."""
        rows = self._database.rows(
            "SELECT chain FROM device_key WHERE retired_at IS NOT NULL"
            " ORDER BY retired_at DESC, made_at DESC"
        )
        return tuple(str(chain) for (chain,) in rows)

    def newest_below(self, chain: str, seq: int | None) -> ChainHead | None:
        """Return the newest bundle of a chain, of those before a number where one is given."""
        row = self._database.row(
            "SELECT chain, seq, digest FROM bundle WHERE chain = ?1 AND (?2 IS NULL OR seq < ?2)"
            " ORDER BY seq DESC LIMIT 1",
            chain, seq,
        )  # fmt: skip
        return None if row is None else ChainHead(str(row[0]), int(row[1]), str(row[2]))

    def refused(self, chain: str) -> tuple[int, ...]:
        """Return the numbers of the bundles that the office has refused."""
        rows = self._database.rows(
            "SELECT seq FROM bundle WHERE chain = ? AND result = 'rejected'", chain
        )
        return tuple(int(seq) for (seq,) in rows)

    def newest_receipt(self, chain: str) -> tuple[int, str] | None:
        """Return number and SHA-256 of the newest receipt of a chain."""
        row = self._database.row(
            "SELECT n, sha256 FROM receipt WHERE chain = ? ORDER BY n DESC LIMIT 1", chain
        )
        return None if row is None else (int(row[0]), str(row[1]))

    # -- row by row ------------------------------------------------------------------------------

    def add_rows(self, rows: Iterable[SentRow], *, chain: str, seq: int) -> None:
        """Note what has left in a bundle; what left before stays where it was noted."""
        for row in rows:
            self._database.execute(
                "INSERT INTO bundle_row (kind, uid, content, chain, seq) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                *row, chain, seq,
            )  # fmt: skip

    def forget_rows(self, chain: str, *, since: int) -> None:
        """Forget what left in bundles from a number on, but for those that were taken in."""
        self._database.execute(
            "DELETE FROM bundle_row WHERE chain = ?1 AND seq >= ?2 AND NOT EXISTS ("
            " SELECT 1 FROM bundle b WHERE b.chain = bundle_row.chain AND b.seq = bundle_row.seq"
            " AND b.result IN ('accepted', 'duplicate'))",
            chain, since,
        )  # fmt: skip

    def has_left(self, row: SentRow) -> bool:
        """Say whether a row has left in this state."""
        found = self._database.row(
            "SELECT 1 FROM bundle_row WHERE kind = ? AND uid = ? AND content = ?", *row
        )
        return found is not None

    def left(self, kind: str) -> frozenset[str]:
        """Return the uids of the rows of a list that have left in any state."""
        rows = self._database.rows("SELECT DISTINCT uid FROM bundle_row WHERE kind = ?", kind)
        return frozenset(str(uid) for (uid,) in rows)

    def records_with_news(self, *, person_id: str, since: date) -> tuple[str, ...]:
        """Return the records of a person that may hold something new, those led alone.

        They are those visited since a day, those filed since the newest bundle was made, and the
        void ones that have left.
        """
        rows = self._database.rows(_RECORDS_WITH_NEWS, person_id, since.isoformat())
        return tuple(str(uid) for (uid,) in rows)

    def has_unsent_record(self, *, person_id: str, since: date) -> bool:
        """Say whether a record that would leave with the news was filed and has not left."""
        return self._database.row(_UNSENT_RECORD, person_id, since.isoformat()) is not None

    def void_records(self, *, person_id: str) -> tuple[str, ...]:
        """Return a person's records that were made void after something of them had left."""
        return tuple(str(uid) for (uid,) in self._database.rows(_VOID_RECORDS, person_id))

    def has_unsent_entry(self, *, kind: str, person_id: str) -> bool:
        """Say whether an entry of a register was filed, and none of its states has left since."""
        return self._database.row(_UNSENT_ENTRY, kind, person_id) is not None

    def has_unanswered(self) -> bool:
        """Say whether the office has not answered a sealed bundle, placed or not."""
        found = self._database.row(
            "SELECT 1 FROM bundle WHERE sealed_name <> '' AND result = '' LIMIT 1"
        )
        return found is not None

    def issues_left(self) -> frozenset[str]:
        """Return the issues that have left, with their records or by themselves."""
        return frozenset(str(uid) for (uid,) in self._database.rows(_ISSUES_LEFT))

    def issues_with_news(self) -> tuple[str, ...]:
        """Return the issues that have left and of which something has been noted since."""
        rows = self._database.rows(_ISSUES_WITH_NEWS)
        return tuple(str(uid) for (uid,) in rows)

    def visits_with_pictures(self) -> tuple[str, ...]:
        """Return the records that have left and of which a picture has not."""
        rows = self._database.rows(_VISITS_WITH_PICTURES)
        return tuple(str(uid) for (uid,) in rows)

    def set_placed(self, digest: str, *, folder: str, at: str) -> None:
        """Note that a bundle stands in the shared folder, whole and durable."""
        query = BundleRow.update(exported_to=folder, placed_at=at).where(BundleRow.digest == digest)
        query.execute(self._database.peewee)

    def all(self) -> list[dict[str, Any]]:
        """Return all bundles, newest first."""
        query = BundleRow.select().order_by(BundleRow.created.desc(), BundleRow.seq.desc())
        return [dict(row) for row in query.dicts().execute(self._database.peewee)]

    def lock(
        self, *, month: str, scope: str, content: dict[str, Any], digest: str, at: str
    ) -> None:
        """Keep the table of a month as it was handed over; the first one stays."""
        MonthLockRow.insert(
            month=month,
            scope=scope,
            content=stable_text(content),
            digest=digest,
            locked_at=at,
        ).on_conflict_ignore().execute(self._database.peewee)

    def digests(self, scope: str) -> dict[Month, str]:
        """Return the digest of each month's table as it was handed over or locked."""
        rows = self._database.rows("SELECT month, digest FROM month_lock WHERE scope = ?", scope)
        return {Month.parse(month): digest for month, digest in rows}

    def locked(self, month: str, scope: str) -> dict[str, Any] | None:
        """Return the stored table of a month, if it was handed over."""
        query = MonthLockRow.select().where(
            (MonthLockRow.month == month) & (MonthLockRow.scope == scope)
        )
        row = first(query, self._database)
        if row is None:
            return None
        return {**row, "content": json.loads(row["content"])}


_ISSUES_LEFT = """
    SELECT i.uid FROM issue i LEFT JOIN visit v ON v.id = i.visit_id
    WHERE EXISTS (SELECT 1 FROM bundle_row b WHERE (b.kind = 'visits' AND b.uid = v.uid)
                                                OR (b.kind = 'issues' AND b.uid = i.uid))
"""
_RECORDS_WITH_NEWS = """
    SELECT v.uid FROM visit v
    WHERE v.lead_id = ?1 AND v.deleted_at IS NULL
      AND v.status IN ('filed', 'handed_over', 'voided')
      AND NOT EXISTS (SELECT 1 FROM joint_visit j WHERE j.visit_id = v.id)
      AND (v.visited_on >= ?2
           OR v.filed_at >= (SELECT max(created) FROM bundle WHERE sealed_name <> '')
           OR (v.status = 'voided' AND EXISTS (
               SELECT 1 FROM bundle_row b WHERE b.kind = 'visits' AND b.uid = v.uid)))
    ORDER BY v.number
"""
_UNSENT_RECORD = """
    SELECT 1 FROM visit v
    WHERE v.lead_id = ?1 AND v.deleted_at IS NULL AND v.status = 'filed'
      AND NOT EXISTS (SELECT 1 FROM joint_visit j WHERE j.visit_id = v.id)
      AND (v.visited_on >= ?2
           OR v.filed_at >= (SELECT max(created) FROM bundle WHERE sealed_name <> ''))
    LIMIT 1
"""
_VOID_RECORDS = """
    SELECT v.uid FROM visit v
    WHERE v.lead_id = ?1 AND v.deleted_at IS NULL AND v.status = 'voided'
      AND NOT EXISTS (SELECT 1 FROM joint_visit j WHERE j.visit_id = v.id)
      AND EXISTS (SELECT 1 FROM bundle_row b WHERE b.kind = 'visits' AND b.uid = v.uid)
    ORDER BY v.number
"""
_UNSENT_ENTRY = """
    SELECT 1 FROM register_entry e
    WHERE e.kind = ?1 AND e.inspector_id = ?2 AND e.state = 'filed'
      AND e.filed_at >= coalesce((
          SELECT max(b.created) FROM bundle_row r JOIN bundle b USING (chain, seq)
          WHERE r.kind = 'register_entries' AND r.uid = e.uid), '')
    LIMIT 1
"""
_ISSUES_WITH_NEWS = """
    SELECT DISTINCT e.issue_uid FROM issue_event e
    JOIN issue i ON i.uid = e.issue_uid LEFT JOIN visit v ON v.id = i.visit_id
    WHERE EXISTS (SELECT 1 FROM bundle_row b WHERE (b.kind = 'visits' AND b.uid = v.uid)
                                                OR (b.kind = 'issues' AND b.uid = i.uid))
      AND NOT EXISTS (SELECT 1 FROM bundle_row b WHERE b.kind = 'issue_events' AND b.uid = e.uid)
    ORDER BY e.issue_uid
"""
_VISITS_WITH_PICTURES = """
    SELECT DISTINCT p.visit_uid FROM photo p
    WHERE p.removed_at IS NULL
      AND EXISTS (SELECT 1 FROM bundle_row b WHERE b.kind = 'visits' AND b.uid = p.visit_uid)
      AND NOT EXISTS (SELECT 1 FROM bundle_row b WHERE b.kind = 'photos' AND b.uid = p.uid)
    ORDER BY p.visit_uid
"""
