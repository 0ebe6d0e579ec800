"""A month is locked and records go on: what stays and what is told later, counted again."""

from pathlib import Path
from typing import Final

import pytest

from tests.examples import FULL_LENGTH
from tests.oracle.recount_made import SHAPES
from tests.oracle.recount_office import Office, compare

DISTRICTS: Final = range(len(SHAPES)) if FULL_LENGTH else (1,)
LOCKED: Final = 9 if FULL_LENGTH else 3
ROUNDS: Final = 3 if FULL_LENGTH else 2


@pytest.mark.parametrize("seed", DISTRICTS)
def test_a_locked_month_stays_and_what_comes_later_is_told_cell_by_cell(
    seed: int, tmp_path: Path
) -> None:
    office = Office(seed, tmp_path)
    months = iter(office.made.months)
    for _ in range(LOCKED):
        office.lock(next(months))
    for turn in range(1, ROUNDS + 1):
        office.go_on(turn)
        month = next(months)
        compare(office, month)
        office.lock(month)
