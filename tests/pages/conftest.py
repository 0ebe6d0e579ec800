"""A reader of the handbook at a laptop, at the office, in a whole district."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.vault import passphrase
from tests.district.trust.districts import PASSPHRASE
from tests.pages.reading import Desk
from tests.stories.conftest import command_on, district, enrolled, filed, number
from tests.stories.test_trust import NEW_PASSPHRASE
from tests.unit.services.conftest import filled_folder

__all__ = ["district", "enrolled", "filed", "filled_folder", "number"]


@pytest.fixture(autouse=True)
def _passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrase, "MEMORY_KIB", 8 * 1024)
    monkeypatch.setattr(passphrase, "ROUNDS", 1)
    monkeypatch.setenv("INSPECTOR_APP_ROOT_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("INSPECTOR_APP_NEW_ROOT_PASSPHRASE", NEW_PASSPHRASE)


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which files are written and read: commands are typed there."""
    path = tmp_path / "桌面"
    path.mkdir()
    monkeypatch.chdir(path)
    # Who is asked for lines or a password ends the questions at once.
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    return path


@pytest.fixture
def december() -> FixedClock:
    """The second of December 2026, when November is over."""
    return FixedClock(datetime(2026, 12, 2, 8, tzinfo=UTC))


@pytest.fixture
def laptop(number: str, tmp_path: Path, table: Path, clock: FixedClock) -> Desk:
    """A laptop with one filed record: it has a lesson and an issue."""
    assert number
    return Desk(command=command_on(tmp_path / "data", clock), folder=table)
