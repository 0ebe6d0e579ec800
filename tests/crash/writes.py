"""Every call by which a process writes below a folder, with a fuse before each of them.

Files: each ``write`` that reaches the system, opening to write, ``fsync``, names and folders.
SQLite: each statement that changes something and each commit; what it says then is what it says of
a full or a broken disk, and as there the transaction is gone.
"""

import builtins
import errno
import io
import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from sqlcipher3 import dbapi2

from tests.fuse import Fuse

_CHANGES: Final = re.compile(
    r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|COMMIT|VACUUM|BEGIN (IMMEDIATE|EXCLUSIVE))"
    r"|\s*PRAGMA (user_version\s*=|wal_checkpoint)",
    re.IGNORECASE,
)
FILE_CALLS: Final = frozenset(
    {"open", "write", "fsync", "fdatasync", "ftruncate", "truncate", "rename", "replace", "mkdir",
     "link", "symlink"}
)  # fmt: skip
_SAID: Final = {errno.ENOSPC: "database or disk is full", errno.EIO: "disk I/O error"}


def _die() -> BaseException:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def _refuse(number: int) -> Callable[[], BaseException]:
    return lambda: OSError(number, os.strerror(number))


FAULTS: Final[dict[str, Callable[[], BaseException]]] = {
    "ENOSPC": _refuse(errno.ENOSPC), "EIO": _refuse(errno.EIO), "SIGKILL": _die,
}  # fmt: skip
# A full disk stays full; a bad block is one.
_LASTS: Final = {"ENOSPC": None, "EIO": 1, "SIGKILL": 1}


class Writes:
    """Stands before each write below a folder and counts it; at one of them is the fault."""

    def __init__(self, root: Path, *, passing: int, fault: str) -> None:
        self._root = f"{os.path.realpath(root)}{os.sep}"
        self._fuse = Fuse(passing, FAULTS[fault], fails=_LASTS[fault])
        self.seen: list[str] = []

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Put the fuse before each call, for this process."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(shutil, "_USE_CP_SENDFILE", False)
            patch.setattr(shutil, "_USE_CP_COPY_FILE_RANGE", False, raising=False)
            for name in sorted(FILE_CALLS - {"open"}):
                patch.setattr(os, name, self._before(name, getattr(os, name)))
            patch.setattr(os, "open", self._opens(os.open))
            opened = self._streams(io.open)
            patch.setattr(io, "open", opened)
            patch.setattr(builtins, "open", opened)
            patch.setattr(dbapi2, "connect", self._connects(dbapi2.connect))
            yield

    def burn(self, what: str) -> None:
        """Note a call, and let it pass or not."""
        self.seen.append(what)
        self._fuse.burn()

    def holds(self, place: Any) -> bool:
        """Say whether a path, or an open file, lies below the folder."""
        try:
            if isinstance(place, int):
                return str(Path(f"/proc/self/fd/{place}").readlink()).startswith(self._root)
            return os.path.realpath(os.fspath(place)).startswith(self._root)
        except (OSError, TypeError):
            return False

    def _before(self, name: str, call: Any) -> Any:
        def act(*args: Any, **kwargs: Any) -> Any:
            if self.holds(args[1 if name in {"rename", "replace", "link"} else 0]):
                self.burn(name)
            return call(*args, **kwargs)

        return act

    def _opens(self, call: Any) -> Any:
        def act(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
            if flags & os.O_CREAT and self.holds(path):
                self.burn("open")
            return int(call(path, flags, *args, **kwargs))

        return act

    def _streams(self, call: Any) -> Any:
        def act(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
            if not set(mode) & set("wxa+") or not self.holds(file):
                return call(file, mode, *args, **kwargs)
            if not isinstance(file, int):
                self.burn("open")
            raw = _Raw(self, file, mode.replace("b", "").replace("t", ""),
                       closefd=kwargs.get("closefd", True))  # fmt: skip
            size = args[0] if args else kwargs.get("buffering", -1)
            if size == 0:
                return raw
            stream: Any = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
            if "b" in mode:
                return stream
            words = {name: kwargs.get(name) for name in ("encoding", "errors", "newline")}
            return io.TextIOWrapper(stream, **words)

        return act

    def _connects(self, call: Any) -> Any:
        def act(path: str, **kwargs: Any) -> Any:
            if not self.holds(path):
                return call(path, **kwargs)
            opened = call(path, factory=_Connection, **kwargs)
            opened.writes = self
            return opened

        return act


class _Raw(io.FileIO):
    def __init__(self, writes: Writes, file: Any, mode: str, *, closefd: bool) -> None:
        super().__init__(file, mode, closefd=closefd)
        self._writes = writes

    def write(self, data: Any) -> int:
        self._writes.burn("write")
        return int(super().write(data) or 0)


class _Connection(dbapi2.Connection):  # type: ignore[misc]
    writes: Writes | None = None
    writing = False

    def before(self, sql: str) -> None:
        """Burn the fuse before a statement that changes something."""
        word = sql.split(maxsplit=1)[0].upper()
        if word == "BEGIN":
            self.writing = "DEFERRED" not in sql
        # To end what was only read writes nothing.
        ends_reading = word == "COMMIT" and not self.writing
        if self.writes is None or ends_reading or not _CHANGES.match(sql):
            return
        try:
            self.writes.burn(word.lower())
        except OSError as error:
            if self.in_transaction:
                super().cursor().execute("ROLLBACK")
            raise dbapi2.OperationalError(_SAID[error.errno or 0]) from None

    def cursor(self, *_: Any, **__: Any) -> Any:
        return super().cursor(_Cursor)


class _Cursor(dbapi2.Cursor):  # type: ignore[misc]
    def execute(self, sql: str, *args: Any) -> Any:
        self.connection.before(sql)
        return super().execute(sql, *args)

    def executemany(self, sql: str, *args: Any) -> Any:
        self.connection.before(sql)
        return super().executemany(sql, *args)
