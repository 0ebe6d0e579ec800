"""Issued documents: one row each, what every page of them says, and what went to schools."""

import json
import zlib
from collections.abc import Iterable
from typing import Final, NamedTuple

from inspector_app.storage.database import Database

_COLUMNS: Final = (
    "uid, kind, family, record_uid, title, number, revision, check_code, sha256, size, made_at,"
    " actor"
)
# Rows of no family hold no paper: the figures of a summary are kept the same way.
_LISTED: Final = f"SELECT {_COLUMNS} FROM document WHERE family <> ''"  # noqa: S608 - ours


class IssuedDocument(NamedTuple):
    """A document whose bytes are kept, encrypted.

    Attributes:
        kind: what tells the prints of one record apart: copy, revision, signatures.
        family: what a reader takes for one kind of paper.
        check_code: eight characters that its pages bear, as they are printed.
    """

    uid: str
    kind: str
    family: str
    record_uid: str
    title: str
    number: str
    revision: int
    check_code: str
    sha256: str
    size: int
    made_at: str
    actor: str


class PageContent(NamedTuple):
    """What one page says; ``page`` is counted from 1 through the file."""

    page: int
    digest: bytes
    said: tuple[str, ...]


class SchoolCopy(NamedTuple):
    """A file that was handed to a school: which, how and where to."""

    document_uid: str
    title: str
    sha256: str
    way: str
    place: str
    at: str
    actor: str


class RecordState(NamedTuple):
    """How a record or an entry of a register stands, and the reason that was given for it."""

    state: str
    reason: str


class MonthFigures(NamedTuple):
    """The newest edition of a month, and when it was locked, if it was.

    Attributes:
        locked_otherwise: whether it was locked with other figures than those of the edition.
    """

    edition: int
    edition_at: str
    locked_at: str
    locked_otherwise: bool


