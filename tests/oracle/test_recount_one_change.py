"""One change of one record: the cells that list it change, each to the figure counted again."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.base.clock import FixedClock
from inspector_app.bootstrap import Workbench, open_workbench
from inspector_app.domain.figures import Breakdown
from inspector_app.domain.month import Month
from inspector_app.domain.monthly_table import MonthlyTable
from inspector_app.domain.stat_table import records_behind
from inspector_app.domain.table_json import cell_json, table_json
from tests.examples import FULL_LENGTH
from tests.oracle.recount_books import read_district
from tests.oracle.recount_changes import changed
from tests.oracle.recount_made import Made, Shape, made_of
from tests.oracle.recount_month import recount
from tests.oracle.recount_program import NOW, Program, differing
from tests.oracle.recount_scribe import Written, write

SMALL: Final = Shape(zones=2, people=4, schools=5, records=24, days=12)
_TABLES: Final = ("visit", "lesson", "issue", "complaint")
# It lists the schools that nobody visited, not the records of those that somebody did.
_LISTS_SCHOOLS: Final = "schools_below_frequency"

_Key = tuple[str, str, str, str]
_Rows = dict[str, dict[str, Any]]
_Tables = dict[str, MonthlyTable]


class _Said(NamedTuple):
    """What a cell says, and which records (of a list, which schools) it lists."""

    figure: Any
    listed: frozenset[str]


class District(NamedTuple):
    """A district taken over: its rows and workbooks, the open data folder, what each cell says."""

    made: Made
    written: Written
    bench: Workbench
    folder: Path
    cells: "dict[_Key, _Said]"

    def __repr__(self) -> str:
        """Say no more than which it is: a failure names the seed of the change."""
        return "District()"


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    folder = tmp_path_factory.mktemp("one")
    rows = made_of(SMALL, 0)
    written = write(rows, folder, seed=0)
    program = Program(folder)
    program.take("roster", written.roster)
    program.take("visits", written.visits)
    with open_workbench(folder / "data", clock=FixedClock(NOW)) as bench:
        cells = _cells(_tables(bench, rows.months))
        yield District(rows, written, bench, folder, cells)


@given(seed=st.integers(0, 1_000_000))
@settings(max_examples=150 if FULL_LENGTH else 3, deadline=None)
def test_a_change_of_one_record_changes_exactly_the_cells_that_list_it(
    taken: District, seed: int
) -> None:
    pick = random.Random(seed)
    change = changed(taken.made, pick)
    rows = replace(taken.made, visits=change.visits)
    written = write(rows, taken.folder / "after", seed=pick.randrange(9))
    held = _held(taken.bench)
    result = taken.bench.imports.import_visits(written.visits)
    try:
        assert (result.read, result.refused) == (written.lines[1], 0)
        tables = _tables(taken.bench, rows.months)
        _compare(taken.cells, _cells(tables), _Touched.by(held, _held(taken.bench)))
        _recount(tables, written)
    finally:
        taken.bench.imports.import_visits(taken.written.visits)
    assert _held(taken.bench) == held


def _compare(before: dict[_Key, _Said], after: dict[_Key, _Said], touched: "_Touched") -> None:
    """Hold every cell to what it lists: it changes with it, and with nothing else."""
    for key in before.keys() | after.keys():
        old, new = before.get(key, _NOTHING), after.get(key, _NOTHING)
        own = touched.schools if key[2] == _LISTS_SCHOOLS else touched.uids
        assert old.listed ^ new.listed <= own, key
        if old.figure != new.figure:
            assert (old.listed | new.listed) & own, key


def _recount(tables: _Tables, written: Written) -> None:
    district = read_district(written.roster, written.visits)
    for month, table in tables.items():
        assert differing(recount(district, month), table_json(table)) == [], month


class _Touched(NamedTuple):
    """The rows of the data folder that a change touched, and the schools of its records."""

    uids: set[str]
    schools: set[str]

    @classmethod
    def by(cls, before: _Rows, after: _Rows) -> "_Touched":
        uids = {u for u in before.keys() | after.keys() if before.get(u) != after.get(u)}
        rows = [held[uid] for held in (before, after) for uid in uids if uid in held]
        visits = {row["id"] for row in rows if "visited_on" in row}
        hanging = {
            uid for held in (before, after) for uid, row in held.items()
            if row.get("visit_id") in visits
        }  # fmt: skip
        schools = {row["school_code"] for row in rows if "visited_on" in row}
        assert len(visits) <= 1
        return cls(uids | hanging, schools)


def _held(bench: Workbench) -> _Rows:
    """Return every row of records by its uid."""
    database = bench.context.database
    found: _Rows = {}
    for table in _TABLES:
        names = [row[1] for row in database.rows(f"PRAGMA table_info({table})")]
        names += ["peers"] if table == "visit" else []
        rows = (dict(zip(names, row, strict=True)) for row in database.rows(_ALL[table]))
        found |= {row["uid"]: row for row in rows}
    return found


_PEERS: Final = """SELECT *, (SELECT group_concat(inspector_id) FROM visit_peer
    WHERE visit_id = visit.id) FROM visit"""
_ALL: Final = {table: f"SELECT * FROM {table}" for table in _TABLES} | {"visit": _PEERS}
_NOTHING: Final = _Said(0, frozenset())


def _tables(bench: Workbench, months: Iterable[str]) -> _Tables:
    return {month: bench.months.table(Month.parse(month)).table for month in months}


def _cells(tables: _Tables) -> dict[_Key, _Said]:
    """Return what every cell of every month says."""
    cells: dict[_Key, _Said] = {}
    for month, table in tables.items():
        rows = {"": table.district, **table.zones, **table.inspectors}
        for row, figures in rows.items():
            for name, cell in figures.items():
                parts = cell.counts if isinstance(cell, Breakdown) else (("", cell),)
                for part, each in parts:
                    listed = frozenset(records_behind(each))
                    cells[month, row, name, part] = _Said(cell_json(each), listed)
    return cells
