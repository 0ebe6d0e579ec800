"""Every month of made-up districts, counted again from their workbooks by other means.

``dev.py oracle`` counts many large districts; a failure names the district's seed.
"""

import json
from pathlib import Path
from typing import Final

import pytest

from tests.examples import FULL_LENGTH
from tests.oracle.recount_books import read_district
from tests.oracle.recount_made import SHAPES, made
from tests.oracle.recount_month import recount
from tests.oracle.recount_program import Program, differing, rows_of
from tests.oracle.recount_scribe import write

DATA: Final = Path(__file__).resolve().parents[3] / "shared" / "data" / "district-a"
DISTRICTS: Final = range(5 * len(SHAPES)) if FULL_LENGTH else (1, 14)
SCALE: Final = 4 if FULL_LENGTH else 1


@pytest.mark.skipif(
    not DATA.exists(), reason="the district's workbooks are not beside this checkout"
)
def test_counting_again_gives_what_others_counted_of_a_district() -> None:
    district = read_district(DATA / "roster.xlsx", DATA / "visits.xlsx")
    expected = [json.loads(path.read_text("utf-8")) for path in DATA.glob("expected-*.json")]
    assert len(expected) == 4
    for table in expected:
        assert recount(district, table["month"]) == table


@pytest.mark.parametrize("seed", DISTRICTS)
def test_every_figure_of_every_month_is_what_counting_the_workbooks_again_gives(
    seed: int, tmp_path: Path
) -> None:
    rows = made(seed, scale=SCALE)
    written = write(rows, tmp_path, seed=seed, ragged=seed % 2 == 0)
    district = read_district(written.roster, written.visits)
    assert district.rows == written.lines
    program = Program(tmp_path)
    reports = [program.take("roster", written.roster), program.take("visits", written.visits)]
    assert tuple(report["read"] for report in reports) == written.lines
    for month in rows.months:
        (counted, told) = (recount(district, month), program.json("month", month))
        assert rows_of(counted).keys() == rows_of(told).keys()
        assert differing(counted, told) == [], f"seed {seed}, {month}"


def test_the_made_up_districts_have_what_the_rules_are_about(tmp_path: Path) -> None:
    rows = made(3)
    written = write(rows, tmp_path, seed=3)
    district = read_district(written.roster, written.visits)
    tables = [recount(district, month)["district"] for month in rows.months]
    for name in tables[0]:
        assert any(table[name] not in (0, [], [0, 0]) for table in tables), name
    assert any(table["visits"] < sum(table["by_type"].values()) for table in tables)
    assert any(table["lessons_distinct"] < table["lessons"] for table in tables)
    assert any(table["notice_documents"] < table["notices"] for table in tables)
    assert any(table["coverage"] == [0, table["assigned_schools"]] for table in tables)
