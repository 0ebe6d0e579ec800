"""The demonstration district that measurements are taken over: ten years, or one in short runs."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench import district

YEARS = 10 if os.environ.get("INSPECTOR_APP_FULL_LENGTH") else 1


@pytest.fixture(scope="session")
def disk() -> Iterator[Path]:
    """A folder on the disk, wherever other tests write: what people wait for is measured."""
    with tempfile.TemporaryDirectory(prefix="inspector-bench-") as made:
        yield Path(made)


@pytest.fixture
def tmp_path(disk: Path) -> Path:
    """A new folder there."""
    return Path(tempfile.mkdtemp(dir=disk))


@pytest.fixture(scope="session")
def folder(disk: Path) -> Path:
    """Its data folder, made once; measurements leave it as it is."""
    made = disk / "district"
    district.build(made, years=YEARS)
    return made
