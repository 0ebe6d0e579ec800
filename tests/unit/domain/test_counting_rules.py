"""The rules of the 入校督导月统计表, one sentence each, and what holds for any district."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.facts import IssueFact, TableFacts, VisitFact
from inspector_app.domain.figures import Breakdown, CodeList, Count, Ratio
from inspector_app.domain.issue_weight import Weight
from inspector_app.domain.month import Month, Period
from inspector_app.domain.monthly_table import MonthlyTable, compile_table
from inspector_app.domain.table_json import row_json, table_json
from inspector_app.domain.visit_options import MethodCounts, Session, VisitStatus, VisitType
from tests.examples import examples
from tests.unit.builders import (
    assignment_fact,
    complaint_fact,
    issue_fact,
    lesson_fact,
    person_fact,
    visit_fact,
)

SEPTEMBER = Month(2022, 9).period


def day(number: int) -> date:
    return date(2022, 9, number)


def compiled(**facts: Any) -> MonthlyTable:
    people = facts.pop("inspectors", [person_fact("D1"), person_fact("D2")])
    return compile_table(SEPTEMBER, TableFacts(inspectors=people, **facts))


def row(table: MonthlyTable, who: str = "D1") -> dict[str, Any]:
    return row_json(table.inspectors[who])


def test_the_golden_example() -> None:
    people = [person_fact("A"), person_fact("B")]
    assigned = [assignment_fact("A", s) for s in ("S1", "S2", "S3")]
    assigned += [assignment_fact("B", s) for s in ("S4", "S5", "K1")]
    full = Session.FULL_DAY
    visits = [
        visit_fact(uid="v1", school_code="S1", lead_id="A", peer_ids=("B",), visited_on=day(5)),
        visit_fact(uid="v2", school_code="S2", lead_id="A", visited_on=day(5)),
        visit_fact(uid="v3", school_code="S1", lead_id="A", visited_on=day(14), session=full),
        visit_fact(uid="v4", school_code="K1", lead_id="B", peer_ids=("A",), visited_on=day(20)),
        visit_fact(uid="v5", school_code="S4", lead_id="B", visited_on=day(30), session=full),
    ]
    lessons = [
        lesson_fact(visit_uid=v, listener_id=who, visited_on=day(on))
        for v, who, on, times in (
            ("v1", "A", 5, 1), ("v1", "B", 5, 1), ("v3", "A", 14, 3), ("v5", "B", 30, 2),
        )
        for _ in range(times)
    ]  # fmt: skip
    issues = [
        issue_fact(visit_uid=v, lead_id=who, found_on=day(on))
        for v, who, on, times in (("v1", "A", 5, 2), ("v3", "A", 14, 1), ("v4", "B", 20, 1))
        for _ in range(times)
    ]
    table = compiled(
        inspectors=people, assignments=assigned, visits=visits, lessons=lessons, issues=issues
    )
    a, b, whole = row(table, "A"), row(table, "B"), row_json(table.district)
    names = ("visits", "led_visits", "half_days", "visited_schools", "coverage", "lessons")
    assert [a[n] for n in (*names, "issues_found")] == [4, 3, 5, 3, [2, 3], 4, 3]
    assert [b[n] for n in (*names, "issues_found")] == [3, 2, 4, 3, [2, 3], 3, 1]
    assert (whole["visits"], whole["inspector_visits"], whole["visited_schools"]) == (5, 7, 4)
    assert (whole["lessons"], whole["issues_found"], whole["coverage"]) == (7, 4, [4, 6])


def test_morning_and_afternoon_at_one_school_are_one_visit_of_two_half_days() -> None:
    visits = [visit_fact(), visit_fact(session=Session.AFTERNOON)]
    counted = row(compiled(visits=visits))
    assert (counted["visits"], counted["half_days"]) == (1, 2)


def test_two_records_of_the_same_morning_count_one_half_day_each_up_to_two() -> None:
    assert row(compiled(visits=[visit_fact() for _ in range(3)]))["half_days"] == 2


def test_two_schools_on_one_day_are_two_visits() -> None:
    visits = [visit_fact(school_code="S1"), visit_fact(school_code="S2")]
    assert row(compiled(visits=visits))["visits"] == 2


@pytest.mark.parametrize("status", [VisitStatus.DRAFT, VisitStatus.VOIDED])
def test_drafts_and_voided_records_count_nothing(status: VisitStatus) -> None:
    assert row(compiled(visits=[visit_fact(status=status)]))["visits"] == 0


def test_an_online_record_is_no_visit() -> None:
    assert row(compiled(visits=[visit_fact(online=True)]))["visits"] == 0


def test_the_district_counts_a_joint_visit_once_and_each_person_once() -> None:
    table = compiled(visits=[visit_fact(peer_ids=("D2",), methods=MethodCounts(campus_walks=3))])
    district = row_json(table.district)
    assert (district["visits"], district["inspector_visits"]) == (1, 2)
    assert (district["half_days"], district["campus_walks"]) == (2, 3)
    assert row(table, "D2")["led_visits"] == 0
    assert row(table, "D2")["campus_walks"] == 3


def test_an_assignment_counts_where_both_dates_hold_the_last_day() -> None:
    assigned = [
        assignment_fact("D1", "S1", day(1), day(30)),
        assignment_fact("D1", "S2", day(1), day(29)),
        assignment_fact("D1", "S3", date(2022, 10, 1)),
    ]
    assert row(compiled(assignments=assigned))["assigned_schools"] == 1


def test_a_school_closed_by_the_last_day_is_not_due() -> None:
    assigned = [assignment_fact("D1", "S1"), assignment_fact("D1", "S2")]
    closed = {"S1": day(30), "S2": date(2022, 10, 1)}
    table = compiled(assignments=assigned, closed_schools=closed)
    assert table.inspectors["D1"]["schools_below_frequency"] == CodeList(("S2",))


def test_another_persons_visit_covers_a_school_for_the_district_and_not_for_the_person() -> None:
    table = compiled(assignments=[assignment_fact("D1", "S1")], visits=[visit_fact(lead_id="D2")])
    assert row(table)["coverage"] == [0, 1]
    assert row_json(table.district)["coverage"] == [1, 1]
    assert row_json(table.zones["第一责任区"])["coverage"] == [1, 1]


def test_a_visit_with_records_of_two_types_counts_in_both() -> None:
    visits = [visit_fact(), visit_fact(type=VisitType.CAMPAIGN)]
    by_type = row(compiled(visits=visits))["by_type"]
    assert (by_type["经常性"], by_type["专项"], by_type["综合"]) == (1, 1, 0)


def test_the_rare_types_have_a_column_only_where_they_occur() -> None:
    assert list(row(compiled())["by_type"]) == ["经常性", "专项", "综合", "整改回访", "投诉核查"]
    table = compiled(visits=[visit_fact(type=VisitType.EMERGENCY)])
    assert row(table)["by_type"]["突发事件"] == 1


def test_half_a_lesson_is_no_lesson_and_two_listeners_hear_one() -> None:
    lessons = [
        lesson_fact(class_name="3年2班"),
        lesson_fact(class_name="3年2班", listener_id="D2"),
        lesson_fact(whole=False),
    ]
    district = row_json(compiled(lessons=lessons).district)
    assert (district["lessons"], district["lessons_distinct"]) == (2, 1)


def test_the_school_year_of_lessons_begins_on_the_first_of_september() -> None:
    heard = [date(2022, 8, 31), date(2022, 9, 1), date(2022, 10, 3)]
    facts = TableFacts(
        inspectors=[person_fact("D1")], lessons=[lesson_fact(visited_on=d) for d in heard]
    )
    table = compile_table(Month(2022, 10).period, facts)
    assert (row(table)["lessons"], row(table)["lessons_year"]) == (1, 2)


def test_notices_count_in_their_own_month_and_one_document_a_record_and_day() -> None:
    issues = [
        issue_fact(visit_uid="v1", found_on=date(2022, 8, 20), noticed_on=day(2)),
        issue_fact(visit_uid="v1", noticed_on=day(2)),
        issue_fact(visit_uid="v2", noticed_on=day(2)),
        issue_fact(noticed_on=date(2022, 10, 1)),
    ]
    counted = row(compiled(issues=issues))
    assert (counted["notices"], counted["notice_documents"]) == (3, 2)


def test_overdue_means_open_at_the_end_with_a_deadline_before_the_last_day() -> None:
    issues = [
        issue_fact(deadline=day(29)),
        issue_fact(deadline=day(30)),
        issue_fact(deadline=day(10), extended_to=date(2022, 10, 9)),
        issue_fact(deadline=day(10), answered_on=day(28)),
        issue_fact(deadline=day(10), closed_on=day(30)),
    ]
    counted = row(compiled(issues=issues))
    assert (counted["overdue_at_end"], counted["overdue_awaiting_check"]) == (2, 1)


def test_on_time_needs_the_answer_by_the_deadline_and_the_closing_by_the_months_end() -> None:
    due = day(20)
    issues = [
        issue_fact(deadline=due, answered_on=due, closed_on=day(30)),
        issue_fact(deadline=due, answered_on=due, closed_on=date(2022, 10, 1)),
        issue_fact(deadline=due, answered_on=day(21), closed_on=day(22)),
        issue_fact(deadline=due, voided_on=due),
        issue_fact(deadline=day(1), extended_to=due, answered_on=due, closed_on=due),
        issue_fact(deadline=due, extended_to=date(2022, 10, 5)),
    ]
    counted = row(compiled(issues=issues))
    assert counted["on_time"] == [2, 4]
    assert counted["answered_on_time"] == [3, 4]
    assert counted["extended"] == 1


def test_a_voided_issue_stays_below_the_line_of_the_yearly_rate() -> None:
    issues = [issue_fact(closed_on=day(9)), issue_fact(voided_on=day(9)), issue_fact()]
    assert row(compiled(issues=issues))["closed_in_year"] == [1, 3]


def test_complaints_count_for_who_checks_them() -> None:
    complaints = [
        complaint_fact(closed_on=day(20), substantiated=True),
        complaint_fact(closed_on=day(21)),
        complaint_fact(received_on=date(2022, 8, 1), closed_on=None),
    ]
    counted = row(compiled(complaints=complaints))
    assert (counted["complaints_received"], counted["complaints_closed"]) == (2, 2)
    assert counted["complaints_closed_on_time"] == [1, 2]
    assert counted["complaints_substantiated"] == 1


def test_zones_stand_in_the_order_of_their_numbers() -> None:
    people = [person_fact(f"D{n}", f"第{c}督学责任区") for n, c in enumerate("十三一二")]
    assert list(compiled(inspectors=people).zones) == [
        "第一督学责任区", "第二督学责任区", "第三督学责任区", "第十督学责任区",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("n", "of", "shown"),
    [(2, 3, "2/3（66.7%）"), (1, 2000, "1/2000（0.1%）"), (1, 2001, "1/2001（0.0%）"),
     (0, 0, "—"), (5, 5, "5/5（100.0%）")],
)  # fmt: skip
def test_a_percentage_is_rounded_half_up_from_the_exact_fraction(
    n: int, of: int, shown: str
) -> None:
    assert str(Ratio(n, of)) == shown


# -- for any district ---------------------------------------------------------------------------

PEOPLE = ["D1", "D2", "D3"]
FIRST, LAST = date(2022, 8, 15), date(2022, 10, 15)
# Drawn from lists and built beforehand: a district has two hundred values.
EACH_DAY = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
# Every second day is one at an edge of the month, where rules go wrong.
EDGES = [date(2022, 8, 31), SEPTEMBER.start, SEPTEMBER.end, date(2022, 10, 1)]
OFTEN = [*EACH_DAY, *EDGES * (len(EACH_DAY) // len(EDGES))]
DAYS = st.sampled_from(OFTEN)
MAYBE = st.sampled_from([*[None] * len(OFTEN), *OFTEN])
DAYS_LATER = st.sampled_from([*[None] * 60, *range(60)])
PARTIES = [
    (lead, peers)
    for lead in PEOPLE
    for others in [[p for p in PEOPLE if p != lead]]
    for peers in [(), (others[0],), (others[1],), tuple(others)]
]


def visit_of(party: tuple[str, tuple[str, ...]], walks: int, **values: Any) -> VisitFact:
    lead, peers = party
    methods = MethodCounts(*[walks] * 10)
    return visit_fact(lead_id=lead, peer_ids=peers, methods=methods, **values)


def issue_of(found_on: date, noticed: int | None, answered: int | None, **values: Any) -> IssueFact:
    noticed_on, answered_on = (
        None if days is None else found_on + timedelta(days=days) for days in (noticed, answered)
    )
    return issue_fact(found_on=found_on, noticed_on=noticed_on, answered_on=answered_on, **values)


VISITS = st.builds(
    visit_of,
    party=st.sampled_from(PARTIES),
    walks=st.integers(0, 9),
    school_code=st.sampled_from(["S1", "S2", "S3"]),
    visited_on=DAYS,
    session=st.sampled_from(Session),
    type=st.sampled_from(VisitType),
    status=st.sampled_from(VisitStatus),
    online=st.booleans(),
)
ISSUES = st.builds(
    issue_of,
    found_on=DAYS,
    noticed=DAYS_LATER,
    answered=DAYS_LATER,
    lead_id=st.sampled_from(PEOPLE),
    weight=st.sampled_from(Weight),
    deadline=MAYBE,
    extended_to=MAYBE,
    # A record that was moved may be younger than the end of its issue.
    closed_on=MAYBE,
    voided_on=MAYBE,
    counts=st.booleans(),
)
LESSONS = st.builds(
    lesson_fact,
    listener_id=st.sampled_from(PEOPLE),
    visited_on=DAYS,
    whole=st.booleans(),
    counts=st.booleans(),
)
DISTRICTS = st.builds(
    TableFacts,
    inspectors=st.just([person_fact("D1", "一"), person_fact("D2", "一"), person_fact("D3", "二")]),
    assignments=st.just([assignment_fact("D1", "S1"), assignment_fact("D3", "S2")]),
    visits=st.lists(VISITS, max_size=12),
    lessons=st.lists(LESSONS, max_size=8),
    issues=st.lists(ISSUES, max_size=12),
)


def rows_of(table: MonthlyTable) -> list[dict[str, Any]]:
    found = [table.district, *table.zones.values(), *table.inspectors.values()]
    return [row_json(each) for each in found]


@examples()
@given(facts=DISTRICTS, seed=st.randoms())
def test_the_order_of_records_never_matters(facts: TableFacts, seed: Any) -> None:
    shuffled = TableFacts(
        inspectors=facts.inspectors[::-1],
        assignments=facts.assignments[::-1],
        visits=seed.sample(list(facts.visits), len(facts.visits)),
        lessons=facts.lessons[::-1],
        issues=seed.sample(list(facts.issues), len(facts.issues)),
    )
    assert table_json(compile_table(SEPTEMBER, shuffled)) == table_json(
        compile_table(SEPTEMBER, facts)
    )


@examples()
@given(facts=DISTRICTS)
def test_open_at_the_end_is_what_was_open_and_found_less_what_ended(facts: TableFacts) -> None:
    for each in rows_of(compile_table(SEPTEMBER, facts)):
        ended = each["closed"] + each["voided"]
        assert each["open_at_end"] == each["open_at_start"] + each["issues_found"] - ended


@examples()
@given(facts=DISTRICTS)
def test_persons_visits_are_never_fewer_than_the_visits(facts: TableFacts) -> None:
    table = compile_table(SEPTEMBER, facts)
    for each in rows_of(table):
        assert each["inspector_visits"] >= each["visits"] >= each["led_visits"]
    own = sum(row(table, person)["visits"] for person in PEOPLE)
    assert own == row_json(table.district)["inspector_visits"]


ADDITIVE = (
    "visits", "inspector_visits", "led_visits", "half_days", "campus_walks", "lessons",
    "issues_found", "notices", "closed", "voided",
)  # fmt: skip


@examples()
@given(facts=DISTRICTS, cut=st.sampled_from(EACH_DAY[1:]))
def test_two_parts_of_a_period_add_up_to_the_whole(facts: TableFacts, cut: date) -> None:
    whole = row_json(compile_table(Period(FIRST, LAST), facts).district)
    parts = [
        row_json(compile_table(period, facts).district)
        for period in (Period(FIRST, cut - timedelta(days=1)), Period(cut, LAST))
    ]
    assert {n: parts[0][n] + parts[1][n] for n in ADDITIVE} == {n: whole[n] for n in ADDITIVE}


@examples()
@given(facts=DISTRICTS)
def test_every_count_of_issues_names_as_many_records_as_it_counts(facts: TableFacts) -> None:
    district = compile_table(SEPTEMBER, facts).district
    for name in ("issues_found", "open_at_end", "closed", "overdue_at_end", "notices"):
        cell = district[name]
        assert isinstance(cell, Count)
        assert len(set(cell.uids)) == cell.value
    by_severity = district["issues_by_severity"]
    assert isinstance(by_severity, Breakdown)
    found = district["issues_found"]
    assert isinstance(found, Count)
    assert sum(count.value for _, count in by_severity.counts) == found.value
