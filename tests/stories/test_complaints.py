"""A complaint by telephone, from the call to the answer and the office, on the command line."""

import json
import shutil
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.domain.school import Inspector, InspectorKind, School, SchoolKind
from inspector_app.services.context import Role
from tests.stories.conftest import Command, command_on
from tests.stories.test_documents import text_of

SCHOOL: Final = "2121000003"
WHO: Final = {
    "name": "反映人甲乙",
    "phone": "13900001234",
    "mail": "someone@example.com",
    "address": "示范街道丙丁号院",
}
CALL: Final[dict[str, Any]] = {
    "source": "来电", "received_on": "2026-11-20", "received_at": "15:30", "school": SCHOOL,
    "account": "食堂饭菜不热，学生回家说吃不饱。", **WHO,
}  # fmt: skip
ACCEPTED: Final = {**CALL, "category": "食堂卫生", "standing": "家长", "accepted_on": "2026-11-20"}


def made(path: Path, *, role: Role) -> None:
    bootstrap.init_folder(path, role=role, district="210304", inspector_id="DX001")
    with bootstrap.open_workbench(path) as bench, bench.context.database.transaction():
        stores = bench.context.stores
        for code, name in ((SCHOOL, "示范区第3小学"), ("2121000004", "示范区第4小学")):
            school = School(code=code, name=name, kind=SchoolKind.PRIMARY)
            stores.schools.put(school, initials="", origin="test")
        for number in (1, 2):
            person = Inspector(
                id=f"DX{number:03d}", name=f"督学{number:02d}", kind=InspectorKind.PART_TIME
            )
            stores.people.put(person, origin="test")


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of an inspector and one of the office; made once, only ever copied."""
    path = tmp_path_factory.mktemp("complaints")
    made(path / "data", role=Role.LAPTOP)
    made(path / "office", role=Role.OFFICE)
    return path


@pytest.fixture
def folder(both: Path, tmp_path: Path) -> Path:
    for name in ("data", "office"):
        shutil.copytree(both / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Command:
    return command_on(folder / "office", clock)


def written(folder: Path, data: object) -> Path:
    path = folder / "call.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def accepted(command: Command, folder: Path, **more: Any) -> str:
    data = written(folder, {**ACCEPTED, **more})
    number = command("complaint", "add", "--from", data)[1].strip()
    code, _, told = command("complaint", "file", number)
    assert code == 0, told
    return number


def stage(command: Command, number: str) -> str:
    shown: dict[str, Any] = json.loads(command("complaint", "show", number, "--json")[1])
    return str(shown["stage"])


def figures(command: Command, month: str = "2026-11") -> dict[str, Any]:
    table = json.loads(command("month", month, "--json")[1])
    found = json.dumps(table, ensure_ascii=False)
    assert not [value for value in WHO.values() if value in found]
    row: dict[str, Any] = table["total"] if "total" in table else table["rows"][0]
    return row


def test_a_complaint_by_telephone_goes_from_the_call_to_the_answer(
    command: Command, folder: Path
) -> None:
    number = command("complaint", "add", "--from", written(folder, CALL))[1].strip()
    assert number == "TS-2026-DX001-0001"
    assert stage(command, number) == "暂存"
    code, _, told = command("complaint", "file", number)
    assert code == 1
    assert "“类别”还没有填" in told
    assert command("complaint", "set", number, "类别", "食堂卫生")[0] == 0
    assert command("complaint", "file", number)[0] == 0
    assert stage(command, number) == "受理"
    terms = command("complaint", "terms", number)[1]
    assert "2026-12-05" in terms
    assert "自 2026-11-20 起 15 个自然日" in terms
    assert command("complaint", "verify", number, "--text", "查看留样，饭菜温度偏低。",
                   "--finding", "部分属实")[1].startswith(f"{number} 核实中")  # fmt: skip
    assert command("complaint", "close", number)[0] == 1
    assert command("complaint", "answer", number, "--way", "电话", "--text", "已责成整改。")[
        1
    ].startswith(f"{number} 已答复")
    done = command("complaint", "close", number, "--result", "已整改。", "--handler", "督学01")
    assert done == (0, f"{number} 完结\n", "")
    assert command("complaint", "extend", number, "--to", "2027-01-30", "--approver", "督导室主任",
                   "--reason", "情况复杂")[0] == 1  # fmt: skip
