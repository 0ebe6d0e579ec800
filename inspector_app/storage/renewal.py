"""Write a database file anew, so that its pages are authenticated as this program does it.

The new file is made beside the old one, read back and compared, and takes its place by one
rename: whenever the program is killed the folder holds the old file or the new one, whole.
"""

import logging
import shutil
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from inspector_app.base.errors import EnvironmentProblem
from inspector_app.storage.database import Database, refusal
from inspector_app.storage.keyed_files import NEW_PAGES, remove

_MB: Final = 2**20
# The copy that is made first, and the new file.
_TIMES: Final = 2
_log = logging.getLogger(__name__)


class NoRoomError(EnvironmentProblem):
    """The disk has no room for the copy and the new file."""

    def __init__(self, path: Path, *, needed: int, free: int) -> None:
        super().__init__(
            f"“{path.parent}”所在的磁盘放不下：数据文件“{path.name}”要按新版本重写一遍，先做备份，"
            f"共需约 {needed // _MB + 1} MB，现在只剩 {free // _MB} MB。数据没有改动；"
            "请腾出空间后再打开。"
        )


class RenewalError(EnvironmentProblem):
    """The new file could not be written, does not read back, or cannot take the old one's place."""

    def __init__(self, path: Path, reason: str = "") -> None:
        why = reason or "写不出、检查不合格，或正被别的程序占用"
        super().__init__(
            f"数据文件“{path.name}”没有按新版本重写成：{why}。"
            "原来的数据都在，备份在 backups 文件夹里；请检查磁盘空间和文件夹权限，"
            "关掉别的程序后再打开。"
        )


def require_room(database: Database) -> None:
    """Refuse before anything is written where the disk would be full half-way.

    Raises:
        NoRoomError: it would.
    """
    files = (database.path, database.path.with_name(f"{database.path.name}-wal"))
    needed = _TIMES * sum(path.stat().st_size for path in files if path.exists())
    free = shutil.disk_usage(database.path.parent).free
    if free < needed:
        raise NoRoomError(database.path, needed=needed, free=free)


def renew(database: Database) -> None:
    """Write the file anew; only this thread has it open, and no transaction is under way.

    Raises:
        RenewalError: the file is as it was.
    """
    part = database.path.with_name(f"{database.path.name}.part")
    try:
        remove(part)
        # What it makes has the pages of now; the rows keep the numbers that indexes know them by.
        database.execute("VACUUM INTO ?", str(part))
        if not _is_the_same(database, part):
            raise RenewalError(database.path)
        database.replace(part)
    except (OSError, dbapi2.DatabaseError) as error:
        raise RenewalError(database.path, refusal(error)) from error
    finally:
        remove(part)
    _log.info("the pages of the database are written anew")


def _is_the_same(database: Database, part: Path) -> bool:
    if not database.files.reads_back(part, pages=NEW_PAGES):
        return False
    copy = database.files.open(part, pages=NEW_PAGES)
    try:
        return _told(copy) == _told(database.connection())
    finally:
        copy.close()


def _told(connection: dbapi2.Connection) -> list[Any]:
    """Return the version, what there is, and how many rows each table has."""

    def rows(sql: str) -> list[Any]:
        found: list[Any] = connection.execute(sql).fetchall()
        return found

    tables = rows(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')"
        " ORDER BY name"
    )
    counts = [
        (name, rows(f'SELECT count(*) FROM "{name}"'))  # noqa: S608 - a table of ours
        for (name,) in tables
    ]
    made = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    return [rows("PRAGMA user_version"), rows(made), counts]
