"""The month table against one counted by hand, on random districts.

``INSPECTOR_ORACLE_DISTRICTS`` sets how many districts are counted; a failure names its seed.
"""

import os
from typing import Any, Final

import pytest

from inspector_app.domain.month import Month
from inspector_app.domain.monthly_table import Row, compile_table
from inspector_app.domain.table_json import cell_json
from tests.oracle import naive_month
from tests.oracle.districts import district, facts_of

DISTRICTS: Final = int(os.environ.get("INSPECTOR_ORACLE_DISTRICTS", "120"))
# Around the turn of the school year, where cumulative figures begin anew.
MONTHS: Final = (Month(2022, 8), Month(2022, 9), Month(2022, 10))
BATCHES: Final = 4


def plain(row: Row) -> dict[str, Any]:
    return {name: cell_json(cell) for name, cell in row.items()}


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_figure_of_every_row_is_what_counting_by_hand_gives(batch: int) -> None:
    for seed in range(batch, DISTRICTS, BATCHES):
        rows = district(seed, size=5 + seed % 40)
        facts = facts_of(rows)
        for month in MONTHS:
            table = compile_table(month.period, facts)
            counted = naive_month.table(rows, month.year, month.month)
            where = f"seed {seed}, {month}"
            assert plain(table.district) == counted["district"], where
            assert {z: plain(r) for z, r in table.zones.items()} == counted["zones"], where
            assert {p: plain(r) for p, r in table.inspectors.items()} == counted["inspectors"], (
                where
            )


def test_the_districts_have_what_the_rules_are_about() -> None:
    district_rows = [
        naive_month.table(district(seed, size=30), 2022, 9)["district"] for seed in range(20)
    ]
    for name in district_rows[0]:
        assert any(row[name] not in (0, [], [0, 0]) for row in district_rows), name
    assert any(row["by_type"].get("联合督导") for row in district_rows)
    assert any(row["visits"] < row["inspector_visits"] < row["half_days"] for row in district_rows)
