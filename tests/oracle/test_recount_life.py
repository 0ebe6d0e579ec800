"""A month is locked and records go on: what stays and what is told later, counted again."""

import random
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from tests.examples import FULL_LENGTH
from tests.oracle.recount_books import District, read_district
from tests.oracle.recount_changes import changed, without
from tests.oracle.recount_differences import cells_between, cells_told
from tests.oracle.recount_made import SHAPES, Book, Made, made
from tests.oracle.recount_month import recount
from tests.oracle.recount_program import Program, differing
from tests.oracle.recount_scribe import write

DISTRICTS: Final = range(4 * len(SHAPES)) if FULL_LENGTH else (1,)
LOCKED: Final = 9 if FULL_LENGTH else 5
ROUNDS: Final = 4 if FULL_LENGTH else 2
CHANGES: Final = 6


class _Office:
    """An office that locks its months while records go on coming."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.pick = random.Random(f"life {seed}")
        self.folder = folder
        self.made: Made = made(seed)
        self.program = Program(folder)
        self.locked: dict[str, dict[str, Any]] = {}
        self.told: dict[str, dict[str, Any]] = {}
        numbers = [row["记录编号"] for row in self.made.visits["督导记录"]]
        self.late = set(self.pick.sample(numbers, len(numbers) // 3))
        self.visits: Book = without(self.made.visits, self.late)
        self.program.take("roster", self._written(0).roster)
        self.take(0)

    def _written(self, turn: int) -> Any:
        rows = replace(self.made, visits=self.visits)
        return write(rows, self.folder / f"{turn}", seed=turn)

    def take(self, turn: int) -> None:
        """Import the workbook as it has become."""
        written = self._written(turn)
        self.program.take("visits", written.visits)
        roster = self.folder / "0" / "roster.xlsx"
        self.district: District = read_district(roster, written.visits)

    def lock(self, month: str) -> None:
        """Lock a month; what it tells of earlier ones is told from then on."""
        counted = recount(self.district, month)
        open_ = self.program.json("month", month)
        for each in open_.get("late", ()):
            self.told[each["month"]] = recount(self.district, each["month"])
        self.program.said("month", "lock", month)
        assert self.program.json("month", month) == open_
        self.locked[month] = self.told[month] = counted

    def go_on(self, turn: int) -> None:
        """Bring in some late records and change some rows."""
        came = set(self.pick.sample(sorted(self.late), min(len(self.late), 8)))
        self.late -= came
        kept = {row["记录编号"] for row in self.visits["督导记录"]} | came
        rest = without(self.made.visits, {n for n in _numbers(self.made.visits) if n not in kept})
        self.visits = _merged(self.visits, rest)
        for _ in range(CHANGES):
            self.visits = changed(replace(self.made, visits=self.visits), self.pick).visits
        self.take(turn)


def _numbers(visits: Book) -> list[str]:
    return [row["记录编号"] for row in visits["督导记录"]]


def _merged(have: Book, more: Book) -> Book:
    """Return the rows that are there, and those of records that were not."""
    known = set(_numbers(have))
    return {
        title: [*rows, *(row for row in more[title] if row.get("记录编号", "") not in known | {""})]
        for title, rows in have.items()
    }


@pytest.mark.parametrize("seed", DISTRICTS)
def test_a_locked_month_stays_and_what_comes_later_is_told_cell_by_cell(
    seed: int, tmp_path: Path
) -> None:
    office = _Office(seed, tmp_path)
    months = iter(office.made.months)
    for _ in range(LOCKED):
        office.lock(next(months))
    for turn in range(1, ROUNDS + 1):
        office.go_on(turn)
        month = next(months)
        _compare(office, month)
        office.lock(month)


def _compare(office: _Office, month: str) -> None:
    for each, kept in office.locked.items():
        _compare_locked(office, each, kept)
    told = office.program.json("month", month)
    assert differing(recount(office.district, month), told) == []
    late = {each["month"]: cells_told(each["differences"]) for each in told.get("late", ())}
    now = {each: recount(office.district, each) for each in office.told}
    due = {each: cells_between(office.told[each], now[each]) for each in office.told}
    assert late == {each: cells for each, cells in due.items() if cells}


def _compare_locked(office: _Office, month: str, kept: dict[str, Any]) -> None:
    assert differing(kept, office.program.json("month", month)) == []
    now = office.program.json("month", month, "--now")
    present = recount(office.district, month)
    assert differing(present, now) == []
    assert cells_told(now.get("differences", [])) == cells_between(kept, present)
