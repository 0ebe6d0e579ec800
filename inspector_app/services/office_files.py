"""Files that may be bundles, wherever they were dropped, and the quarantine of those kept aside."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from inspector_app.base.clock import parse_instant
from inspector_app.base.files import make_folder, open_file, write_atomic
from inspector_app.services.context import Context
from inspector_app.storage.office import FileRow

_BLOCK: Final = 1 << 20
_ENDING: Final = ".zip.age"
_DEEPEST: Final = 6
DAMAGED_AFTER: Final = timedelta(minutes=10)
"""A file whose bytes are not those that its name tells, and that did not change for so long."""


class Candidate(NamedTuple):
    """A file that bears the name of a bundle; ``sha12`` is what its name tells of its bytes."""

    path: Path
    size: int
    mtime_ns: int
    sha12: str
    seq: int


def candidates(paths: Iterable[Path]) -> Iterator[Candidate]:
    """Yield the files at or below ``paths`` that bear a bundle's name, each file once.

    Links are not followed: what is dropped is what is read. Files that cannot be asked are left
    out; they are there again at the next look.
    """
    for path in _files(paths):
        yield from _candidate(path.name, path)


def plain_bundles(paths: Iterable[Path]) -> tuple[str, ...]:
    """Return the names of bundles that are not encrypted: laptops made them before they joined."""
    from inspector_app.exchange.layout import TO_OFFICE, BundleName

    names = (path.name for path in _files(paths))
    found = {
        name for name in names
        if ".age" not in name and not _is_under_way(name)
        and (bundle := BundleName.find(name)) is not None and bundle.series is TO_OFFICE
    }  # fmt: skip
    return tuple(sorted(found))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    seen: set[str] = set()
    for path in paths:
        for found in _below(path):
            key = str(found.absolute())
            if key not in seen:
                seen.add(key)
                yield found


def _below(path: Path) -> Iterator[Path]:
    if path.is_symlink() and not path.is_dir():
        return
    if path.is_file():
        yield path
        return
    yield from _in_folder(path, depth=0)


def _in_folder(folder: Path, *, depth: int) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_symlink():
            continue
        if entry.is_file(follow_symlinks=False):
            yield Path(entry.path)
        elif entry.is_dir(follow_symlinks=False) and depth < _DEEPEST:
            yield from _in_folder(Path(entry.path), depth=depth + 1)


def _candidate(name: str, path: Path) -> Iterator[Candidate]:
    from inspector_app.exchange.layout import TO_OFFICE, BundleName

    found = BundleName.find(name)
    # Copies are renamed before or after the ending (x.zip(1).age); a file under way ends in .part.
    if found is None or found.series is not TO_OFFICE or ".age" not in name or _is_under_way(name):
        return
    try:
        stat = path.stat()
    except OSError:
        return
    yield Candidate(path, stat.st_size, stat.st_mtime_ns, found.sha12, found.seq)


def _is_under_way(name: str) -> bool:
    return name.endswith((".part", ".tmp", ".crdownload", ".partial")) or name.startswith(".")


class SeenFiles:
    """What was seen of files where they lie, so that an unchanged one is not read again."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known = context.stores.office.files()
        self._changed: list[FileRow] = []

    def sha256(self, file: Candidate, *, refuse_larger: int) -> str:
        """Return the SHA-256 of a file; empty where it is too large to be read (OSError).

        A file whose hash is not the one in its name is read every time: on a share, size and time
        may stay the same while its bytes still come.
        """
        known = self._known.get(str(file.path))
        same = known is not None and (known.size, known.mtime_ns) == (file.size, file.mtime_ns)
        if known is not None and same and known.sha256.startswith(file.sha12):
            return known.sha256
        sha256 = "" if file.size > refuse_larger else _sha256(file.path)
        since = known.since if known is not None and known.sha256 == sha256 and same else ""
        row = FileRow(
            str(file.path), file.size, file.mtime_ns, sha256, since or self._context.now_text()
        )
        self._known[row.path] = row
        self._changed.append(row)
        return sha256

    def is_stuck(self, file: Candidate, *, now: datetime) -> bool:
        """Say whether the bytes of a file have not changed for as long as a transfer may pause."""
        return now - parse_instant(self._known[str(file.path)].since) >= DAMAGED_AFTER

    def keep(self) -> None:
        """Write what was seen, inside a transaction."""
        self._context.stores.office.put_files(self._changed)
        self._changed = []


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with open_file(path) as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


class Quarantine:
    """Copies of files that wait or were refused, encrypted as they came, under names of ours."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, source: Path, *, sha256: str, name: str) -> None:
        """Keep a copy, durably (OSError: the disk does not hold it)."""
        target = self._path(sha256, name)
        if target.is_file():
            return
        make_folder(self._folder)
        with open_file(source) as stream:
            write_atomic(target, _copier(stream), private=True)

    def find(self, sha256: str) -> Path | None:
        """Return the copy of a file, if there is one; its name ends in that of the bundle."""
        return next(self._folder.glob(f"{sha256[:16]}-*{_ENDING}"), None)

    def drop(self, sha256: str) -> None:
        """Delete the copy of a file that was taken in."""
        found = self.find(sha256)
        if found is not None:
            found.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Delete decrypted archives that a crash has left behind."""
        for left in self._folder.glob("dd1-*.zip"):
            left.unlink(missing_ok=True)

    def _path(self, sha256: str, name: str) -> Path:
        return self._folder / f"{sha256[:16]}-{name}"


def _copier(source: BinaryIO) -> Callable[[BinaryIO], None]:
    def copy(target: BinaryIO) -> None:
        while block := source.read(_BLOCK):
            target.write(block)

    return copy
