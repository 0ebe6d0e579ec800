"""Whatever stands in the cells: no row is lost, none is taken twice, nothing breaks."""

import json
import random
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from inspector_app.sheets.lines import Refusal
from inspector_app.sheets.roster import read_roster
from inspector_app.sheets.visit_rows import Known, VisitRows
from inspector_app.sheets.visits import read_visits
from tests.examples import examples

Make = Callable[..., Any]
_DISTRICT = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "district-a"
_CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        ["", " ", "/", "大概", "晚上", "#REF!", "2099-01-01", "1999-01-01", "T9", "督学02",
         "查无此人", "2121999999", "N-1", "N-2", -2, 2.5, 0, True, 44683]
    ),
    st.integers(min_value=-5, max_value=10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(min_value=date(1900, 3, 1)),
    st.datetimes(min_value=datetime(1900, 3, 1)),  # noqa: DTZ001 - a workbook knows no zone
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12),
)  # fmt: skip
_CHANGES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 22), _CELLS), max_size=6)


@pytest.fixture
def good_rows(
    record: Make, lesson: Make, issue: Make, complaint: Make
) -> dict[str, list[list[Any]]]:
    return {
        "records": [record(f"N-{n}") for n in (1, 2, 3)],
        "lessons": [lesson(f"N-{n}") for n in (1, 2, 3)],
        "issues": [issue(f"WT{n}", 记录编号=f"N-{n}") for n in (1, 2, 3)],
        "complaints": [complaint(f"TS{n}") for n in (1, 2, 3)],
    }


@given(changes=_CHANGES)
@examples(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_read_are_rows_taken_and_rows_refused(
    make_visits: Make,
    known: Known,
    good_rows: dict[str, list[list[Any]]],
    changes: list[tuple[int, int, object]],
) -> None:
    rows_of = {kind: [[*row] for row in rows] for kind, rows in good_rows.items()}
    every = [row for rows in rows_of.values() for row in rows]
    for at, column, value in changes:
        every[at][column % len(every[at])] = value
    rows = read_visits(make_visits(**rows_of), known=known)
    _assert_whole(rows)
    if not rows.problems:
        assert rows.refused == ()


def _assert_whole(rows: VisitRows) -> None:
    good = [*rows.records, *rows.lessons, *rows.issues, *rows.complaints]
    repeated = sum(tally.repeated for tally in rows.tallies)
    assert sum(t.read for t in rows.tallies) == len(good) + repeated + len(rows.refused)
    places = [(row.sheet, row.row) for row in (*good, *rows.refused)]
    assert len(places) == len(set(places))
    taken = {row.number for row in rows.records}
    assert {row.record_number for row in (*rows.lessons, *rows.issues)} <= taken
    named = {p.where.split("!")[0] + p.where.split("!")[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVW")
             for p in rows.problems}  # fmt: skip
    own = {f"{r.sheet}{r.row}" for r in rows.refused if r.reason is Refusal.OWN_CELL}
    assert named == own


@pytest.fixture(scope="module")
def district() -> Known:
    if not _DISTRICT.is_dir():
        pytest.skip(f"the district's workbooks are not at {_DISTRICT}")
    roster = read_roster(_DISTRICT / "roster.xlsx")
    assert roster.problems == ()
    assert len(roster.schools) == 121
    return Known(
        today=date(2026, 11, 22),
        schools={school.code: school.name for school in roster.schools},
        inspectors={person.id: person.name for person in roster.inspectors},
    )


def test_a_districts_records_are_read_without_one_refusal(district: Known) -> None:
    rows = read_visits(_DISTRICT / "visits.xlsx", known=district)
    assert rows.problems == rows.refused == rows.notes == ()
    assert [tally.good for tally in rows.tallies] == [936, 984, 1074, 12]


def test_in_a_districts_bad_workbook_exactly_the_bad_cells_are_named(district: Known) -> None:
    rows = read_visits(_DISTRICT / "visits-bad.xlsx", known=district)
    listed = json.loads((_DISTRICT / "bad-cells.json").read_text(encoding="utf-8"))
    assert sorted(problem.where for problem in rows.problems) == sorted(listed)
    _assert_whole(rows)


def test_the_order_of_the_rows_decides_nothing_but_the_order(
    make_visits: Make, known: Known, record: Make, lesson: Make, issue: Make
) -> None:
    records = [record(f"N-{n}", 时段="晚上" if n == 3 else "上午") for n in range(8)]
    lessons = [lesson(f"N-{n}") for n in range(8)]
    issues = [issue(f"WT{n}", 记录编号=f"N-{n}") for n in range(8)]
    straight = read_visits(make_visits(records, lessons, issues), known=known)
    for rows in (records, lessons, issues):
        random.Random(7).shuffle(rows)
    mixed = read_visits(make_visits(records, lessons, issues), known=known)
    for kind in ("records", "lessons", "issues"):
        one, other = ({x.digest for x in getattr(rows, kind)} for rows in (straight, mixed))
        assert one == other
    assert len(straight.refused) == len(mixed.refused) == 3
