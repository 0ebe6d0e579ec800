"""听课任务: behind or ahead by teaching weeks; and the days for 费用台账."""

from datetime import date

import pytest

from inspector_app.domain.expense_days import expense_days
from inspector_app.domain.lesson_target import progress, weeks_past
from inspector_app.domain.month import Month
from inspector_app.domain.rule_kinds import RuleId
from inspector_app.domain.visit_options import Session, VisitStatus
from tests.unit.builders import visit_fact
from tests.unit.calendars import day, make_term
from tests.unit.rulesets import decided, make_rules

TERM = make_term("2026-09-01", "2027-01-15")


@pytest.mark.parametrize(
    ("on", "weeks"),
    [
        ("2026-08-31", 0),
        ("2026-09-06", 0),
        ("2026-09-07", 1),
        ("2026-11-22", 11),
        ("2027-02-10", 20),
    ],
)
def test_only_weeks_that_are_over_count(on: str, weeks: int) -> None:
    assert weeks_past([TERM], day(on)) == weeks


@pytest.mark.parametrize(
    ("lessons", "weeks", "expected", "said"),
    [
        (8, 11, 8, "8/30 节，按教学周应达 8 节，进度够"),
        (7, 11, 8, "7/30 节，按教学周应达 8 节，落后 1 节"),
        (30, 44, 30, "30/30 节，按教学周应达 30 节，进度够"),
    ],
)
def test_the_pace_is_a_share_of_thirty_by_forty_weeks(
    lessons: int, weeks: int, expected: int, said: str
) -> None:
    rule = make_rules(decided(RuleId.LESSONS_PER_YEAR, on=True)).get(RuleId.LESSONS_PER_YEAR)
    found = progress("DX001", "督学01", lessons, weeks=weeks, rule=rule)
    assert (found.target, found.expected, found.sentence) == (30, expected, said)
    assert bool(found.marks) is (lessons < expected)


def test_a_rule_that_is_not_asked_marks_nobody() -> None:
    rule = make_rules().get(RuleId.LESSONS_PER_YEAR)
    assert progress("DX001", "督学01", 0, weeks=20, rule=rule).marks == ()


def test_a_day_is_one_of_travel_however_many_schools_and_one_of_a_meal_by_both_halves() -> None:
    september = Month(2022, 9)
    facts = [
        visit_fact(lead_id="A", peer_ids=("B",), session=Session.MORNING, school_code="S1"),
        visit_fact(lead_id="A", session=Session.AFTERNOON, school_code="S2"),
        visit_fact(lead_id="A", session=Session.MORNING, visited_on=date(2022, 9, 6)),
        visit_fact(lead_id="B", session=Session.FULL_DAY, visited_on=date(2022, 9, 7)),
        visit_fact(lead_id="B", visited_on=date(2022, 9, 8), status=VisitStatus.DRAFT),
        visit_fact(lead_id="B", visited_on=date(2022, 9, 9), online=True),
        visit_fact(lead_id="B", visited_on=date(2022, 10, 1)),
    ]
    a, b, c = expense_days(september.period, facts, ["A", "B", "C"])
    assert (a.travel, a.meal, a.visits) == (
        (date(2022, 9, 5), date(2022, 9, 6)),
        (date(2022, 9, 5),),
        3,
    )
    assert (b.travel, b.meal, b.visits) == (
        (date(2022, 9, 5), date(2022, 9, 7)),
        (date(2022, 9, 7),),
        2,
    )
    assert (c.travel, c.meal, c.visits) == ((), (), 0)
