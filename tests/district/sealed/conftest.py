"""A laptop that has joined an office, and the folder into which it hands over."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from inspector_app.bootstrap import Workbench
from inspector_app.domain.photo import PhotoOwner
from inspector_app.exchange.key_roster import KeyRoster
from tests.sealed import OFFICE_AGE, join_office, outside_tools_accept


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "共享"
    folder.mkdir()
    return folder


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


@pytest.fixture
def with_photos(
    workbench: Workbench, complete: dict[str, Any], photo_file: Callable[[str], Any]
) -> str:
    uid = workbench.visit_edit.new_from_json(complete).uid
    files = [photo_file("校门.jpg"), photo_file("食堂.jpg")]
    workbench.photos.add(PhotoOwner.VISIT, uid, files=files)
    workbench.visits.file(uid)
    return uid
