"""Database files as programs before made them: each page under a longer tag."""

from contextlib import closing, suppress
from pathlib import Path

from sqlcipher3 import dbapi2

from inspector_app.storage.keyed_files import NEW_PAGES, OLD_PAGES, KeyedFiles


def age(path: Path, *, raw_key: str) -> None:
    """Turn a closed database file into one of before."""
    older = path.with_name("older.db")
    files = KeyedFiles(raw_key)
    opened = files.open(path, pages=NEW_PAGES)
    opened.execute(f"PRAGMA cipher_default_hmac_algorithm = {OLD_PAGES}")
    opened.execute("VACUUM INTO ?", (str(older),))
    opened.close()
    older.replace(path)
    # As a program before has left it: the log of writes begun.
    opened = files.open(path, pages=OLD_PAGES)
    opened.execute("PRAGMA journal_mode = WAL")
    opened.close()


def pages_of(path: Path, *, raw_key: str) -> str:
    """Return the tag under which a file can be read, and under which alone."""
    read = []
    for pages in (NEW_PAGES, OLD_PAGES):
        opened = KeyedFiles(raw_key).open(path, pages=pages)
        with closing(opened), suppress(dbapi2.DatabaseError):
            opened.execute("SELECT count(*) FROM sqlite_master")
            read.append(pages)
    (found,) = read
    return found
