"""Files that appear complete or not at all."""

import errno
import os
import re
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Final

MOST_BYTES: Final = 256 * 2**20
"""More than any file that is read at once."""
OLD_PART: Final = 24 * 3600.0
"""So many seconds after it was last written, a part is nobody's any more."""
_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys('\\/:*?"<>|\r\n\t', "－"))


def as_file_name(text: str) -> str:
    """Return words as part of a file's name that every system takes."""
    return text.translate(_NOT_IN_NAMES).strip(" .") or "未命名"


def named_path(text: str) -> Path:
    """Return the path that somebody wrote; one without a name of its own, as ``.``, whole."""
    path = Path(text)
    return path if path.name not in {"", ".."} else path.resolve()


def name_of(path: Path) -> str:
    """Return a file's name as it can be kept: what is half a sign in it is replaced."""
    return path.name.encode("utf-8", "replace").decode("utf-8")


def resolved(path: Path) -> Path:
    """Return where a path leads, as far as it does: a link in a circle leads to itself."""
    return Path(os.path.realpath(path))


def open_file(path: Path) -> BufferedReader:
    """Open an ordinary file to be read.

    A pipe that nobody writes into would never open, and a device never end.

    Raises:
        OSError: it cannot be opened, or is no file.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags)
    try:
        _refuse_what_is_no_file(descriptor, path)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _refuse_what_is_no_file(descriptor: int, path: Path) -> None:
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        kind = errno.EISDIR if stat.S_ISDIR(mode) else errno.ENXIO
        raise OSError(kind, os.strerror(kind), str(path))


def read_file(path: Path, *, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of an ordinary file.

    Raises:
        OSError: it cannot be read, is no file, or has more bytes than ``most``.
    """
    with open_file(path) as stream:
        if os.fstat(stream.fileno()).st_size > most:
            raise OSError(errno.EOVERFLOW, os.strerror(errno.EOVERFLOW), str(path))
        return stream.read(most)


def fsync_directory(folder: Path) -> None:
    """Make the directory entries of ``folder`` durable (nothing to do on Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_atomic(
    target: Path, content: bytes | Callable[[BinaryIO], None], *, private: bool = False
) -> None:
    """Write ``target`` so that a crash leaves the old file or the new one, never a part.

    Args:
        target: the file to make or replace; its folder must exist.
        content: the bytes, or a function that writes them to the open file.
        private: readable by the owner alone from its first byte on.

    Raises:
        OSError: nothing under the final name has changed, or the new file stands there whole and
            is only not known to be durable.
    """
    sweep_parts(target)
    part = target.with_name(f"{target.name}.{os.urandom(4).hex()}.part")
    mode = 0o600 if private else 0o666
    descriptor = os.open(
        part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode
    )
    try:
        with os.fdopen(descriptor, "wb") as stream:
            if callable(content):
                content(stream)
            else:
                stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    fsync_directory(target.parent)


def sweep_parts(target: Path) -> None:
    """Remove what a program that was ended left of writing this very file, once it is old.

    A part of another file, or one that is still being written, is left alone.
    """
    own = re.compile(rf"{re.escape(target.name)}\.[0-9a-f]{{8}}\.part", re.ASCII)
    before = time.time() - OLD_PART
    # What cannot be tidied up does not keep the file from being written.
    with suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            if not own.fullmatch(entry.name) or not entry.is_file(follow_symlinks=False):
                continue
            if entry.stat(follow_symlinks=False).st_mtime < before:
                Path(entry.path).unlink(missing_ok=True)


def publish(part: Path, target: Path) -> None:
    """Give a finished file its final name, so that a crash leaves it there whole or not at all.

    Raises:
        OSError: nothing under the final name has changed.
    """
    # Windows flushes only what is open for writing.
    descriptor = os.open(part, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    os.replace(part, target)
    fsync_directory(target.parent)


def make_folder(folder: Path) -> None:
    """Make ``folder`` and its parents, durably."""
    missing = [p for p in (folder, *folder.parents) if not p.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for path in reversed(missing):
        fsync_directory(path.parent)
