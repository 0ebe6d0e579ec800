"""Whatever stands in the cells: no row is lost, none is taken twice, nothing breaks."""

import random
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from inspector_app.sheets.visit_rows import Known
from inspector_app.sheets.visits import read_visits
from tests.examples import examples
from tests.unit.sheets.whole import assert_whole

Make = Callable[..., Any]
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
    # A workbook is XML, which has no words for these two.
    st.text(
        st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"),
        max_size=12,
    ),
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
    assert_whole(rows)
    if not rows.problems:
        assert rows.refused == ()


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