class DocumentStore:
    """Adds to what was issued and reads it; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, document: IssuedDocument, pages: Iterable[PageContent]) -> None:
        """Note an issued document whose bytes lie encrypted beside the database."""
        marks = ", ".join("?" * len(document))
        self._database.execute(
            f"INSERT INTO document ({_COLUMNS}) VALUES ({marks})",  # noqa: S608 - marks alone
            *document,
        )
        self._database.execute_many(
            "INSERT INTO document_page (document_uid, page, digest, said) VALUES (?, ?, ?, ?)",
            [(document.uid, each.page, each.digest, _packed(each.said)) for each in pages],
        )

    def get(self, uid: str) -> IssuedDocument | None:
        """Return a document by its uid."""
        return self._one("uid = ?", uid)

    def find(self, kind: str, record_uid: str) -> IssuedDocument | None:
        """Return the print of a record that is of just this kind."""
        return self._one("record_uid = ? AND kind = ?", record_uid, kind)

    def letter_titled(self, titles: Iterable[str]) -> IssuedDocument | None:
        """Return the letter with a 文号 that bears one of some titles."""
        wanted = list(titles)
        marks = ", ".join("?" * len(wanted))
        return self._one(f"title IN ({marks}) AND kind GLOB 'letter-*'", *wanted)

    def numbered_letters(self) -> tuple[IssuedDocument, ...]:
        """Return the letters that bear a 文号, in the order in which they went out."""
        return self._many("kind GLOB 'letter-*' AND number <> '' ORDER BY made_at, uid")

    def letters_about(self, kind: str, subjects: str) -> tuple[IssuedDocument, ...]:
        """Return the letters of a kind under a 文号 about the same subjects, newest first."""
        return self._many(
            "kind GLOB ? AND record_uid = ? ORDER BY made_at DESC, uid",
            f"letter-{kind}-*",
            subjects,
        )

    def newest(self, family: str, record_uid: str) -> IssuedDocument | None:
        """Return the newest revision of a family of prints of one record."""
        return self._one(
            "record_uid = ? AND family = ? ORDER BY revision DESC, made_at DESC LIMIT 1",
            record_uid,
            family,
        )

    def with_code(self, check_code: str) -> tuple[IssuedDocument, ...]:
        """Return the documents that bear a 校验码, newest first."""
        return self._many("check_code = ? AND check_code <> '' ORDER BY made_at DESC", check_code)

    def numbered(self, number: str) -> tuple[IssuedDocument, ...]:
        """Return the documents of a number or of the beginning of a uid, newest first."""
        return self._many("(number = ?1 OR substr(uid, 1, length(?1)) = ?1)"
                          " ORDER BY made_at DESC", number)  # fmt: skip

    def list(self, *, family: str = "", text: str = "", most: int) -> tuple[IssuedDocument, ...]:
        """Return documents, newest first: of a family, with a text in title or check code."""
        return self._many(
            "(?1 = '' OR family = ?1) AND (?2 = '' OR instr(title, ?2) OR instr(check_code, ?2))"
            " ORDER BY made_at DESC, revision DESC, uid LIMIT ?3",
            family, text, most,
        )  # fmt: skip

    def count(self) -> int:
        """Return how many documents there are."""
        found = self._database.row("SELECT count(*) FROM document WHERE family <> ''")
        return int(found[0]) if found else 0

    def pages(self, uid: str) -> tuple[PageContent, ...]:
        """Return what each page of a document says; nothing where that was not kept."""
        rows = self._database.rows(
            "SELECT page, digest, said FROM document_page WHERE document_uid = ? ORDER BY page", uid
        )
        return tuple(PageContent(page, digest, _unpacked(said)) for page, digest, said in rows)

    def filed(self, record_uid: str) -> tuple[int, str]:
        """Return the newest filed revision of a record or an entry, and when; 0 for none."""
        found = self._database.row(
            "SELECT revision, filed_at FROM visit_revision WHERE visit_uid = ?"
            " ORDER BY revision DESC LIMIT 1",
            record_uid,
        )
        return (0, "") if found is None else (int(found[0]), str(found[1]))

    def state_of(self, record_uid: str) -> RecordState | None:
        """Return how a record or an entry of a register stands, ``None`` where it is neither."""
        found = self._database.row(
            "SELECT status, reason FROM visit WHERE uid = ?1"
            " UNION ALL SELECT state, reason FROM register_entry WHERE uid = ?1 LIMIT 1",
            record_uid,
        )
        return None if found is None else RecordState(*found)

    def month_figures(self, month: str, scope: str) -> MonthFigures:
        """Return the newest edition of a month, and whether it was locked with other figures."""
        found = self._database.row(
            "SELECT number, at, digest FROM month_figures WHERE month = ? AND scope = ?"
            " AND purpose = 'edition' ORDER BY number DESC LIMIT 1",
            month, scope,
        )  # fmt: skip
        number, at, digest = found or (0, "", "")
        locked = self._database.row(
            "SELECT locked_at, digest FROM month_lock WHERE month = ? AND scope = ?", month, scope
        )
        locked_at, locked_digest = locked or ("", digest)
        return MonthFigures(number, at, locked_at, locked_digest != digest)

    def uid_of(self, sha256: str) -> str:
        """Return the document whose bytes have this digest, empty where none has."""
        found = self._database.row("SELECT uid FROM document WHERE sha256 = ? LIMIT 1", sha256)
        return "" if found is None else str(found[0])

    def add_school_copy(self, copy: SchoolCopy) -> None:
        """Note what was handed to a school."""
        self._database.execute(
            "INSERT INTO school_copy (document_uid, title, sha256, way, place, at, actor)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            *copy,
        )

    def school_copies(self, *, most: int) -> tuple[SchoolCopy, ...]:
        """Return what was handed to schools, newest first."""
        rows = self._database.rows(
            "SELECT document_uid, title, sha256, way, place, at, actor FROM school_copy"
            " ORDER BY id DESC LIMIT ?",
            most,
        )
        return tuple(SchoolCopy(*row) for row in rows)

    def _one(self, condition: str, *values: object) -> IssuedDocument | None:
        row = self._database.row(f"SELECT {_COLUMNS} FROM document WHERE {condition}", *values)  # noqa: S608 - ours
        return None if row is None else IssuedDocument(*row)

    def _many(self, condition: str, *values: object) -> tuple[IssuedDocument, ...]:
        rows = self._database.rows(f"{_LISTED} AND {condition}", *values)
        return tuple(IssuedDocument(*row) for row in rows)


def _packed(said: tuple[str, ...]) -> bytes:
    return zlib.compress(json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass"), 6)


def _unpacked(data: bytes) -> tuple[str, ...]:
    return tuple(json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass")))
