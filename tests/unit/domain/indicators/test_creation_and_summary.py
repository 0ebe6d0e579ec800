"""创建计划, and what is compared from year to year."""

from datetime import date
from fractions import Fraction

import pytest

from inspector_app.domain.chart import ChartKind
from inspector_app.domain.indicator_kinds import StepState
from inspector_app.domain.indicators.calculation import assess
from inspector_app.domain.indicators.creation import (
    CreationStep,
    drafted,
    duties_of,
    plan_counts,
    step_fault,
)
from inspector_app.domain.indicators.exact import decimal_text, rounded_text
from inspector_app.domain.indicators.failing import failing_items
from inspector_app.domain.indicators.standards import number_fault
from inspector_app.domain.indicators.summary import (
    pass_rate_chart,
    summary_from,
    summary_json,
    summary_of,
)
from tests.unit.counties import PRIMARY, make_figures, make_standards

STANDARDS = make_standards()
TODAY = date(2026, 11, 22)
STEP = CreationStep(uid="u", assessment_uid="a", item="骨干教师")


@pytest.mark.parametrize(
    ("due", "done_on", "state", "words"),
    [
        (None, None, StepState.NO_DUE, "未定时限"),
        (TODAY, None, StepState.UNDER_WAY, "进行中"),
        (date(2026, 11, 1), None, StepState.OVERDUE, "逾期 21 天"),
        (date(2026, 11, 1), date(2026, 11, 5), StepState.DONE, "已完成 2026-11-05"),
    ],
)
def test_a_step_stands_by_its_days(
    due: date | None, done_on: date | None, state: StepState, words: str
) -> None:
    step = CreationStep(uid="u", assessment_uid="a", item="x", due=due, done_on=done_on)
    assert (step.state(on=TODAY), step.state_words(on=TODAY)) == (state, words)


def test_the_steps_of_a_plan_are_counted() -> None:
    steps = [
        CreationStep(uid=str(n), assessment_uid="a", item="x", due=due, done_on=done)
        for n, (due, done) in enumerate([
            (date(2026, 1, 1), None), (date(2027, 1, 1), None), (None, None),
            (date(2026, 1, 1), TODAY),
        ])
    ]  # fmt: skip
    counts = plan_counts(steps, on=TODAY)
    assert counts.sentence == "共 4 项，已完成 1 项，逾期 1 项，未定时限 1 项"


def test_each_failing_item_without_a_step_gets_one() -> None:
    school = make_figures(backbone={PRIMARY: 8}, media_rooms=0)
    items = failing_items(assess([school], STANDARDS))
    made = list(drafted(items, known=[items[0].key], start=STEP))
    assert [(each.item_key, each.department) for each in made] == [(items[1].key, "装备部门")]
    assert made[0].target == "增加 23 间（现为 0.00，标准 2.3 间）"
    assert made[0].about == "示范县第1小学 小学部"
    assert set(duties_of([*made, STEP])) == {items[1].key}


def test_a_step_says_what_is_to_be_done_in_few_words() -> None:
    assert step_fault(STEP) == ""
    assert "事项" in step_fault(CreationStep(uid="u", assessment_uid="a", item=" "))
    assert "责任人" in step_fault(
        CreationStep(uid="u", assessment_uid="a", item="x", person="长" * 201)
    )
    assert "完成情况" in step_fault(
        CreationStep(uid="u", assessment_uid="a", item="x", progress="长" * 1001)
    )


def test_a_summary_comes_back_as_it_was_stored() -> None:
    schools = [
        make_figures(code="1"), make_figures(code="2", backbone={PRIMARY: 8}),
        make_figures(code="3", pupils={PRIMARY: 10}),
    ]  # fmt: skip
    found = summary_of(assess(schools, STANDARDS))
    assert summary_from(summary_json(found)) == found
    stage = found.stages[PRIMARY]
    assert (found.share.text, stage.share.text) == ("1/2（50.0%）", "1/2（50.0%）")
    assert stage.all_meet == ("L1", "L3", "L4", "L5", "L6", "L7")


def test_the_chart_of_years_has_a_line_for_all_and_for_each_stage_there_is() -> None:
    found = summary_of(assess([make_figures()], STANDARDS))
    chart = pass_rate_chart([("2025年", found), ("2026年", found)])
    assert chart is not None
    assert (chart.kind, chart.categories) == (ChartKind.LINES, ("2025年", "2026年"))
    assert [(s.name, s.values) for s in chart.series] == [
        ("全部学校", (100.0, 100.0)),
        ("小学部", (100.0, 100.0)),
    ]
    assert pass_rate_chart([]) is None


def test_a_chart_of_a_county_without_schools_has_gaps() -> None:
    none = summary_of(assess([make_figures(pupils={PRIMARY: 1})], STANDARDS))
    chart = pass_rate_chart([("2026年", none)])
    assert chart is not None
    assert chart.series[0].values == (None,)


@pytest.mark.parametrize(
    ("value", "basis", "fault"),
    [
        (Fraction(101), "区教发〔2026〕1号", "只能在 0 到 100 之间"),
        (Fraction(5), " ", "没有写依据"),
        (Fraction(5), "文" * 201, "超过 200 字"),
        (Fraction(5), "区教发〔2026〕1号", ""),
    ],
)
def test_a_district_sets_a_number_within_reason_and_by_a_document(
    value: Fraction, basis: str, fault: str
) -> None:
    found = number_fault(STANDARDS.by_name["L4.primary"], value, basis)
    assert fault in found
    assert bool(fault) is bool(found)


@pytest.mark.parametrize(
    ("value", "text"),
    [("4.2", "4.2"), ("2000", "2000"), ("0.125", "0.125"), ("1/3", "0.333333"), ("-1/2", "-0.5")],
)
def test_a_number_is_written_with_the_decimals_it_has(value: str, text: str) -> None:
    assert decimal_text(Fraction(value)) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [("2.345", 2, "2.35"), ("0.005", 2, "0.01"), ("-0.004", 2, "0.00"), ("7.5", 0, "8")],
)
def test_a_number_is_rounded_half_up(value: str, places: int, text: str) -> None:
    assert rounded_text(Fraction(value), places) == text
