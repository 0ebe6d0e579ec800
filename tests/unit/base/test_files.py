"""Files appear whole or not at all, and one program works on a folder."""

import errno
import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from inspector_app.base import child
from inspector_app.base.errors import disk_reason
from inspector_app.base.files import make_folder, publish, read_file, write_atomic
from inspector_app.base.instance_lock import FolderInUseError, InstanceLock
from inspector_app.base.paths import DataFolder, resources


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_or_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    write_atomic(target, b"one")

    def write_two(stream: BinaryIO) -> None:
        stream.write(b"two")

    write_atomic(target, write_two)
    assert target.read_bytes() == b"two"
    assert names(tmp_path) == ["a.json"]


def test_a_writer_that_fails_leaves_the_old_file_and_no_part(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    write_atomic(target, b"old")

    def full(stream: BinaryIO) -> None:
        stream.write(b"half")
        raise OSError(28, "no space left")

    with pytest.raises(OSError, match="no space"):
        write_atomic(target, full)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["a.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_what_was_left_of_the_same_file_a_day_ago_is_swept_and_nothing_else(
    tmp_path: Path,
) -> None:
    ours = tmp_path / "月.xlsx.0123abcd.part"
    others = [
        tmp_path / name for name in ("月.xlsx.part", "月.xlsx.mine.part", "周.xlsx.0123abcd.part")
    ]
    fresh = tmp_path / "月.xlsx.89abcdef.part"
    for path in (ours, *others, fresh):
        path.write_bytes(b"x")
    for path in (ours, *others):
        os.utime(path, (0, 0))
    write_atomic(tmp_path / "月.xlsx", b"whole")
    assert sorted(tmp_path.iterdir()) == sorted([*others, fresh, tmp_path / "月.xlsx"])


def test_a_private_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    write_atomic(tmp_path / "data.key", b"secret", private=True)
    assert stat.S_IMODE((tmp_path / "data.key").stat().st_mode) == 0o600


def test_a_finished_file_gets_its_name_over_the_old_one(tmp_path: Path) -> None:
    part, target = tmp_path / "a.part", tmp_path / "a.db"
    target.write_bytes(b"old")
    part.write_bytes(b"new")
    publish(part, target)
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["a.db"]
    with pytest.raises(FileNotFoundError):
        publish(part, target)
    assert target.read_bytes() == b"new"


def test_a_folder_is_made_with_its_parents_once(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b" / "c"
    make_folder(folder)
    make_folder(folder)
    assert folder.is_dir()


def test_everything_of_a_data_folder_lies_in_it(tmp_path: Path) -> None:
    layout = DataFolder(tmp_path)
    places = [
        layout.database, layout.key_file, layout.lock_file, layout.photos, layout.outbox,
        layout.backups, layout.logs,
    ]  # fmt: skip
    assert len(set(places)) == 7
    assert {place.parent for place in places} == {tmp_path}


def test_the_shipped_resources_are_where_the_program_looks() -> None:
    assert (resources() / "fonts").is_dir()


def test_a_folder_in_use_is_refused_with_a_sentence_until_it_is_free(tmp_path: Path) -> None:
    path = tmp_path / "in-use.lock"
    with InstanceLock(path), pytest.raises(FolderInUseError, match="没有做任何改动"):
        InstanceLock(path)
    again = InstanceLock(path)
    again.release()
    again.release()


def test_the_lock_of_a_program_that_died_is_free(tmp_path: Path) -> None:
    path = tmp_path / "in-use.lock"
    script = (
        f"import os, pathlib, sys; sys.path[:0] = {sys.path!r};"
        "from inspector_app.base.instance_lock import InstanceLock;"
        f"held = InstanceLock(pathlib.Path({str(path)!r})); os._exit(9)"
    )
    assert child.run([sys.executable, "-c", script]).code == 9
    InstanceLock(path).release()


@pytest.mark.skipif(os.name == "nt", reason="Windows 没有管道文件")
def test_a_pipe_that_nobody_writes_into_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")

    with pytest.raises(OSError, match=os.strerror(errno.ENXIO)) as refused:
        read_file(tmp_path / "a")

    assert disk_reason(refused.value) == "它不是文件，是管道、设备之类"


def test_a_file_of_more_bytes_than_are_read_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"1234")

    assert read_file(path, most=4) == b"1234"
    with pytest.raises(OSError, match=os.strerror(errno.EOVERFLOW)) as refused:
        read_file(path, most=3)
    assert disk_reason(refused.value) == "它太大，不像要读的文件"
