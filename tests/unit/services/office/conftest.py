"""A district of one office and three inspectors."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench
from inspector_app.services.context import Role
from tests.unit.services.conftest import COMPLETE
from tests.unit.services.office.district import IN_USE, District, opened

Write = Callable[..., str]


@pytest.fixture
def district(filled_folder: Path, tmp_path: Path, clock: FixedClock) -> Iterator[District]:
    share = tmp_path / "督导共享"
    (share / "inbox").mkdir(parents=True)
    with ExitStack() as stack:

        def bench(name: str, role: Role, person: str) -> Workbench:
            folder = shutil.copytree(filled_folder, tmp_path / name, ignore=IN_USE)
            made = opened(folder, clock, role=role, person=person, device=f"device-{name}")
            stack.callback(made.close)
            return made

        made = District(
            office=bench("office", Role.OFFICE, ""),
            laptops={p: bench(p, Role.LAPTOP, p) for p in ("DX001", "DX002", "DX003")},
            share=share,
        )
        made.sign_roster()
        yield made


@pytest.fixture
def write(district: District) -> Write:
    """Make a filed record on a laptop; keywords replace its fields."""

    def make(name: str, **fields: Any) -> str:
        bench = district.laptops[name]
        content = {**COMPLETE, "issues": [dict(issue) for issue in COMPLETE["issues"]]}
        uid = bench.visit_edit.new_from_json({**content, **fields}).uid
        bench.visits.file(uid)
        return uid

    return make
