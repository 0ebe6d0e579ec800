"""What a foreign file is, by its first bytes: this decides through which doors it goes."""

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """A kind of file; every file goes through the doors that stand open to all."""

    ARCHIVE = "archive"
    PICTURE = "picture"
    BOOK = "book"
    WORD = "word"
    TEXT = "text"
    SIGNED = "signed"
    PDF = "pdf"
    FONT = "font"
    OTHER = "other"


_STARTS: Final = (
    (b"\xff\xd8\xff", Kind.PICTURE), (b"\x89PNG", Kind.PICTURE), (b"GIF8", Kind.PICTURE),
    (b"BM", Kind.PICTURE), (b"II*\0", Kind.PICTURE), (b"MM\0*", Kind.PICTURE),
    (b"RIFF", Kind.PICTURE), (b"%PDF", Kind.PDF), (b"age-encryption.org", Kind.SIGNED),
    (b"-----BEGIN", Kind.SIGNED), (b"\0\1\0\0\0", Kind.FONT), (b"OTTO", Kind.FONT),
    (b"true\0", Kind.FONT), (b"ttcf", Kind.FONT),
)  # fmt: skip
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_SUFFIXES: Final = {
    **dict.fromkeys((".zip", ".jar", ".zipx", ".apk", ".epub"), Kind.ARCHIVE),
    **dict.fromkeys((".xlsx", ".xls", ".xlsm", ".xlsb", ".csv", ".tsv", ".et"), Kind.BOOK),
    **dict.fromkeys((".docx", ".doc", ".docm", ".wps"), Kind.WORD),
    **dict.fromkeys((".json", ".jsonl", ".yaml", ".txt", ".xml"), Kind.TEXT),
    **dict.fromkeys((".age", ".sig", ".pem", ".pub", ".sshsig"), Kind.SIGNED),
    **dict.fromkeys(
        (".jpg", ".jpeg", ".jpe", ".png", ".webp", ".heic", ".heif", ".avif", ".gif"), Kind.PICTURE
    ),
    **dict.fromkeys((".ttf", ".otf", ".ttc"), Kind.FONT),
    ".pdf": Kind.PDF,
}  # fmt: skip


def kinds_of(name: str, data: bytes) -> frozenset[Kind]:
    """Return the kinds that a file may be, by its name and by its content."""
    by_name = _SUFFIXES.get("." + name.lower().rpartition(".")[2], Kind.OTHER)
    by_start = next((kind for start, kind in _STARTS if data.startswith(start)), Kind.OTHER)
    found = {by_name, by_start}
    if data[4:8] == b"ftyp":
        found.add(Kind.PICTURE)
    if data.startswith(_OLE):
        found |= {Kind.BOOK, Kind.WORD}
    if data.startswith(b"PK") or b"PK\x05\x06" in data[-66_000:]:
        found |= {Kind.ARCHIVE, *_in_archive(data)}
    if data.lstrip()[:1] in {b"{", b"["}:
        found.add(Kind.TEXT)
    return frozenset(found - {Kind.OTHER} or {Kind.OTHER})


def _in_archive(data: bytes) -> set[Kind]:
    parts = ((b"xl/", Kind.BOOK), (b"word/", Kind.WORD), (b"[Content_Types]", Kind.BOOK))
    return {kind for part, kind in parts if part in data}
