"""Putting a file into a shared folder: whole under its name, or not at all, and never twice.

Readers poll the folder at any moment, the carrier may lose what it promised to keep, and two copies
of the program may try at once. So a file is written beside its name, made durable, read back and
renamed; what stands under a name is never written over.
"""

import errno
import hashlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from inspector_app.base.errors import RefusedError
from inspector_app.base.files import fsync_directory
from inspector_app.exchange.share_layout import PART
from inspector_app.exchange.signed_text import SignedText

_BLOCK: Final = 1 << 20
_SWEEP_AFTER: Final = 24 * 3600.0
_OWN_PART: Final = re.compile(r".+\.[0-9a-f]{8}\.part", re.ASCII)
# FAT, SMB and FUSE have no fsync of directories; what they can keep they keep by then.
_NO_DIRECTORY_SYNC: Final = frozenset(
    {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.EBADF, errno.EISDIR}
)


class OtherContentError(RefusedError):
    """Another content stands under the name already; nothing was written over."""

    def __init__(self, target: Path) -> None:
        super().__init__(
            f"“{target}”已经在那里，内容却不同，没有改动它；它可能没有传完，或被别的程序改过。"
            "请等同步完成后再试；仍是这样时，请督导室移走那个文件，本软件会再放一次。",
            code="other-content",
        )
        self.target = target


class ReadBackError(OSError):
    """The folder gave back other bytes than were written."""

    def __init__(self, target: Path) -> None:
        super().__init__(errno.EIO, "read back differs", str(target))


@dataclass(frozen=True, slots=True)
class Placed:
    """A file that stands in the folder; ``already`` when it stood there before."""

    path: Path
    already: bool


def place(target: Path, content: Path | bytes, *, sha256: str) -> Placed:
    """Put ``content`` under its final name and return only when it is there to stay.

    Args:
        target: the final name; its folder exists.
        content: the bytes, or the file that holds them.
        sha256: of the content.

    Raises:
        OtherContentError: another content stands under the name.
        OSError: nothing new stands under the final name, or it stands there whole and is only not
            known to be durable; the next call finds out.
    """
    if os.path.lexists(target):
        return _stands(target, sha256)
    part = target.with_name(f"{target.name}.{os.urandom(4).hex()}{PART}")
    try:
        _write(part, content)
        _read_back(part, target, sha256)
        if os.path.lexists(target):
            placed = _stands(target, sha256)
            part.unlink()
            return placed
        part.rename(target)
    except BaseException:
        # A folder that is gone cannot be tidied; the sweep comes by when it is back.
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    _sync_directory(target.parent)
    return Placed(target, already=False)


def place_text(folder: Path, name: str, text: SignedText) -> Placed:
    """Put a text with its signatures into a folder, as ``place`` does each of the files.

    The signatures stand there before the text: no reader finds a text without them.

    Raises:
        OtherContentError, OSError: as of ``place``.
    """
    *signatures, (last, content) = reversed(text.files(name).items())
    for each, signature in signatures:
        place(folder / each, signature, sha256=hashlib.sha256(signature).hexdigest())
    return place(folder / last, content, sha256=text.sha256)


def sweep(folder: Path) -> int:
    """Remove what this program left unfinished in its own folder more than a day ago."""
    before = time.time() - _SWEEP_AFTER
    removed = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if not _OWN_PART.fullmatch(entry.name) or not entry.is_file(follow_symlinks=False):
                continue
            if entry.stat(follow_symlinks=False).st_mtime < before:
                Path(entry.path).unlink(missing_ok=True)
                removed += 1
    return removed


def make_places(folder: Path, place_in: str) -> Path:
    """Return the sub-folder, made where it is missing; the folder itself must be there.

    A share that is not mounted leaves an empty mount point or none: it is not made up.
    """
    path = folder
    for name in place_in.split("/"):
        path = path / name
        try:
            path.mkdir()
        except FileExistsError:
            continue
        _sync_directory(path.parent)
    return path


def _stands(target: Path, sha256: str) -> Placed:
    if target.is_symlink() or not target.is_file() or _sha256_of(target) != sha256:
        raise OtherContentError(target)
    # Whoever put it there may have died before it was durable.
    _sync_directory(target.parent)
    return Placed(target, already=True)


def _write(part: Path, content: Path | bytes) -> None:
    with part.open("xb") as stream:
        for block in _blocks(content):
            stream.write(block)
        stream.flush()
        os.fsync(stream.fileno())


def _read_back(part: Path, target: Path, sha256: str) -> None:
    if _sha256_of(part) != sha256:
        raise ReadBackError(target)


def _blocks(content: Path | bytes) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as source:
        while block := source.read(_BLOCK):
            yield block


def _sha256_of(path: Path) -> str:
    with path.open("rb") as stream:
        _forget_cached(stream)
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _forget_cached(stream: BinaryIO) -> None:
    """Ask the system to read from the medium and not from memory, where it can be asked."""
    # Windows and macOS lack the call.
    with suppress(OSError, AttributeError):
        os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _sync_directory(folder: Path) -> None:
    try:
        fsync_directory(folder)
    except OSError as error:
        if error.errno not in _NO_DIRECTORY_SYNC:
            raise
