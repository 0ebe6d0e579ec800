"""The only place that builds objects and joins them."""

import re
from pathlib import Path
from typing import Final

from inspector_app import __version__
from inspector_app.base.clock import Clock, SystemClock, instant_text
from inspector_app.base.errors import EnvironmentProblem, InputError, RefusedError
from inspector_app.base.files import make_folder
from inspector_app.base.instance_lock import InstanceLock
from inspector_app.base.paths import DataFolder
from inspector_app.bootstrap import new_folder
from inspector_app.bootstrap.workbench import Workbench
from inspector_app.services.context import (
    IDENTITY_KEY,
    NO_DISTRICT,
    Context,
    Identity,
    Role,
    checked_district,
)
from inspector_app.services.leftovers import sweep_leftovers
from inspector_app.services.stores import Stores
from inspector_app.storage.database import Database
from inspector_app.storage.migrate import migrate
from inspector_app.vault.keys import read_key_file

__all__ = ["DEFAULT_DISTRICT", "Workbench", "init_folder", "is_initialised", "open_workbench"]

DEFAULT_DISTRICT: Final = NO_DISTRICT
# It stands between hyphens in every 记录编号, and in names of files.
_INSPECTOR_ID: Final = re.compile(r"[^\W_]{1,20}")
_LAST_SERIAL: Final = 9_999


def is_initialised(folder: Path) -> bool:
    """Say whether a folder holds the data of this program."""
    return DataFolder(folder).key_file.exists() or DataFolder(folder).database.exists()


def init_folder(
    folder: Path,
    *,
    role: Role = Role.LAPTOP,
    district: str = DEFAULT_DISTRICT,
    inspector_id: str = "",
    number_block: int = 1,
    clock: Clock | None = None,
) -> None:
    """Make the data folder of one laptop or office.

    Raises:
        RefusedError: there is one already; it is left as it is.
        InputError: the district is not six digits, or another argument cannot be.
        EnvironmentProblem: the disk does not allow it; the next try begins anew.
    """
    district = checked_district(district, kept="没有建立数据文件夹")
    if inspector_id and not _INSPECTOR_ID.fullmatch(inspector_id):
        raise InputError(
            f"督学编号“{inspector_id}”里只能有字母、数字和文字，不能有横线、空格和符号；没有建立数据文件夹。"
        )
    if not 1 <= number_block <= _LAST_SERIAL:
        raise InputError(
            f"编号起点 {number_block} 不在 1 到 {_LAST_SERIAL} 之间；没有建立数据文件夹。"
        )
    layout = DataFolder(folder)
    if is_initialised(folder) and not new_folder.was_cut_off(layout):
        raise RefusedError(
            f"“{folder}”里已经有数据，没有改动；要改督导室或督学电脑、区划、督学编号，"
            "请打开窗口在“设置”里改；要另建一份请换一个空文件夹。"
        )
    import secrets

    identity: dict[str, object] = {
        "role": role.value,
        "district": district,
        "inspector_id": inspector_id,
        "device": secrets.token_hex(8),
        "number_block": number_block,
    }
    new_folder.make(layout, identity, clock or SystemClock())


def open_workbench(folder: Path, *, clock: Clock | None = None) -> Workbench:
    """Open a data folder; an empty one is made with defaults first.

    Raises:
        RefusedError: other files lie there: a mistyped path makes no data folder among them.
        FolderInUseError: another program has it open.
        EnvironmentProblem: key, database or disk do not allow it; nothing was changed.
    """
    clock = clock or SystemClock()
    layout = DataFolder(folder)
    if not is_initialised(folder):
        layout.refuse_strangers()
        init_folder(folder, clock=clock)
    elif not (layout.database.exists() or new_folder.was_cut_off(layout)):
        raise EnvironmentProblem(
            f"“{folder}”里有密钥却没有数据库（{layout.database.name}），没有建立任何文件；"
            "请从备份恢复数据库文件，或换一个空文件夹重新开始。"
        )
    lock = InstanceLock(layout.lock_file)
    try:
        if new_folder.was_cut_off(layout):
            new_folder.finish(layout)
        sweep_leftovers(layout)
        context, folders = _context(layout, clock), _Folders(clock)
        return Workbench(folder=folder, context=context, lock=lock, folders=folders)
    except BaseException:
        lock.release()
        raise


class _Folders:
    """Opens and makes the folder in which an office faces upwards, by the clock of its own."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def open(self, folder: Path) -> Workbench:
        """Open it (errors of ``open_workbench``)."""
        return open_workbench(folder, clock=self._clock)

    def make(self, folder: Path, *, district: str, inspector_id: str) -> None:
        """Make it, as a laptop's (errors of ``init_folder``)."""
        init_folder(folder, district=district, inspector_id=inspector_id, clock=self._clock)


def _context(layout: DataFolder, clock: Clock) -> Context:
    database = _open_database(layout, clock)
    stores = Stores(database=database)
    saved = stores.settings.get(IDENTITY_KEY)
    if saved is None:
        database.close()
        raise EnvironmentProblem(
            f"“{layout.root}”没有建完整（缺少身份设置）；里面还没有任何记录，请换一个空文件夹重新开始。"
        )
    return Context(
        folder=layout,
        stores=stores,
        clock=clock,
        identity=Identity(**{**saved, "role": Role(saved["role"])}),
    )


def _open_database(layout: DataFolder, clock: Clock) -> Database:
    key = read_key_file(layout.key_file)
    database = Database(layout.database, raw_key=key.database_key_hex())
    database.connect()
    at = instant_text(clock.now())

    def copy_first(version: int) -> None:
        make_folder(layout.backups)
        stamp = at.replace(":", "").replace("-", "")
        database.backup(layout.backups / f"before-v{version}-{stamp}.db")

    try:
        migrate(database, at=at, program=__version__, before_change=copy_first)
    except BaseException:
        database.close()
        raise
    return database
