"""A data folder that was begun is made anew or finished, and is none that lost its data."""

import errno
import os
from pathlib import Path

import pytest

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import EnvironmentProblem, RefusedError
from inspector_app.bootstrap import new_folder
from inspector_app.services.context import Role
from tests.fuse import Killed


@pytest.fixture
def cut_off(tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose making was cut off before the database got its name."""

    def die(_layout: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(new_folder, "finish", die)
        with pytest.raises(Killed):
            bootstrap.init_folder(tmp_path / "data", district="210304", clock=clock)
    return tmp_path / "data"


def test_a_folder_that_was_cut_off_is_finished_when_it_is_opened(
    cut_off: Path, clock: FixedClock
) -> None:
    with bootstrap.open_workbench(cut_off, clock=clock) as bench:
        assert bench.settings.identity().district == "210304"
        assert bench.checks.run().sound
    assert sorted(path.name for path in cut_off.iterdir()) == [
        "data.key", "in-use.lock", "inspector.db",
    ]  # fmt: skip


def test_a_folder_that_was_cut_off_can_be_made_again_otherwise(
    cut_off: Path, clock: FixedClock
) -> None:
    key = (cut_off / "data.key").read_bytes()
    bootstrap.init_folder(cut_off, role=Role.OFFICE, district="210305", clock=clock)
    with bootstrap.open_workbench(cut_off, clock=clock) as bench:
        assert bench.settings.identity().role is Role.OFFICE
    assert (cut_off / "data.key").read_bytes() == key
    with pytest.raises(RefusedError, match="已经有数据"):
        bootstrap.init_folder(cut_off, clock=clock)


def test_a_full_disk_leaves_nothing_that_stands_in_the_way(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(EnvironmentProblem, match="磁盘已满"):
            bootstrap.init_folder(tmp_path / "data", clock=clock)
    bootstrap.init_folder(tmp_path / "data", clock=clock)
    with bootstrap.open_workbench(tmp_path / "data", clock=clock) as bench:
        assert bench.checks.run().sound


def test_what_a_kill_left_of_a_new_folder_is_nobody_elses_file(
    tmp_path: Path, clock: FixedClock
) -> None:
    for name in ("data.key.0123abcd.part", "inspector.db.begun", "inspector.db.begun-wal"):
        (tmp_path / name).write_bytes(b"x")
    with bootstrap.open_workbench(tmp_path, clock=clock) as bench:
        assert bench.checks.run().sound
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob("*.begun*"))


def test_a_key_without_any_database_is_still_one_that_was_lost(
    cut_off: Path, clock: FixedClock
) -> None:
    (cut_off / "inspector.db.begun").unlink()
    with pytest.raises(EnvironmentProblem, match="从备份恢复"):
        bootstrap.open_workbench(cut_off, clock=clock)
    with pytest.raises(RefusedError):
        bootstrap.init_folder(cut_off, clock=clock)
