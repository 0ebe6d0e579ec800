"""A year is its twelve months: what these count adds up to it, whatever day they close on."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inspector_app.domain.closing_days import ClosingDays
from inspector_app.domain.facts import IssueFact, LessonFact, TableFacts, VisitFact
from inspector_app.domain.figures import Count
from inspector_app.domain.issue import Handling
from inspector_app.domain.month import Month, Period
from inspector_app.domain.monthly_table import MonthlyTable, compile_table
from inspector_app.domain.period_tables import period_tables
from inspector_app.domain.register_options import SummaryScope, SummarySpan
from inspector_app.domain.summary_facts import Evidence
from inspector_app.domain.summary_figures import summary_facts
from inspector_app.domain.summary_period import period_before, period_of
from inspector_app.domain.table_evidence import IssuePlace, TableEvidence
from inspector_app.domain.table_period import (
    Compared,
    TablePeriod,
    TableSpan,
    calendar_year_period,
    compared,
    days_period,
    months_touched,
    neighbour,
    school_year_period,
    whole_months,
)
from inspector_app.domain.visit_options import Session
from tests.examples import examples
from tests.unit.builders import (
    issue_fact,
    lesson_fact,
    make_inspector,
    make_school,
    person_fact,
    visit_fact,
)
from tests.unit.calendars import make_calendar

CALENDAR = make_calendar()
PEOPLE = (make_inspector(id="D1", zone="一区"), make_inspector(id="D2", zone="二区"))
# Counted anew for a longer time these are not the sum of its parts: a school visited twice is one.
ADDED_UP = (
    "visits", "inspector_visits", "led_visits", "half_days", "follow_up_visits", "lessons",
    "lessons_distinct", "issues_found", "fixed_on_the_spot", "notices", "notice_documents",
    "closed", "voided",
)  # fmt: skip
LAST_OF_YEAR = ("lessons_year", "lessons_calendar_year", "open_at_end", "overdue_at_end")

_MONTHS = st.builds(Month, st.integers(2024, 2027), st.integers(1, 12))
_SETTINGS = st.dictionaries(_MONTHS, st.integers(1, 31), max_size=5)
_DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31)) | st.sampled_from(
    # The edges of both years, where a day may fall out between two of them or be counted twice.
    [date(2026, m, 1) + timedelta(days=n) for m in (1, 9) for n in range(-12, 6)]
)
_LATER = st.none() | st.integers(0, 200).map(lambda n: timedelta(days=n))
CLOSES_ON_25 = {Month(2025, 1): 25}


@st.composite
def _visits(draw: st.DrawFn) -> VisitFact:
    return visit_fact(
        lead_id=draw(st.sampled_from(("D1", "D2"))),
        peer_ids=draw(st.sampled_from(((), ("D2",)))),
        visited_on=draw(_DAYS),
        school_code=draw(st.sampled_from(("S1", "S2"))),
        session=draw(st.sampled_from(Session)),
    )


@st.composite
def _issues(draw: st.DrawFn) -> IssueFact:
    found = draw(_DAYS)
    due, noticed, closed, voided = (draw(_LATER) for _ in range(4))

    def day(gap: timedelta | None) -> date | None:
        return None if gap is None else found + gap

    return issue_fact(
        visit_uid=draw(st.sampled_from(("S1", "S2"))), lead_id="D1", found_on=found,
        deadline=day(due), noticed_on=day(noticed), closed_on=day(closed), voided_on=day(voided),
    )  # fmt: skip


_LESSONS = st.builds(
    lambda day, school, n: lesson_fact(visited_on=day, school_code=school, period_no=n),
    _DAYS, st.sampled_from(("S1", "S2")), st.integers(1, 4),
)  # fmt: skip
_FACTS = st.tuples(
    st.lists(_visits(), max_size=10),
    st.lists(_LESSONS, max_size=6),
    st.lists(_issues(), max_size=8),
)
_Facts = tuple[list[VisitFact], list[LessonFact], list[IssueFact]]


def facts_of(district: _Facts) -> TableFacts:
    visits, lessons, issues = district
    return TableFacts(
        inspectors=[person_fact(p.id, p.zone) for p in PEOPLE],
        assignments=(), visits=visits, lessons=lessons, issues=issues,
    )  # fmt: skip


def year_of(span: TableSpan, day: date, closing: ClosingDays) -> TablePeriod:
    found = school_year_period if span is TableSpan.SCHOOL_YEAR else calendar_year_period
    return found(day, closing)


def value(table: MonthlyTable, name: str) -> int:
    cell = table.district[name]
    assert isinstance(cell, Count)
    return cell.value


YEARS = st.sampled_from((TableSpan.SCHOOL_YEAR, TableSpan.CALENDAR_YEAR))


@given(_SETTINGS, _DAYS, YEARS)
@example(CLOSES_ON_25, date(2025, 12, 26), TableSpan.CALENDAR_YEAR)
@example(CLOSES_ON_25, date(2026, 8, 26), TableSpan.SCHOOL_YEAR)
def test_a_year_is_twelve_months_and_the_next_begins_the_day_after(
    settings: dict[Month, int], day: date, span: TableSpan
) -> None:
    closing = ClosingDays(settings)
    year = year_of(span, day, closing)
    months = list(months_touched(year.days, closing))
    assert day in year.days
    assert len(months) == len(whole_months(year.days, closing)) == 12
    assert months[0].month == (9 if span is TableSpan.SCHOOL_YEAR else 1)
    after = neighbour(year, CALENDAR, later=True, closing=closing)
    assert after is not None
    assert after.days.start == year.days.end + timedelta(days=1)
    assert neighbour(after, CALENDAR, later=False, closing=closing) == year


@given(_SETTINGS, _DAYS, YEARS, _FACTS)
@examples()
def test_the_figures_of_twelve_months_add_up_to_those_of_the_year(
    settings: dict[Month, int], day: date, span: TableSpan, district: _Facts
) -> None:
    closing, facts = ClosingDays(settings), facts_of(district)
    year = year_of(span, day, closing)
    months = [compile_table(closing.span(m), facts) for m in months_touched(year.days, closing)]
    whole = compile_table(year.days, facts)
    for name in ADDED_UP:
        assert value(whole, name) == sum(value(month, name) for month in months), name
    for name in LAST_OF_YEAR:
        assert value(whole, name) == value(months[-1], name), name
    assert value(whole, "open_at_start") == value(months[0], "open_at_start")
    cumulated = "lessons_year" if span is TableSpan.SCHOOL_YEAR else "lessons_calendar_year"
    assert value(whole, cumulated) == value(whole, "lessons")


def tables_of(period: TablePeriod, closing: ClosingDays, facts: TableFacts) -> TableEvidence:
    return TableEvidence(
        period=period,
        compared=Compared(None, None),
        facts=facts,
        people=PEOPLE,
        schools=(make_school(code="S1"), make_school(code="S2")),
        issues={i.uid: IssuePlace(i.visit_uid, "T6", Handling.NOTICE) for i in facts.issues},
        closing=closing,
    )


@given(_SETTINGS, _DAYS, YEARS, _FACTS)
@examples()
def test_the_rows_of_the_months_are_the_twelve_of_the_year_and_count_as_their_own_tables(
    settings: dict[Month, int], day: date, span: TableSpan, district: _Facts
) -> None:
    closing, facts = ClosingDays(settings), facts_of(district)
    year = year_of(span, day, closing)
    table = period_tables(tables_of(year, closing, facts)).find("months")
    assert table is not None
    assert [row.key for row in table.rows] == [str(m) for m in months_touched(year.days, closing)]
    for row in table.rows:
        month = compile_table(closing.span(Month.parse(row.key)), facts)
        for name in ("visits", "visited_schools", "lessons", "issues_found", "closed"):
            cell = table.cell(row.key, name)
            assert isinstance(cell, Count)
            assert cell.value == value(month, name), (row.key, name)


@given(
    _SETTINGS, st.sampled_from((SummarySpan.SCHOOL_YEAR, SummarySpan.CALENDAR_YEAR)), _DAYS, _FACTS
)
@examples()
def test_the_months_of_a_summary_add_up_to_its_year(
    settings: dict[Month, int], span: SummarySpan, day: date, district: _Facts
) -> None:
    closing, facts = ClosingDays(settings), facts_of(district)
    named = period_of(span, day, CALENDAR, closing)
    assert named is not None
    found = summary_facts(
        Evidence(
            period=named.days, name=named.name, span=span, scope=SummaryScope.DISTRICT,
            people=tuple(p.id for p in PEOPLE), facts=facts, closing=closing,
        )
    )  # fmt: skip
    figures = found.values()
    assert len(found.months) == 12
    assert str(sum(line.visits for line in found.months)) == figures["visits"]
    assert str(sum(line.found for line in found.months)) == figures["issues_found"]
    assert str(sum(line.closed for line in found.months)) == figures["closed"]
    before = period_before(named, CALENDAR, closing)
    assert before is not None
    assert before.days.end == named.days.start - timedelta(days=1)


def test_a_year_under_way_is_compared_with_as_many_days_from_the_first_of_the_year_before() -> None:
    closing = ClosingDays(CLOSES_ON_25)
    year = calendar_year_period(date(2026, 5, 1), closing)
    assert (year.name, year.days.start, year.days.end) == (
        "2026年", date(2025, 12, 26), date(2026, 12, 25),
    )  # fmt: skip
    others = compared(year, CALENDAR, until=date(2026, 1, 4), closing=closing)
    assert others.before is not None
    # Before the closing day was set the year began on the first of January.
    assert (others.before.days.start, others.before.days.end) == (
        date(2025, 1, 1), date(2025, 1, 10),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "heads"),
    [
        (date(2026, 8, 20), date(2026, 8, 25), ["2025-2026学年累计", "2026自然年累计"]),
        (date(2026, 8, 20), date(2026, 8, 26), ["2026-2027学年累计", "2026自然年累计"]),
        (date(2026, 12, 20), date(2026, 12, 26), ["2026-2027学年累计", "2027自然年累计"]),
    ],
)
def test_days_behind_the_years_last_closing_day_belong_to_the_year_that_its_head_names(
    first: date, last: date, heads: Sequence[str]
) -> None:
    closing = ClosingDays(CLOSES_ON_25)
    days = days_period(Period(first, last), closing)
    visit = visit_fact(visited_on=last, school_code="S1", lead_id="D1")
    found = period_tables(tables_of(days, closing, facts_of(([visit], [], []))))
    table = found.find("cumulative")
    assert table is not None
    assert list(dict.fromkeys(c.label.partition("·")[0] for c in table.columns)) == heads
    for year in ("school_year", "calendar_year"):
        assert str(table.cell("district", f"{year}.visits")) == "1"
