"""The folders and records of one computer, as the tests of its services have them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspector_app.bootstrap import Workbench
from inspector_app.domain.photo import PhotoOwner
from tests.unit.services.conftest import (
    complete,
    filed,
    filled_folder,
    folder,
    photo_file,
    workbench,
)

__all__ = ["complete", "filed", "filled_folder", "folder", "photo_file", "workbench"]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """The folder into which a computer hands over."""
    folder = tmp_path / "共享"
    folder.mkdir()
    return folder


@pytest.fixture
def with_photos(
    workbench: Workbench, complete: dict[str, Any], photo_file: Callable[[str], Any]
) -> str:
    uid = workbench.visit_edit.new_from_json(complete).uid
    files = [photo_file("校门.jpg"), photo_file("食堂.jpg")]
    workbench.photos.add(PhotoOwner.VISIT, uid, files=files)
    workbench.visits.file(uid)
    return uid
