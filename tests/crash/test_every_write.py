"""Every act that writes, with a fault at each of its writes: told, nothing half, and done again.

The short run tries one fault of a few acts, others each time; ``INSPECTOR_APP_FULL_LENGTH=1`` tries
a full disk, a bad block and a kill at every write to a file and at a part of the statements.
"""

import os
import random
import signal
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from tests.crash.acts import ACTS, LONG, Act, World
from tests.crash.stage import Played, Stage, Told, is_left, is_whole, outside
from tests.crash.worlds import Worlds
from tests.crash.writes import FAULTS, FILE_CALLS
from tests.examples import FULL_LENGTH
from tests.unit.services.conftest import filled_folder  # noqa: F401 - a fixture

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a child is forked")

SQL_TRIED: Final = 12
REASONS: Final = {"ENOSPC": "磁盘已满", "EIO": "读写出错"}
SHORT: Final = 2


@pytest.fixture(scope="module")
def stage(
    filled_folder: Path,  # noqa: F811 - the fixture above
    tmp_path_factory: pytest.TempPathFactory,
    now: datetime,
) -> Stage:
    folder, clock = tmp_path_factory.mktemp("stage"), FixedClock(now)
    return Stage(worlds=Worlds(folder, filled_folder, clock), folder=folder, clock=clock)


@pytest.mark.skipif(FULL_LENGTH, reason="all acts are tried below")
def test_a_fault_at_one_write_of_a_few_acts_is_told_and_doing_it_again_ends_well(
    stage: Stage,
) -> None:
    for act in random.sample([each for each in ACTS if each.name not in LONG], SHORT):
        done, wanted = played_through(stage, act)
        number, fault = random.choice(places(done.seen)), random.choice(list(FAULTS))
        print(f"{act.name}: {fault} at {number} of {len(done.seen)} writes")
        assert list(faults(stage, act, number, fault, wanted)) == []


@pytest.mark.skipif(not FULL_LENGTH, reason="a few are tried above")
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_a_fault_at_any_write_of_an_act_is_told_and_doing_it_again_ends_well(
    stage: Stage, act: Act
) -> None:
    done, wanted = played_through(stage, act)
    tried = [(number, fault) for number in places(done.seen) for fault in FAULTS]
    wrong = [
        f"{fault} at {number} ({done.seen[number]}): {what}"
        for number, fault in tried
        for what in faults(stage, act, number, fault, wanted)
    ]
    print(f"{act.name}: {len(done.seen)} writes, {len(tried)} faults")
    assert not wrong, "\n".join(wrong)


def played_through(stage: Stage, act: Act) -> tuple[Played, Told]:
    """Do an act without a fault; return how it wrote, and what it comes to."""
    world = stage.worlds.set_up(act.world)
    done = stage.play(act, world)
    assert done.code == 0, done.err
    return done, stage.told(act, world)


def places(seen: tuple[str, ...]) -> list[int]:
    """Return which writes fail: each one to a file, and a part of the statements."""
    files = [place for place, what in enumerate(seen) if what in FILE_CALLS]
    others = [place for place, what in enumerate(seen) if what not in FILE_CALLS]
    return sorted({*files, *others[:: max(1, len(others) // SQL_TRIED)], *others[-2:]})


def faults(stage: Stage, act: Act, number: int, fault: str, wanted: Told) -> Iterator[str]:
    """Yield what is not as it should be after one fault, and after the act was done again."""
    world = stage.worlds.set_up(act.world)
    done = stage.play(act, world, passing=number, fault=fault)
    yield from _said(done, fault)
    left = [path for path in outside(world) if is_left(path)]
    if left and fault != "SIGKILL":
        yield f"left {left}"
    yield from (
        f"not whole: {path}" for path in outside(world) if not is_left(path) and not is_whole(path)
    )
    # To look into a data folder that is not there would make it.
    there = bootstrap.is_initialised(world.root / act.at)
    before = stage.told(act, world) if there else None
    if done.code:
        yield from _again(stage, act, world, before, wanted)
    elif before != wanted:
        yield f"called done: {before.beside(wanted) if before else ''} {done.out!r} {done.err!r}"


def _said(done: Played, fault: str) -> Iterator[str]:
    if "Traceback" in done.err:
        yield done.err[-1000:]
    elif fault == "SIGKILL":
        if done.code != -signal.SIGKILL:
            yield f"lived: {done.code}"
    elif done.code and REASONS[fault] not in done.out + done.err:
        yield f"says {done.err!r}"


def _again(
    stage: Stage, act: Act, world: World, before: Told | None, wanted: Told
) -> Iterator[str]:
    finish = replace(act, words=act.again or act.words)
    # What the data folder holds already is only finished, where there is a command for that.
    kept = before is not None and before.rows == wanted.rows
    again = stage.play(finish if kept else act, world)
    if again.code and act.again and not kept:
        again = stage.play(finish, world)
    if again.code:
        yield f"again: {again.err!r}"
        return
    for path in outside(world):
        if is_left(path):
            path.unlink()
    if (after := stage.told(act, world)) != wanted:
        yield f"again: {after.beside(wanted)}"
