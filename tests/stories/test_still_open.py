"""还有几个没有销号: one line, told alike by the command, the service and the ledger."""

import json
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Final

import pytest

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from inspector_app.services.context import Role
from tests.stories.conftest import ISSUE, RECORD, Command, command_on, roster_book

SCHOOL: Final = "2121000003"
LINE: Final = "未销号 4（逾期 1、待核查 1、安全隐患 0），最早 2026-11-02，截至 2026-11-22，来源："
# Each issue of the record of 2 November: its 时限, and the steps that follow.
_ISSUES: Final[tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]] = (
    ("2026-11-20", ()),
    ("2026-11-20", (("answer", "--on", "2026-11-19"),)),
    ("2026-12-20", ()),
    ("2026-12-20", (("plan", "--measure", "清空通道"),)),
    ("2026-11-10", (
        ("answer", "--on", "2026-11-09"),
        ("close", "--on", "2026-11-10", "--note", "已清空", "--document", "照片"),
    )),
    ("2026-12-01", (("void", "--note", "重复", "--person", "督导室主任"),)),
)  # fmt: skip


def _made(folder: Path, role: Role, clock: FixedClock) -> Command:
    command = command_on(folder / "data", clock)
    me = ("--inspector", "DX001") if role is Role.LAPTOP else ()
    assert command("init", "--role", role.value, "--district", "210304", *me)[0] == 0
    assert command("import", "roster", roster_book(folder / "名册.xlsx"))[0] == 0
    issues = [
        {**ISSUE, "severity": "一般", "description": f"第{place}处。", "deadline": deadline}
        for place, (deadline, _) in enumerate(_ISSUES, 1)
    ]
    record = {**RECORD, "date": "2026-11-02", "notice": "随机", "notice_date": None}
    source = folder / "r.json"
    source.write_text(json.dumps({**record, "issues": issues}, ensure_ascii=False), "utf-8")
    code, out, err = command("visit", "new", "--from", source)
    assert code == 0, err
    number = out.strip()
    code, _, err = command("visit", "file", number)
    assert code == 0, err
    for place, (_, steps) in enumerate(_ISSUES, 1):
        for name, *words in steps:
            code, _, err = command("issue", name, f"{number}-{place:02d}", *words)
            assert code == 0, err
    return command


@pytest.fixture(scope="module")
def ready(now: datetime, tmp_path_factory: pytest.TempPathFactory) -> dict[Role, Path]:
    """A laptop and an office with the same six issues at one school; made once, only copied."""
    made = {}
    for role in Role:
        made[role] = tmp_path_factory.mktemp(f"open-{role.value}")
        _made(made[role], role, FixedClock(now))
    return made


@pytest.fixture
def folder(ready: dict[Role, Path], tmp_path: Path) -> Path:
    return shutil.copytree(ready[Role.LAPTOP] / "data", tmp_path / "data")


@pytest.mark.parametrize(("role", "source"), [(Role.LAPTOP, "仅本人"), (Role.OFFICE, "全区")])
def test_the_command_says_in_one_line_how_many_are_open_and_whose_records_it_knows(
    ready: dict[Role, Path], clock: FixedClock, role: Role, source: str
) -> None:
    command = command_on(ready[role] / "data", clock)
    code, out, _ = command("issue", "list", "--school", "三小", "--open")
    assert (code, out.splitlines()[-1]) == (0, LINE + source)


def test_the_line_counts_what_the_ledger_holds(folder: Path, clock: FixedClock) -> None:
    today = date(2026, 11, 22)
    with bootstrap.open_workbench(folder, clock=clock) as bench:
        rows = bench.issues.open_at(SCHOOL)
        said = bench.ledger.still_open_at(SCHOOL)
    waiting = [row for row in rows if row.issue.dates.answered_on]
    late = [row for row in rows if row.issue.overdue(on=today)]
    hazards = [row for row in rows if row.issue.is_hazard]
    first = min(row.found_on for row in rows if row.found_on)
    assert said == (
        f"未销号 {len(rows)}（逾期 {len(late)}、待核查 {len(waiting)}、安全隐患 {len(hazards)}），"
        f"最早 {first}，截至 {today}，来源：仅本人"
    )
    assert said.startswith(LINE)
