"""Means, 差异系数 and the verdict of a county."""

import json
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.indicators.assessment_json import assessment_json
from inspector_app.domain.indicators.calculation import assess
from inspector_app.domain.indicators.county import Weighted, mean_and_variance, spread
from inspector_app.domain.indicators.figures import SchoolFigures
from inspector_app.domain.school import SchoolKind
from tests.unit.counties import JUNIOR, PRIMARY, make_figures, make_standards

STANDARDS = make_standards()


def test_the_official_example_of_books_comes_to_its_figures() -> None:
    pupils, books = (45, 37, 89, 76, 55), (279, 137, 935, 160, 402)
    values = [Weighted(p, Fraction(b, p)) for p, b in zip(pupils, books, strict=True)]
    mean, variance = mean_and_variance(values)
    found = spread(values, item="books", limit=Fraction(1, 2))
    assert (f"{float(mean):.4f}", f"{float(variance):.4f}") == ("6.3344", "10.6528")
    assert (found.text, found.passes) == ("0.515", False)


def county(*backbone: int) -> Sequence[SchoolFigures]:
    return [
        make_figures(code=str(n), backbone={PRIMARY: number}) for n, number in enumerate(backbone)
    ]


def test_a_county_passes_where_every_school_does_and_no_cv_is_too_high() -> None:
    assert assess(county(10, 12), STANDARDS).passes
    assert not assess(county(10, 8), STANDARDS).passes
    spread_too_far = assess(county(10, 10, 10, 100), STANDARDS)
    assert all(school.passes for school in spread_too_far.schools)
    assert not spread_too_far.passes


def test_a_cv_at_its_limit_passes() -> None:
    # 10 and 30 about 20: half of the mean, exactly.
    found = assess(county(10, 30), STANDARDS).county[0].spreads[1]
    assert (found.cv, found.passes) == (0.5, True)


def test_a_cv_that_rounding_would_let_pass_is_told_with_the_finer_number() -> None:
    values = [Weighted(1, Fraction(19_996)), Weighted(1, Fraction(60_000))]
    found = spread(values, item="L2", limit=Fraction(1, 2))
    assert (found.text, found.flips, found.passes) == ("0.500（0.5001）", True, False)


def test_what_nobody_has_has_no_cv_and_does_not_pass() -> None:
    found = spread([Weighted(60, Fraction())], item="L2", limit=Fraction(1, 2))
    assert (found.cv, found.text, found.passes) == (None, "—", False)


def test_a_county_of_schools_that_are_all_too_small_has_no_figures() -> None:
    found = assess([make_figures(pupils={PRIMARY: 20})], STANDARDS)
    assert (found.county, found.passes) == ((), False)


def test_a_school_with_two_stages_counts_in_both() -> None:
    both = make_figures(
        kind=SchoolKind.NINE_YEAR, pupils={PRIMARY: 600, JUNIOR: 400},
        qualified={PRIMARY: 30, JUNIOR: 30}, backbone={PRIMARY: 6, JUNIOR: 4},
        specialists={PRIMARY: 6, JUNIOR: 4}, teaching_area=Fraction(9000),
        field=Fraction(20000), equipment=Fraction(900), media_rooms=60,
    )  # fmt: skip
    found = assess([both], STANDARDS)
    assert [(stage.stage, stage.passing) for stage in found.county] == [(PRIMARY, 1), (JUNIOR, 1)]


_COUNTIES = st.lists(st.tuples(st.integers(0, 900), st.integers(0, 40)), min_size=1, max_size=6)


@given(_COUNTIES.flatmap(lambda pairs: st.tuples(st.just(pairs), st.permutations(pairs))))
def test_the_order_of_the_schools_never_matters(
    orders: tuple[list[tuple[int, int]], list[tuple[int, int]]],
) -> None:
    found = []
    for pairs in orders:
        schools = [
            make_figures(code=f"{p}-{b}-{n}", pupils={PRIMARY: p}, backbone={PRIMARY: b})
            for n, (p, b) in enumerate(pairs)
        ]
        told = assessment_json(assess(schools, STANDARDS))
        found.append((told["county"], told["pass"]))
    assert found[0] == found[1]


@given(_COUNTIES)
def test_what_programs_read_is_plain_json_with_every_school(pairs: list[tuple[int, int]]) -> None:
    schools = [
        make_figures(code=str(n), pupils={PRIMARY: p}, backbone={PRIMARY: b})
        for n, (p, b) in enumerate(pairs)
    ]
    told = assessment_json(assess(schools, STANDARDS))
    assert json.loads(json.dumps(told)) == told
    assert list(told["schools"]) == [school.code for school in schools]


@pytest.mark.parametrize("name", ["meets", "at_least_85", "needs"])
def test_an_indicator_is_either_met_or_needed(name: str) -> None:
    school = make_figures(backbone={PRIMARY: 9}, media_rooms=0)
    stage = assessment_json(assess([school], STANDARDS))["schools"]["2121000001"]["stages"]
    told = stage["primary"]
    assert set(told["meets"]) | set(told["needs"]) == set(told["values"])
    assert not set(told["meets"]) & set(told["needs"])
    assert {"meets": 5, "at_least_85": 1, "needs": 2}[name] == len(told[name])
