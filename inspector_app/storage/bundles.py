"""The device's signing key, the bundles made with it, and the months they locked."""

import json
from typing import Any

from inspector_app.base.stable_json import stable_text
from inspector_app.storage.children import first
from inspector_app.storage.database import Database
from inspector_app.storage.tables import BundleRow, DeviceKeyRow, MonthLockRow


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

    def head(self, chain: str) -> tuple[int, str] | None:
        """Return number and digest of the newest bundle of a chain."""
        row = self._database.row(
            "SELECT seq, digest FROM bundle WHERE chain = ? ORDER BY seq DESC LIMIT 1", chain
        )
        return None if row is None else (int(row[0]), str(row[1]))

    def add(self, **columns: Any) -> None:
        """Note a bundle that was made."""
        BundleRow.insert(**columns).execute(self._database.peewee)

    def set_exported(self, digest: str, *, folder: str) -> None:
        """Note where a bundle was put last."""
        query = BundleRow.update(exported_to=folder).where(BundleRow.digest == digest)
        query.execute(self._database.peewee)

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

    def locked(self, month: str, scope: str) -> dict[str, Any] | None:
        """Return the stored table of a month, if it was handed over."""
        query = MonthLockRow.select().where(
            (MonthLockRow.month == month) & (MonthLockRow.scope == scope)
        )
        row = first(query, self._database)
        if row is None:
            return None
        return {**row, "content": json.loads(row["content"])}
