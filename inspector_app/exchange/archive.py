"""The only code that knows how a ZIP file is built, in one fixed profile: "canonical STORED".

Nothing is compressed; there are no flags, extra fields, comments, directories or data descriptors;
entries stand back to back from offset 0; the date is 1980-01-01. The same entries therefore give
the same bytes everywhere. The reader takes name, size and CRC of each entry, rebuilds every header
from them and demands the very bytes: what the writer could not have written is refused, so no two
ZIP programs can see two different contents in one file.
"""

import hashlib
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import BinaryIO, Final, Protocol

from inspector_app.exchange.refusal import BundleRefusedError, Refusal

MAX_ENTRIES: Final = 2000
MAX_DIRECTORY: Final = 2**20
MAX_NAME: Final = 200
# Large enough that threads seldom wait for one another, small enough that what one of them has
# summed is still near when it hashes it.
_BLOCK: Final = 2**18

_LOCAL: Final = struct.Struct("<4s5H3I2H")
_CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
_END: Final = struct.Struct("<4s4H2IH")
_MADE_BY: Final = 0x0314  # Unix, so that the mode below is understood
_NEEDED: Final = 10
_FIRST_OF_1980: Final = 0x21
_REGULAR_FILE: Final = 0o100644 << 16

_SEGMENT: Final = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,78}[a-z0-9])?")
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One stored file: its name, its content's size and CRC, and where its local header begins."""

    name: str
    size: int
    crc32: int
    offset: int

    @property
    def content_offset(self) -> int:
        """Where the content begins."""
        return self.offset + _LOCAL.size + len(self.name)

    @property
    def end(self) -> int:
        """Where the next entry begins."""
        return self.content_offset + self.size

    def local_header(self) -> bytes:
        """Return the header that stands before the content."""
        return _LOCAL.pack(b"PK\x03\x04", *self._common(), len(self.name), 0) + self._name()

    def central_header(self) -> bytes:
        """Return the line of the central directory."""
        lengths = (len(self.name), 0, 0)
        where = (0, 0, _REGULAR_FILE, self.offset)
        return (
            _CENTRAL.pack(b"PK\x01\x02", _MADE_BY, *self._common(), *lengths, *where) + self._name()
        )

    def _common(self) -> tuple[int, ...]:
        return (_NEEDED, 0, 0, 0, _FIRST_OF_1980, self.crc32, self.size, self.size)

    def _name(self) -> bytes:
        # Latin-1 keeps any byte of a foreign file as one character until its name is judged.
        return self.name.encode("latin-1")


class ArchiveWriter:
    """Writes entries in the order in which they are added."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._entries: list[Entry] = []

    def add(self, name: str, content: bytes, *, crc32: int | None = None) -> None:
        """Write one entry; a ``crc32`` that is known already is not calculated again."""
        if crc32 is None:
            crc32 = zlib.crc32(content)
        entry = Entry(name=name, size=len(content), crc32=crc32, offset=_end(self._entries))
        self._stream.write(entry.local_header())
        self._stream.write(content)
        self._entries.append(entry)

    def close(self) -> None:
        """Write the central directory and the end record; the stream stays open."""
        self._stream.write(_tail(self._entries))


class Source(Protocol):
    """What an archive is read from: a file, or bytes in memory."""

    def seek(self, offset: int, /) -> object:
        """Go to a place."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes."""

    def readinto(self, buffer: memoryview, /) -> int | None:
        """Fill a buffer as far as there is anything; return how far."""


