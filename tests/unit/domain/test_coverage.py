"""本月未入校: the marks of a school, and the properties that hold for any schools."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.coverage import SchoolCoverage, SchoolFacts, Yardstick, board, judged
from inspector_app.domain.month import Month
from inspector_app.domain.rule_kinds import MarkLevel, RuleId
from inspector_app.domain.rules import Ruleset
from tests.unit.calendars import day, make_calendar
from tests.unit.rulesets import decided, make_rules, only

AMBER, RED = MarkLevel.AMBER, MarkLevel.RED
RANK = {None: 0, AMBER: 1, RED: 2}
CALENDAR = make_calendar()


def yardstick(on: str | date, rules: Ruleset | None = None, **values: Any) -> Yardstick:
    """Return the yardstick of a day by the shipped rules and the usual terms."""
    today = day(on) if isinstance(on, str) else on
    given = {
        "on": today,
        "period": Month.of(today).period,
        "exempt": CALENDAR.is_exempt_with(CALENDAR.school_days_in(Month.of(today).period)),
        "term": CALENDAR.term_of(today),
        "rules": rules or make_rules(),
    }
    return Yardstick(**(given | values))


def school(*days: str, code: str = "2121000001", **values: Any) -> SchoolFacts:
    visits = [day(text) for text in days]
    return SchoolFacts(code, visits, max(visits, default=None), **values)


def told(row: SchoolCoverage) -> list[tuple[MarkLevel, str]]:
    return [(mark.level, mark.words) for mark in row.marks]


# -- the month -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "level"),
    [
        ("2026-11-15", None),
        ("2026-11-16", AMBER),
        ("2026-11-23", AMBER),
        ("2026-11-24", RED),
        ("2026-11-30", RED),
    ],
)
def test_a_school_without_a_visit_is_amber_after_mid_month_and_red_in_the_last_week(
    on: str, level: MarkLevel | None
) -> None:
    rules = only(RuleId.VISITS_PER_MONTH)
    assert judged(school(), yardstick(on, rules)).level is level
    assert judged(school("2026-10-30"), yardstick(on, rules)).level is level
    assert judged(school("2026-11-02"), yardstick(on, rules)).level is None


def test_a_visit_on_a_later_day_does_not_count_yet() -> None:
    row = judged(school("2026-11-25"), yardstick("2026-11-24", only(RuleId.VISITS_PER_MONTH)))
    assert (row.level, row.visits_month) == (RED, 0)


def test_two_records_of_one_day_are_one_visit() -> None:
    rules = only(RuleId.VISITS_PER_MONTH)
    twice = judged(school("2026-11-02", "2026-11-02"), yardstick("2026-11-30", rules))
    assert twice.visits_month == 1


def test_a_month_with_few_school_days_asks_no_visit() -> None:
    february = yardstick("2027-02-28")
    assert february.exempt
    assert judged(school(), february).marks == ()


def test_a_month_that_is_over_is_judged_on_its_last_day() -> None:
    october = yardstick("2026-10-31")
    assert told(judged(school("2026-09-09"), october)) == [(RED, "本月还没有入校")]


def test_a_district_that_asks_for_two_visits_a_month_is_told_how_many_there_were() -> None:
    rules = make_rules(decided(RuleId.VISITS_PER_MONTH, visits=2))
    row = judged(school("2026-11-02"), yardstick("2026-11-26", rules))
    assert told(row) == [(RED, "本月入校 1 次")]


# -- the term ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "level"),
    [("2026-12-09", None), ("2026-12-10", AMBER), ("2026-12-30", AMBER), ("2026-12-31", RED)],
)
def test_a_school_with_one_visit_a_term_is_marked_in_the_last_weeks(
    on: str, level: MarkLevel | None
) -> None:
    by = yardstick(on, only(RuleId.VISITS_PER_TERM))
    once = judged(school("2026-09-09"), by)
    assert once.level is level
    assert judged(school("2026-09-09", "2026-10-12"), by).level is None
    assert {words for _, words in told(once)} <= {"本学期入校 1 次"}


def test_the_end_of_the_term_is_asked_in_a_month_that_is_exempt() -> None:
    july = yardstick("2027-07-05")
    assert july.exempt
    assert told(judged(school("2027-03-09"), july)) == [(RED, "本学期入校 1 次")]


def test_between_terms_no_term_is_judged() -> None:
    row = judged(school(), yardstick("2027-02-10"))
    assert (row.visits_term, row.marks) == (0, ())


# -- rules that ship switched off ----------------------------------------------------------------


@pytest.mark.parametrize(("since", "level"), [(45, None), (46, AMBER), (60, AMBER), (61, RED)])
def test_a_long_time_between_visits_is_marked_where_a_district_asks(
    since: int, level: MarkLevel | None
) -> None:
    by = yardstick("2026-11-02", only(RuleId.DAYS_BETWEEN_VISITS))
    facts = SchoolFacts("2121000001", (), by.on - timedelta(days=since))
    assert judged(facts, by).level is level
    assert judged(facts, by._replace(exempt=True)).level is None


def test_a_school_that_was_never_visited_is_red_where_the_time_between_is_asked() -> None:
    row = judged(school(), yardstick("2026-11-02", only(RuleId.DAYS_BETWEEN_VISITS)))
    assert told(row) == [(RED, "还没有入校过")]


@pytest.mark.parametrize(
    ("written", "level"),
    [("2026-11-20", None), ("2026-11-19", AMBER), ("2026-11-15", AMBER), ("2026-11-14", RED)],
)
def test_a_record_that_is_not_filed_is_marked_where_a_district_asks(
    written: str, level: MarkLevel | None
) -> None:
    by = yardstick("2026-11-22", only(RuleId.DAYS_TO_FILE))
    assert judged(school(unfiled=day(written)), by).level is level


@pytest.mark.parametrize(
    ("answered", "level"),
    [("2026-10-31", None), ("2026-10-30", AMBER), ("2026-10-23", AMBER), ("2026-10-22", RED)],
)
def test_an_answer_that_nobody_has_checked_is_marked_where_a_district_asks(
    answered: str, level: MarkLevel | None
) -> None:
    by = yardstick("2026-11-22", only(RuleId.DAYS_TO_RECHECK))
    assert judged(school(answered=day(answered)), by).level is level
    assert judged(school(), by).level is None


def test_a_school_without_a_notice_is_marked_at_the_end_of_the_term() -> None:
    rules = make_rules(
        decided(RuleId.NOTICES_PER_TERM, on=True, notices=2),
        *(decided(each, on=False) for each in (RuleId.VISITS_PER_MONTH, RuleId.VISITS_PER_TERM)),
    )
    by = yardstick("2027-01-10", rules)
    assert told(judged(school(), by)) == [(RED, "本学期还没有整改通知书")]
    assert told(judged(school(notices=1), by)) == [(RED, "本学期整改通知书 1 份")]
    assert told(judged(school(notices=2), by)) == []


def test_a_school_that_too_few_answer_for_is_red() -> None:
    rules = only(RuleId.INSPECTORS_PER_SCHOOL)
    by = yardstick("2026-11-02", rules)
    assert told(judged(school(inspectors=0), by)) == [(RED, "没有责任督学")]
    two = make_rules(decided(RuleId.INSPECTORS_PER_SCHOOL, least=2))
    assert told(judged(school(), by._replace(rules=two))) == [(RED, "责任督学 1 名")]


# -- marks ---------------------------------------------------------------------------------------


def test_a_mark_names_its_rule_its_source_and_who_set_it() -> None:
    shipped = judged(school(), yardstick("2026-11-24")).marks[0]
    assert shipped.why.startswith("本月还没有入校。规则：每所学校每月入校不少于 1 次")
    assert "《中小学校责任督学挂牌督导办法》" in shipped.why
    assert shipped.why.endswith("由谁设定：随程序的全国规则。")
    own = make_rules(decided(RuleId.VISITS_PER_MONTH, amber_from=1))
    mark = judged(school(), yardstick("2026-11-02", own)).marks[0]
    assert (mark.level, mark.rule.id) == (AMBER, RuleId.VISITS_PER_MONTH)
    assert mark.why.endswith("由谁设定：督学01 2026-11-20 设定。")


def test_the_gravest_mark_of_a_school_stands_first() -> None:
    by = yardstick("2026-11-17", make_rules(decided(RuleId.VISITS_PER_TERM, amber_weeks=26)))
    rows = judged(school(inspectors=0), by)
    assert [mark.level for mark in rows.marks] == [RED, AMBER, AMBER]


def test_red_stands_before_amber_and_the_longest_without_a_visit_first() -> None:
    schools = [
        school("2026-11-03", code="5"),
        school("2026-10-20", code="4"),
        school("2026-10-20", code="3"),
        school(code="2"),
        school("2026-10-30", code="1", inspectors=0),
    ]
    order = [row.code for row in board(schools, yardstick("2026-11-17"))]
    assert order == ["1", "2", "3", "4", "5"]


# -- any schools ---------------------------------------------------------------------------------

START, END = date(2025, 9, 1), date(2027, 8, 31)
DAYS = st.dates(START, END)
RULES = st.builds(
    make_rules,
    *(
        st.builds(lambda on, rule_id=rule_id: decided(rule_id, on=on), st.booleans())
        for rule_id in RuleId
    ),
)


@st.composite
def schools(draw: st.DrawFn, code: str) -> SchoolFacts:
    visits = draw(st.lists(DAYS, max_size=6))
    return SchoolFacts(
        code,
        visits,
        max(visits, default=None),
        inspectors=draw(st.integers(0, 2)),
        unfiled=draw(st.none() | DAYS),
        answered=draw(st.none() | DAYS),
        notices=draw(st.integers(0, 2)),
    )


DISTRICT = st.lists(st.sampled_from("123456"), unique=True).flatmap(
    lambda codes: st.tuples(*(schools(code) for code in codes))
)


@given(DISTRICT, DAYS, RULES, st.randoms(use_true_random=False))
def test_the_order_in_which_schools_and_visits_come_never_matters(
    district: Sequence[SchoolFacts], on: date, rules: Ruleset, random: Any
) -> None:
    shuffled = [
        facts._replace(days=random.sample(facts.days, len(facts.days))) for facts in district
    ]
    random.shuffle(shuffled)
    assert board(shuffled, yardstick(on, rules)) == board(district, yardstick(on, rules))


@given(schools("1"), DAYS, RULES, st.data())
def test_a_visit_can_only_improve_a_mark(
    facts: SchoolFacts, on: date, rules: Ruleset, data: st.DataObject
) -> None:
    visit = data.draw(st.dates(START, on))
    last = max(filter(None, (facts.last_visit, visit)))
    visited = facts._replace(days=[*facts.days, visit], last_visit=last)
    facts = facts._replace(last_visit=max(facts.days, default=None))
    by = yardstick(on, rules)
    before, after = judged(facts, by), judged(visited, by)
    assert RANK[after.level] <= RANK[before.level]
    assert {m.rule.id for m in after.marks} <= {m.rule.id for m in before.marks}


@given(schools("1"), DAYS)
def test_an_exempt_month_has_no_mark_of_the_month(facts: SchoolFacts, on: date) -> None:
    by = yardstick(on, only(RuleId.VISITS_PER_MONTH, RuleId.DAYS_BETWEEN_VISITS), exempt=True)
    assert judged(facts, by).marks == ()


@given(schools("1"), DAYS)
def test_a_district_that_asks_nothing_has_no_mark(facts: SchoolFacts, on: date) -> None:
    assert judged(facts, yardstick(on, only())).marks == ()


@given(schools("1"), DAYS, RULES)
def test_every_mark_names_a_rule_that_is_asked(
    facts: SchoolFacts, on: date, rules: Ruleset
) -> None:
    for mark in judged(facts, yardstick(on, rules)).marks:
        assert mark.rule.on
        assert mark.rule.sentence in mark.why
        assert mark.rule.set_by in mark.why
