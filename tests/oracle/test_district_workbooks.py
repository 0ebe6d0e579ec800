"""The workbooks of one district: every row is read, and exactly the cells made bad are named."""

import json
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from inspector_app.sheets.roster import read_roster
from inspector_app.sheets.visit_rows import Known
from inspector_app.sheets.visits import read_visits
from tests.unit.sheets.whole import assert_whole

DATA: Final = Path(__file__).resolve().parents[3] / "shared" / "data" / "district-a"

pytestmark = pytest.mark.skipif(
    not DATA.exists(), reason="the district's workbooks are not beside this checkout"
)


@pytest.fixture(scope="module")
def district() -> Known:
    roster = read_roster(DATA / "roster.xlsx")
    assert roster.problems == ()
    assert len(roster.schools) == 121
    return Known(
        today=date(2026, 11, 22),
        schools={school.code: school.name for school in roster.schools},
        inspectors={person.id: person.name for person in roster.inspectors},
    )


def test_a_districts_records_are_read_without_one_refusal(district: Known) -> None:
    rows = read_visits(DATA / "visits.xlsx", known=district)
    assert rows.problems == rows.refused == rows.notes == ()
    assert [tally.good for tally in rows.tallies] == [936, 984, 1074, 12]


def test_in_a_districts_bad_workbook_exactly_the_bad_cells_are_named(district: Known) -> None:
    rows = read_visits(DATA / "visits-bad.xlsx", known=district)
    listed = json.loads((DATA / "bad-cells.json").read_text(encoding="utf-8"))
    assert sorted(problem.where for problem in rows.problems) == sorted(listed)
    assert_whole(rows)
