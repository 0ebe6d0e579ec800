"""A laptop that has joined an office, and the folder into which it hands over."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector_app.bootstrap import Workbench
from inspector_app.exchange.key_roster import KeyRoster
from tests.sealed import OFFICE_AGE, join_office, outside_tools_accept


@pytest.fixture
def roster(workbench: Workbench) -> KeyRoster:
    return join_office(workbench)


@pytest.fixture(autouse=True)
def stock_tools_take_whatever_was_made(workbench: Workbench, tmp_path: Path) -> Iterator[None]:
    """Every bundle of every test here is one that other people's tools accept."""
    yield
    made = sorted(workbench.context.folder.outbox.glob("*.zip.age"))
    for number, path in enumerate(made):
        outside_tools_accept(path, OFFICE_AGE, tmp_path / f"checked{number}")
