"""Whatever way the files take, every record counts exactly once or is missed by name.

Three inspectors: one with a second laptop, one with a laptop that was restored from a backup, one
with a laptop that had handed over in the clear before it joined, so that its chain begins for the
office with number 2. Files come in any order, twice, renamed by programs that copy or synchronise,
cut anywhere or filled up with zeros, or go away again. The district's month is in the end the one
over a folder in which somebody has typed all the records.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.domain.month import Month
from inspector_app.exchange.statement import ChainPoint
from inspector_app.services.context import Role
from inspector_app.services.device_keys import device_key
from inspector_app.services.office_scan import Outcome
from tests.district.office.district import (
    IN_USE,
    NOVEMBER,
    District,
    figures,
    made_district,
    opened,
    written,
)
from tests.examples import FULL_LENGTH
from tests.fuse import Fuse, Killed
from tests.unit.services.conftest import COMPLETE, filled_folder  # noqa: F401 - a fixture

SCHEDULES: Final = int(os.environ.get("INSPECTOR_SCHEDULES", "1000" if FULL_LENGTH else "5"))
# So that every core of a machine has some of them.
PARTS: Final = 10 if FULL_LENGTH else 1
LESSON: Final = {
    "listener": "DX001", "period": 2, "class": "三1班", "subject": "语文", "teacher": "教师A",
    "topic": "观潮", "kind": "新授", "process": "朗读。", "advice": "多留时间。", "grade": "良",
}  # fmt: skip
NO_ISSUES: Final[dict[str, Any]] = {"issues": [], "no_issues_found": True}


@dataclass(frozen=True)
class World:
    """What the laptops have handed over, and what the month must come to."""

    office: Path
    files: tuple[Path, ...]
    figures: dict[str, Any]
    records: frozenset[str]
    begins: dict[str, int]
    now: datetime


@pytest.fixture(scope="module")
def world(
    filled_folder: Path,  # noqa: F811 - the fixture above
    tmp_path_factory: pytest.TempPathFactory,
    now: datetime,
) -> Iterator[World]:
    folder, clock = tmp_path_factory.mktemp("world"), FixedClock(now)
    with ExitStack() as stack:
        made = made_district(filled_folder, folder, clock, stack)
        second = stack.enter_context(
            opened(
                shutil.copytree(filled_folder, folder / "second", ignore=IN_USE), clock,
                role=Role.LAPTOP, person="DX001", device="device-second",
            )
        )  # fmt: skip
        made.laptops["second"] = second
        fields, uids = _records()
        late = _late_joiner(filled_folder, folder, fields, stack, clock)
        made.laptops["late"] = late
        # It knows of the office before it hands over: what it makes is encrypted.
        made.sign_roster()
        files = list(_bundles(made, fields, uids, stack, clock, folder))
        typed = shutil.copytree(filled_folder, folder / "typed", ignore=IN_USE)
        with opened(typed, clock, role=Role.OFFICE, person="", device="typed") as one:
            for each in uids:
                written(one, **each)
            whole = figures(one)
        made.office.close()
        yield World(
            office=made.office.context.folder.root, files=tuple(files), figures=whole,
            records=frozenset(each["uuid"] for each in uids),
            begins={device_key(late.context).public.chain: 2}, now=now,
        )  # fmt: skip


def _records() -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
    from uuid import UUID

    plan: dict[str, dict[str, Any]] = {
        "a1": {"lead": "DX001", "peers": ["DX002"], "lessons": [LESSON]},
        "a2": {"lead": "DX001", "date": "2026-11-18", "session": "全天", **NO_ISSUES},
        "s1": {"lead": "DX001", "date": "2026-11-17", "school": "1121000007", **NO_ISSUES},
        "b1": {"lead": "DX002", "date": "2026-11-16"},
        "b2": {"lead": "DX002", "date": "2026-11-13", "type": "整改回访", **NO_ISSUES},
        "c1": {"lead": "DX003", "date": "2026-11-12"},
        "c2": {"lead": "DX003", "date": "2026-11-10", **NO_ISSUES},
        "l1": {"lead": "DX003", "date": "2026-11-09", "school": "1121000007"},
        "l2": {"lead": "DX003", "date": "2026-11-06", "school": "1121000007", **NO_ISSUES},
        "r1": {"lead": "DX002", "date": "2026-11-11", **NO_ISSUES},
    }
    for place, (name, fields) in enumerate(plan.items(), 1):
        fields["uuid"] = str(UUID(int=place, version=4))
        fields["no"] = f"210304-2026-{fields['lead']}-{place:04d}"
        plan[name] = fields
    return plan, list(plan.values())


def _bundles(
    made: District, plan: dict[str, dict[str, Any]], _all: object, stack: ExitStack,
    clock: FixedClock, folder: Path,
) -> Iterator[Path]:  # fmt: skip
    first, second, third = (made.laptops[name] for name in ("DX001", "DX002", "DX003"))
    out = folder / "out"
    written(first, **plan["a1"])
    yield made.hand_over("DX001", into=out / "1")
    written(first, **plan["a2"])
    yield made.hand_over("DX001", into=out / "2")
    _correct(first, plan["a1"]["uuid"], "集体备课要留记录。")
    yield made.hand_over("DX001", into=out / "3")
    written(made.laptops["second"], **plan["s1"])
    yield made.hand_over("second", into=out / "4")
    written(second, **plan["b1"])
    yield made.hand_over("DX002", into=out / "5")
    restored = _restored(made, stack, clock, folder)
    _correct(second, plan["b1"]["uuid"], "每日巡查。")
    written(second, **plan["b2"])
    yield made.hand_over("DX002", into=out / "6")
    _correct(restored, plan["b1"]["uuid"], "每周巡查两次。")
    written(restored, **plan["r1"])
    yield made.hand_over("restored", into=out / "7")
    written(third, **plan["c1"])
    yield made.hand_over("DX003", into=out / "8")
    written(third, **plan["c2"])
    yield _news(third, out / "9")
    yield made.hand_over("late", into=out / "10")
    written(made.laptops["late"], **plan["l2"])
    yield made.hand_over("late", into=out / "11")
    made.sign_roster()


def _news(bench: Workbench, into: Path) -> Path:
    """Hand over what is new, before the month closes."""
    into.mkdir()
    return bench.bundles.export_news(inspector_id="DX003", folder=into).path


def _late_joiner(
    filled_folder: Path, folder: Path, plan: dict[str, dict[str, Any]], stack: ExitStack,  # noqa: F811
    clock: FixedClock,
) -> Workbench:  # fmt: skip
    """Return a laptop whose first bundle was for nobody."""
    copied = shutil.copytree(filled_folder, folder / "late", ignore=IN_USE)
    bench = stack.enter_context(
        opened(copied, clock, role=Role.LAPTOP, person="DX003", device="device-late")
    )
    written(bench, **plan["l1"])
    plain = folder / "plain"
    plain.mkdir()
    bench.bundles.export(inspector_id="DX003", month=NOVEMBER, folder=plain)
    return bench


def _correct(bench: Workbench, uid: str, advice: str) -> None:
    bench.visits.correct(uid, reason="补写")
    bench.visit_edit.set_json(uid, "advice", advice)
    bench.visits.file(uid)


def _restored(made: District, stack: ExitStack, clock: FixedClock, folder: Path) -> Workbench:
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


# What programs that copy, download or synchronise make of a name.
NAMES: Final = (
    "{stem}.zip.age", "副本 {stem}.zip.age", "{stem} - 副本.zip.age", "{stem}.zip(1).age",
    "{stem}.sync-conflict-20261122-080000-ABCDEFG.zip.age",
    "{stem} (conflicted copy 2026-11-22 080000).zip.age", "{stem}-冲突-督学01.zip.age",
    "{stem}.zip.age.0123abcd.part",
)  # fmt: skip
FILES: Final = 11


@dataclass(frozen=True)
class Delivery:
    """One file of the schedule on its way: which, under what name, and how much of it."""

    file: int
    name: str
    share: float
    filled: bool
    looked_at: bool
    goes_again: bool

    def content(self, data: bytes) -> bytes:
        """Return the bytes that are there by now."""
        come = data[: int(len(data) * self.share)]
        return come.ljust(len(data), b"\0") if self.filled else come


def deliveries(files: st.SearchStrategy[int]) -> st.SearchStrategy[Delivery]:
    return st.builds(
        Delivery, file=files, name=st.sampled_from(NAMES),
        share=st.just(1.0) | st.floats(0, 1), filled=st.booleans(), looked_at=st.booleans(),
        goes_again=st.booleans(),
    )  # fmt: skip


SCHEDULE: Final = st.permutations(range(FILES)).flatmap(
    lambda order: st.tuples(
        st.tuples(*(deliveries(st.just(each)) for each in order)),
        st.lists(deliveries(st.integers(0, FILES - 1)), max_size=6),
    )
)


@pytest.mark.parametrize("part", range(PARTS))
@settings(
    max_examples=SCHEDULES // PARTS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
)
@given(schedule=SCHEDULE)
def test_every_record_counts_once_whatever_way_the_files_take(
    world: World,
    tmp_path_factory: pytest.TempPathFactory,
    part: int,
    schedule: tuple[tuple[Delivery, ...], list[Delivery]],
) -> None:
    folder = tmp_path_factory.mktemp("run")
    inbox = folder / "share" / "inbox"
    inbox.mkdir(parents=True)
    root = shutil.copytree(world.office, folder / "office", ignore=IN_USE)
    with open_workbench(root, clock=FixedClock(world.now)) as office:
        for each in (*schedule[0], *schedule[1]):
            deliver(each, world, inbox)
            if each.looked_at:
                look(office, inbox.parent, world)
        for path in world.files:
            (inbox / path.name).write_bytes(path.read_bytes())
        look(office, inbox.parent, world)

        store = office.context.stores.office
        assert len(store.bundles()) == len(world.files)
        assert [held for held in store.all_held() if held.state != "known"] == []
        assert {row[0] for row in office.context.database.rows("SELECT uid FROM visit")} == (
            world.records
        )
        assert figures(office) == world.figures
        (conflict,) = office.office_gaps.board().conflicts
        assert not conflict.own
        # Whatever came first, each report is explained by the records, to the last figure.
        months = office.office_month.people(Month(2026, 11))
        assert [each.line.id for each in months if each.named is None] == []
        assert [figure for each in months for figure in each.unexplained] == []
    shutil.rmtree(folder)


def deliver(delivery: Delivery, world: World, inbox: Path) -> None:
    """Let a file come as far as the schedule says, or go away."""
    path = world.files[delivery.file]
    come = inbox / delivery.name.format(stem=path.name.removesuffix(".zip.age"))
    if delivery.goes_again and come.exists():
        come.unlink()
    else:
        come.write_bytes(delivery.content(path.read_bytes()))


def look(office: Workbench, share: Path, world: World) -> None:
    """Take in what is there; what waits is missed by its number, and each chain has no hole."""
    found = office.office_desk.scan([share])
    assert found.count(Outcome.REFUSED) == found.count(Outcome.DAMAGED) == 0, found.lines
    store = office.context.stores.office
    for chain in store.chains():
        taken = store.digests(chain.chain)
        first = world.begins.get(chain.chain, 1)
        assert sorted(taken) == list(range(first, chain.head_seq + 1))
    waiting = {held.chain for held in store.all_held() if held.state == "waiting"}
    missing = office.office_gaps.board().missing
    assert len({(each.name, each.device) for each in missing}) == len(waiting)


def test_a_month_taken_in_in_order_is_the_one_that_was_typed(world: World, tmp_path: Path) -> None:
    root = shutil.copytree(world.office, tmp_path / "office", ignore=IN_USE)
    with open_workbench(root, clock=FixedClock(world.now)) as office:
        for path in world.files:
            office.office_desk.scan([path])
        assert figures(office) == world.figures
        assert world.figures["district"]["visits"] == len(world.records) == 10
        heads = {row.chain: row.head_seq for row in office.context.stores.office.chains()}
        assert sorted(heads.values()) == [1, 1, 2, 2, 3, 3]


def _looked_until(writes: int, office: Workbench, share: Path) -> bool:
    """Look, killed before one of its writes; say whether the look came to its end."""
    from inspector_app.base import files
    from inspector_app.storage.database import Database

    fuse = Fuse(writes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Database, "execute", fuse.before(Database.execute))
        patch.setattr(files.os, "replace", fuse.before(files.os.replace))
        try:
            office.office_desk.scan([share])
        except Killed:
            return False
    return True


def test_a_crash_at_any_step_is_mended_by_looking_again(world: World, tmp_path: Path) -> None:
    """Stop before each write of a look, one after the other, until a look comes to its end."""
    share, done, months = tmp_path / "share", False, []
    (share / "inbox").mkdir(parents=True)
    for path in (*world.files[:2], world.files[4]):
        shutil.copy(path, share / "inbox")
    for writes in range(0, 2_000, 1 if FULL_LENGTH else 23):
        root = shutil.copytree(world.office, tmp_path / f"office{writes}", ignore=IN_USE)
        with open_workbench(root, clock=FixedClock(world.now)) as office:
            done = _looked_until(writes, office, share)
            office.office_desk.scan([share])
            assert len(office.context.stores.office.bundles()) == 3
            assert list(office.context.stores.journal.faults()) == []
            months.append(figures(office))
        assert len(list((share / "receipts").rglob("rc1-*.json"))) == 2
        shutil.rmtree(root)
        shutil.rmtree(share / "receipts")
        if done:
            break
    assert done
    assert all(month == months[0] for month in months)
