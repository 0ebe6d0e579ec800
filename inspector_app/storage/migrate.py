"""Bring a database to the newest schema: copy first, one transaction a step, refuse newer files.

A file whose pages are of the kind before is written anew behind the last step.
"""

import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from inspector_app.base.errors import EnvironmentProblem
from inspector_app.storage.database import Database

if TYPE_CHECKING:
    from inspector_app.storage.migrations import Step

NEWEST: Final = 37
"""The version that the last of the steps leads to: a file that has it loads none of them."""
_log = logging.getLogger(__name__)


class NewerDatabaseError(EnvironmentProblem):
    """The file was written by a newer version of the program."""

    code = "newer-database"

    def __init__(self, found: int, known: int) -> None:
        sentence = (
            f"这个数据文件夹是由更新版本的程序写成的（数据版本 {found}，本程序认识到 {known}）。"
            "数据没有改动；请先升级本程序再打开。"
        )
        super().__init__(sentence)
        self.found, self.known = found, known


def version_of(database: Database) -> int:
    """Return the schema version of an open database; 0 when it is empty."""
    found = database.row("PRAGMA user_version")
    return int(found[0]) if found else 0


def migrate(
    database: Database,
    *,
    at: str,
    program: str,
    before_change: Callable[[int], None],
    steps: "Sequence[Step] | None" = None,
) -> int:
    """Apply the steps that ``database`` lacks and return the version it has then.

    Args:
        database: open for writing, no transaction under way.
        at: UTC instant written into the history.
        program: version of the program, written into the history.
        before_change: called once with the old version before anything touches a file that
            already holds data; it makes the copy.
        steps: all steps, oldest first; without them those of this program.

    Raises:
        NewerDatabaseError: the file is newer than the newest step; nothing was touched.
        NoRoomError: the disk cannot take the file a second and a third time; nothing was touched.
        RenewalError: the file could not be written anew; it stands as the steps left it.
    """
    found = version_of(database)
    if steps is None:
        if found == NEWEST and not database.has_old_pages:
            return found
        from inspector_app.storage.migrations import STEPS

        steps = STEPS
    known = steps[-1].version
    if found > known:
        raise NewerDatabaseError(found, known)
    missing = [step for step in steps if step.version > found]
    old_pages = database.has_old_pages
    if old_pages:
        from inspector_app.storage.renewal import require_room

        require_room(database)
    if found and (missing or old_pages):
        before_change(found)
    for step in missing:
        _apply(database, step, at=at, program=program)
    if old_pages:
        from inspector_app.storage.renewal import renew

        renew(database)
    return known


def _apply(database: Database, step: "Step", *, at: str, program: str) -> None:
    with database.transaction(lock="EXCLUSIVE"):
        for statement in step.statements:
            database.execute(statement)
        database.execute(
            "INSERT INTO schema_history (version, info, applied_at, program) VALUES (?, ?, ?, ?)",
            step.version,
            step.info,
            at,
            program,
        )
        # PRAGMA takes no parameters; the version is a number of ours.
        database.execute(f"PRAGMA user_version = {int(step.version)}")
    _log.info("database is at version %d", step.version)