class ArchiveReader:
    """The entries of an open file that is exactly what ``ArchiveWriter`` writes.

    Attributes:
        entries: all entries in their order; names are unique and safe on every system.
    """

    def __init__(self, stream: Source, *, size: int, folders: bool = True) -> None:
        """Read and rebuild every header.

        Args:
            stream: the open file.
            size: how long it is.
            folders: whether every entry lies in a folder, as in a bundle.

        Raises:
            BundleRefusedError: E30 structure, E31 a name, E32 too many entries.
        """
        self._stream = stream
        self._one_at_a_time = Lock()
        directory = self._directory(size)
        self.entries = tuple(_entries_of(directory))
        _refuse_names(self.entries, shallowest=2 if folders else 1)
        tail = _tail(self.entries)
        if self._at(size - len(tail), len(tail)) != tail:
            raise BundleRefusedError(Refusal.STRUCTURE)
        if _end(self.entries) != size - len(tail):
            raise BundleRefusedError(Refusal.STRUCTURE)
        for entry in self.entries:
            expected = entry.local_header()
            if self._at(entry.offset, len(expected)) != expected:
                raise BundleRefusedError(Refusal.STRUCTURE, entry.name)

    def read(self, entry: Entry, *, at_most: int) -> bytes:
        """Return the content of a small entry.

        Raises:
            BundleRefusedError: E32 larger than ``at_most``, E33 its CRC differs.
        """
        return b"".join(map(bytes, self._blocks(entry, at_most)))

    def sha256(self, entry: Entry, *, at_most: int) -> str:
        """Return the SHA-256 of an entry without holding it in memory.

        Several threads may ask at a time, each for an entry.

        Raises:
            BundleRefusedError: E32 larger than ``at_most``, E33 its CRC differs.
        """
        digest = hashlib.sha256()
        for block in self._blocks(entry, at_most):
            digest.update(block)
        return digest.hexdigest()

    def _blocks(self, entry: Entry, at_most: int) -> Iterator[memoryview]:
        """Yield the content piece by piece; a piece holds only until the next one is asked for."""
        if entry.size > at_most:
            raise BundleRefusedError(Refusal.LIMIT, entry.name)
        crc, left = 0, entry.size
        buffer = memoryview(bytearray(min(left, _BLOCK)))
        while left:
            size = self._fill(buffer[:left], entry.end - left)
            if not size:
                break
            block = buffer[:size]
            crc, left = zlib.crc32(block, crc), left - size
            yield block
        # A stick pulled out or a file cut short while it is read leaves something over.
        if left or crc != entry.crc32:
            raise BundleRefusedError(Refusal.CHECKSUM, entry.name)

    def _fill(self, buffer: memoryview, offset: int) -> int:
        with self._one_at_a_time:
            self._stream.seek(offset)
            return self._stream.readinto(buffer) or 0

    def _directory(self, size: int) -> bytes:
        end = self._at(size - _END.size, _END.size)
        if len(end) != _END.size or not end.startswith(b"PK\x05\x06"):
            raise BundleRefusedError(Refusal.STRUCTURE)
        _, _, _, _, count, length, offset, _ = _END.unpack(end)
        if count > MAX_ENTRIES or length > MAX_DIRECTORY:
            raise BundleRefusedError(Refusal.LIMIT)
        return self._at(offset, length)

    def _at(self, offset: int, length: int) -> bytes:
        self._stream.seek(max(offset, 0))
        return self._stream.read(length)


def _end(entries: "list[Entry] | tuple[Entry, ...]") -> int:
    return entries[-1].end if entries else 0


def _tail(entries: "list[Entry] | tuple[Entry, ...]") -> bytes:
    directory = b"".join(entry.central_header() for entry in entries)
    counts = (0, 0, len(entries), len(entries))
    return directory + _END.pack(b"PK\x05\x06", *counts, len(directory), _end(entries), 0)


def _entries_of(directory: bytes) -> Iterator[Entry]:
    at = offset = 0
    while at < len(directory):
        if len(directory) - at < _CENTRAL.size:
            raise BundleRefusedError(Refusal.STRUCTURE)
        fields = _CENTRAL.unpack_from(directory, at)
        name_end = at + _CENTRAL.size + fields[10]
        name = directory[at + _CENTRAL.size : name_end].decode("latin-1")
        # The offset is counted here, not read: a gap, an overlap or a foreign prefix shows at once.
        entry = Entry(name=name, size=fields[9], crc32=fields[7], offset=offset)
        if directory[at:name_end] != entry.central_header():
            raise BundleRefusedError(Refusal.STRUCTURE)
        yield entry
        at, offset = name_end, entry.end


def _refuse_names(entries: tuple[Entry, ...], *, shallowest: int) -> None:
    seen = set()
    for entry in entries:
        if entry.name in seen or not _is_safe(entry.name, shallowest):
            raise BundleRefusedError(Refusal.ENTRY_NAME, ascii(entry.name[:MAX_NAME]))
        seen.add(entry.name)


def _is_safe(name: str, shallowest: int) -> bool:
    segments = name.split("/")
    return (
        len(name) <= MAX_NAME
        and shallowest <= len(segments) <= 5
        and all(_SEGMENT.fullmatch(segment) for segment in segments)
        and not any(_DEVICE.fullmatch(segment) for segment in segments)
    )
