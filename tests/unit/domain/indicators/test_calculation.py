"""Exact values, verdicts and needs of a school."""

from dataclasses import replace
from fractions import Fraction
from math import ceil
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.indicator_kinds import Level, SchoolStage
from inspector_app.domain.indicators.calculation import assess, school_result
from inspector_app.domain.indicators.figures import SchoolFigures
from inspector_app.domain.indicators.results import ItemResult, StageResult
from inspector_app.domain.indicators.standards import OwnNumber
from inspector_app.domain.school import SchoolKind
from tests.unit.counties import JUNIOR, PRIMARY, SENIOR, make_figures, make_standards

STANDARDS = make_standards()


def stage_of(school: SchoolFigures, stage: SchoolStage = PRIMARY) -> StageResult:
    return next(s for s in school_result(school, STANDARDS).stages if s.stage is stage)


def item(school: SchoolFigures, name: str, stage: SchoolStage = PRIMARY) -> ItemResult:
    return next(each for each in stage_of(school, stage).items if each.item == name)


def shared(kind: SchoolKind, area: int, **pupils: int) -> SchoolFigures:
    """Return a school with several stages that share floor area."""
    stages = {"p": PRIMARY, "j": JUNIOR, "s": SENIOR}
    return make_figures(
        kind=kind,
        pupils={stages[name]: number for name, number in pupils.items()},
        teaching_area=Fraction(area),
        indoor_sports=Fraction(1200 if area == 20000 else 0),
    )


@pytest.mark.parametrize(
    ("school", "stage", "value"),
    [
        (shared(SchoolKind.NINE_YEAR, 20000, p=1200, j=1500), PRIMARY, "6.5965"),
        (shared(SchoolKind.NINE_YEAR, 20000, p=1200, j=1500), JUNIOR, "7.2561"),
        (shared(SchoolKind.TWELVE_YEAR, 30000, p=1000, j=900, s=800), PRIMARY, "9.8490"),
        (shared(SchoolKind.TWELVE_YEAR, 30000, p=1000, j=900, s=800), JUNIOR, "10.8339"),
        (shared(SchoolKind.COMPLETE_SECONDARY, 24000, j=1200, s=1000), JUNIOR, "10.0000"),
    ],
)
def test_what_the_stages_of_a_school_share_goes_by_weight(
    school: SchoolFigures, stage: SchoolStage, value: str
) -> None:
    assert f"{float(item(school, 'L4', stage).value):.4f}" == value


def test_nine_of_a_thousand_meets_nine_tenths_of_a_hundred() -> None:
    assert item(make_figures(), "L3").value == Fraction(9, 10)
    assert item(make_figures(), "L3").level is Level.MEETS


def test_a_school_that_meets_every_standard_just_so_passes_and_needs_nothing() -> None:
    found = school_result(make_figures(), STANDARDS)
    assert found.passes
    assert [each.need for each in found.stages[0].items] == [None] * 7


@pytest.mark.parametrize(
    ("changed", "level", "passes"),
    [
        ({"backbone": {PRIMARY: 9}}, Level.NEARLY, True),
        ({"backbone": {PRIMARY: 8}}, Level.BELOW, False),
    ],
)
def test_the_one_that_fails_has_to_reach_85_of_a_hundred(
    changed: dict[str, Any], level: Level, passes: bool
) -> None:
    found = stage_of(make_figures(**changed))
    assert (found.items[1].level, found.passes) == (level, passes)


def test_two_that_only_nearly_meet_are_one_too_many() -> None:
    school = make_figures(backbone={PRIMARY: 9}, media_rooms=22)
    found = stage_of(school)
    assert found.at(Level.NEARLY) == ("L2", "L7")
    assert not found.passes


def test_exactly_85_of_a_hundred_is_enough() -> None:
    school = make_figures(teaching_area=Fraction(3825) + 100)
    assert item(school, "L4").level is Level.NEARLY
    assert item(replace(school, teaching_area=Fraction("3924.99")), "L4").level is Level.BELOW


def test_needs_are_whole_teachers_square_metres_and_ten_thousands_of_yuan() -> None:
    school = make_figures(
        pupils={PRIMARY: 1001}, qualified={PRIMARY: 1}, teaching_area=Fraction("3000.25"),
        equipment=Fraction("100.5"), media_rooms=0,
    )  # fmt: skip
    needs = {each.item: each.need for each in stage_of(school).items}
    assert needs["L1"] == ceil(Fraction(42, 10) * 1001 / 100) - 1
    assert needs["L4"] == Fraction("4504.5") - Fraction("2900.25")
    assert needs["L6"] == Fraction("200.2") - Fraction("100.5")
    assert needs["L7"] == 24


def test_a_need_is_told_where_the_stage_passes_all_the_same() -> None:
    found = stage_of(make_figures(backbone={PRIMARY: 9}))
    assert found.passes
    assert found.items[1].need == 1


def test_one_teacher_too_few_is_one_that_is_needed() -> None:
    assert item(make_figures(qualified={PRIMARY: 41}), "L1").need == 1


