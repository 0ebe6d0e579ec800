"""A city with three districts for the window: two have reported, one has not."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.vault import passphrase
from tests.stories.conftest import Command, _written, command_on
from tests.stories.test_upwards import THIRD, district, done, join, joined, locked_and_sent
from tests.unit.services.conftest import COMPLETE
from tests.unit.services.trust.districts import PASSPHRASE

CITY = "210300"
MONTH = "2026-11"


@pytest.fixture
def december() -> FixedClock:
    return FixedClock(datetime(2026, 12, 2, 8, tzinfo=UTC))


@pytest.fixture(scope="module")
def offices_made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folders of three districts, their city and its province; made once, only copied."""
    root, clock = tmp_path_factory.mktemp("city"), FixedClock(datetime(2026, 12, 2, 8, tzinfo=UTC))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passphrase, "MEMORY_KIB", 8 * 1024)
        patch.setenv("INSPECTOR_APP_ROOT_PASSPHRASE", PASSPHRASE)
        lower, city, _ = joined(root, clock)
        lower[THIRD] = district(root, THIRD, clock)
        join(lower[THIRD], city, codes=(THIRD, CITY), root=root)
        post = root / "交市里"
        for code in ("210304", "210305"):
            locked_and_sent(lower[code], post)
        done(city, "office", "scan", post)
        done(lower["210304"], "upwards", "receipts", root / CITY / "receipts")
        done(lower[THIRD], "month", "lock", MONTH)
        yield root


@pytest.fixture
def offices(offices_made: Path, tmp_path: Path, december: FixedClock) -> Path:
    """A copy of these folders, whose clock stands at the beginning of December."""
    shutil.copytree(offices_made, tmp_path / "offices")
    return tmp_path / "offices"


def at(root: Path, code: str, clock: FixedClock) -> Command:
    """Return the commands of one of these offices."""
    return command_on(root / code, clock)


def filed(command: Command, root: Path, day: str) -> None:
    """Let an office file one record more."""
    more = {**COMPLETE, "date": day, "lead": "DX001", "school": "2121000003"}
    number = done(command, "visit", "new", "--from", _written(root / "r.json", more)).strip()
    done(command, "visit", "file", number)
