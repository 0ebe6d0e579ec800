"""The files that one key opens, and how each of their pages is authenticated.

SQLCipher keeps this in no head of a file: who opens one has to know it. Files of before are told
from those of now by trying.
"""

from pathlib import Path
from typing import Final, Literal

from sqlcipher3 import dbapi2

Pages = Literal["HMAC_SHA256", "HMAC_SHA512"]
"""The tag that a page carries, as SQLCipher names it."""

NEW_PAGES: Final = "HMAC_SHA256"
"""Half the work of the other on today's processors, and as far out of reach."""
OLD_PAGES: Final = "HMAC_SHA512"
"""What SQLCipher makes where nothing is said."""

_BESIDE: Final = ("", "-journal", "-wal", "-shm")


class KeyedFiles:
    """Opens the files of one key."""

    def __init__(self, raw_key: str) -> None:
        """Keep the key: 64 hex digits."""
        self._raw_key = raw_key

    def open(self, path: Path, *, pages: Pages) -> dbapi2.Connection:
        """Return a connection to a file; nothing of it has been read yet."""
        # Statements are committed by themselves; what belongs together begins a transaction.
        opened = dbapi2.connect(str(path), isolation_level=None)
        try:
            opened.execute("PRAGMA cipher_log_level = NONE")
            # For the whole process: a file that VACUUM or ATTACH makes goes by nothing else.
            opened.execute(f"PRAGMA cipher_default_hmac_algorithm = {NEW_PAGES}")
            opened.execute(f"PRAGMA key = \"x'{self._raw_key}'\"")
            opened.execute(f"PRAGMA cipher_hmac_algorithm = {pages}")
        except BaseException:
            opened.close()
            raise
        return opened

    def reads_back(self, path: Path, *, pages: Pages) -> bool:
        """Say whether each page of a file decrypts and its tables hold together."""
        opened = self.open(path, pages=pages)
        try:
            # Indexes are held against their tables in no order of pages: 64 MiB halve the time.
            opened.execute("PRAGMA cache_size = -65536")
            if opened.execute("PRAGMA cipher_integrity_check").fetchall():
                return False
            answer = opened.execute("PRAGMA integrity_check").fetchone()[0]
        finally:
            opened.close()
        return bool(answer == "ok")


def remove(path: Path) -> None:
    """Remove a file that was begun, and what a killed program left beside it."""
    for ending in _BESIDE:
        path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)
