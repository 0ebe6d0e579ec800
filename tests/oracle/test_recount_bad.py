"""Workbooks with wrong cells: exactly those are named, and the good rows alone are counted."""

import random
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from tests.examples import FULL_LENGTH
from tests.oracle.recount_bad import spoiled
from tests.oracle.recount_books import read_district
from tests.oracle.recount_made import SHAPES, made
from tests.oracle.recount_month import recount
from tests.oracle.recount_program import Program, differing
from tests.oracle.recount_scribe import write

DISTRICTS: Final = range(5 * len(SHAPES)) if FULL_LENGTH else (9,)
MONTHS: Final = 22 if FULL_LENGTH else 4


@pytest.mark.parametrize("seed", DISTRICTS)
def test_exactly_the_wrong_cells_are_named_and_only_good_rows_count(
    seed: int, tmp_path: Path
) -> None:
    pick = random.Random(f"bad {seed}")
    rows = made(seed)
    places = write(rows, tmp_path / "sound", seed=seed).addresses.keys()
    rows = replace(rows, visits=deepcopy(rows.visits))
    bad = spoiled(rows.visits, set(places), pick, share=pick.choice((0.02, 0.1, 0.3)))
    written = write(rows, tmp_path / "bad", seed=seed, bad=bad.cells)
    wrong = sorted(written.addresses[place] for place in bad.cells)
    program = Program(tmp_path)
    program.take("roster", written.roster)
    code, out, said = program.command("import", "visits", written.visits)
    assert (code, out) == (1, "")
    preview = program.problems("visits", written.visits)
    assert sorted(preview) == wrong
    assert all(address in said for address in wrong)
    assert program.json("visits") == []
    report = program.take_good_rows(written.visits)
    good = sum(map(len, bad.good.values()))
    assert (report["read"], report["imported"]) == (written.lines[1], good)
    assert report["read"] == report["imported"] + report["refused"]
    only_good = write(replace(rows, visits=bad.good), tmp_path / "good", seed=seed)
    district = read_district(only_good.roster, only_good.visits)
    for month in rows.months[:MONTHS]:
        assert differing(recount(district, month), program.json("month", month)) == []
