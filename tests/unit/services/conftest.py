"""A workbench over real encrypted files, and the shortest way to a record that can be filed."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.domain.school import Assignment, Inspector, InspectorKind, School, SchoolKind
from inspector_app.storage.people import FIRST_DAY
from tests.made_once import made_once

SCHOOL = "2121000003"
KINDERGARTEN = "1121000007"


@pytest.fixture(scope="session")
def filled_folder(
    ready_folder: Path, now: datetime, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The data folder of 督学01, with two schools and three people; made once, only copied."""

    def make(folder: Path) -> None:
        path = shutil.copytree(ready_folder, folder / "data")
        with open_workbench(path, clock=FixedClock(now)) as made:
            _fill(made)

    return made_once(tmp_path_factory, "filled", make) / "data"


@pytest.fixture
def folder(filled_folder: Path, tmp_path: Path) -> Path:
    """The data folder of 督学01, with two schools and three people."""
    return shutil.copytree(filled_folder, tmp_path / "data")


@pytest.fixture
def workbench(folder: Path, clock: FixedClock) -> Iterator[Workbench]:
    """That folder, open."""
    with open_workbench(folder, clock=clock) as opened:
        yield opened


def _fill(made: Workbench) -> None:
    stores = made.context.stores
    with made.context.database.transaction():
        for code, name, kind in (
            (SCHOOL, "示范区第3小学", SchoolKind.PRIMARY),
            (KINDERGARTEN, "示范区第7幼儿园", SchoolKind.KINDERGARTEN),
        ):
            school = School(code=code, name=name, kind=kind, ownership="公办")
            stores.schools.put(school, initials="", origin="test")
        for number in (1, 2, 3):
            person = Inspector(
                id=f"DX{number:03d}", name=f"督学{number:02d}", kind=InspectorKind.PART_TIME
            )
            stores.people.put(person, origin="test")
            stores.people.set_zone(person.id, "第一督学责任区", start=FIRST_DAY, origin="test")
        assignment = Assignment(inspector_id="DX001", school_code=SCHOOL, start=FIRST_DAY)
        stores.schools.put_assignment(assignment, origin="test")


COMPLETE: dict[str, Any] = {
    "school": SCHOOL,
    "date": "2026-11-20",
    "session": "上午",
    "type": "经常性",
    "notice": "随机",
    "topics": ["T6", "T7"],
    "methods": {"campus_walks": 1, "documents_read": 2},
    "narrative": "巡视校园，查看食堂。",
    "advice": "坚持每日巡查。",
    "feedback_way": ["现场口头"],
    "issues": [
        {"category": "T6", "description": "消防通道堆放杂物。", "severity": "一般",
         "deadline": "2026-12-05"}
    ],
    "next_visit": "2026-12-10",
}  # fmt: skip


@pytest.fixture
def complete() -> dict[str, Any]:
    """The fields of a record that misses nothing."""
    return {**COMPLETE, "issues": [dict(issue) for issue in COMPLETE["issues"]]}


@pytest.fixture
def filed(workbench: Workbench, complete: dict[str, Any]) -> Callable[..., str]:
    """Make a filed record; keywords replace its fields."""

    def make(**fields: Any) -> str:
        uid = workbench.visit_edit.new_from_json({**complete, **fields}).uid
        workbench.visits.file(uid)
        return uid

    return make


@pytest.fixture
def photo_file() -> Callable[[str], Any]:
    """Make a small JPEG under a name; each name gives another picture."""
    from io import BytesIO
    from zlib import crc32

    from PIL import Image

    from inspector_app.services.incoming_photos import IncomingPhoto

    def make(name: str) -> IncomingPhoto:
        seed = crc32(name.encode())
        image = Image.new("RGB", (320, 240), (seed % 256, seed // 256 % 256, 90))
        for place in range(8):
            box = (seed * (place + 3) % 280, seed * (place + 7) % 200)
            image.paste(
                (place * 30, 255 - place * 30, seed % 200), (*box, box[0] + 30, box[1] + 30)
            )
        buffer = BytesIO()
        image.save(buffer, "JPEG", quality=90)
        return IncomingPhoto(name=name, data=buffer.getvalue())

    return make


@pytest.fixture
def draft(workbench: Workbench, complete: dict[str, Any]) -> str:
    return workbench.visit_edit.new_from_json(complete).uid
