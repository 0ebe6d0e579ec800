"""A new data folder: whole under its names, or begun and made anew the next time.

The database is finished beside its place, then the key file is kept, then the database gets its
name: a folder with a key and no database has lost it, unless the finished one lies beside it.
"""

from inspector_app import __version__
from inspector_app.base.clock import Clock, instant_text
from inspector_app.base.errors import EnvironmentProblem, disk_reason, disk_remedy
from inspector_app.base.files import make_folder, publish
from inspector_app.base.instance_lock import InstanceLock
from inspector_app.base.paths import DataFolder
from inspector_app.services.context import IDENTITY_KEY
from inspector_app.services.stores import Stores
from inspector_app.storage.database import Database
from inspector_app.storage.keyed_files import remove
from inspector_app.storage.migrate import migrate
from inspector_app.vault.keys import DataKey, keep_key, read_key_file


def was_cut_off(layout: DataFolder) -> bool:
    """Say whether the program ended before a finished database got its name."""
    return (
        layout.key_file.exists() and layout.begun.exists() and not layout.database.exists()
    )  # fmt: skip


def make(layout: DataFolder, identity: dict[str, object], clock: Clock) -> None:
    """Make key and database, durably; what was begun before is begun anew.

    Raises:
        EnvironmentProblem: the disk does not allow it; the next try begins anew.
    """
    try:
        make_folder(layout.root)
        with InstanceLock(layout.lock_file):
            _make(layout, identity, clock)
    except OSError as error:
        raise EnvironmentProblem(
            f"数据文件夹“{layout.root}”没有建成：{disk_reason(error)}。里面还没有任何记录；"
            f"{disk_remedy(error)}，再建一次。"
        ) from error


def finish(layout: DataFolder) -> None:
    """Give the finished database of a folder that was cut off its name (OSError: not yet)."""
    publish(layout.begun, layout.database)


def _make(layout: DataFolder, identity: dict[str, object], clock: Clock) -> None:
    for part in layout.root.glob(f"{layout.key_file.name}.*.part"):
        part.unlink()
    kept = layout.key_file.exists()
    key = read_key_file(layout.key_file) if kept else DataKey.random()
    try:
        _fill(layout, identity, key, clock)
        if not kept:
            keep_key(layout.key_file, key)
    except BaseException:
        if not layout.key_file.exists():
            remove(layout.begun)
        raise
    finish(layout)


def _fill(layout: DataFolder, identity: dict[str, object], key: DataKey, clock: Clock) -> None:
    remove(layout.begun)
    database = Database(layout.begun, raw_key=key.database_key_hex())
    try:
        database.connect()
        at = instant_text(clock.now())
        migrate(database, at=at, program=__version__, before_change=lambda _version: None)
        with database.transaction():
            Stores(database=database).settings.put(IDENTITY_KEY, identity)
    finally:
        database.close()
