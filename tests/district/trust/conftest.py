"""A district whose passphrases cost little."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import open_workbench
from inspector_app.vault import passphrase
from tests.district.trust.districts import District, fill
from tests.made_once import made_once


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a passphrase be derived in a moment; a reader takes that as well."""
    monkeypatch.setattr(passphrase, "MEMORY_KIB", 8 * 1024)
    monkeypatch.setattr(passphrase, "ROUNDS", 1)


@pytest.fixture(scope="session")
def peopled_folder(
    ready_folder: Path, now: datetime, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A data folder that knows the inspectors; made once, only copied."""

    def make(folder: Path) -> None:
        path = shutil.copytree(ready_folder, folder / "data")
        with open_workbench(path, clock=FixedClock(now)) as made:
            fill(made)

    return made_once(tmp_path_factory, "peopled", make) / "data"


@pytest.fixture
def district(tmp_path: Path, peopled_folder: Path, clock: FixedClock) -> Iterator[District]:
    """An office and its stick; laptops are made as a test asks for them."""
    with ExitStack() as stack:
        yield District(tmp_path, peopled_folder, clock, stack)
