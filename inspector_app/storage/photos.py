"""照片: rows and thumbnails; the bytes lie in encrypted files beside the database."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.photo import Photo, PhotoOwner, PhotoRole, TimeSource
from inspector_app.storage.codec import FLAG, PLAIN, Codec, decode, encode, member
from inspector_app.storage.database import Database
from inspector_app.storage.rows import rows_where
from inspector_app.storage.tables import PhotoRow

# A 64-bit fingerprint does not fit SQLite's signed integers: it stands as hex text.
_FINGERPRINT: Final = Codec(lambda n: f"{n:x}", lambda text: int(text or "0", 16))
_CODECS: Final[dict[str, Codec]] = {
    "uid": PLAIN,
    "owner": member(PhotoOwner),
    "owner_uid": PLAIN,
    "visit_uid": PLAIN,
    "role": member(PhotoRole),
    "ordinal": PLAIN,
    "caption": PLAIN,
    "file_name": PLAIN,
    "sha256": PLAIN,
    "original_sha256": PLAIN,
    "crc32": PLAIN,
    "size": PLAIN,
    "width": PLAIN,
    "height": PLAIN,
    "media_type": PLAIN,
    "taken_at": PLAIN,
    "time_source": member(TimeSource),
    "shows_minors": FLAG,
    "fingerprint": _FINGERPRINT,
    "signing_no": PLAIN,
    "revision": PLAIN,
}
# A district's month brings thousands, and building a statement takes longer than carrying it out.
_COLUMNS: Final = (*_CODECS, "added_at", "origin")
_INSERT: Final = (
    f"INSERT INTO photo ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - names of ours
)
_KEEP_THUMBNAIL: Final = "INSERT OR REPLACE INTO thumbnail (sha256, jpeg) VALUES (?, ?)"

# A record is asked for its pictures wherever it is shown, and each one of a month before it leaves:
# peewee takes far longer to put the question into words than SQLite to answer it.
_SELECT: Final = f"SELECT {', '.join(_CODECS)} FROM photo p WHERE p.removed_at IS NULL AND "  # noqa: S608 - names of ours
_OF: Final = f"{_SELECT} p.owner = ? AND p.owner_uid = ? ORDER BY p.ordinal, p.added_at"
_SAME_ORIGINALS: Final = f"{_SELECT} p.original_sha256 = ? ORDER BY p.added_at, p.uid"
# A picture of a form stands while an answer names it.
_OF_VISIT: Final = f"""{_SELECT} p.visit_uid = ? AND CASE p.owner
    WHEN '{PhotoOwner.ISSUE}' THEN EXISTS (SELECT 1 FROM issue WHERE uid = p.owner_uid)
    WHEN '{PhotoOwner.LESSON}' THEN EXISTS (SELECT 1 FROM lesson WHERE uid = p.owner_uid)
    WHEN '{PhotoOwner.FORM}' THEN EXISTS (
        SELECT 1 FROM form_record f WHERE f.uid = p.owner_uid AND instr(f.answers, p.uid) > 0)
    ELSE 1 END
ORDER BY p.role, p.ordinal, p.added_at"""  # noqa: S608 - names of ours


class PhotoStore:
    """Reads and writes photo rows; removal keeps the row, marked, so that the record stays true."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def insert(self, photo: Photo, *, thumbnail: bytes, added_at: str, origin: str) -> None:
        """Add a picture."""
        columns = encode(_CODECS, {name: getattr(photo, name) for name in _CODECS})
        self._database.execute(_INSERT, *(columns[name] for name in _CODECS), added_at, origin)
        self.keep_thumbnail(photo.sha256, thumbnail)

    def get(self, uid: str) -> Photo:
        """Return one picture.

        Raises:
            NotFoundError: there is none of that uid.
        """
        row = next(rows_where(self._database, PhotoRow, "uid", uid), None)
        if row is None:
            raise NotFoundError("找不到这张照片；它可能已被移走。请刷新页面后再试。")
        return _photo(row)

    def of(self, owner: PhotoOwner, owner_uid: str) -> tuple[Photo, ...]:
        """Return the pictures that hang on one thing, in their order."""
        return self._photos(_OF, owner.value, owner_uid)

    def of_visit(self, visit_uid: str) -> tuple[Photo, ...]:
        """Return all pictures of a record: its own and those of its issues and lessons.

        Where an issue, a lesson or an answer was taken out, its pictures rest until it is back.
        """
        return self._photos(_OF_VISIT, visit_uid)

    def same_originals(self, original_sha256: str) -> tuple[Photo, ...]:
        """Return the pictures that were made from the same file, oldest first."""
        return self._photos(_SAME_ORIGINALS, original_sha256)

    def fingerprints(self) -> list[tuple[str, int]]:
        """Return uid and fingerprint of every picture that has one."""
        rows = self._database.rows(
            "SELECT uid, fingerprint FROM photo"
            " WHERE removed_at IS NULL AND fingerprint NOT IN ('', '0')"
        )
        return [(uid, int(text, 16)) for uid, text in rows]

    def next_ordinal(self, owner: PhotoOwner, owner_uid: str) -> int:
        """Return the place after the last picture of one thing."""
        found = self._database.row(
            "SELECT coalesce(max(ordinal), 0) + 1 FROM photo WHERE owner = ? AND owner_uid = ?",
            owner.value,
            owner_uid,
        )
        return int(found[0]) if found else 1

    def update(self, uid: str, **values: Any) -> None:
        """Set attributes of one picture."""
        columns = encode(_CODECS, values)
        PhotoRow.update(**columns).where(PhotoRow.uid == uid).execute(self._database.peewee)

    def mark_removed(self, uid: str, *, at: str | None) -> None:
        """Take a picture away, or bring it back with ``None``."""
        self._database.execute("UPDATE photo SET removed_at = ? WHERE uid = ?", at, uid)

    def remove_all_of(self, visit_uid: str, *, at: str) -> None:
        """Take every picture of a record away."""
        query = PhotoRow.update(removed_at=at).where(
            (PhotoRow.visit_uid == visit_uid) & PhotoRow.removed_at.is_null()
        )
        query.execute(self._database.peewee)

    def reorder(self, uids: Sequence[str]) -> None:
        """Let the pictures stand in this order."""
        self._database.execute_many(
            "UPDATE photo SET ordinal = ? WHERE uid = ?",
            [(i, uid) for i, uid in enumerate(uids, 1)],
        )

    def keep_thumbnail(self, sha256: str, jpeg: bytes) -> None:
        """Keep the small JPEG of a picture."""
        self._database.execute(_KEEP_THUMBNAIL, sha256, jpeg)

    def thumbnail(self, sha256: str) -> bytes:
        """Return the small JPEG of a picture, empty where there is none."""
        found = self._database.row("SELECT jpeg FROM thumbnail WHERE sha256 = ?", sha256)
        return bytes(found[0]) if found else b""

    def digests(self) -> Iterable[tuple[str, str]]:
        """Return uid and digest of every file that a row speaks of, originals included."""
        return self._database.rows(
            "SELECT uid, sha256 FROM photo UNION ALL SELECT uid, original_sha256 FROM photo"
        )

    def _photos(self, sql: str, *values: str) -> tuple[Photo, ...]:
        rows = self._database.rows(sql, *values)
        return tuple(_photo(dict(zip(_CODECS, row, strict=True))) for row in rows)


def _photo(row: Any) -> Photo:
    return Photo(**decode(_CODECS, row))