def test_a_stage_without_pupils_is_not_measured_and_takes_no_share() -> None:
    school = make_figures(kind=SchoolKind.NINE_YEAR, pupils={PRIMARY: 1000, JUNIOR: 0})
    found = school_result(school, STANDARDS)
    assert [stage.stage for stage in found.stages] == [PRIMARY]
    assert item(school, "L4").value == Fraction(9, 2)


@pytest.mark.parametrize(("pupils", "excluded"), [(0, True), (49, True), (50, False)])
def test_a_school_of_fewer_than_fifty_is_measured_and_left_out(pupils: int, excluded: bool) -> None:
    school = make_figures(pupils={PRIMARY: pupils})
    found = assess([school, make_figures(code="2")], STANDARDS)
    assert found.schools[0].excluded is excluded
    assert found.county[0].schools == (1 if excluded else 2)


def test_rounding_that_would_change_a_verdict_is_told_with_the_finer_number() -> None:
    school = make_figures(pupils={PRIMARY: 1003})
    found = item(school, "L3")
    assert (found.level, found.flips, found.text) == (Level.NEARLY, True, "0.90（0.897）")
    assert item(make_figures(), "L3").text == "0.90"


def test_a_districts_own_number_counts_instead_of_the_shipped_one() -> None:
    own = STANDARDS.with_own({"L2.primary": OwnNumber(Fraction("1.5"), "区教发〔2026〕1号")})
    found = school_result(make_figures(), own).stages[0]
    assert found.items[1].need == 5
    assert "本区改动 1 个数值" in own.told


# -- for every school ----------------------------------------------------------------------------

_PUPILS = st.integers(50, 3000)
_AREAS = st.decimals(0, 40_000, places=2).map(Fraction)
_SCHOOLS = st.builds(
    make_figures,
    kind=st.just(SchoolKind.TWELVE_YEAR),
    pupils=st.fixed_dictionaries({PRIMARY: _PUPILS, JUNIOR: _PUPILS, SENIOR: _PUPILS}),
    qualified=st.fixed_dictionaries({PRIMARY: st.integers(0, 90), JUNIOR: st.integers(0, 90)}),
    backbone=st.fixed_dictionaries({PRIMARY: st.integers(0, 40), JUNIOR: st.integers(0, 40)}),
    specialists=st.fixed_dictionaries({PRIMARY: st.integers(0, 40), JUNIOR: st.integers(0, 40)}),
    teaching_area=_AREAS.map(lambda area: area + 100),
    field=_AREAS,
    equipment=_AREAS.map(lambda area: area / 50),
    media_rooms=st.integers(0, 120),
)  # fmt: skip


def with_needs(school: SchoolFigures, stage: StageResult) -> SchoolFigures:
    """Return the school with what one of its stages needs."""
    need = {each.item: each.need or Fraction() for each in stage.items}
    at = stage.stage
    return replace(
        school,
        qualified={**school.qualified, at: school.qualified[at] + int(need["L1"])},
        backbone={**school.backbone, at: school.backbone[at] + int(need["L2"])},
        specialists={**school.specialists, at: school.specialists[at] + int(need["L3"])},
        teaching_area=school.teaching_area + need["L4"],
        gym=school.gym + need["L5"],
        equipment=school.equipment + need["L6"],
        media_rooms=school.media_rooms + int(need["L7"]),
    )


@given(_SCHOOLS)
def test_a_school_that_gets_what_a_stage_needs_meets_every_standard_there(
    school: SchoolFigures,
) -> None:
    for stage in school_result(school, STANDARDS).stages:
        helped = stage_of(with_needs(school, stage), stage.stage)
        assert helped.passes
        assert helped.at(Level.MEETS) == tuple(each.item for each in stage.items)
        for before, after in zip(stage.items, helped.items, strict=True):
            if before.need and before.item in {"L4", "L5", "L6"}:
                assert after.value == after.standard


@given(_SCHOOLS, st.integers(2, 7))
def test_a_school_so_many_times_as_large_has_the_same_values(
    school: SchoolFigures, times: int
) -> None:
    def scaled(numbers: Any) -> Any:
        return {stage: number * times for stage, number in numbers.items()}

    larger = replace(
        school,
        pupils=scaled(school.pupils),
        qualified=scaled(school.qualified),
        backbone=scaled(school.backbone),
        specialists=scaled(school.specialists),
        teaching_area=school.teaching_area * times,
        indoor_sports=school.indoor_sports * times,
        gym=school.gym * times,
        field=school.field * times,
        equipment=school.equipment * times,
        media_rooms=school.media_rooms * times,
    )
    for stage in (PRIMARY, JUNIOR):
        values = [each.value for each in stage_of(school, stage).items]
        assert [each.value for each in stage_of(larger, stage).items] == values


@given(_SCHOOLS)
def test_the_stages_together_have_what_the_school_has(school: SchoolFigures) -> None:
    """Per pupil the stages differ by their weights; their pupils use up the whole asset."""
    values = {stage: item(school, "L5", stage).value for stage in (PRIMARY, JUNIOR)}
    assert values[JUNIOR] == values[PRIMARY] * Fraction("1.1")
    senior = values[PRIMARY] * Fraction("1.32")
    used = sum(values.get(s, senior) * number for s, number in school.pupils.items())
    assert used == school.gym + school.field
