"""Kill 收件 of ten bundles, and the making of a demonstration, at random moments.

Done again it comes to what it would have come to. The short run kills 收件 once;
``INSPECTOR_KILLS=60`` makes it long.
"""

import os
import signal
import time
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Final

import pytest

from inspector_app import bootstrap
from inspector_app.base.clock import FixedClock
from tests.crash.acts import Act
from tests.crash.stage import NEVER, Stage, is_left, is_whole, outside
from tests.crash.worlds import Worlds
from tests.crash.writes import Writes
from tests.examples import FULL_LENGTH
from tests.unit.services.conftest import filled_folder  # noqa: F401 - a fixture

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a child is forked")

KILLS: Final = int(os.environ.get("INSPECTOR_KILLS", "10" if FULL_LENGTH else "1"))
SCAN: Final = Act(name="scan", words="office scan {share}", world="ten", at="office")
DEMO: Final = Act(name="demo", words="demo", world="nothing", again="schools")


@pytest.mark.parametrize("act", [SCAN, DEMO] if KILLS > 1 else [SCAN], ids=lambda act: act.name)
def test_an_act_that_was_killed_at_any_moment_is_done_by_doing_it_again(
    act: Act,
    filled_folder: Path,  # noqa: F811 - the fixture above
    tmp_path: Path,
    now: datetime,
) -> None:
    clock = FixedClock(now)
    stage = Stage(worlds=Worlds(tmp_path, filled_folder, clock), folder=tmp_path, clock=clock)
    world = stage.worlds.set_up(act.world)
    began = time.monotonic()
    assert stage.play(act, world).code == 0
    lasts, wanted, moments = time.monotonic() - began, stage.told(act, world), Random(7)
    killed = 0
    for number in range(KILLS):
        world = stage.worlds.set_up(act.world)
        child = stage.begin(act, world, Writes(world.root, passing=NEVER, fault="EIO"))
        time.sleep(moments.uniform(0.0, lasts))
        os.kill(child, signal.SIGKILL)
        killed += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        assert all(is_whole(path) for path in outside(world) if not is_left(path)), number
        if bootstrap.is_initialised(world.root / act.at):
            stage.told(act, world)
        again = stage.play(act, world)
        assert again.code == 0 or act.again, again.err
        after = stage.told(act, world)
        assert after.rows == wanted.rows, (number, after.beside(wanted))
        assert wanted.files <= after.files, number
    print(f"{act.name}: {killed} of {KILLS} killed in time, 0 lost or doubled")
