"""What a program that was ended left unfinished in its data folder, gone when it is next opened.

Whoever opens the folder is alone in it: nothing there is still being written.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from inspector_app.base.paths import DataFolder

_PART: Final = ".part"
# Copies that are kept aside begin with the digest of their file; all else there is scratch, and
# may be a record or a parcel that was decrypted.
_KEPT_ASIDE: Final = re.compile(r"[0-9a-f]{16}-.+", re.ASCII)


def sweep_leftovers(folder: DataFolder) -> None:
    """Remove them; what cannot be removed stays until the next time."""
    for path in (*_parts(folder), *_scratch(folder.quarantine), folder.checking):
        with suppress(OSError):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


def _parts(folder: DataFolder) -> Iterator[Path]:
    for place in (folder.outbox, folder.receipts, folder.arrived, folder.fonts, folder.backups):
        yield from (path for path in place.rglob(f"*{_PART}") if path.is_file())
    # The database that was being written anew, and what SQLite keeps beside it.
    yield from folder.root.glob(f"{folder.database.name}{_PART}*")


def _scratch(quarantine: Path) -> Iterator[Path]:
    if quarantine.is_dir():
        for path in quarantine.iterdir():
            if not _KEPT_ASIDE.fullmatch(path.name) or path.suffix == _PART:
                yield path
