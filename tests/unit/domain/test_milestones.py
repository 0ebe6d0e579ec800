"""整改措施 as text, and the milestones of long-term issues."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.issue_event import EventDetails, IssueEvent, IssueEventKind, Measure
from inspector_app.domain.issue_rules import next_kinds, refusal
from inspector_app.domain.measure_text import measures_of, text_of
from inspector_app.domain.milestones import aims_of, measurable, milestones_of, open_milestones
from tests.unit.builders import make_event, make_issue, make_step

_K = IssueEventKind
FIRST, SECOND = date(2026, 12, 31), date(2027, 8, 31)
PLAN = (
    "补充图书｜责任 总务处｜目标 275万余元｜时限 2027-08-31\n"
    "　－采购第一批｜目标 1200 册｜时限 2026年12月31日前"
)


def test_a_measure_keeps_its_target_as_it_was_written_with_its_unit_apart() -> None:
    (measure,) = measures_of(PLAN)
    assert (measure.text, measure.responsible, measure.target, measure.unit, measure.due) == (
        "补充图书", "总务处", "275万余", "元", SECOND,
    )  # fmt: skip
    (part,) = measure.parts
    assert (part.text, part.target, part.unit, part.due) == ("采购第一批", "1200", "册", FIRST)


@pytest.mark.parametrize(
    ("line", "target", "unit"),
    [
        ("甲｜目标 不少于30节", "不少于30", "节"),
        ("甲｜目标：达标", "达标", ""),
        ("甲|目标 1,200.5㎡", "1,200.5", "㎡"),
    ],
)
def test_targets_of_any_writing_are_read(line: str, target: str, unit: str) -> None:
    (measure,) = measures_of(line)
    assert (measure.target, measure.unit) == (target, unit)


@pytest.mark.parametrize(
    "text", ["甲｜时限 2026-13-40", "甲｜乙｜丙", "一是清空通道。", "甲｜时限 尽快"]
)
def test_what_is_no_fact_belongs_to_the_words(text: str) -> None:
    (measure,) = measures_of(text)
    assert (measure.text, measure.due) == (text, None)


WORD = st.text(st.sampled_from("补充图书清通道甲乙0123.，"), min_size=1, max_size=8)
DAY = st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))
MEASURE = st.builds(
    Measure,
    text=WORD,
    responsible=st.just("") | WORD,
    due=DAY,
    target=st.sampled_from(["", "30", "275万余", "约5", "1,200"]),
    actual=st.sampled_from(["", "0", "12", "约3"]),
    done_on=DAY,
)


@given(st.lists(st.builds(
    lambda one, parts: Measure(
        text=one.text, responsible=one.responsible, due=one.due, target=one.target,
        unit="册" if one.target else "", actual=one.actual, done_on=one.done_on,
        parts=tuple(parts),
    ),
    MEASURE, st.lists(MEASURE, max_size=3),
), max_size=4))  # fmt: skip
def test_measures_written_as_text_are_read_as_they_were(measures: list[Measure]) -> None:
    assert measures_of(text_of(measures)) == tuple(measures)


def planned(on: date, text: str, seq: int = 1) -> IssueEvent:
    details = EventDetails(measures=measures_of(text))
    return make_event(uid=f"p{seq}", kind=_K.PLANNED, effective_on=on, seq=seq, details=details)


def met(on: date, seq: int, *measures: Measure) -> IssueEvent:
    details = EventDetails(measures=measures)
    return make_event(
        uid=f"m{seq}", kind=_K.MILESTONE_MET, effective_on=on, seq=seq, details=details
    )


def test_milestones_are_the_dated_measures_by_their_days_and_are_met_one_by_one() -> None:
    plan = planned(date(2026, 11, 1), PLAN)
    first, second = milestones_of([plan])
    assert [first.line(), second.line()] == [
        "2026-12-31 采购第一批 目标 1200册", "2027-08-31 补充图书 目标 275万余元",
    ]  # fmt: skip
    done = met(date(2026, 12, 20), 2, first.as_measure())
    assert milestones_of([done, plan])[0].done_on == date(2026, 12, 20)
    assert [each.text for each in open_milestones([plan, done])] == ["补充图书"]


def test_a_newer_plan_with_days_takes_the_place_of_the_older_and_one_without_does_not() -> None:
    old, plain = planned(date(2026, 11, 1), PLAN), planned(date(2026, 11, 2), "每日巡查", 2)
    new = planned(date(2026, 11, 3), "改建｜时限 2028-08-31", 3)
    assert len(milestones_of([old, plain])) == 2
    assert [each.text for each in milestones_of([old, plain, new])] == ["改建"]


def test_only_what_a_plan_aims_at_can_be_met_and_only_once() -> None:
    plan = planned(date(2026, 11, 1), PLAN)
    aim = open_milestones([plan])[0].as_measure()
    issue = make_issue()
    assert _K.MILESTONE_MET in next_kinds(issue, [plan])
    assert _K.MILESTONE_MET not in next_kinds(issue)

    def wrong(measure: Measure, *events: IssueEvent) -> str:
        step = make_step(
            _K.MILESTONE_MET, date(2026, 12, 20), note="到货",
            details=EventDetails(measures=(measure,)),
        )  # fmt: skip
        return refusal(issue, step, events=events, found_on=None, today=date(2026, 12, 31))

    assert wrong(aim, plan) == ""
    assert "没有还没达成" in wrong(aim, plan, met(date(2026, 12, 19), 2, aim))
    assert "没有还没达成" in wrong(Measure(text="别的"), plan)


def told(on: date, seq: int, measure: Measure, actual: str) -> IssueEvent:
    details = EventDetails(measures=(replace(measure, actual=actual),))
    return make_event(uid=f"t{seq}", kind=_K.MEASURED, effective_on=on, seq=seq, details=details)


def test_what_a_measure_came_to_is_what_was_told_of_the_last_day() -> None:
    plan = planned(date(2026, 11, 1), "校长兼课｜目标 6人\n每日巡查")
    (aim,) = measurable([plan])
    late = told(date(2026, 11, 9), 2, aim.as_measure(), "4")
    early = told(date(2026, 11, 3), 3, aim.as_measure(), "2")
    (aim,) = aims_of([plan, late, early])
    assert (aim.actual, aim.actual_on) == ("4", date(2026, 11, 9))
    assert aim.line() == "校长兼课 目标 6人，已到 4人，2026-11-09"


def test_a_newer_plan_keeps_what_was_told_of_a_measure_that_it_repeats() -> None:
    old = planned(date(2026, 11, 1), "校长兼课｜目标 6人\n交流｜目标 4名")
    said = [
        told(date(2026, 11, 2), n, a.as_measure(), "2") for n, a in enumerate(aims_of([old]), 2)
    ]
    new = planned(date(2026, 11, 5), "校长兼课｜目标 6人\n调剂｜目标 3名", 9)
    assert [(aim.text, aim.actual) for aim in aims_of([old, *said, new])] == [
        ("校长兼课", "2"), ("调剂", ""),
    ]  # fmt: skip


def test_a_plan_that_only_sets_targets_leaves_the_milestones_as_they_are() -> None:
    old, new = planned(date(2026, 11, 1), PLAN), planned(date(2026, 11, 5), "兼课｜目标 6人", 2)
    assert milestones_of([old, new]) == milestones_of([old])
    assert [aim.text for aim in measurable([old, new])] == ["采购第一批", "补充图书", "兼课"]


def test_what_is_told_of_a_day_before_the_plan_is_refused() -> None:
    plan = planned(date(2026, 11, 5), "校长兼课｜目标 6人")
    for day, refused in ((date(2026, 11, 4), True), (date(2026, 11, 5), False)):
        measure = Measure(text="校长兼课", actual="4")
        step = make_step(_K.MEASURED, day, details=EventDetails(measures=(measure,)))
        said = refusal(make_issue(), step, events=[plan], found_on=None, today=date(2026, 12, 31))
        assert said.startswith(f"{day} 的整改措施里没有") == refused


def test_an_empty_line_is_no_measure() -> None:
    assert [measure.text for measure in measures_of("甲\n\n乙")] == ["甲", "乙"]
