"""Frees the shared folder of what the office has taken in and has answered long ago."""

import stat
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final

from inspector_app.base.clock import instant_text
from inspector_app.services.context import Context
from inspector_app.services.office_receipts import receipt_name
from inspector_app.storage.office import AnsweredFile

KEPT_FOR: Final = timedelta(days=30)


def clear_inbox(context: Context, root: Path) -> int:
    """Delete bundles from the in-tray of a shared folder; return how many.

    A file goes where the office holds what is in it, has said so by a receipt of more than 30 days
    ago, that receipt stands in the folder for the laptop to read, and the file is still the one
    that was read. It proves nothing and asks nothing of anybody: a folder that does not let it go
    keeps it, and whatever else lies there is not touched.
    """
    before = instant_text(context.clock.now() - KEPT_FOR)
    old = [
        file for file in context.stores.office.answered_files(issued_before=before)
        if _lies_in(file, root / "inbox") and _is_told(file, root / "receipts")
    ]  # fmt: skip
    gone = list(_deleted(old))
    if gone:
        with context.database.transaction():
            context.stores.office.forget_files([file.path for file in gone])
            note = {
                "note": "收下并已回执的上报包满 30 天，清理共享文件夹",
                "files": sorted(Path(file.path).name for file in gone),
            }
            context.note("office", gone[0].sha256, note)
    return len(gone)


def _lies_in(file: AnsweredFile, inbox: Path) -> bool:
    path = Path(file.path)
    if inbox.absolute() not in path.parents:
        return False
    try:
        now = path.lstat()
    except OSError:
        return False
    unchanged = (now.st_size, now.st_mtime_ns) == (file.size, file.mtime_ns)
    return stat.S_ISREG(now.st_mode) and unchanged


def _is_told(file: AnsweredFile, receipts: Path) -> bool:
    return (receipts / file.receipt.chain[:8] / receipt_name(file.receipt)).is_file()


def _deleted(files: Sequence[AnsweredFile]) -> Iterator[AnsweredFile]:
    for file in files:
        try:
            Path(file.path).unlink()
        except OSError:
            continue
        yield file
