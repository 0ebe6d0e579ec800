"""Whatever way the files take, registers and ledger are in the end those of one folder.

Entries, issues of other sources and replies of three inspectors, one with a second laptop, one with
a laptop that was restored from a backup; files come in any order and twice. Registers, the 台账,
replies, the month, summaries and 考核表 are those of a folder in which somebody has typed it all.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.domain.issue_event import IssueEventKind
from inspector_app.domain.issue_rules import NextStep
from inspector_app.domain.registers.kinds import KINDS
from inspector_app.exchange.statement import ChainPoint
from inspector_app.services.context import Role
from inspector_app.services.device_keys import device_key
from inspector_app.services.office_scan import Outcome
from inspector_app.storage.database import Database
from tests.district.office.district import (
    IN_USE,
    District,
    figures,
    made_district,
    opened,
    rename_device,
    written,
)
from tests.district.office.ledger import (
    LETTER,
    SUPERIOR,
    corrected,
    entered,
    entries,
    ledger,
    news,
    replied,
    replies,
    summed_up,
)
from tests.examples import FULL_LENGTH
from tests.unit.services.conftest import filled_folder  # noqa: F401 - a fixture

ORDERS: Final = int(os.environ.get("INSPECTOR_SCHEDULES", "200" if FULL_LENGTH else "4"))
BUNDLES: Final = 9
DONE: Final = "decisions[0].done_on"
CLEARED: Final = "已清理，每天巡查。"


def _entry(kind: str, person: str, place: int) -> dict[str, str]:
    """Return the identity of an entry, the same on a laptop and in the folder that is typed."""
    return {
        "uuid": str(UUID(int=1_000 + place, version=4)),
        "no": f"{KINDS[kind].prefix}-2026-{person}-{place:04d}",
    }


MEETING: Final = _entry("meeting", "DX001", 1)
TRAINING: Final = _entry("training", "DX001", 2)
SUGGESTION: Final = _entry("suggestion", "DX001", 3)
WEEKLY: Final = _entry("weekly", "DX002", 4)
ROUND: Final = _entry("meeting", "DX002", 5)
EMERGENCY: Final = _entry("emergency", "DX003", 6)
GONE: Final = _entry("suggestion", "DX003", 7)
RECORDS: Final = {
    person: {
        "lead": person, "date": day, "uuid": str(UUID(int=place, version=4)),
        "no": f"210304-2026-{person}-{place:04d}",
    }
    for place, (person, day) in enumerate(
        {"DX001": "2026-11-20", "DX002": "2026-11-16", "DX003": "2026-11-12"}.items(), 1
    )
}  # fmt: skip


@dataclass(frozen=True)
class World:
    """What the laptops have handed over, and what a folder with all of it comes to."""

    office: Path
    files: tuple[Path, ...]
    told: dict[str, Any]
    now: datetime


def told(bench: Workbench) -> dict[str, Any]:
    """Return what a folder comes to."""
    return {
        "month": figures(bench), "entries": entries(bench), "ledger": ledger(bench),
        "replies": replies(bench), "summaries": summed_up(bench),
    }  # fmt: skip


@pytest.fixture(scope="module")
def world(
    filled_folder: Path,  # noqa: F811 - the fixture above
    tmp_path_factory: pytest.TempPathFactory,
    now: datetime,
) -> Iterator[World]:
    folder, clock = tmp_path_factory.mktemp("world"), FixedClock(now)
    with ExitStack() as stack:
        made = made_district(filled_folder, folder, clock, stack)
        second = shutil.copytree(filled_folder, folder / "second", ignore=IN_USE)
        made.laptops["second"] = stack.enter_context(
            opened(second, clock, role=Role.LAPTOP, person="DX001", device="device-second")
        )
        made.sign_roster()
        files = list(_bundles(made, folder, clock, stack))
        typed = shutil.copytree(filled_folder, folder / "typed", ignore=IN_USE)
        with opened(typed, clock, role=Role.OFFICE, person="", device="typed") as one:
            _typed(one)
            whole = told(one)
        made.office.close()
        yield World(
            office=made.office.context.folder.root, files=tuple(files), told=whole, now=now
        )  # fmt: skip


def _bundles(made: District, folder: Path, clock: FixedClock, stack: ExitStack) -> Iterator[Path]:
    out = folder / "out"
    yield from _of_the_first(made, out)
    second = made.laptops["DX002"]
    written(second, **RECORDS["DX002"])
    entered(second, "weekly", **WEEKLY)
    entered(second, "meeting", **ROUND)
    yield made.hand_over("DX002", into=out / "5")
    restored = _restored(made, folder, clock, stack)
    corrected(second, WEEKLY["uuid"], "plan", "改过的计划。")
    yield news(made, "DX002", into=out / "6")
    # Told later of an entry that the laptop before it has handed over.
    restored.register_edit.set_json(ROUND["uuid"], DONE, "2026-11-21")
    yield news(made, "restored", into=out / "7")
    yield from _of_the_third(made, out)
    made.sign_roster()


def _of_the_first(made: District, out: Path) -> Iterator[Path]:
    first, other = made.laptops["DX001"], made.laptops["second"]
    written(first, **RECORDS["DX001"])
    entered(first, "meeting", **MEETING)
    entered(first, "training", **TRAINING)
    yield news(made, "DX001", into=out / "1")
    corrected(first, MEETING["uuid"], "points", "改过的要点。")
    yield news(made, "DX001", into=out / "2")
    _answered(first)
    yield made.hand_over("DX001", into=out / "3")
    entered(other, "suggestion", **SUGGESTION)
    other.ledger_sources.take_in([SUPERIOR])
    yield news(made, "second", into=out / "4")


def _of_the_third(made: District, out: Path) -> Iterator[Path]:
    third = made.laptops["DX003"]
    written(third, **RECORDS["DX003"])
    entered(third, "emergency", **EMERGENCY)
    entered(third, "suggestion", **GONE)
    yield news(made, "DX003", into=out / "8")
    third.registers.void(GONE["uuid"], reason="写重了")
    (issue,) = third.visits.get(RECORDS["DX003"]["uuid"]).issues
    replied(third, issue.uid, CLEARED)
    yield made.hand_over("DX003", into=out / "9")


def _answered(bench: Workbench) -> None:
    (line,) = bench.ledger_sources.take_in([LETTER]).lines
    step = NextStep(kind=IssueEventKind.ANSWERED, on=bench.context.today(), note="已调配。")
    bench.issues.record(line.uid, step)


def _restored(made: District, folder: Path, clock: FixedClock, stack: ExitStack) -> Workbench:
    """Bring the laptop of 督学02 back from a backup, with a key of its own that goes on."""
    lost = made.laptops["DX002"]
    chain = device_key(lost.context).public.chain
    seq, digest = lost.context.stores.bundles.head(chain) or (0, "")
    copy = shutil.copytree(lost.context.folder.root, folder / "restored", ignore=IN_USE)
    bench = stack.enter_context(
        opened(copy, clock, role=Role.LAPTOP, person="DX002", device="device-restored")
    )
    with bench.context.database.transaction():
        bench.context.database.execute("UPDATE device_key SET retired_at = '2026-11-20'")
    made.laptops["restored"] = bench
    made.continues["restored"] = ChainPoint(chain=chain, seq=seq, digest=digest)
    return bench


def _typed(one: Workbench) -> None:
    """Do in one folder what the laptops do, each as its own person where that is written down."""
    for fields in RECORDS.values():
        written(one, **fields)
    entered(one, "meeting", person="DX001", **MEETING)
    corrected(one, MEETING["uuid"], "points", "改过的要点。")
    entered(one, "training", person="DX001", **TRAINING)
    entered(one, "suggestion", person="DX001", **SUGGESTION)
    entered(one, "weekly", person="DX002", **WEEKLY)
    corrected(one, WEEKLY["uuid"], "plan", "改过的计划。")
    entered(one, "meeting", person="DX002", **ROUND)
    one.register_edit.set_json(ROUND["uuid"], DONE, "2026-11-21")
    entered(one, "emergency", person="DX003", **EMERGENCY)
    entered(one, "suggestion", person="DX003", **GONE)
    one.registers.void(GONE["uuid"], reason="写重了")
    (issue,) = one.visits.get(RECORDS["DX003"]["uuid"]).issues
    replied(one, issue.uid, CLEARED)
    rename_device(one, device="typed", role=Role.LAPTOP, person="DX001")
    _answered(one)
    one.ledger_sources.take_in([SUPERIOR])
    rename_device(one, device="typed", role=Role.OFFICE, person="")


@settings(
    max_examples=ORDERS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    # A try copies a whole office: what fails is told by its order, and not made smaller.
    phases=[Phase.explicit, Phase.generate],
)
@given(
    order=st.permutations(range(BUNDLES)),
    looks=st.lists(st.booleans(), min_size=BUNDLES, max_size=BUNDLES),
    again=st.lists(st.integers(0, BUNDLES - 1), max_size=4),
)
def test_registers_and_ledger_are_those_that_were_typed_whatever_way_the_files_take(
    world: World,
    tmp_path_factory: pytest.TempPathFactory,
    order: list[int],
    looks: list[bool],
    again: list[int],
) -> None:
    folder = tmp_path_factory.mktemp("run")
    tray = folder / "share" / "inbox"
    tray.mkdir(parents=True)
    root = shutil.copytree(world.office, folder / "office", ignore=IN_USE)
    with open_workbench(root, clock=FixedClock(world.now)) as office:
        for place, each in enumerate([*order, *again]):
            name = world.files[each].name
            shutil.copy(world.files[each], tray / (name if place < BUNDLES else f"副本 {name}"))
            if place < BUNDLES and looks[place]:
                look(office, tray.parent)
        look(office, tray.parent)

        assert len(office.context.stores.office.bundles()) == BUNDLES
        # The second laptop of 督学01 has numbered an issue as the first one has.
        assert [each.reason for each in office.office_gaps.board().conflicts] == ["number"]
        assert told(office) == world.told
        assert [check.faults for check in office.checks.run().checks if check.faults] == []
    shutil.rmtree(folder)


def look(office: Workbench, share: Path) -> None:
    """Take in what is there; nothing of it is refused for good."""
    found = office.office_desk.scan([share])
    assert found.count(Outcome.DAMAGED) == 0, found.lines
    assert {line.code for line in found.lines} <= {"", "I80", "W83", "E100"}


class _KilledError(BaseException):
    """The program is gone, with whatever it was about to do."""


def _looked_until(writes: int, office: Workbench, tray: Path) -> bool:
    """Look, killed before one of its writes; say whether the look came to its end."""
    left = [writes]

    def fused(database: Database, sql: str, *values: object) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise _KilledError
        return execute(database, sql, *values)

    execute = Database.execute
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "execute", fused)
        try:
            office.office_desk.scan([tray])
        except _KilledError:
            return False
    return True


@pytest.mark.parametrize("before", ["new", "old"])
def test_rows_are_all_here_or_none_wherever_the_program_was_killed(
    world: World, tmp_path: Path, before: str
) -> None:
    """Of bundles that come, and of those that are read again, by a look that is repeated."""
    tray = tmp_path / "tray"
    tray.mkdir()
    for path in (*world.files[:3], world.files[7], world.files[8]):
        shutil.copy(path, tray)
    start, done, found = _start(world, tmp_path, tray, before), False, []
    for writes in range(0, 2_000, 1 if FULL_LENGTH else 37):
        root = shutil.copytree(start, tmp_path / f"office{writes}", ignore=IN_USE)
        with open_workbench(root, clock=FixedClock(world.now)) as office:
            done = _looked_until(writes, office, tray)
            office.office_desk.scan([tray])
            assert list(office.context.stores.journal.faults()) == []
            found.append((entries(office), ledger(office), replies(office)))
        shutil.rmtree(root)
        if done:
            break
    assert done
    assert found[0][0]
    assert all(each == found[0] for each in found)


def _start(world: World, folder: Path, tray: Path, before: str) -> Path:
    """Return an office that has taken nothing in, or all of it by a program that read less."""
    if before == "new":
        return world.office
    root = shutil.copytree(world.office, folder / "start", ignore=IN_USE)
    with open_workbench(root, clock=FixedClock(world.now)) as office:
        office.office_desk.scan([tray])
        with office.context.database.transaction():
            for sql in (
                "DELETE FROM register_entry", "DELETE FROM issue WHERE visit_id IS NULL",
                "DELETE FROM reply", "DELETE FROM office_row",
                "UPDATE office_bundle SET read_as = 1",
            ):  # fmt: skip
                office.context.database.execute(sql)
    return root
