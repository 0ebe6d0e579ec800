"""Commands at the office and on the laptops of a small district, and what they answer."""

import json
from typing import Any

from inspector_app.base.clock import FixedClock
from tests.district.office.district import District
from tests.stories.conftest import Command, command_on


def on(district: District, name: str, clock: FixedClock) -> Command:
    """Return what runs commands at the office or on a laptop, whose services are let go."""
    bench = district.office if name == "office" else district.laptops[name]
    bench.close()
    return command_on(bench.context.folder.root, clock)


def done(answer: tuple[int | None, str, str]) -> str:
    """Return what a command said that did what it was told."""
    code, said, wrong = answer
    assert code == 0, wrong or said
    return said


def read(answer: tuple[int | None, str, str]) -> Any:
    """Return what such a command said, as JSON."""
    return json.loads(done(answer))
