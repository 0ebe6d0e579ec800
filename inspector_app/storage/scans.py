"""扫描件 at the office: whose they are, the files they came in, and what was typed from them."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from inspector_app.base.errors import NotFoundError
from inspector_app.storage.database import Database

_ALL: Final = "SELECT uid, inspector_id, taken_at, actor FROM scan"


class ScanRecord(NamedTuple):
    """A scan without its pages."""

    uid: str
    inspector_id: str
    taken_at: str
    actor: str


class ScanFile(NamedTuple):
    """A file as it came; its bytes lie encrypted beside the database."""

    name: str
    sha256: str
    size: int


class ScanUse(NamedTuple):
    """Which page of a scan stands on a record as which picture."""

    photo_uid: str
    visit_uid: str
    scan_uid: str
    page: int


_USES: Final = (
    "SELECT u.photo_uid, u.visit_uid, u.scan_uid, u.page FROM scan_use u"
    " JOIN photo p ON p.uid = u.photo_uid AND p.removed_at IS NULL"
    " JOIN scan s ON s.uid = u.scan_uid"
)
_IN_ORDER: Final = " ORDER BY s.taken_at, s.rowid, u.page"
# Drafts in the recycle bin do not count.
_TYPED: Final = (
    "FROM scan_use u JOIN photo p ON p.uid = u.photo_uid AND p.removed_at IS NULL"
    " JOIN visit v ON v.uid = u.visit_uid AND v.deleted_at IS NULL WHERE u.scan_uid ="
)
_IS_OPEN: Final = (
    "EXISTS (SELECT 1 FROM photo g"  # noqa: S608 - conditions of ours
    " WHERE g.owner = 'scan' AND g.owner_uid = scan.uid"
    " AND g.removed_at IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM scan_blank b"
    "  WHERE b.scan_uid = scan.uid AND b.page = g.ordinal)"
    f" AND NOT EXISTS (SELECT 1 {_TYPED} scan.uid AND u.page = g.ordinal))"
)


class ScanStore:
    """Keeps scans; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, scan: ScanRecord, files: Iterable[ScanFile]) -> None:
        """Keep a scan and the files it came in."""
        self._database.execute("INSERT INTO scan VALUES (?, ?, ?, ?)", *scan)
        for ordinal, file in enumerate(files, 1):
            self._database.execute(
                "INSERT INTO scan_file VALUES (?, ?, ?, ?, ?)", scan.uid, ordinal, *file
            )

    def open(self) -> tuple[ScanRecord, ...]:
        """Return the scans of which something is still to be typed, the newest first."""
        return self._found(f"{_ALL} WHERE {_IS_OPEN} ORDER BY taken_at DESC, rowid DESC")

    def done(self, limit: int) -> tuple[ScanRecord, ...]:
        """Return the newest of the others, at most so many; -1 for all."""
        order = "ORDER BY taken_at DESC, rowid DESC LIMIT ?"
        return self._found(f"{_ALL} WHERE NOT {_IS_OPEN} {order}", limit)

    def count_done(self) -> int:
        """Return of how many scans nothing is left to type."""
        found = self._database.row(f"SELECT count(*) FROM scan WHERE NOT {_IS_OPEN}")  # noqa: S608 - conditions of ours
        return int(found[0]) if found else 0

    def _found(self, sql: str, *values: object) -> tuple[ScanRecord, ...]:
        return tuple(ScanRecord(*row) for row in self._database.rows(sql, *values))

    def get(self, uid: str) -> ScanRecord:
        """Return one scan, also by the beginning of its uid.

        Raises:
            NotFoundError: there is none, or more than one begins so.
        """
        rows = self._database.rows(f"{_ALL} WHERE substr(uid, 1, length(?1)) = ?1", uid)
        if not uid or len(rows) != 1:
            raise NotFoundError(f"没有编号是“{uid}”的扫描件；编号见 office scans。")
        return ScanRecord(*rows[0])

    def any(self) -> bool:
        """Say whether there is any scan."""
        return self._database.row("SELECT 1 FROM scan LIMIT 1") is not None

    def scan_of_file(self, sha256: str) -> ScanRecord | None:
        """Return the scan that a file is in, if there is one."""
        found = self._database.row(
            f"{_ALL} WHERE uid IN (SELECT scan_uid FROM scan_file WHERE sha256 = ?)",  # noqa: S608 - columns of ours
            sha256,
        )
        return None if found is None else ScanRecord(*found)

    def files(self, uid: str) -> tuple[ScanFile, ...]:
        """Return the files of a scan in their order."""
        rows = self._database.rows(
            "SELECT name, sha256, size FROM scan_file WHERE scan_uid = ? ORDER BY ordinal", uid
        )
        return tuple(ScanFile(*row) for row in rows)

    def remove(self, uid: str) -> None:
        """Forget a scan; its pages are taken away by the caller."""
        for table in ("scan_file", "scan_blank"):
            self._database.execute(f"DELETE FROM {table} WHERE scan_uid = ?", uid)  # noqa: S608 - tables of ours
        self._database.execute("DELETE FROM scan WHERE uid = ?", uid)

    def put_blanks(self, uid: str, pages: Iterable[int]) -> None:
        """Say which pages hold nothing to type."""
        self._database.execute("DELETE FROM scan_blank WHERE scan_uid = ?", uid)
        self._database.execute_many(
            "INSERT INTO scan_blank (scan_uid, page) VALUES (?, ?)", [(uid, n) for n in pages]
        )

    def blanks(self, uid: str) -> frozenset[int]:
        """Return the pages that hold nothing to type."""
        rows = self._database.rows("SELECT page FROM scan_blank WHERE scan_uid = ?", uid)
        return frozenset(int(page) for (page,) in rows)

    # -- what was typed from it --------------------------------------------------------------------

    def use(self, use: ScanUse) -> None:
        """Note which page a picture of a record is."""
        self._database.execute("INSERT INTO scan_use VALUES (?, ?, ?, ?)", *use)

    def uses_of_scan(self, uid: str) -> tuple[ScanUse, ...]:
        """Return what was typed from a scan, by page."""
        rows = self._database.rows(f"{_USES} WHERE u.scan_uid = ?{_IN_ORDER}", uid)
        return tuple(ScanUse(*row) for row in rows)

    def typed(self, uid: str) -> dict[int, list[str]]:
        """Return the 记录编号 of what was typed from each page of a scan."""
        found: dict[int, list[str]] = {}
        rows = self._database.rows(f"SELECT u.page, v.number {_TYPED} ? ORDER BY v.id", uid)
        for page, number in rows:
            found.setdefault(int(page), []).append(str(number))
        return found

    def uses(self, visit_uid: str) -> tuple[ScanUse, ...]:
        """Return which pages a record was typed from, scan after scan."""
        rows = self._database.rows(f"{_USES} WHERE u.visit_uid = ?{_IN_ORDER}", visit_uid)
        return tuple(ScanUse(*row) for row in rows)

    def pages(self, visit_uids: str) -> dict[str, dict[str, list[int]]]:
        """Return the pages of each scan by record; ``visit_uids`` is a JSON list."""
        found: dict[str, dict[str, list[int]]] = {}
        for use in self._database.rows(
            f"{_USES} WHERE u.visit_uid IN (SELECT value FROM json_each(?)){_IN_ORDER}",  # noqa: S608 - columns of ours
            visit_uids,
        ):
            _photo, visit_uid, scan_uid, page = use
            found.setdefault(str(visit_uid), {}).setdefault(str(scan_uid), []).append(int(page))
        return found
