"""The figures of a summary: the month's rules over a longer period, and what registers add."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.chart import ChartKind
from inspector_app.domain.facts import IssueFact, LessonFact, TableFacts, VisitFact
from inspector_app.domain.figures import Count
from inspector_app.domain.lesson_target import LessonStanding
from inspector_app.domain.month import Month, Period
from inspector_app.domain.monthly_table import compile_table
from inspector_app.domain.register_options import SummaryScope, SummarySpan
from inspector_app.domain.registers.campaign import CAMPAIGN
from inspector_app.domain.registers.case import CASE
from inspector_app.domain.registers.kind import RegisterKind
from inspector_app.domain.registers.meeting import MEETING
from inspector_app.domain.registers.suggestion import SUGGESTION
from inspector_app.domain.registers.training import TRAINING
from inspector_app.domain.school import School
from inspector_app.domain.summary_charts import summary_charts
from inspector_app.domain.summary_facts import (
    Evidence,
    Figure,
    IssueNote,
    Merit,
    SummaryFacts,
)
from inspector_app.domain.summary_figures import count_scope, summary_facts
from inspector_app.domain.visit_options import Session, VisitType
from tests.examples import examples
from tests.unit.builders import (
    assignment_fact,
    complaint_fact,
    issue_fact,
    lesson_fact,
    make_school,
    person_fact,
    visit_fact,
)
from tests.unit.domain.registers.entries import make_entry

FIRST = date(2022, 9, 1)
YEAR = Period(FIRST, date(2023, 8, 31))
MONTHS = tuple(Month(2022, 9).shifted(n) for n in range(12))
PEOPLE = ("D1", "D2", "D3")
ADDED = (
    "visits", "inspector_visits", "led_visits", "half_days", "lessons", "lessons_distinct",
    "issues_found", "fixed_on_the_spot", "notices", "notice_documents", "closed", "voided",
    "follow_up_visits", "complaints_received", "complaints_closed",
)  # fmt: skip

_PERSON = st.sampled_from(PEOPLE)
_DAY = st.integers(0, 364).map(lambda n: FIRST + timedelta(days=n))
_MAYBE = st.none() | st.integers(0, 90).map(lambda n: timedelta(days=n))


@st.composite
def _visits(draw: st.DrawFn) -> VisitFact:
    lead = draw(_PERSON)
    peers = draw(st.sets(_PERSON, max_size=2)) - {lead}
    return visit_fact(
        lead_id=lead,
        peer_ids=tuple(sorted(peers)),
        visited_on=draw(_DAY),
        school_code=draw(st.sampled_from(["S1", "S2", "S3"])),
        session=draw(st.sampled_from(Session)),
        type=draw(st.sampled_from(VisitType)),
    )


@st.composite
def _issues(draw: st.DrawFn) -> IssueFact:
    found, closed, noticed = draw(_DAY), draw(_MAYBE), draw(_MAYBE)
    return issue_fact(
        lead_id=draw(_PERSON),
        found_on=found,
        visit_uid=draw(st.sampled_from(["v1", "v2"])),
        fixed_on_the_spot=draw(st.booleans()),
        closed_on=None if closed is None else found + closed,
        noticed_on=None if noticed is None else found + noticed,
        voided_on=draw(st.none() | st.just(found)),
    )


@st.composite
def _lessons(draw: st.DrawFn) -> LessonFact:
    day = draw(_DAY)
    return lesson_fact(
        listener_id=draw(_PERSON), visited_on=day, class_name="1班", visit_uid=f"v{day}"
    )


def evidence(**values: Any) -> Evidence:
    given: dict[str, Any] = {
        "period": YEAR,
        "name": "2022-2023学年",
        "span": SummarySpan.SCHOOL_YEAR,
        "scope": SummaryScope.DISTRICT,
        "people": PEOPLE,
        "facts": table_facts(),
    }
    return Evidence(**(given | values))


def table_facts(**facts: Any) -> TableFacts:
    return TableFacts(inspectors=[person_fact(person) for person in PEOPLE], **facts)


def figures(**values: Any) -> dict[str, Figure]:
    return summary_facts(evidence(**values)).by_id()


def registers(*entries: tuple[RegisterKind, Sequence[dict[str, Any]]]) -> dict[str, Any]:
    return {k.id: tuple(make_entry(k, **values) for values in each) for k, each in entries}


@given(
    visits=st.lists(_visits(), max_size=12),
    issues=st.lists(_issues(), max_size=12),
    lessons=st.lists(_lessons(), max_size=8),
    scope=st.sampled_from(SummaryScope),
)
@examples(20)
def test_the_months_add_up_to_the_figures_of_the_year(
    visits: list[VisitFact],
    issues: list[IssueFact],
    lessons: list[LessonFact],
    scope: SummaryScope,
) -> None:
    facts = table_facts(visits=visits, issues=issues, lessons=lessons,
                        complaints=[complaint_fact(inspector_id="D1")])  # fmt: skip
    whom = PEOPLE[:1] if scope is SummaryScope.PERSON else PEOPLE
    year = summary_facts(evidence(facts=facts, scope=scope, people=whom))
    tables = [compile_table(month.period, facts) for month in MONTHS]
    rows = [t.inspectors["D1"] if scope is SummaryScope.PERSON else t.district for t in tables]
    for name in ADDED:
        cells = [row[name] for row in rows]
        total = sum(cell.value for cell in cells if isinstance(cell, Count))
        assert year.by_id()[name].n == total, name
    assert [line.visits for line in year.months] == [_value(row["visits"]) for row in rows]
    assert [line.found for line in year.months] == [_value(row["issues_found"]) for row in rows]
    assert [line.closed for line in year.months] == [_value(row["closed"]) for row in rows]
    assert sum(number for _, number in year.topics) == year.by_id()["issues_found"].n


def _value(cell: object) -> int:
    assert isinstance(cell, Count)
    return cell.value


def test_a_peer_is_a_person_more_and_not_a_visit_more() -> None:
    found = figures(facts=table_facts(visits=[visit_fact(peer_ids=("D2",))]))
    assert (found["visits"].text, found["inspector_visits"].text) == ("1", "2")
    assert (found["records"].n, found["days"].n) == (1, 2)
    own = figures(
        scope=SummaryScope.PERSON, people=("D2",),
        facts=table_facts(visits=[visit_fact(uid="v", peer_ids=("D2",))]),
    )  # fmt: skip
    assert (own["visits"].n, own["led_visits"].n, own["days"].n) == (1, 0, 1)
    assert own["visits"].sources == ("v",)


def test_schools_are_counted_of_the_roster_of_the_last_day() -> None:
    schools: tuple[School, ...] = (
        make_school(code="S1"), make_school(code="S2"),
        make_school(code="S3", closed_on=date(2023, 5, 1)),
    )  # fmt: skip
    facts = table_facts(visits=[visit_fact(), visit_fact(school_code="S3")])
    found = figures(facts=facts, schools=schools)
    assert found["share_all"].text == "1/2（50.0%）"
    assert (found["not_visited"].n, found["not_visited"].sources) == (1, ("S2",))


def test_of_a_zone_its_assigned_schools_are_counted() -> None:
    facts = table_facts(
        visits=[visit_fact()], assignments=[assignment_fact("D1", s) for s in ("S1", "S2")]
    )
    found = figures(facts=facts, scope=SummaryScope.ZONE, people=("D1",))
    assert "share_all" not in found
    assert (found["coverage"].text, found["not_visited"].sources) == ("1/2（50.0%）", ("S2",))
    assert found["responsible"].n == 1


def test_issues_found_in_the_period_are_followed_to_its_end() -> None:
    issues = [
        issue_fact(uid="spot", fixed_on_the_spot=True, closed_on=date(2022, 9, 5)),
        issue_fact(uid="open"),
        issue_fact(uid="old", found_on=date(2022, 8, 1), closed_on=date(2022, 10, 1)),
    ]
    notes = {"open": IssueNote("T6", hazard=True), "spot": IssueNote("自己的词", hazard=False)}
    found = figures(facts=table_facts(issues=issues), issues=notes)
    assert (found["closed"].n, found["open_at_start"].n) == (2, 1)
    assert found["found_closed"].text == "1/2（50.0%）"
    assert found["found_on_the_spot"].uids == ("spot",)
    assert (found["hazards"].n, found["hazards_open"].uids) == (1, ("open",))
    assert found["topic1_name"].text == "校园及周边安全、学生交通安全"
    assert (found["topic.other"].label, found["topic.other"].uids) == ("其他类别", ("spot",))


def test_what_registers_hold_is_counted_with_its_entries() -> None:
    entries = registers(
        (CAMPAIGN, [{"name": "安全专项"}]),
        (MEETING, [{"type": "work"}, {"type": "exchange"}, {"type": "headteachers"}]),
        (CASE, [{"title": "甲", "review": "adopted"}, {"title": "乙"}]),
        (SUGGESTION, [{"answer": "adopted"}, {"answer": "partly"}, {"answer": "pending"}]),
        (TRAINING, [{"hours": 18, "people": ["D1", "D2", "D9"]}]),
    )
    merits = (Merit("v", "D1"), Merit("v", "D9"))
    found = figures(entries=entries, merits=merits, letters=("letter",))
    assert found["letters"].sources == ("letter",)
    said = {name: found[name].text for name in (
        "campaigns", "meetings_work", "meetings_exchange", "meetings", "cases", "cases_adopted",
        "suggestions", "suggestions_answered", "suggestions_adopted", "trainings",
        "training_hours", "training_people", "merits",
    )}  # fmt: skip
    assert said == {
        "campaigns": "1", "meetings_work": "1", "meetings_exchange": "1", "meetings": "3",
        "cases": "2", "cases_adopted": "1", "suggestions": "3",
        "suggestions_answered": "2/3（66.7%）", "suggestions_adopted": "2/3（66.7%）",
        "trainings": "1", "training_hours": "36", "training_people": "2/3（66.7%）", "merits": "1",
    }  # fmt: skip
    assert len(found["suggestions_adopted"].uids) == 2
    assert len(found["suggestions_adopted"].sources) == 3


def test_lessons_are_measured_by_pace_for_many_and_by_the_target_for_one() -> None:
    standing = [LessonStanding("D1", 9, 9, 30), LessonStanding("D2", 8, 9, 30)]
    assert figures(lessons=tuple(standing))["lesson_target"].text == "1/2（50.0%）"
    assert figures(lessons=tuple(standing[:1]))["lesson_target"].text == "9/30（30.0%）"
    assert "lesson_target" not in figures()


@pytest.mark.parametrize(("was", "said"), [(1, "增加1"), (2, "持平"), (5, "减少3")])
def test_more_or_less_than_before_is_said_in_words(was: int, said: str) -> None:
    days = [FIRST - timedelta(days=n) for n in range(1, was + 1)]
    before = evidence(
        period=Period(FIRST - timedelta(days=30), FIRST - timedelta(days=1)),
        facts=table_facts(visits=[visit_fact(visited_on=day) for day in days]),
    )
    now = table_facts(visits=[visit_fact(), visit_fact(school_code="S2")])
    found = summary_facts(
        evidence(facts=now, before=count_scope(before).row, before_name="上一学年")
    )
    assert found.values()["visits_change"] == said
    assert (found.by_id()["visits"].before, found.before_name) == (str(was), "上一学年")


def test_without_records_of_the_time_before_nothing_is_compared() -> None:
    found = summary_facts(evidence(before_name="上一学年"))
    assert found.before_name == ""
    assert not [each for each in found.figures if each.id.endswith("_change") or each.before]


def charted(**facts: Any) -> SummaryFacts:
    return summary_facts(evidence(facts=table_facts(**facts)))


def test_the_charts_show_months_and_topics_and_nothing_where_there_is_nothing() -> None:
    full = summary_charts(charted(visits=[visit_fact()], issues=[issue_fact()]))
    assert [chart.kind for chart in full] == [ChartKind.BARS, ChartKind.LINES, ChartKind.BARS]
    assert full[0].categories[0] == "9月"
    assert summary_charts(charted()) == ()


def test_a_zone_is_told_school_by_school_and_adds_up_to_its_figures() -> None:
    facts = table_facts(
        visits=[visit_fact(uid="V1"), visit_fact(uid="V2", school_code="S2")],
        lessons=[lesson_fact(school_code="S1")],
        issues=[
            issue_fact(uid="I1", visit_uid="V1", closed_on=date(2022, 9, 20)),
            issue_fact(uid="I2", visit_uid="V2"),
        ],
        assignments=[assignment_fact("D1", "S1"), assignment_fact("D1", "S3")],
    )
    names = {"S1": "甲校", "S2": "乙校", "S3": "丙校"}
    found = summary_facts(evidence(facts=facts, scope=SummaryScope.ZONE, school_names=names))
    assert [tuple(line) for line in found.schools] == [
        ("甲校", 1, 1, 1, 1), ("乙校", 1, 0, 1, 0), ("丙校", 0, 0, 0, 0),
    ]  # fmt: skip
    values = found.values()
    sums = [str(sum(column)) for column in zip(*(line[1:] for line in found.schools), strict=True)]
    assert sums == [values[name] for name in ("visits", "lessons", "issues_found", "closed")]
    assert summary_facts(evidence(facts=facts)).schools == ()
