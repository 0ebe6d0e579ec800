"""Two laptops that went along to one visit, and what both know of them."""

import shutil
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from inspector_app.base.errors import (
    UserError,
)
from inspector_app.bootstrap import Workbench
from inspector_app.domain.month import Month
from inspector_app.services.context import Role
from tests.unit.services.conftest import SCHOOL

NOVEMBER: Final = Month(2026, 11)
IN_USE: Final = shutil.ignore_patterns("in-use.lock")
LESSON: Final = {
    "listener": "DX001", "period": 2, "class": "三1班", "subject": "语文", "teacher": "教师A",
    "topic": "观潮", "kind": "新授", "process": "朗读、讨论。", "advice": "多留时间。",
    "grade": "良",
}  # fmt: skip
ENTRY: Final[dict[str, Any]] = {
    "school": SCHOOL, "date": "2026-11-20", "session": "上午", "lead": "DX001",
    "lessons": [{"period": 3, "class": "三2班"}],
}  # fmt: skip


class Laptops(NamedTuple):
    """The laptop of 督学01, who leads, that of 督学02, who went along, and a folder between."""

    lead: Workbench
    peer: Workbench
    stick: Path

    def hand_over(self, uid: str) -> Path:
        return self.lead.joint_hand_over.write(uid, self.stick).path


def belongs_to(bench: Workbench, person: str) -> None:
    bench.settings.set_identity(role=Role.LAPTOP, district="210304", inspector_id=person)


def own(bench: Workbench, person: str = "DX002") -> tuple[int, ...]:
    row = bench.months.as_json(NOVEMBER, recompute=True)["inspectors"][person]
    return tuple(row[name] for name in ("inspector_visits", "half_days", "lessons"))


def told(error: pytest.ExceptionInfo[UserError]) -> str:
    return error.value.sentence
