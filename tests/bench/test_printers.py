"""The comparison of printed records: it runs, and memory stays flat however many are printed.

Ratios of time are printed for people and never decide a test: a neighbour on the machine would.
"""

import json
import os
import sys
from pathlib import Path

import pytest

from inspector_app.base.child import run
from tests.bench import printers

FULL_LENGTH = bool(os.environ.get("INSPECTOR_APP_FULL_LENGTH"))
RECORDS = 1000 if FULL_LENGTH else 60
GROWTH_MB = 10.0


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak")
def test_memory_stays_flat_however_many_records_are_printed() -> None:
    memory = printers.many(RECORDS)
    print(f"\n{RECORDS} records: {memory}")
    assert memory["peak"] <= printers.MEMORY_LIMIT_MB
    assert memory["grown"] <= GROWTH_MB


# In a process of its own: the others' libraries change what all share (Qt's application, how
# Pillow reads broken pictures).
_ONE_RUN = """
import json, sys
sys.path.insert(0, sys.argv[1])
from inspector_app.reports.visit_report import visit_report
from tests.bench import printers
from tests.bench.reports import NAMES, visit
told = printers.measure("no photos", visit_report(visit(), inspector_names=NAMES), 1)
print(json.dumps(told))
"""


def test_every_way_that_installs_is_timed_and_the_others_are_named() -> None:
    root = Path(__file__).resolve().parents[2]
    done = run([sys.executable, "-c", _ONE_RUN, str(root)], seconds=300)
    assert done.code == 0, done.err.decode()
    told = json.loads(done.out.decode().splitlines()[-1])
    print(f"\n{told}")
    assert set(printers.WAYS) <= set(told)
    assert told["ours"] > 0
