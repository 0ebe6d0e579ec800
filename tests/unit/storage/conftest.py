"""A fresh encrypted database for each test, copied from one that the migrations made."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector_app.storage.database import Database
from inspector_app.storage.migrate import migrate
from tests.unit.builders import AT

KEY = "ab" * 32


def migrated(path: Path) -> Database:
    """Return an open database of the newest schema."""
    database = Database(path, raw_key=KEY)
    database.connect()
    migrate(database, at=AT, program="0.1.0", before_change=lambda _: None)
    return database


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "empty.db"
    migrated(path).close()
    return path


@pytest.fixture
def database(template: Path, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "inspector.db"
    shutil.copy(template, path)
    opened = Database(path, raw_key=KEY)
    opened.connect()
    yield opened
    opened.close()
