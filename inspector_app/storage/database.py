"""The encrypted database of one data folder.

Each thread that uses it has its own connection (peewee keeps them apart), so that the reader thread
never waits for the writer: WAL gives it the last committed state.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import peewee
from playhouse.sqlcipher_ext import SqlCipherDatabase

from inspector_app.base.errors import EnvironmentProblem

# WAL with FULL is the only cheap setting that lost no acknowledged save in replayed power cuts.
_PRAGMAS: Final = (
    ("cipher_log_level", "NONE"),
    ("journal_mode", "WAL"),
    ("synchronous", "FULL"),
    ("foreign_keys", "ON"),
    ("busy_timeout", 5000),
    ("wal_autocheckpoint", 1000),
    ("temp_store", "MEMORY"),
    ("cache_size", -32768),
    ("mmap_size", 0),
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
        self.peewee = SqlCipherDatabase(
            str(path), pragmas=_PRAGMAS, passphrase=f"x'{raw_key}'", lock_type="IMMEDIATE"
        )

    def connect(self) -> None:
        """Open this thread's connection, if it is not open.

        Raises:
            WrongKeyError: the key does not fit.
        """
        if not self.peewee.is_closed():
            return
        try:
            self.peewee.connect()
            self.peewee.execute_sql("SELECT count(*) FROM sqlite_master").fetchone()
        except peewee.DatabaseError as error:
            self.close()
            raise WrongKeyError(self.path) from error

    def close(self) -> None:
        """Close this thread's connection."""
        if not self.peewee.is_closed():
            self.peewee.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit everything done inside, durably, or nothing."""
        self.connect()
        with self.peewee.atomic("IMMEDIATE"):
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read one consistent state."""
        self.connect()
        if self.peewee.in_transaction():
            yield
            return
        with self.peewee.atomic("DEFERRED"):
            yield

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Return all rows of a query as plain tuples."""
        found: list[tuple[Any, ...]] = self._cursor(sql, values).fetchall()
        return found

    def row(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        """Return the first row of a query, if there is one."""
        found: tuple[Any, ...] | None = self._cursor(sql, values).fetchone()
        return found

    def execute(self, sql: str, *values: object) -> int:
        """Run one statement and return how many rows it touched."""
        return int(self._cursor(sql, values).rowcount)

    def _cursor(self, sql: str, values: tuple[object, ...]) -> Any:
        # Straight to the driver: peewee's bookkeeping costs as much as a small query itself.
        self.connect()
        return self.peewee.connection().execute(sql, values)

    def execute_many(self, sql: str, rows: list[tuple[object, ...]]) -> None:
        """Run one statement for each of ``rows``, inside the running transaction."""
        if rows:
            self.peewee.connection().executemany(sql, rows)

    def backup(self, target: Path) -> None:
        """Copy the committed state into ``target``, encrypted with the same key."""
        self.connect()
        self.peewee.execute_sql("VACUUM INTO ?", (str(target),))
        check = SqlCipherDatabase(str(target), passphrase=self.peewee.connect_params["passphrase"])
        with check.connection_context():
            answer = check.execute_sql("PRAGMA integrity_check").fetchone()[0]
        if answer != "ok":
            target.unlink()
            raise EnvironmentProblem(
                "备份没有做成：写出的副本检查不合格。原数据没有改动；请检查磁盘空间后重试。"
            )
