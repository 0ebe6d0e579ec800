"""A table that is kept comes back with every record behind every figure."""

import json

import pytest

from inspector_app.base.stable_json import stable_text
from inspector_app.domain.closing_days import ClosingDays
from inspector_app.domain.frozen_table import frozen, thawed
from inspector_app.domain.month import Month, Period
from inspector_app.domain.monthly_table import compile_table
from tests.oracle.districts import district, facts_of


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("closing", [{}, {Month(2022, 1): 25}])
def test_a_table_comes_back_from_json_as_it_was(seed: int, closing: dict[Month, int]) -> None:
    span: Period = ClosingDays(closing).span(Month(2022, 10))
    table = compile_table(span, facts_of(district(seed, size=25)))
    back = thawed(json.loads(json.dumps(frozen(table))))
    assert back == table
    assert list(back.inspectors) == list(table.inspectors)
    assert back.period.school_year_start == table.period.school_year_start


def test_the_columns_of_a_kept_table_stand_as_those_of_an_open_one() -> None:
    table = compile_table(Month(2022, 10).period, facts_of(district(1, size=25)))
    back = thawed(json.loads(stable_text(frozen(table))))
    rows = (table.district, *table.zones.values(), *table.inspectors.values())
    kept = (back.district, *back.zones.values(), *back.inspectors.values())
    assert list(map(list, kept)) == list(map(list, rows))
