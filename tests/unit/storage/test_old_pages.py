"""Files whose pages carry the longer tag of before: read, copied and written anew."""

import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from inspector_app.base.errors import EnvironmentProblem
from inspector_app.storage import renewal
from inspector_app.storage.database import CannotOpenError, Database, WrongKeyError
from inspector_app.storage.keyed_files import NEW_PAGES, OLD_PAGES, KeyedFiles
from inspector_app.storage.migrate import NEWEST, NewerDatabaseError, migrate, version_of
from inspector_app.storage.migrations import STEPS, Step
from tests.old_pages import age, pages_of
from tests.unit.builders import AT
from tests.unit.storage.conftest import KEY, migrated

ROWS = 300


@pytest.fixture(scope="module")
def made_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("before") / "inspector.db"
    database = migrated(path)
    with database.transaction():
        for n in range(ROWS):
            database.execute("INSERT INTO setting VALUES (?, ?)", f"key-{n}", "督导" * n)
    database.close()
    age(path, raw_key=KEY)
    return path


@pytest.fixture
def path(made_before: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made_before, tmp_path / "inspector.db"))


def no_copy(_: int) -> None:
    """Leave the copy out."""


def open_for_work(path: Path, before_change: Callable[[int], None] = no_copy) -> Database:
    database = Database(path, raw_key=KEY)
    migrate(database, at=AT, program="0.1.0", before_change=before_change)
    return database


def rows_of(database: Database) -> int:
    ((count,),) = database.rows("SELECT count(*) FROM setting WHERE value = ''")
    assert count == 1
    ((count,),) = database.rows("SELECT count(*) FROM setting")
    return int(count)


def test_a_new_file_has_the_pages_of_now(database: Database) -> None:
    assert not database.has_old_pages
    database.close()
    assert pages_of(database.path, raw_key=KEY) == NEW_PAGES


def test_a_file_of_before_is_read_as_it_is(path: Path) -> None:
    database = Database(path, raw_key=KEY)
    assert database.has_old_pages
    assert rows_of(database) == ROWS
    database.close()
    assert pages_of(path, raw_key=KEY) == OLD_PAGES


def test_each_thread_opens_a_file_of_before(path: Path) -> None:
    database = Database(path, raw_key=KEY)
    with ThreadPoolExecutor(1) as other:
        assert other.submit(rows_of, database).result() == rows_of(database) == ROWS
        other.submit(database.close).result()
    database.close()


def test_another_key_opens_a_file_of_before_no_more_than_one_of_now(path: Path) -> None:
    content = path.read_bytes()
    with pytest.raises(WrongKeyError, match="密钥不符"):
        Database(path, raw_key="cd" * 32).connect()
    assert path.read_bytes() == content


def test_what_a_killed_program_left_in_the_log_of_writes_is_read(
    path: Path, tmp_path: Path
) -> None:
    database = Database(path, raw_key=KEY)
    database.execute("INSERT INTO setting VALUES ('late', 'x')")
    killed = tmp_path / "killed"
    killed.mkdir()
    for ending in ("", "-wal"):
        shutil.copy(f"{path}{ending}", killed)
    database.close()
    assert (killed / "inspector.db-wal").stat().st_size > 4000
    work = open_for_work(killed / "inspector.db")
    assert rows_of(work) == ROWS + 1
    work.close()
    assert pages_of(killed / "inspector.db", raw_key=KEY) == NEW_PAGES


def test_a_copy_of_a_file_of_before_opens_in_the_program_of_before(path: Path) -> None:
    copies: list[int] = []

    def copy(version: int) -> None:
        copies.append(version)
        database.backup(path.with_name("copy.db"))

    database = Database(path, raw_key=KEY)
    migrate(database, at=AT, program="0.1.0", before_change=copy)
    database.close()
    assert copies == [NEWEST]
    kept = path.with_name("copy.db")
    assert (pages_of(kept, raw_key=KEY), pages_of(path, raw_key=KEY)) == (OLD_PAGES, NEW_PAGES)
    restored = Database(kept, raw_key=KEY)
    assert rows_of(restored) == ROWS
    restored.close()


def test_opening_for_work_writes_a_file_of_before_anew_once(path: Path) -> None:
    database = open_for_work(path)
    assert not database.has_old_pages
    assert rows_of(database) == ROWS
    assert version_of(database) == NEWEST
    assert database.row("PRAGMA journal_mode") == ("wal",)
    database.close()
    assert [p.name for p in path.parent.iterdir()] == ["inspector.db"]
    content = path.read_bytes()
    open_for_work(path).close()
    assert path.read_bytes() == content


@pytest.mark.parametrize("index", ["", "CREATE INDEX by_name ON thing (name)"])
def test_rows_keep_the_numbers_by_which_the_full_text_index_knows_them(
    path: Path, index: str
) -> None:
    before = Database(path, raw_key=KEY)
    before.execute("CREATE TABLE thing (name TEXT)")
    before.execute_many("INSERT INTO thing VALUES (?)", [(str(n),) for n in range(50)])
    before.execute("DELETE FROM thing WHERE rowid % 3 = 0")
    before.execute(index)
    numbers = before.rows("SELECT rowid, name FROM thing ORDER BY rowid")
    before.close()
    work = open_for_work(path)
    assert work.rows("SELECT rowid, name FROM thing ORDER BY rowid") == numbers
    work.close()


