"""The encrypted file: its settings, its key, its copies and its threads."""

import hashlib
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from inspector_app.base.errors import EnvironmentProblem
from inspector_app.storage.database import CannotSaveError, Database, WrongKeyError
from inspector_app.storage.keyed_files import KeyedFiles
from inspector_app.storage.settings import SettingStore
from tests.unit.storage.conftest import KEY, migrated

MARKER = "留样记录缺失-marker-7f3a"


def put_marker(database: Database, times: int = 1) -> None:
    with database.transaction():
        for n in range(times):
            database.execute("INSERT INTO setting VALUES (?, ?)", f"key-{n}", MARKER)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
        ("wal_autocheckpoint", 250),
        ("temp_store", 2),
    ],
)
def test_a_connection_has_the_settings_that_lose_no_saved_value(
    database: Database, pragma: str, value: object
) -> None:
    assert database.row(f"PRAGMA {pragma}") == (value,)


def test_no_file_holds_a_readable_word_not_even_the_log_of_writes(database: Database) -> None:
    put_marker(database, 50)
    for name in ("", "-wal"):
        content = Path(f"{database.path}{name}").read_bytes()
        assert len(content) > 4000
        assert b"marker-7f3a" not in content
        assert "留样".encode() not in content
        assert b"SQLite format" not in content


def test_another_key_is_refused_with_a_sentence_and_the_file_stays_as_it_was(
    database: Database,
) -> None:
    put_marker(database)
    database.close()
    before = hashlib.sha256(database.path.read_bytes()).hexdigest()
    stranger = Database(database.path, raw_key="cd" * 32)
    with pytest.raises(WrongKeyError, match="密钥不符或文件已损坏。原文件没有改动"):
        stranger.connect()
    assert hashlib.sha256(database.path.read_bytes()).hexdigest() == before
    database.connect()
    assert database.row("SELECT value FROM setting") == (MARKER,)


def test_a_damaged_file_is_refused_with_the_same_sentence(tmp_path: Path) -> None:
    path = tmp_path / "inspector.db"
    path.write_bytes(b"not a database" * 1000)
    with pytest.raises(WrongKeyError, match=r"inspector\.db"):
        Database(path, raw_key=KEY).connect()
    assert path.read_bytes() == b"not a database" * 1000


