"""Commands on a data folder of the test, and a record that they filed."""

import io
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import Workbook

from inspector_app import bootstrap
from inspector_app.base.clock import Clock, FixedClock
from inspector_app.bootstrap import Workbench
from inspector_app.cli.main import run
from tests.district.office.district import District, made_district
from tests.unit.services.conftest import filled_folder  # noqa: F401 - a fixture

Command = Callable[..., tuple[int | None, str, str]]

RECORD: Final[dict[str, Any]] = {
    "school": "2121000003",
    "date": "2026-11-20",
    "session": "上午",
    "type": "专项",
    "campaign": "校园安全专项",
    "notice": "已通知",
    "notice_date": "2026-11-18",
    "lead": "督学01",
    "peers": ["督学02"],
    "others": "区市场监管人员两名",
    "host": "副校长",
    "topics": ["T6", "T7"],
    "month_theme": "冬季安全",
    "methods": {"campus_walks": 1, "documents_read": 4, "panels": 1, "panel_people": 6},
    "plan_text": "重点看消防通道和食堂留样。",
    "narrative": "巡视校园，与王㛃、李䶮、赵𠅤座谈。" + "查看台账，逐项核对记录。" * 400,
    "merits": ["明厨亮灶运行正常。"],
    "advice": "坚持每日巡查，立行立改。",
    "feedback_way": ["现场口头", "书面反馈意见书"],
    "feedback_to": "校长",
    "next_visit": "2026-12-18",
}
LESSON: Final = {
    "listener": "DX001", "period": 3, "class": "4年1班", "subject": "科学", "teacher": "教师07",
    "topic": "水的循环", "kind": "实验", "manner": "推门", "expected": 42, "present": 41,
    "has_plan": True, "homework": "观察记录一则", "process": "演示、分组、汇报。",
    "strengths": "分工明确。", "weaknesses": "时间偏紧。", "advice": "精简讲解。", "grade": "良",
}  # fmt: skip
ISSUE: Final = {
    "category": "T6", "description": "消防通道堆放课桌。", "severity": "安全隐患",
    "requirement": "三日内清理并留影。", "responsible_unit": "总务处",
    "deadline": "2026-11-27",
}  # fmt: skip


@dataclass(frozen=True)
class Filed:
    """A data folder in which a record was filed, and its number."""

    folder: Path
    number: str


def command_on(folder: Path, clock: Clock) -> Command:
    """Return what runs commands on a data folder and gives back exit code, output and complaint."""

    def opened(path: Path) -> Workbench:
        return bootstrap.open_workbench(path, clock=clock)

    def call(*arguments: object) -> tuple[int | None, str, str]:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run(
                ["--data", str(folder), *map(str, arguments)],
                default_folder=folder.parent / "elsewhere",
                opener=opened,
                init=bootstrap.init_folder,
            )
        return code, out.getvalue(), err.getvalue()

    return call


@pytest.fixture
def command(tmp_path: Path, clock: FixedClock) -> Command:
    """Run one command on the data folder of the test; most find one with defaults there."""
    folder = tmp_path / "data"
    call = command_on(folder, clock)

    def on_a_folder(*arguments: object) -> tuple[int | None, str, str]:
        begins = not arguments or arguments[0] in {"init", "demo", "import"}
        if not (begins or folder.exists()):
            bootstrap.init_folder(folder, clock=clock)
        return call(*arguments)

    return on_a_folder


@pytest.fixture(scope="session")
def filed(now: datetime, tmp_path_factory: pytest.TempPathFactory) -> Filed:
    """A filed record with a lesson and an issue, made by commands once in a run, only copied."""
    folder = tmp_path_factory.mktemp("filed")
    command = command_on(folder / "data", FixedClock(now))
    command("init", "--district", "210304", "--inspector", "DX001")
    assert command("import", "roster", roster_book(folder / "名册.xlsx"))[0] == 0
    no = command("visit", "new", "--from", _written(folder / "r.json", RECORD))[1].strip()
    for act, data in (("add-lesson", LESSON), ("add-issue", ISSUE)):
        assert command("visit", act, no, "--from", _written(folder / "x.json", data))[0] == 0
    assert command("visit", "file", no)[0] == 0
    return Filed(folder=folder / "data", number=no)


@pytest.fixture
def number(filed: Filed, tmp_path: Path) -> str:
    """The number of a filed record with a lesson and an issue in the data folder of the test."""
    shutil.copytree(filed.folder, tmp_path / "data")
    return filed.number


@pytest.fixture
def enrolled(
    filled_folder: Path,  # noqa: F811 - the fixture above
    tmp_path: Path,
    clock: FixedClock,
) -> Iterator[District]:
    """An office and laptops that are enrolled there; nothing has gone between them."""
    with ExitStack() as stack:
        yield made_district(filled_folder, tmp_path, clock, stack)


@pytest.fixture
def district(enrolled: District) -> District:
    """A district as it begins; stories of one that has done something have their own."""
    return enrolled


def _written(path: Path, data: object) -> Path:
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def roster_book(path: Path) -> Path:
    book = Workbook()
    schools = book.active
    assert schools is not None
    schools.title = "学校"
    schools.append(["学校标识码", "学校名称", "办学类型", "举办性质", "学生数", "状态", "停办日期"])
    schools.append(["2121000003", "示范区第3小学", "小学", "公办", 700, "在办", None])
    people = book.create_sheet("督学")
    people.append(["督学编号", "姓名", "专兼职", "责任区"])
    people.append(["DX001", "督学01", "兼职", "第一督学责任区"])
    people.append(["DX002", "督学02", "专职", "第一督学责任区"])
    assigned = book.create_sheet("责任分配")
    assigned.append(["督学编号", "学校标识码", "开始日期", "结束日期"])
    assigned.append(["DX001", "2121000003", "2026-09-01", None])
    book.save(path)
    return path
