"""The office's in-tray: chains, bundles taken in, files kept aside, answers and receipts."""

import json
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from inspector_app.storage.database import Database


class ChainRow(NamedTuple):
    """A laptop's bundles: the newest taken in, the newest receipt."""

    chain: str
    inspector_id: str
    head_seq: int
    head_digest: str
    receipt_n: int
    receipt_sha256: str


class TakenBundle(NamedTuple):
    """A bundle that was taken in; ``records`` is its records.json, compressed.

    ``read_as`` says how much of it the program could read.
    """

    chain: str
    seq: int
    digest: str
    type: str
    period: str
    inspector_id: str
    created: str
    taken_at: str
    file_name: str
    sealed_sha256: str
    size: int
    visits: int
    photos: int
    statement: str
    records: bytes
    read_as: int


class BundleLine(NamedTuple):
    """A bundle that was taken in, as lists show it; ``rows`` are those beside its records."""

    chain: str
    seq: int
    digest: str
    type: str
    period: str
    inspector_id: str
    created: str
    taken_at: str
    file_name: str
    visits: int
    photos: int
    rows: int


class HeldRow(NamedTuple):
    """A file that waits or was refused.

    Attributes:
        code: of the step that decided, ``W83`` for one that waits.
        chain: of the key that signed it, empty where that is not known for sure.
        kept: whether a copy lies in quarantine.
        looked_with: what was known when it was looked at last; it is looked at again with more.
    """

    sha256: str
    file_name: str
    size: int
    state: str
    code: str
    sentence: str
    chain: str
    seq: int
    digest: str
    kept: bool
    first_seen: str
    looked_with: str


class FileRow(NamedTuple):
    """A file where it lies; ``since`` is when these bytes were first seen there."""

    path: str
    size: int
    mtime_ns: int
    sha256: str
    since: str


class AnswerRow(NamedTuple):
    """What is told of one bundle."""

    chain: str
    seq: int
    digest: str
    result: str
    code: str
    at: str


class ReceiptRow(NamedTuple):
    """A receipt as it was signed."""

    chain: str
    n: int
    sha256: str
    content: bytes
    signatures: tuple[bytes, ...]
    issued: str


class AnsweredFile(NamedTuple):
    """A file where it lies, and the first receipt that says that its content was taken in."""

    path: str
    size: int
    mtime_ns: int
    sha256: str
    receipt: ReceiptRow


_ROWS: Final = (
    "(SELECT count(*) FROM office_row r WHERE r.chain = office_bundle.chain"
    " AND r.seq = office_bundle.seq AND r.kind NOT IN ('event', 'photo'))"
)
_LINE: Final = ", ".join(name if name != "rows" else _ROWS for name in BundleLine._fields)


