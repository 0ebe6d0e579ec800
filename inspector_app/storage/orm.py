"""peewee over the connections of ``Database``: it opens, keys and closes none of its own."""

from collections.abc import Callable

import peewee
from sqlcipher3 import dbapi2


class SharedDatabase(peewee.SqliteDatabase):
    """Runs the statements of the tables on the connection of the calling thread."""

    # What the driver in use can do, not the one of the standard library.
    server_version = dbapi2.sqlite_version_info

    def __init__(self, lend: Callable[[], dbapi2.Connection]) -> None:
        super().__init__("lent")
        self._lend = lend

    # These two are peewee's own hooks, which its types leave out.
    def _connect(self) -> dbapi2.Connection:
        return self._lend()

    def _close(self, conn: dbapi2.Connection) -> None:
        """Leave the connection to whoever opened it."""

    def forget(self) -> None:
        """Let go of the calling thread's connection, which is about to be closed."""
        if not self.is_closed():
            self.close()
