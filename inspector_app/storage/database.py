"""The encrypted database of one data folder.

Each thread that uses it has its own connection, so that the reader thread never waits for the
writer: WAL gives it the last committed state. The stores' tables work on the same connections
through peewee, which is loaded when a table is first used: what 今日 reads needs none.
"""

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path
from threading import local
from typing import TYPE_CHECKING, Any, Final, Literal

from sqlcipher3 import dbapi2

from inspector_app.base.errors import EnvironmentProblem, disk_reason
from inspector_app.base.files import fsync_directory, publish
from inspector_app.storage.keyed_files import NEW_PAGES, OLD_PAGES, KeyedFiles, Pages, remove

if TYPE_CHECKING:
    from inspector_app.storage.orm import SharedDatabase

# The index of the WAL grows by so much at a time.
_BESIDE: Final = 32 * 1024
# WAL with FULL is the only cheap setting that lost no acknowledged save in replayed power cuts.
_PRAGMAS: Final = (
    ("journal_mode", "WAL"),
    ("synchronous", "FULL"),
    ("foreign_keys", "ON"),
    ("busy_timeout", 5000),
    ("wal_autocheckpoint", 250),
    ("temp_store", "MEMORY"),
    # 64 MiB, filled only by what is read: the ledger of ten years fits, and is decrypted once.
    ("cache_size", -65536),
    ("mmap_size", 0),
    # Freed pages stay encrypted: to wipe them too would write twice the pages at each save.
    ("secure_delete", "FAST"),
)


class WrongKeyError(EnvironmentProblem):
    """The key does not open the database, or the file is damaged."""

    code = "wrong-key"

    def __init__(self, path: Path) -> None:
        sentence = (
            f"数据文件“{path.name}”打不开：密钥不符或文件已损坏。原文件没有改动；"
            "请确认密钥文件与数据文件是同一个文件夹里的一对，或从 backups 文件夹取回备份。"
        )
        super().__init__(sentence)


class CannotOpenError(EnvironmentProblem):
    """The file cannot be reached: no folder, no permission, no room, or held by another program."""

    def __init__(self, path: Path) -> None:
        reason, remedy = "文件夹不存在、没有读写权限或被别的程序占用", "请检查"
        if _is_full(path.parent):
            reason, remedy = "磁盘已满", "请腾出空间"
        super().__init__(f"数据文件“{path}”打不开：{reason}。已有数据没有改动；{remedy}后再试。")


def _is_full(folder: Path) -> bool:
    """Say whether there is no room for the files that SQLite keeps beside the database."""
    try:
        return shutil.disk_usage(folder).free < _BESIDE
    except OSError:
        return False


class BackupError(EnvironmentProblem):
    """A copy could not be written, or does not read back."""

    def __init__(self, target: Path, reason: str = "") -> None:
        why = reason or "副本写不出或检查不合格"
        super().__init__(
            f"备份“{target}”没有做成：{why}。原数据和已有的备份都没有改动；"
            "请检查磁盘空间和文件夹权限后重试。"
        )