class OfficeStore:
    """Keeps the in-tray; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- chains and bundles ----------------------------------------------------------------------

    def chain(self, chain: str) -> ChainRow | None:
        """Return what is known of a laptop's bundles."""
        row = self._database.row(f"SELECT {_CHAIN} FROM office_chain WHERE chain = ?", chain)  # noqa: S608 - columns of ours
        return None if row is None else ChainRow(*row)

    def chains(self) -> tuple[ChainRow, ...]:
        """Return every chain of which something was taken in or answered."""
        rows = self._database.rows(f"SELECT {_CHAIN} FROM office_chain ORDER BY chain")  # noqa: S608 - columns of ours
        return tuple(ChainRow(*row) for row in rows)

    def put_chain(self, row: ChainRow) -> None:
        """Write what is known of a chain over."""
        self._database.execute(
            f"INSERT OR REPLACE INTO office_chain ({_CHAIN}) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608 - columns of ours
            *row,
        )

    def digests(self, chain: str) -> Mapping[int, str]:
        """Return the digest of each bundle of a chain that was taken in, by number."""
        rows = self._database.rows("SELECT seq, digest FROM office_bundle WHERE chain = ?", chain)
        return {int(seq): str(digest) for seq, digest in rows}

    def add_bundle(self, bundle: TakenBundle) -> None:
        """Note a bundle that is taken in."""
        marks = ", ".join("?" * len(bundle))
        self._database.execute(
            f"INSERT INTO office_bundle ({', '.join(bundle._fields)}) VALUES ({marks})",  # noqa: S608 - columns of ours
            *bundle,
        )

    def holds_file(self, sealed_sha256: str) -> bool:
        """Say whether the very bytes of this file were taken in."""
        found = self._database.row(
            "SELECT 1 FROM office_bundle WHERE sealed_sha256 = ? LIMIT 1", sealed_sha256
        )
        return found is not None

    def readings(self) -> list[int]:
        """Return how many bundles were taken in, and by what: other numbers after each that was."""
        ((many, readings),) = self._database.rows(
            "SELECT count(*), coalesce(sum(read_as), 0) FROM office_bundle"
        )
        return [int(many), int(readings)]

    def bundles(self, *, month: str = "") -> tuple[BundleLine, ...]:
        """Return the bundles that were taken in, the newest first; those of a month if one."""
        rows = self._database.rows(
            f"SELECT {_LINE} FROM office_bundle WHERE ?1 = '' OR period = ?1"  # noqa: S608 - columns of ours
            " ORDER BY taken_at DESC, chain, seq DESC",
            month,
        )
        return tuple(BundleLine(*row) for row in rows)

    def last_by_person(self) -> Mapping[str, str]:
        """Return when the newest bundle of each inspector was taken in."""
        rows = self._database.rows(
            "SELECT inspector_id, max(taken_at) FROM office_bundle GROUP BY inspector_id"
        )
        return {str(person): str(at) for person, at in rows}

    # -- files kept aside ------------------------------------------------------------------------

    def held(self, sha256: str) -> HeldRow | None:
        """Return what is known of a file that is kept aside."""
        row = self._database.row(f"SELECT {_HELD} FROM office_held WHERE sha256 = ?", sha256)  # noqa: S608 - columns of ours
        return None if row is None else _held(row)

    def all_held(self) -> tuple[HeldRow, ...]:
        """Return every file that is kept aside, in the order of their chains."""
        rows = self._database.rows(
            f"SELECT {_HELD} FROM office_held ORDER BY chain, seq, first_seen, sha256"  # noqa: S608 - columns of ours
        )
        return tuple(_held(row) for row in rows)

    def put_held(self, row: HeldRow) -> None:
        """Write what is known of such a file over."""
        marks = ", ".join("?" * len(row))
        self._database.execute(
            f"INSERT OR REPLACE INTO office_held ({_HELD}) VALUES ({marks})",  # noqa: S608 - columns of ours
            *row,
        )

    def drop_held(self, sha256: str) -> None:
        """Forget such a file: it was taken in."""
        self._database.execute("DELETE FROM office_held WHERE sha256 = ?", sha256)

    # -- files where they lie --------------------------------------------------------------------

    def files(self) -> dict[str, FileRow]:
        """Return every file that was seen, by its path."""
        rows = self._database.rows("SELECT path, size, mtime_ns, sha256, since FROM office_file")
        return {row[0]: FileRow(*row) for row in rows}

    def put_files(self, rows: Sequence[FileRow]) -> None:
        """Write what was seen over."""
        self._database.execute_many(
            "INSERT OR REPLACE INTO office_file (path, size, mtime_ns, sha256, since)"
            " VALUES (?, ?, ?, ?, ?)",
            [tuple(row) for row in rows],
        )

    def forget_files(self, paths: Sequence[str]) -> None:
        """Forget files that do not lie there any more."""
        self._database.execute_many(
            "DELETE FROM office_file WHERE path = ?", [(path,) for path in paths]
        )

    def answered_files(self, *, issued_before: str) -> tuple[AnsweredFile, ...]:
        """Return files of which a receipt of before that instant says that they were taken in."""
        return tuple(
            AnsweredFile(path, size, mtime_ns, sha256, receipt_of(*receipt))
            for path, size, mtime_ns, sha256, *receipt in self._database.rows(
                _ANSWERED, issued_before
            )
        )

    def taken_files(self) -> frozenset[str]:
        """Return the SHA-256 of every file that was taken in."""
        rows = self._database.rows("SELECT sealed_sha256 FROM office_bundle")
        return frozenset(str(sha256) for (sha256,) in rows)

    # -- answers ---------------------------------------------------------------------------------

    def last_answer(self, chain: str, seq: int, digest: str) -> AnswerRow | None:
        """Return what was or will be told last of a bundle."""
        row = self._database.row(
            f"SELECT {_ANSWER} FROM office_answer WHERE chain = ? AND seq = ? AND digest = ?"  # noqa: S608 - columns of ours
            " ORDER BY id DESC LIMIT 1",
            chain,
            seq,
            digest,
        )
        return None if row is None else AnswerRow(*row)

    def add_answer(self, row: AnswerRow) -> None:
        """Queue what is to be told."""
        self._database.execute(
            f"INSERT INTO office_answer ({_ANSWER}) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608 - columns of ours
            *row,
        )

    def open_answers(self, chain: str) -> tuple[AnswerRow, ...]:
        """Return what is to be told of the bundles of a chain."""
        rows = self._database.rows(
            f"SELECT {_ANSWER} FROM office_answer WHERE chain = ? AND receipt_n IS NULL"  # noqa: S608 - columns of ours
            " ORDER BY id",
            chain,
        )
        return tuple(AnswerRow(*row) for row in rows)

    def chains_to_answer(self) -> tuple[str, ...]:
        """Return the chains of which something is to be told."""
        rows = self._database.rows(
            "SELECT DISTINCT chain FROM office_answer WHERE receipt_n IS NULL ORDER BY chain"
        )
        return tuple(str(chain) for (chain,) in rows)

    def add_receipt(self, row: ReceiptRow) -> None:
        """Keep a receipt; what was to be told of its chain is told with it."""
        self._database.execute(
            "INSERT INTO office_receipt (chain, n, sha256, content, signatures, issued)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            row.chain, row.n, row.sha256, row.content,
            json.dumps([each.decode() for each in row.signatures]), row.issued,
        )  # fmt: skip
        self._database.execute(
            "UPDATE office_answer SET receipt_n = ? WHERE chain = ? AND receipt_n IS NULL",
            row.n,
            row.chain,
        )

    def receipts_seen(self) -> dict[str, int]:
        """Return the newest receipt that the bundles of each chain say to have been read."""
        rows = self._database.rows(
            "SELECT chain, max(statement ->> '$.receipt_seen.n') FROM office_bundle"
            " WHERE statement ->> '$.receipt_seen.n' IS NOT NULL GROUP BY chain"
        )
        return {str(chain): int(n) for chain, n in rows}

    def receipts(self) -> tuple[ReceiptRow, ...]:
        """Return every receipt, in order."""
        rows = self._database.rows(
            "SELECT chain, n, sha256, content, signatures, issued FROM office_receipt"
            " ORDER BY chain, n"
        )
        return tuple(receipt_of(*row) for row in rows)


