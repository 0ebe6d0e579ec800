"""A city with three districts for the window: two have reported, one has not."""

import shutil
from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from tests.made_once import made_once
from tests.stories.city import CITY, DAY, MONTH, build
from tests.stories.conftest import Command, _written, command_on
from tests.stories.test_upwards import done
from tests.unit.services.conftest import COMPLETE

__all__ = ["CITY", "MONTH"]


@pytest.fixture
def december() -> FixedClock:
    return FixedClock(DAY)


@pytest.fixture(scope="session")
def offices_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folders of three districts, their city and its province; made once, only copied."""
    return made_once(tmp_path_factory, "city", build)


@pytest.fixture
def offices(offices_made: Path, tmp_path: Path) -> Path:
    """A copy of these folders, whose clock stands at the beginning of December."""
    return shutil.copytree(offices_made, tmp_path / "offices")


def at(root: Path, code: str, clock: FixedClock) -> Command:
    """Return the commands of one of these offices."""
    return command_on(root / code, clock)


def filed(command: Command, root: Path, day: str) -> None:
    """Let an office file one record more."""
    more = {**COMPLETE, "date": day, "lead": "DX001", "school": "2121000003"}
    number = done(command, "visit", "new", "--from", _written(root / "r.json", more)).strip()
    done(command, "visit", "file", number)
