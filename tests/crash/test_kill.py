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

import pytest

from inspector_app.bootstrap import init_folder, open_workbench

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("INSPECTOR_KILLS", "8"))


def killed_after(
    seconds: float, program: str, folder: Path, uid: str, seed: int
) -> list[dict[str, Any]]:
    """Let a program that saves live for a while and return what it said was safe."""
    said = folder.parent / f"said-{seed}.txt"
    with said.open("wb") as out:
        child = subprocess.Popen(
            [sys.executable, "-m", f"tests.crash.{program}", folder, uid, str(seed)],
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


@pytest.mark.parametrize("program", ["saver", "typist"])
def test_every_value_that_was_called_saved_survives_a_kill(tmp_path: Path, program: str) -> None:
    folder = tmp_path / "data"
    init_folder(folder, district="210304", inspector_id="DX001")
    with open_workbench(folder) as bench:
        uid = bench.visit_edit.new().uid
    random = Random(7)
    latest: dict[str, str] = {}
    rows: list[dict[str, Any]] = []
    acknowledged = 0
    for number in range(KILLS):
        said = killed_after(random.uniform(0.0, 0.25), program, folder, uid, number)
        acknowledged += len(said)
        latest |= {one["field"]: one["value"] for one in said if "field" in one}
        rows += [one for one in said if "field" not in one]
        lost = missing(folder, uid, latest, rows)
        assert lost == [], f"kill {number}"
    print(f"{KILLS} kills, {acknowledged} acknowledged saves, 0 lost")
    assert acknowledged > KILLS


def missing(
    folder: Path, uid: str, latest: dict[str, str], rows: list[dict[str, Any]]
) -> list[object]:
    """Open the folder after a kill and return what was called saved and is not there."""
    with open_workbench(folder) as bench:
        visit = bench.visits.get(uid)
        held = {merit.uid for merit in visit.merits}
        held |= {photo.uid for photo in bench.visits.record(uid).photos}
        newest = bench.context.stores.journal.of_visit(uid)[-8:]
        lost: list[object] = [r for r in rows if r.get("merit", r.get("photo")) not in held]
        for field, value in latest.items():
            found = getattr(visit, field)
            # What was committed and not yet told when the kill came may stand in its place.
            if found != value and field not in {entry.field for entry in newest}:
                lost.append((field, value))
            latest[field] = found
        lost += [check for check in bench.checks.run().checks if check.faults]
    return lost
