"""The demonstration is written whole or not at all."""

import shutil
from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench, open_workbench
from tests.fuse import Killed


def test_a_demonstration_that_was_cut_off_is_not_there_and_can_be_made(
    ready_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    folder = shutil.copytree(ready_folder, tmp_path / "data")

    def die(_place: int, _of: int) -> bool:
        raise Killed

    with open_workbench(folder, clock=clock) as bench:
        with pytest.raises(Killed):
            bench.demo.build(years=1, seed=1, progress=die)
        assert _rows(bench) == (0, 0)
        bench.demo.build(years=1, seed=1)
        assert min(_rows(bench)) > 0


def _rows(bench: Workbench) -> tuple[int, int]:
    ((schools, visits),) = bench.context.database.rows(
        "SELECT (SELECT count(*) FROM school), (SELECT count(*) FROM visit)"
    )
    return int(schools), int(visits)
