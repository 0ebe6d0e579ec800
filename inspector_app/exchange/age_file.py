"""A file under age encryption: written, and opened as a whole before anything in it is read.

age releases what it decrypts piece by piece, before the end is authenticated. A reader therefore
decrypts into a private file and looks at it only when the last piece was genuine. What ``pyrage``
accepts beyond the specification is refused before it is called.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, Protocol

import pyrage
from pyrage import x25519

from inspector_app.base.files import open_file
from inspector_app.exchange.age_keys import AgeKey, AgeRecipient
from inspector_app.exchange.refusal import BundleRefusedError, Refusal

# Stands between the header and the first piece.
_NONCE: Final = 16
_FIRST_LINE: Final = b"age-encryption.org/v1\n"
MOST_STANZAS: Final = 32
MOST_BODY_LINES: Final = 64
_BODY_WIDTH: Final = 64
# The longest line of a header: 64 characters of a body, or the arguments of a stanza.
_MOST_LINE: Final = 1024
_STANZA: Final = re.compile(rb"-> ([!-~]+)(?: [!-~]+)*\n")
_BODY: Final = re.compile(rb"[A-Za-z0-9+/]{0,64}\n")
_LAST_LINE: Final = re.compile(rb"--- [A-Za-z0-9+/]{43}\n")
# A recipient that costs whoever opens the file as much as its writer likes.
_COSTLY: Final = b"scrypt"


class Readable(Protocol):
    """What can be read piece by piece."""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most so many bytes."""


def encrypt(source: Readable, target: BinaryIO, *, to: Sequence[AgeRecipient]) -> None:
    """Write all of ``source`` to ``target`` so that each of ``to`` alone can open it.

    Raises:
        OSError: the one cannot be read, or the other written.
    """
    recipients = [x25519.Recipient.from_str(each.text) for each in to]
    told = _Told(source, target)
    try:
        pyrage.encrypt_io(told, told, recipients)
    except pyrage.EncryptError as error:
        # It has made words of what the disk refused.
        raise told.error or error from error


class _Told:
    """Reads one stream and writes another, and remembers what the disk refused."""

    def __init__(self, source: Readable, target: BinaryIO) -> None:
        self._source, self._target = source, target
        self.error: OSError | None = None

    def read(self, size: int = -1, /) -> bytes:
        with self._remembered():
            return self._source.read(size)

    def write(self, data: bytes, /) -> int:
        with self._remembered():
            return self._target.write(data)

    def flush(self) -> None:
        with self._remembered():
            self._target.flush()

    @contextmanager
    def _remembered(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.error = error
            raise


def decrypt(
    source: BinaryIO,
    target: BinaryIO,
    *,
    keys: Sequence[AgeKey],
    most_stanzas: int = MOST_STANZAS,
) -> None:
    """Write what ``source`` holds to ``target``, which nobody may read until this returns.

    Args:
        source: the file.
        target: a private file, or memory.
        keys: the pairs that may open it.
        most_stanzas: for how many it may be at most.

    Raises:
        BundleRefusedError: E20 it is not such a file, E21 none of ``keys`` opens it, E22 it is
            damaged.
    """
    check_header(source, most_stanzas=most_stanzas)
    source.seek(0)
    identities = [x25519.Identity.from_str(each.secret) for each in keys]
    try:
        pyrage.decrypt_io(source, target, identities)
    except pyrage.DecryptError as error:
        raise BundleRefusedError(_refusal(error)) from error
    except OSError as error:
        # What is wrong with a later piece comes as an OSError without a number; a disk's has one.
        if error.errno is not None:
            raise
        raise BundleRefusedError(Refusal.UNDECIPHERABLE) from error


def is_for(source: BinaryIO, *, keys: Sequence[AgeKey]) -> bool | None:
    """Say whether one of ``keys`` opens what ``source`` holds, by its first bytes.

    None is for what does not begin as a whole header: it may still be on its way.
    """
    try:
        check_header(source)
    except BundleRefusedError:
        return None
    length = source.tell() + _NONCE
    source.seek(0)
    head = source.read(length)
    if len(head) < length:
        return None
    try:
        # Whoever holds no key is told so before the first piece, which is left out here.
        decrypt(BytesIO(head), BytesIO(), keys=keys)
    except BundleRefusedError as error:
        return error.refusal is not Refusal.NOT_FOR_US
    return True


def is_encrypted(path: Path) -> bool:
    """Say whether a file begins as one under age encryption does (OSError: it cannot be read)."""
    with open_file(path) as source:
        return source.read(len(_FIRST_LINE)) == _FIRST_LINE


def check_header(source: BinaryIO, *, most_stanzas: int = MOST_STANZAS) -> None:
    """Read the header at the start of a file and refuse what no writer of ours would make.

    Raises:
        BundleRefusedError: E20.
    """
    source.seek(0)
    if source.read(len(_FIRST_LINE)) != _FIRST_LINE:
        raise BundleRefusedError(Refusal.NOT_ENCRYPTED)
    line = _line(source)
    # Once more than there may be, so that the last of them is followed by the end.
    for _ in range(most_stanzas + 1):
        found = _STANZA.fullmatch(line)
        if found is None:
            break
        if found[1] == _COSTLY:
            raise BundleRefusedError(Refusal.NOT_ENCRYPTED, "scrypt")
        _skip_body(source)
        line = _line(source)
    else:
        raise BundleRefusedError(Refusal.NOT_ENCRYPTED, f"超过 {most_stanzas} 个收件密钥")
    if _LAST_LINE.fullmatch(line) is None:
        raise BundleRefusedError(Refusal.NOT_ENCRYPTED)


def _skip_body(source: BinaryIO) -> None:
    # A body ends with a line shorter than the others, which may be empty.
    for _ in range(MOST_BODY_LINES):
        line = _line(source)
        if _BODY.fullmatch(line) is None:
            raise BundleRefusedError(Refusal.NOT_ENCRYPTED)
        if len(line) <= _BODY_WIDTH:
            return
    raise BundleRefusedError(Refusal.NOT_ENCRYPTED)


def _line(source: BinaryIO) -> bytes:
    return source.readline(_MOST_LINE)


def _refusal(error: Exception) -> Refusal:
    # pyrage tells its errors apart by their words alone.
    return Refusal.NOT_FOR_US if "No matching keys" in str(error) else Refusal.UNDECIPHERABLE
