"""Kill the program at random moments while it saves: what it called saved is there.

The short run is part of the tests; ``INSPECTOR_KILLS=200`` makes it long.
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

from inspector_app.bootstrap import init_folder, open_workbench

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("INSPECTOR_KILLS", "8"))


def killed_after(seconds: float, folder: Path, uid: str, seed: int) -> list[dict[str, Any]]:
    """Let the saver live for a while and return what it said was safe."""
    said = folder.parent / f"said-{seed}.txt"
    with said.open("wb") as out:
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.saver", folder, uid, str(seed)],
            stdout=out,
            cwd=ROOT,
        )
        while not said.stat().st_size and child.poll() is None:
            time.sleep(0.005)
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert child.returncode == -signal.SIGKILL
    whole = said.read_bytes().rpartition(b"\n")[0].decode()
    return [json.loads(line.removeprefix("SAVED ")) for line in whole.splitlines()]


def test_every_value_that_was_called_saved_survives_a_kill(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    init_folder(folder, district="210304", inspector_id="DX001")
    with open_workbench(folder) as bench:
        uid = bench.visit_edit.new().uid
    random = Random(7)
    latest: dict[str, str] = {}
    rows: list[dict[str, Any]] = []
    acknowledged = 0
    for number in range(KILLS):
        said = killed_after(random.uniform(0.0, 0.25), folder, uid, number)
        acknowledged += len(said)
        latest |= {one["field"]: one["value"] for one in said if "field" in one}
        rows += [one for one in said if "field" not in one]
        with open_workbench(folder) as bench:
            visit = bench.visits.get(uid)
            newest = bench.context.stores.journal.of_visit(uid)
            for field, value in latest.items():
                found = getattr(visit, field)
                # One save may have been committed and not yet told when the kill came.
                assert found == value or newest[-1].field == field, f"{field} lost at kill {number}"
                latest[field] = found
            held = {merit.uid for merit in visit.merits}
            held |= {photo.uid for photo in bench.visits.record(uid).photos}
            assert not [one for one in rows if one.get("merit", one.get("photo")) not in held]
            assert bench.checks.run().sound
    assert acknowledged > KILLS
