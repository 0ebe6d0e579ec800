"""Receipts that a laptop has taken, and what they say of the bundles of its outbox."""

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from inspector_app.storage.database import Database


class StoredReceipt(NamedTuple):
    """A receipt as it was signed."""

    chain: str
    n: int
    sha256: str
    content: bytes
    signatures: tuple[bytes, ...]
    taken_at: str


class MadeBundle(NamedTuple):
    """What a receipt is compared with of a bundle that was made here."""

    digest: str
    created: str


class ReceiptStore:
    """Keeps them; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sha256s(self, chain: str) -> Mapping[int, str]:
        """Return the SHA-256 of each receipt of a chain, by number."""
        rows = self._database.rows("SELECT n, sha256 FROM receipt WHERE chain = ?", chain)
        return {int(n): str(sha256) for n, sha256 in rows}

    def known(self) -> frozenset[str]:
        """Return the SHA-256 of every receipt that is kept."""
        rows = self._database.rows("SELECT sha256 FROM receipt")
        return frozenset(str(sha256) for (sha256,) in rows)

    def sha256_of(self, chain: str, n: int) -> str | None:
        """Return the SHA-256 of one receipt of a chain, None where it is not kept."""
        row = self._database.row("SELECT sha256 FROM receipt WHERE chain = ? AND n = ?", chain, n)
        return None if row is None else str(row[0])

    def named_before(self, chain: str, n: int) -> str:
        """Return which receipt that of number ``n`` names as the one before; empty for none."""
        row = self._database.row("SELECT content FROM receipt WHERE chain = ? AND n = ?", chain, n)
        return "" if row is None else str(json.loads(row[0])["prev"])

    def add(self, receipt: StoredReceipt) -> None:
        """Keep a receipt."""
        self._database.execute(
            "INSERT INTO receipt (chain, n, sha256, content, signatures, taken_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            receipt.chain, receipt.n, receipt.sha256, receipt.content,
            json.dumps([each.decode() for each in receipt.signatures]), receipt.taken_at,
        )  # fmt: skip

    def made(self, chain: str, numbers: Iterable[int]) -> Mapping[int, MadeBundle]:
        """Return the bundles made here that have one of these numbers."""
        rows = self._database.rows(
            "SELECT seq, digest, created FROM bundle"
            " WHERE chain = ? AND seq IN (SELECT value FROM json_each(?))",
            chain, json.dumps(sorted(set(numbers))),
        )  # fmt: skip
        return {int(seq): MadeBundle(str(digest), str(created)) for seq, digest, created in rows}

    def any(self) -> bool:
        """Say whether anything was ever answered here."""
        return self._database.row("SELECT 1 FROM receipt LIMIT 1") is not None

    def foreign(self, chain: str) -> tuple[tuple[int, str], ...]:
        """Return number and digest of each bundle that receipts name and that was not made here."""
        rows = self._database.rows(_FOREIGN, chain)
        return tuple((int(seq), str(digest)) for seq, digest in rows)

    def created(self, chain: str) -> Mapping[int, str]:
        """Return when each bundle was made here, by number."""
        rows = self._database.rows("SELECT seq, created FROM bundle WHERE chain = ?", chain)
        return {int(seq): str(created) for seq, created in rows}

    def set_result(
        self, chain: str, seq: int, *, digest: str, result: str, code: str, n: int
    ) -> None:
        """Note what was told of a bundle; an older receipt never overrules a newer one."""
        self._database.execute(
            "UPDATE bundle SET result = ?, code = ?, receipt_n = ?"
            " WHERE chain = ? AND seq = ? AND digest = ? AND coalesce(receipt_n, 0) <= ?",
            result, code, n, chain, seq, digest, n,
        )  # fmt: skip

    def confirm(self, chain: str, head: int, *, office: str, n: int) -> None:
        """Note that an office has everything of a chain that was made for it, up to a number."""
        self._database.execute(
            "UPDATE bundle SET result = 'accepted', code = '', receipt_n = ?"
            " WHERE chain = ? AND seq <= ? AND statement ->> 'to' = ?"
            " AND result NOT IN ('accepted', 'duplicate')",
            n, chain, head, office,
        )  # fmt: skip


# The text is a blob, and a blob would be read as SQLite's own form of JSON.
_FOREIGN = """
    WITH receipts AS (SELECT CAST(content AS TEXT) AS said FROM receipt WHERE chain = ?1),
    told AS (
        SELECT i.value ->> 'seq' AS seq, i.value ->> 'digest' AS digest
        FROM receipts, json_each(receipts.said, '$.items') i
        UNION
        SELECT said ->> '$.head.seq', said ->> '$.head.digest' FROM receipts)
    SELECT seq, digest FROM told
    WHERE digest <> '' AND NOT EXISTS (
        SELECT 1 FROM bundle b WHERE b.chain = ?1 AND b.seq = told.seq AND b.digest = told.digest)
    ORDER BY seq, digest
"""