class CannotSaveError(EnvironmentProblem):
    """The disk did not take a change; what was saved before stands."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"没有保存上：{reason}。以前保存的内容都在；请处理后再保存一次，不要关掉还没存上的页面。"
        )


_DOES_NOT_OPEN: Final = "unable to open database file"
# What SQLite says, and what it means to a person; anything else is a fault of ours.
_REFUSALS: Final = {
    "database or disk is full": "磁盘已满",
    "disk I/O error": "磁盘读写出错，可能是介质被拔出或有坏块",
    "attempt to write a readonly database": "数据文件是只读的",
    _DOES_NOT_OPEN: "数据文件打不开，可能是磁盘已满或没有权限",
    "database is locked": "数据文件正被别的程序占用",
}


def _refusal(error: BaseException | None) -> str:
    """Return what the disk refused, empty where it did not.

    A full disk makes SQLite roll back by itself; that there is nothing left to roll back is then
    the error that arrives, with the reason behind it.
    """
    while error is not None:
        if reason := _REFUSALS.get(str(error)):
            return reason
        error = error.__context__
    return ""


def refusal(error: OSError | dbapi2.DatabaseError) -> str:
    """Return why a copy was refused, empty where neither the system nor SQLite says it."""
    if isinstance(error, OSError):
        return disk_reason(error)
    # It is the copy that does not open, for whatever reason, and not the file with the data.
    return "" if str(error) == _DOES_NOT_OPEN else _refusal(error)


class _Thread(local):
    connection: dbapi2.Connection | None = None


class Database:
    """Opens, keys and guards one database file.

    Every write happens inside ``transaction()``, every group of reads that must agree inside
    ``snapshot()``.
    """

    def __init__(self, path: Path, *, raw_key: str) -> None:
        """Prepare, but do not open.

        Args:
            path: the database file; made when it does not exist.
            raw_key: 64 hex digits.
        """
        self.path = path
        self.files = KeyedFiles(raw_key)
        self._pages: Pages | None = None
        self._thread = _Thread()

    @cached_property
    def peewee(self) -> "SharedDatabase":
        """What the tables are worked through, over the same connections."""
        from inspector_app.storage.orm import SharedDatabase

        return SharedDatabase(self.connection)

    def connection(self) -> dbapi2.Connection:
        """Return this thread's connection, opened if it is not open (errors as of ``connect``)."""
        if self._thread.connection is None:
            self.connect()
        opened = self._thread.connection
        assert opened is not None
        return opened

    def connect(self) -> None:
        """Open this thread's connection, if it is not open.

        Raises:
            WrongKeyError: the key does not fit.
            CannotOpenError: the file cannot be reached.
        """
        if self._thread.connection is not None:
            return
        # Each thread finds what the first has found.
        self._pages, self._thread.connection = self._found(*self._kinds())

    def _kinds(self) -> tuple[Pages, ...]:
        return (self._pages,) if self._pages else (NEW_PAGES, OLD_PAGES)

    def _found(self, kind: Pages, *others: Pages) -> tuple[Pages, dbapi2.Connection]:
        """Open the file with the kind of pages that it has."""
        try:
            return kind, self._opened(kind)
        except dbapi2.OperationalError as error:
            raise CannotOpenError(self.path) from error
        except dbapi2.DatabaseError as error:
            if not others:
                raise WrongKeyError(self.path) from error
        return self._found(*others)

    def _opened(self, pages: Pages) -> dbapi2.Connection:
        opened = self.files.open(self.path, pages=pages)
        try:
            for name, value in _PRAGMAS:
                opened.execute(f"PRAGMA {name} = {value}")
            opened.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            opened.close()
            raise
        return opened

    @property
    def has_old_pages(self) -> bool:
        """Whether the file is authenticated as programs before did it."""
        self.connection()
        return self._pages == OLD_PAGES

    def close(self) -> None:
        """Close this thread's connection."""
        opened, self._thread.connection = self._thread.connection, None
        if opened is None:
            return
        if "peewee" in self.__dict__:
            self.peewee.forget()
        opened.close()

    def transaction(
        self, *, lock: Literal["IMMEDIATE", "EXCLUSIVE"] = "IMMEDIATE"
    ) -> AbstractContextManager[None]:
        """Commit everything done inside, durably, or nothing; one inside another is part of it.

        Raises:
            CannotSaveError: on entry or exit, the disk did not take it.
        """
        return _Transaction(self.connection(), f"BEGIN {lock}")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read one consistent state."""
        connection = self.connection()
        if connection.in_transaction:
            yield
            return
        connection.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            # Nothing was written: to keep it and to undo it are one.
            if connection.in_transaction:
                connection.execute("COMMIT")

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Return all rows of a query as plain tuples."""
        found: list[tuple[Any, ...]] = self._cursor(sql, values).fetchall()
        return found

    def row(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        """Return the first row of a query, if there is one."""
        found: tuple[Any, ...] | None = self._cursor(sql, values).fetchone()
        return found

    def state(self) -> tuple[int, int, int]:
        """Return what is another as soon as anything was written, here or by another thread.

        It means something to the calling thread alone, and only while its connection is open.
        """
        ((version,),) = self.rows("PRAGMA data_version")
        ((written,),) = self.rows("SELECT total_changes()")
        return id(self.connection()), version, written

    def execute(self, sql: str, *values: object) -> int:
        """Run one statement and return how many rows it touched."""
        return int(self._cursor(sql, values).rowcount)

    def _cursor(self, sql: str, values: tuple[object, ...]) -> Any:
        # Straight to the driver: peewee's bookkeeping costs as much as a small query itself.
        return self.connection().execute(sql, values)

    def execute_many(self, sql: str, rows: list[tuple[object, ...]]) -> None:
        """Run one statement for each of ``rows``, inside the running transaction."""
        if rows:
            self.connection().executemany(sql, rows)

    def backup(self, target: Path) -> None:
        """Copy the committed state into ``target``, as the file is: what opens one opens the other.

        Raises:
            BackupError: there is no new copy; one that stood there before still does.
        """
        # One name for all: the next copy clears away what a killed program began.
        part = target.with_name("copy.db.part")
        try:
            remove(part)
            self._copy_into(part)
            if not self.files.reads_back(part, pages=self._kinds()[0]):
                raise BackupError(target)
            publish(part, target)
        except (OSError, dbapi2.DatabaseError) as error:
            raise BackupError(target, refusal(error)) from error
        finally:
            remove(part)

    def _copy_into(self, part: Path) -> None:
        connection = self.connection()
        copy = self.files.open(part, pages=self._kinds()[0])
        try:
            # It is made durable once, when it is whole.
            copy.execute("PRAGMA synchronous = OFF")
            connection.backup(copy)
        finally:
            copy.close()

    def replace(self, part: Path) -> None:
        """Let a finished file take the place of this one, which only this thread has open.

        Raises:
            OSError: the file is as it was.
            dbapi2.DatabaseError: so it is; another program has it open.
        """
        ((busy, _, _),) = self.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        self.close()
        log = self.path.with_name(f"{self.path.name}-wal")
        # What it holds would be written over the pages of the other file.
        if busy or log.exists():
            msg = "another program has the database open"
            raise dbapi2.OperationalError(msg)
        fsync_directory(self.path.parent)
        publish(part, self.path)
        self._pages = None


_OUTER: Final = ("COMMIT", "ROLLBACK")
_NESTED: Final = ("SAVEPOINT inner", "RELEASE inner", "ROLLBACK TO inner")


class _Transaction:
    """Begins; then keeps what was done, or on any error takes it back.

    A class, not a generator: every save goes through one, and a generator costs three times that.
    """

    __slots__ = ("_begin", "_connection", "_keep", "_undo")

    def __init__(self, connection: dbapi2.Connection, begin: str) -> None:
        self._connection = connection
        words = _NESTED if connection.in_transaction else (begin, *_OUTER)
        self._begin, self._keep, self._undo = words

    def __enter__(self) -> None:
        try:
            self._connection.execute(self._begin)
        except dbapi2.Error as error:
            _tell(error)
            raise

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        try:
            self._end(error)
        except Exception as failure:
            _tell(failure)
            raise
        _tell(error)

    def _end(self, error: BaseException | None) -> None:
        execute = self._connection.execute
        # On some errors (a full disk) SQLite has rolled back by itself; undoing it then says so.
        if error is not None:
            execute(self._undo)
            return
        try:
            execute(self._keep)
        except BaseException:
            execute(self._undo)
            raise


def _tell(error: BaseException | None) -> None:
    """Say what the disk refused, where that is what happened."""
    # The driver's error, or peewee's around it: told apart by what SQLite says.
    if isinstance(error, Exception) and (reason := _refusal(error)):
        raise CannotSaveError(reason) from error
