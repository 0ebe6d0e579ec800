"""The laptops of who leads and of who went along."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench, open_workbench
from tests.district.joint.laptops import LESSON, Laptops, belongs_to


@pytest.fixture
def laptops(
    workbench: Workbench, filled_folder: Path, tmp_path: Path, clock: FixedClock
) -> Iterator[Laptops]:
    stick = tmp_path / "stick"
    stick.mkdir()
    other = shutil.copytree(filled_folder, tmp_path / "peer")
    with open_workbench(other, clock=clock) as peer:
        belongs_to(peer, "DX002")
        yield Laptops(workbench, peer, stick)


@pytest.fixture
def joint(filed: Callable[..., str]) -> Callable[..., str]:
    """Make a filed record of 督学01 to which 督学02 went along."""
    return partial(filed, peers=["DX002"], lessons=[LESSON])
