"""A district of one office and three inspectors."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from tests.district.office.district import District, made_district, written

Write = Callable[..., str]


@pytest.fixture
def district(filled_folder: Path, tmp_path: Path, clock: FixedClock) -> Iterator[District]:
    with ExitStack() as stack:
        yield made_district(filled_folder, tmp_path, clock, stack)


@pytest.fixture
def write(district: District) -> Write:
    """Make a filed record on a laptop; keywords replace its fields."""

    def make(name: str, **fields: Any) -> str:
        return written(district.laptops[name], **fields)

    return make


@pytest.fixture
def record(district: District, write: Write) -> str:
    """A record of DX001 that the office has received."""
    uid = write("DX001")
    district.hand_over("DX001")
    district.scan()
    return uid


@pytest.fixture
def reported(district: District, write: Write) -> str:
    """One record of an inspector whose month was taken in."""
    uid = write("DX001")
    district.hand_over("DX001")
    district.scan()
    return uid
