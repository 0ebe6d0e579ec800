"""A table over districts from what is kept of each is the table of all their records."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.district_figures import (
    DistrictFigures,
    figures_from,
    kept_of,
    people_from,
)
from inspector_app.domain.district_month import (
    OWN_UNIT,
    DistrictMonth,
    Group,
    compile_groups,
    units_table,
)
from inspector_app.domain.district_sums import Part, summed_table
from inspector_app.domain.month import Month, Period
from inspector_app.domain.monthly_table import compile_table
from tests.unit.domain.test_district_month import FULL, MONTH, made

SEEDS: Final = st.integers(0, 5_000)
CODES: Final = ("210304", "210305", "210306")


def kept(month: DistrictMonth, days: Period = MONTH.period) -> DistrictFigures:
    """Return what is kept of a month, after the way through the database."""
    return figures_from(json.loads(json.dumps(kept_of(month, days).figures)))


def part(unit: str, month: DistrictMonth, opened: list[str] | None = None) -> Part:
    """Return a part that notes in ``opened`` when it is opened."""

    def open_it() -> DistrictMonth:
        if opened is None:
            raise AssertionError(month.code)
        opened.append(month.code)
        return month

    return Part(unit, kept(month), open_it)


def renamed(month: DistrictMonth, naming: Callable[[str], str]) -> DistrictMonth:
    """Return a month with other 标识码."""
    facts = month.facts
    return replace(
        month,
        schools=[replace(s, code=naming(s.code)) for s in month.schools],
        facts=replace(
            facts,
            assignments=[a._replace(school_code=naming(a.school_code)) for a in facts.assignments],
            closed_schools={naming(c): day for c, day in facts.closed_schools.items()},
            visits=[v._replace(school_code=naming(v.school_code)) for v in facts.visits],
            lessons=[x._replace(school_code=naming(x.school_code)) for x in facts.lessons],
        ),
    )


@given(st.tuples(SEEDS, SEEDS, SEEDS))
def test_districts_that_share_nothing_are_added_up_without_opening_a_bundle(
    seeds: tuple[int, int, int],
) -> None:
    months = [made(seed, code=code) for seed, code in zip(seeds, CODES, strict=True)]
    # Two of them are of one city.
    units = ["甲市", "甲市", "乙市"]
    groups = [
        Group(name="甲市", districts=months[:2]), Group(name="乙市", districts=months[2:]),
    ]  # fmt: skip
    found = summed_table(MONTH.period, [part(u, m) for u, m in zip(units, months, strict=True)])
    whole = compile_groups(MONTH.period, groups)
    assert found == replace(whole, inspectors={})


@given(st.tuples(SEEDS, SEEDS, SEEDS))
def test_districts_that_share_a_school_are_counted_together_and_the_others_stay_closed(
    seeds: tuple[int, int, int],
) -> None:
    one, two, other = (made(seed, code=code) for seed, code in zip(seeds, CODES, strict=True))
    two = renamed(two, lambda code: code.replace("210305", "210304"))
    opened: list[str] = []
    parts = [part("甲", one, opened), part("乙", two, opened), part("丙", other)]
    found = summed_table(MONTH.period, parts)
    groups = [
        Group(name=name, districts=[month])
        for name, month in zip("甲乙丙", (one, two, other), strict=True)
    ]
    assert found == replace(compile_groups(MONTH.period, groups), inspectors={})


@given(SEEDS, SEEDS)
def test_own_people_are_counted_beside_the_districts(one: int, two: int) -> None:
    below, own = made(one, code="210304"), made(two, code="210300")
    groups = [Group(name="甲", districts=[below]), Group(name=OWN_UNIT, districts=[own])]
    found = summed_table(MONTH.period, [part("甲", below)], own=groups[1], code="210300")
    assert found == units_table(MONTH.period, groups, own="210300")


def test_own_people_at_a_school_of_a_district_are_counted_with_it() -> None:
    below, other = made(FULL, code="210304", size=40), made(FULL, code="210305", size=40)
    own = renamed(made(FULL, code="210300", size=40), lambda c: c.replace("210300", "210304"))
    groups = [
        Group(name="甲", districts=[below]), Group(name="乙", districts=[other]),
        Group(name=OWN_UNIT, districts=[own]),
    ]  # fmt: skip
    opened: list[str] = []
    parts = [part("甲", below, opened), part("乙", other)]
    found = summed_table(MONTH.period, parts, own=groups[2], code="210300")
    assert found == units_table(MONTH.period, groups, own="210300")
    assert opened == ["210304"]


def test_what_was_kept_over_other_days_is_counted_anew() -> None:
    month = made(FULL, size=40)
    days = Period(MONTH.period.start, MONTH.shifted(1).period.end)
    opened: list[str] = []
    found = summed_table(days, [part("甲", month, opened)])
    groups = [Group(name="甲", districts=[month])]
    assert found == replace(compile_groups(days, groups), inspectors={})
    assert opened == ["210304"]


def test_a_table_of_nothing_has_every_figure() -> None:
    assert summed_table(MONTH.period, ()) == compile_groups(MONTH.period, ())


@given(SEEDS)
def test_rows_of_people_are_kept_beside_the_row_of_their_district(seed: int) -> None:
    month = made(seed)
    found = people_from(json.loads(json.dumps(kept_of(month, MONTH.period).people)))
    assert found == compile_table(MONTH.period, month.facts).inspectors


def test_what_is_kept_says_what_the_month_says() -> None:
    month = made(FULL, size=40)
    table = {**month.table, "district": {**month.table["district"], "visits": 999}}
    found = kept(replace(month, table=table))
    assert (found.code, found.name, found.month) == (month.code, month.name, Month(2022, 9))
    assert (found.records, found.until) == (
        len(month.facts.visits), max(v.visited_on for v in month.facts.visits),
    )  # fmt: skip
    assert [each.before for each in found.unlike] == ["999"]
    assert found.kinds == month.schools_by_kind()
