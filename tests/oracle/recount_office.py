"""An office that keeps on importing, locking and correcting, beside the rows that it goes by."""

import random
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from tests.oracle.recount_books import District, read_district
from tests.oracle.recount_changes import changed, without
from tests.oracle.recount_differences import cells_between, cells_told
from tests.oracle.recount_made import Book, Made, made
from tests.oracle.recount_month import recount
from tests.oracle.recount_program import Program, differing
from tests.oracle.recount_scribe import Written, write

_CHANGES: Final = 6


class Office:
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

    def _written(self, turn: int) -> Written:
        rows = replace(self.made, visits=self.visits)
        return write(rows, self.folder / f"{turn}", seed=turn)

    def take(self, turn: int) -> None:
        """Import the workbook as it has become."""
        self.program.take("visits", self.read_rows(turn).visits)

    def read_rows(self, turn: int) -> Written:
        """Write the rows as they have become, and read what is counted from that."""
        written = self._written(turn)
        roster = self.folder / "0" / "roster.xlsx"
        self.district: District = read_district(roster, written.visits)
        return written

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
        for _ in range(_CHANGES):
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


def compare(office: Office, month: str) -> None:
    """Hold all locked months, and what an open one tells of them, to what is counted."""
    for each, kept in office.locked.items():
        _compare_locked(office, each, kept)
    told = office.program.json("month", month)
    assert differing(recount(office.district, month), told) == []
    told_late = told.get("late", ())
    # A correction that changes no figure is told as well, with its records alone.
    assert all(each["entries"] or each["differences"] for each in told_late)
    late = {each["month"]: cells_told(each["differences"]) for each in told_late}
    now = {each: recount(office.district, each) for each in office.told}
    due = {each: cells_between(office.told[each], now[each]) for each in office.told}
    assert _with_cells(late) == _with_cells(due)


def _with_cells(months: dict[str, set[Any]]) -> dict[str, set[Any]]:
    return {month: cells for month, cells in months.items() if cells}


def _compare_locked(office: Office, month: str, kept: dict[str, Any]) -> None:
    assert differing(kept, office.program.json("month", month)) == []
    now = office.program.json("month", month, "--now")
    present = recount(office.district, month)
    assert differing(present, now) == []
    assert cells_told(now.get("differences", [])) == cells_between(kept, present)
