"""照片: rows and thumbnails; the bytes lie in encrypted files beside the database."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from peewee import Value, fn

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.photo import Photo, PhotoOwner, PhotoRole, TimeSource
from inspector_app.storage.codec import FLAG, PLAIN, Codec, decode, encode, member
from inspector_app.storage.database import Database
from inspector_app.storage.rows import rows_where
from inspector_app.storage.tables import (
    FormRecordRow,
    IssueRow,
    LessonRow,
    PhotoRow,
)

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

_RESTING: Final = (PhotoOwner.ISSUE.value, PhotoOwner.LESSON.value, PhotoOwner.FORM.value)
# A picture of a form stands while an answer names it.
_NAMED_IN_FORM: Final = fn.EXISTS(
    FormRecordRow.select(Value(1)).where(
        (FormRecordRow.uid == PhotoRow.owner_uid)
        & (fn.instr(FormRecordRow.answers, PhotoRow.uid) > 0)
    )
)
_OWNER_STANDS: Final = (
    PhotoRow.owner.not_in(_RESTING)
    | PhotoRow.owner_uid.in_(IssueRow.select(IssueRow.uid))
    | PhotoRow.owner_uid.in_(LessonRow.select(LessonRow.uid))
    | ((PhotoRow.owner == PhotoOwner.FORM.value) & _NAMED_IN_FORM)
)


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
        query = PhotoRow.select().where(
            (PhotoRow.owner == owner.value)
            & (PhotoRow.owner_uid == owner_uid)
            & PhotoRow.removed_at.is_null()
        )
        return self._photos(query.order_by(PhotoRow.ordinal, PhotoRow.added_at))

    def of_visit(self, visit_uid: str) -> tuple[Photo, ...]:
        """Return all pictures of a record: its own and those of its issues and lessons.

        Where an issue, a lesson or an answer was taken out, its pictures rest until it is back.
        """
        query = PhotoRow.select().where(
            (PhotoRow.visit_uid == visit_uid) & PhotoRow.removed_at.is_null() & _OWNER_STANDS
        )
        return self._photos(query.order_by(PhotoRow.role, PhotoRow.ordinal, PhotoRow.added_at))

    def same_originals(self, original_sha256: str) -> tuple[Photo, ...]:
        """Return the pictures that were made from the same file, oldest first."""
        query = PhotoRow.select().where(
            (PhotoRow.original_sha256 == original_sha256) & PhotoRow.removed_at.is_null()
        )
        return self._photos(query.order_by(PhotoRow.added_at, PhotoRow.uid))

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

    def _photos(self, query: Any) -> tuple[Photo, ...]:
        return tuple(_photo(row) for row in query.dicts().execute(self._database.peewee))


def _photo(row: Any) -> Photo:
    return Photo(**decode(_CODECS, row))
