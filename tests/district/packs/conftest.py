"""A district whose office sends packs to three laptops."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from tests.district.office.district import District, made_district


@pytest.fixture
def district(filled_folder: Path, tmp_path: Path, clock: FixedClock) -> Iterator[District]:
    with ExitStack() as stack:
        yield made_district(filled_folder, tmp_path, clock, stack)