def receipt_of(
    chain: str, n: int, sha256: str, content: bytes, signatures: str, issued: str
) -> ReceiptRow:
    """Return the receipt of a row."""
    signed = tuple(each.encode() for each in json.loads(signatures))
    return ReceiptRow(chain, n, sha256, content, signed, issued)


# A bundle that was encrypted anew is another file of the same content: it is held as known.
_ANSWERED: Final = """
    SELECT f.path, f.size, f.mtime_ns, f.sha256,
           r.chain, r.n, r.sha256, r.content, r.signatures, r.issued
      FROM office_file f
      LEFT JOIN office_held h ON h.sha256 = f.sha256 AND h.state = 'known'
      JOIN office_bundle b ON b.sealed_sha256 = f.sha256
        OR (b.chain = h.chain AND b.seq = h.seq AND b.digest = h.digest)
      JOIN office_receipt r ON r.chain = b.chain AND r.n = (
        SELECT min(a.receipt_n) FROM office_answer a
         WHERE (a.chain, a.seq, a.digest, a.result) = (b.chain, b.seq, b.digest, 'accepted'))
     WHERE r.issued < ?
     ORDER BY f.path
"""
_CHAIN: Final = ", ".join(ChainRow._fields)
_HELD: Final = ", ".join(HeldRow._fields)
_ANSWER: Final = ", ".join(AnswerRow._fields)


def _held(row: Sequence[object]) -> HeldRow:
    found = HeldRow(*row)  # type: ignore[arg-type]
    return found._replace(kept=bool(found.kept))