def test_one_copy_stands_for_the_steps_and_the_pages(path: Path) -> None:
    further = Step(NEWEST + 1, "Lay a table.", ("CREATE TABLE further (name TEXT)",))
    copies: list[int] = []
    database = Database(path, raw_key=KEY)
    migrate(database, at=AT, program="9", before_change=copies.append, steps=(*STEPS, further))
    assert (copies, version_of(database)) == ([NEWEST], NEWEST + 1)
    assert not database.has_old_pages
    database.close()


def test_a_newer_file_keeps_its_old_pages(path: Path) -> None:
    database = Database(path, raw_key=KEY)
    database.execute(f"PRAGMA user_version = {NEWEST + 1}")
    with pytest.raises(NewerDatabaseError):
        migrate(database, at=AT, program="0.1.0", before_change=no_copy)
    database.close()
    assert pages_of(path, raw_key=KEY) == OLD_PAGES


def test_a_file_of_before_that_holds_nothing_yet_becomes_a_folder_of_now(tmp_path: Path) -> None:
    path = tmp_path / "inspector.db"
    opened = KeyedFiles(KEY).open(path, pages=OLD_PAGES)
    opened.execute("PRAGMA journal_mode = WAL")
    opened.close()
    copies: list[int] = []
    open_for_work(path, copies.append).close()
    assert copies == []
    assert pages_of(path, raw_key=KEY) == NEW_PAGES


def test_a_disk_without_room_for_two_more_is_told_before_anything_is_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = path.read_bytes()
    usage = shutil.disk_usage(path.parent)._replace(free=2 * len(content) - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    copies: list[int] = []
    with pytest.raises(EnvironmentProblem, match=r"共需约 \d+ MB，现在只剩 \d+ MB。数据没有改动"):
        open_for_work(path, copies.append)
    Database(path, raw_key=KEY).close()
    assert (copies, path.read_bytes()) == ([], content)


def test_a_new_file_that_does_not_read_back_does_not_take_the_place(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads_back = KeyedFiles.reads_back

    def after_a_bad_sector(self: KeyedFiles, part: Path, **kinds: Any) -> bool:
        content = bytearray(part.read_bytes())
        content[len(content) // 2] ^= 1
        part.write_bytes(content)
        return reads_back(self, part, **kinds)

    monkeypatch.setattr(KeyedFiles, "reads_back", after_a_bad_sector)
    with pytest.raises(renewal.RenewalError, match="检查不合格"):
        open_for_work(path)
    monkeypatch.undo()
    check_as_before(path)


def test_a_new_file_that_lacks_a_row_does_not_take_the_place(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    execute = Database.execute

    def lose_a_row(self: Database, sql: str, *values: object) -> int:
        done = execute(self, sql, *values)
        if sql.startswith("VACUUM"):
            part = KeyedFiles(KEY).open(Path(str(values[0])), pages=NEW_PAGES)
            part.execute("DELETE FROM setting WHERE key = 'key-9'")
            part.close()
        return done

    monkeypatch.setattr(Database, "execute", lose_a_row)
    with pytest.raises(renewal.RenewalError):
        open_for_work(path)
    monkeypatch.undo()
    check_as_before(path)


def test_a_file_that_another_program_has_open_is_not_replaced(path: Path) -> None:
    done = threading.Event()
    opened = threading.Event()

    def hold() -> None:
        other = KeyedFiles(KEY).open(path, pages=OLD_PAGES)
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM setting").fetchone()
        opened.set()
        done.wait(60)
        other.close()

    other = threading.Thread(target=hold)
    other.start()
    opened.wait(60)
    try:
        with pytest.raises(renewal.RenewalError, match="正被别的程序占用"):
            open_for_work(path)
    finally:
        done.set()
        other.join()
    check_as_before(path)


def check_as_before(path: Path) -> None:
    """The folder holds the file of before, whole, and can be opened for work again."""
    database = Database(path, raw_key=KEY)
    assert database.has_old_pages
    assert rows_of(database) == ROWS
    database.close()
    assert not list(path.parent.glob("*.part*"))
    work = open_for_work(path)
    assert rows_of(work) == ROWS
    work.close()


def test_vacuum_and_attached_files_have_the_pages_of_now(database: Database) -> None:
    connection = database.connection()
    connection.execute("VACUUM")
    attached = database.path.with_name("attached.db")
    connection.execute("ATTACH ? AS other", (str(attached),))
    connection.execute("CREATE TABLE other.thing (name TEXT)")
    connection.execute("DETACH other")
    into = database.path.with_name("into.db")
    connection.execute("VACUUM INTO ?", (str(into),))
    database.close()
    assert {pages_of(each, raw_key=KEY) for each in (database.path, attached, into)} == {NEW_PAGES}


def test_a_page_that_was_altered_is_refused(database: Database) -> None:
    with database.transaction():
        for n in range(ROWS):
            database.execute("INSERT INTO setting VALUES (?, ?)", f"key-{n}", "督导" * n)
    database.close()
    content = bytearray(database.path.read_bytes())
    # The last byte of the second page's tag: 32 bytes, where one of before ends with 64.
    content[2 * 4096 - 1] ^= 1
    database.path.write_bytes(content)
    assert not KeyedFiles(KEY).reads_back(database.path, pages=NEW_PAGES)


def test_a_disk_error_is_not_taken_for_pages_of_before(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def refuse(_: KeyedFiles, __: Path, *, pages: str) -> dbapi2.Connection:
        tried.append(pages)
        msg = "disk I/O error"
        raise dbapi2.OperationalError(msg)

    monkeypatch.setattr(KeyedFiles, "open", refuse)
    with pytest.raises(CannotOpenError):
        Database(path, raw_key=KEY).connect()
    assert tried == [NEW_PAGES]