def test_a_folder_that_is_not_there_is_no_fault_of_the_key(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as refused:
        Database(tmp_path / "nowhere" / "inspector.db", raw_key=KEY).connect()
    assert not isinstance(refused.value, WrongKeyError)
    assert "密钥" not in refused.value.sentence


def test_a_file_that_cannot_be_opened_for_want_of_room_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "inspector.db"
    blocked.mkdir()
    with pytest.raises(EnvironmentProblem) as refused:
        Database(blocked, raw_key=KEY).connect()
    assert "磁盘已满" not in refused.value.sentence

    no_room = shutil.disk_usage(tmp_path)._replace(free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: no_room)
    with pytest.raises(EnvironmentProblem, match=r"打不开：磁盘已满。.*请腾出空间后再试"):
        Database(blocked, raw_key=KEY).connect()


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    def cut_off() -> None:
        with database.transaction():
            database.execute("INSERT INTO setting VALUES ('a', '1')")
            raise RuntimeError("power")

    with pytest.raises(RuntimeError, match="power"):
        cut_off()
    assert database.rows("SELECT * FROM setting") == []


def put_and_fail(database: Database, key: str) -> None:
    with database.transaction():
        SettingStore(database).put(key, 1)
        raise RuntimeError(key)


def test_a_transaction_inside_another_is_taken_back_alone(database: Database) -> None:
    settings = SettingStore(database)
    with database.transaction():
        settings.put("outer", 1)
        with pytest.raises(RuntimeError, match="inner"):
            put_and_fail(database, "inner")
        with database.transaction():
            settings.put("second", 3)
    assert [settings.get(key) for key in ("outer", "inner", "second")] == [1, None, 3]


def test_what_a_transaction_did_inside_another_goes_with_the_other(database: Database) -> None:
    def outer() -> None:
        with database.transaction():
            with database.transaction():
                SettingStore(database).put("inner", 2)
            raise RuntimeError("outer")

    with pytest.raises(RuntimeError, match="outer"):
        outer()
    assert SettingStore(database).get("inner") is None


def test_each_thread_has_a_connection_of_its_own(database: Database) -> None:
    with ThreadPoolExecutor(1) as other:
        assert other.submit(database.connection).result() is not database.connection()
        other.submit(database.close).result()
    assert database.connection() is database.connection()


def test_tables_and_plain_statements_share_one_transaction(database: Database) -> None:
    def both() -> None:
        with database.transaction():
            SettingStore(database).put("through a table", 1)
            database.execute("INSERT INTO setting (key, value) VALUES ('plain', '2')")
            raise RuntimeError("later")

    with pytest.raises(RuntimeError, match="later"):
        both()
    assert database.rows("SELECT * FROM setting") == []


def test_a_reference_to_a_school_that_is_not_there_is_refused(database: Database) -> None:
    with pytest.raises(dbapi2.IntegrityError, match="FOREIGN KEY"), database.transaction():
        database.execute(
            "INSERT INTO inspector_zone VALUES ('nobody', '第一责任区', '2022-09-01', NULL, 'x')"
        )


def test_a_snapshot_shows_one_state_while_another_thread_writes(database: Database) -> None:
    put_marker(database)
    counted: list[int] = []

    def count() -> int:
        found = database.row("SELECT count(*) FROM setting")
        assert found is not None
        return int(found[0])

    def write() -> None:
        with database.transaction():
            database.execute("INSERT INTO setting VALUES ('late', '1')")
        database.close()

    with database.snapshot():
        counted.append(count())
        writer = threading.Thread(target=write)
        writer.start()
        writer.join()
        with database.snapshot():
            counted.append(count())
    assert [*counted, count()] == [1, 1, 2]


def test_a_copy_holds_every_committed_row_under_the_same_key(
    database: Database, tmp_path: Path
) -> None:
    put_marker(database, 20)
    target = tmp_path / "copy.db"
    database.backup(target)
    assert b"marker-7f3a" not in target.read_bytes()
    copy = Database(target, raw_key=KEY)
    assert copy.row("SELECT count(*), min(value) FROM setting") == (20, MARKER)
    copy.close()
    with pytest.raises(WrongKeyError):
        Database(target, raw_key="cd" * 32).connect()


def test_a_copy_leaves_nothing_beside_it(database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    database.backup(folder / "copy.db")
    assert [path.name for path in folder.iterdir()] == ["copy.db"]


def test_a_copy_that_cannot_be_written_is_refused_and_leaves_the_older_one(
    database: Database, tmp_path: Path
) -> None:
    put_marker(database)
    with pytest.raises(EnvironmentProblem, match="没有做成：副本写不出"):
        database.backup(tmp_path / "nowhere" / "copy.db")
    target = tmp_path / "copy.db"
    database.backup(target)
    database.backup(target)
    copy = Database(target, raw_key=KEY)
    assert copy.row("SELECT count(*) FROM setting") == (1,)
    copy.close()


def test_a_copy_that_does_not_read_back_is_thrown_away(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_marker(database, 200)
    target = tmp_path / "copy.db"
    database.backup(target)
    kept = target.read_bytes()
    reads_back = KeyedFiles.reads_back

    def after_a_bad_sector(self: KeyedFiles, copy: Path, **kinds: Any) -> bool:
        content = bytearray(copy.read_bytes())
        content[len(content) // 2] ^= 1
        copy.write_bytes(content)
        return reads_back(self, copy, **kinds)

    monkeypatch.setattr(KeyedFiles, "reads_back", after_a_bad_sector)
    with pytest.raises(EnvironmentProblem, match="检查不合格"):
        database.backup(target)
    assert target.read_bytes() == kept
    assert sorted(p.name for p in tmp_path.iterdir() if "copy" in p.name) == ["copy.db"]


def test_closing_twice_and_opening_again_keeps_the_rows(tmp_path: Path) -> None:
    database = migrated(tmp_path / "inspector.db")
    put_marker(database)
    database.close()
    database.close()
    database.connect()
    database.connect()
    assert database.row("SELECT count(*) FROM setting") == (1,)
    database.close()


def test_a_full_disk_is_said_and_what_was_saved_stands(database: Database) -> None:
    put_marker(database)
    (pages,) = database.row("PRAGMA page_count") or (0,)
    database.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(CannotSaveError, match=r"磁盘已满.*都在"), database.transaction():
        database.execute("INSERT INTO setting VALUES ('big', ?)", "长" * 400_000)
    assert database.rows("SELECT key FROM setting WHERE key IN ('key-0', 'big')") == [("key-0",)]
