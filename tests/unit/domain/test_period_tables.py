"""All tables of a period: they add up to the district's row, and each cell lists what it counts."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.chart import ChartKind
from inspector_app.domain.facts import IssueFact, LessonFact, TableFacts, VisitFact
from inspector_app.domain.figures import Count, Ratio
from inspector_app.domain.issue import Handling
from inspector_app.domain.issue_weight import Weight
from inspector_app.domain.lesson_target import LessonStanding
from inspector_app.domain.month import Month, Period
from inspector_app.domain.monthly_table import compile_table
from inspector_app.domain.period_tables import PeriodTables, period_tables, tables_json
from inspector_app.domain.school import SchoolKind
from inspector_app.domain.stat_breakdowns import school_type
from inspector_app.domain.stat_compare import change
from inspector_app.domain.stat_table import NOTHING, Said, StatCell, records_behind
from inspector_app.domain.table_evidence import IssuePlace, OnlineVisit, TableEvidence
from inspector_app.domain.table_period import Compared, TablePeriod, TableSpan, month_period
from inspector_app.domain.visit_options import Session, VisitType
from tests.examples import examples
from tests.unit.builders import (
    assignment_fact,
    issue_fact,
    lesson_fact,
    make_inspector,
    make_school,
    person_fact,
    visit_fact,
)

SEPTEMBER = month_period(Month(2022, 9))
SCHOOLS = (
    make_school(code="S1", name="示范区第1小学"),
    make_school(code="S2", name="示范区第2初中", kind=SchoolKind.JUNIOR),
    make_school(
        code="K1", name="示范区第1幼儿园", kind=SchoolKind.KINDERGARTEN, ownership="普惠性民办"
    ),
)
PEOPLE = (
    make_inspector(id="D1", name="督学01", zone="第一责任区"),
    make_inspector(id="D2", name="督学02", zone="第一责任区"),
    make_inspector(id="D3", name="督学03", zone="第二责任区"),
)
ASSIGNED = (
    assignment_fact("D1", "S1", start=date(2021, 9, 1)),
    assignment_fact("D2", "S2", start=date(2021, 9, 1)),
    assignment_fact("D3", "K1", start=date(2021, 9, 1)),
)


def evidence(
    visits: Iterable[VisitFact] = (),
    lessons: Iterable[LessonFact] = (),
    issues: Iterable[IssueFact] = (),
    **values: Any,
) -> TableEvidence:
    """Return a district of three schools; an issue names its school in ``visit_uid``."""
    found = tuple(issues)
    given_: dict[str, Any] = {
        "period": SEPTEMBER,
        "compared": Compared(month_period(Month(2022, 8)), month_period(Month(2021, 9))),
        "facts": TableFacts(
            inspectors=[person_fact(p.id, p.zone) for p in PEOPLE],
            assignments=ASSIGNED,
            visits=tuple(visits),
            lessons=tuple(lessons),
            issues=found,
        ),
        "people": PEOPLE,
        "schools": SCHOOLS,
        "issues": {i.uid: IssuePlace(i.visit_uid, "T6", Handling.NOTICE) for i in found},
        "asked": (SEPTEMBER.days,),
        "frequency": 1,
    }
    return TableEvidence(**(given_ | values))


def cell(found: PeriodTables, place: str) -> str:
    """Return a cell by ``table/row/column`` as it prints."""
    table, rest = place.split("/", 1)
    row, column = rest.rsplit("/", 1)
    each = found.find(table)
    assert each is not None, place
    return str(each.cell(row, column))


# -- by hand -------------------------------------------------------------------------------------


def two_inspectors() -> TableEvidence:
    """Return five visits of two people at four schools, as one counts them on paper."""
    days = {n: date(2022, 9, n) for n in (5, 14, 20, 30)}
    schools = [make_school(code=code) for code in ("S1", "S2", "S3", "S4", "S5")]
    kindergarten = make_school(code="K1", kind=SchoolKind.KINDERGARTEN)
    visits = [
        visit_fact(uid="v1", school_code="S1", visited_on=days[5], lead_id="A", peer_ids=("B",)),
        visit_fact(uid="v2", school_code="S2", visited_on=days[5], lead_id="A"),
        visit_fact(
            uid="v3", school_code="S1", visited_on=days[14], lead_id="A", session=Session.FULL_DAY
        ),
        visit_fact(uid="v4", school_code="K1", visited_on=days[20], lead_id="B", peer_ids=("A",)),
        visit_fact(
            uid="v5", school_code="S4", visited_on=days[30], lead_id="B", session=Session.FULL_DAY
        ),
    ]
    heard = [("v1", "A", 5)] + [("v1", "B", 5)] + [("v3", "A", 14)] * 3 + [("v5", "B", 30)] * 2
    lessons = [
        lesson_fact(uid=f"l{n}", visit_uid=v, listener_id=p, visited_on=days[d], school_code=v)
        for n, (v, p, d) in enumerate(heard)
    ]
    issues = [
        issue_fact(uid=f"i{n}", visit_uid=school, lead_id=lead, found_on=days[day])
        for n, (school, lead, day) in enumerate(
            [("S1", "A", 5), ("S1", "A", 5), ("S1", "A", 14), ("K1", "B", 20)]
        )
    ]
    people = tuple(make_inspector(id=x, name=x, zone="一区") for x in "AB")
    held = (("A", "S1"), ("A", "S2"), ("A", "S3"), ("B", "S4"), ("B", "S5"), ("B", "K1"))
    return replace(
        evidence(issues=issues),
        people=people,
        schools=(*schools, kindergarten),
        facts=TableFacts(
            inspectors=[person_fact(p.id, p.zone) for p in people],
            assignments=[assignment_fact(*each) for each in held],
            visits=visits,
            lessons=lessons,
            issues=issues,
        ),
        lessons={"A": LessonStanding("A", 4, 3, 30), "B": LessonStanding("B", 3, 4, 30)},
        online=(OnlineVisit("o1", frozenset({"A", "B"})), OnlineVisit("o2", frozenset({"B"}))),
        corrected=frozenset({"v4"}),
    )


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("coverage/A/visits", "4"),
        ("coverage/A/led_visits", "3"),
        ("coverage/district/visits", "5"),
        ("coverage/district/inspector_visits", "7"),
        ("coverage/district/coverage", "4/6（66.7%）"),
        ("lessons/district/lessons", "7"),
        ("duties/A/frequency", "2/3（66.7%）"),
        ("duties/district/frequency", "4/6（66.7%）"),
        ("duties/district/online_visits", "2"),
        ("duties/A/online_visits", "1"),
        ("duties/A/lesson_target", "4/30（13.3%）"),
        ("duties/district/lesson_pace", "1/2（50.0%）"),
        ("duties/B/lesson_pace", "0/1（0.0%）"),
        ("duties/A/remarks", "更正 1 份"),
        ("types/total/visits", "5"),
        ("types/小学/coverage", "3/5（60.0%）"),
        ("types/公办园/issues_found", "1"),
        ("topics/T6/issues_found", "4"),
        ("topics/T6/weight.ordinary", "4"),
        ("schools/S1/visits", "2"),
        ("schools/S1/last_visit", "2022-09-14"),
        ("schools/S1/frequency", "1/1（100.0%）"),
        ("schools/S5/frequency", "0/1（0.0%）"),
        ("schools/S5/last_visit", "—"),
        ("months/2022-09/visits", "5"),
        ("steps/found/count", "4"),
        ("steps/closed/share", "0/4（0.0%）"),
        ("cumulative/B/school_year.visits", "3"),
        ("cumulative/district/calendar_year.issues_found", "4"),
    ],
)
def test_five_visits_of_two_people_come_to_what_one_counts_by_hand(
    place: str, expected: str
) -> None:
    assert cell(period_tables(two_inspectors()), place) == expected


def test_every_picture_says_what_a_table_says() -> None:
    found = period_tables(two_inspectors())
    kinds = [chart.kind for chart in found.charts]
    # One month alone has no trend.
    assert kinds == [ChartKind.STACKED, ChartKind.FUNNEL, ChartKind.BARS, ChartKind.TILES]
    funnel, bars, tiles = found.charts[1:]
    assert funnel.series[0].values == (4, 0, 0, 0)
    assert [s.values for s in bars.series] == [(4, 3), (3, 4), (30, 30)]
    assert dict(zip(tiles.categories, tiles.series[0].values, strict=True))[school_one(found)] == 2


def school_one(found: PeriodTables) -> str:
    """Return what S1 is called."""
    table = found.find("schools")
    row = table and table.row("S1")
    assert row is not None
    return row.names[0]


def test_a_period_that_is_no_month_names_its_columns_after_the_period() -> None:
    days = TablePeriod(TableSpan.DAYS, "九月上旬", Period(date(2022, 9, 1), date(2022, 9, 10)))
    issues = period_tables(evidence(period=days, asked=())).find("issues")
    assert issues is not None
    labels = [column.label for column in issues.columns]
    assert {"期初未销号", "本期销号", "期末未销号"} <= set(labels)
    assert not [label for label in labels if "月" in label]


def test_the_heads_of_cumulative_figures_name_both_years() -> None:
    table = period_tables(evidence()).find("cumulative")
    assert table is not None
    assert {column.label.partition("·")[0] for column in table.columns} == {
        "2022-2023学年累计",
        "2022自然年累计",
    }
    assert table.note.startswith("2022-2023学年累计：2022-09-01至2022-09-30")


@pytest.mark.parametrize(
    ("kind", "ownership", "expected"),
    [
        (SchoolKind.PRIMARY, "公办", "小学"),
        (SchoolKind.TWELVE_YEAR, "民办", "民办中小学"),
        (SchoolKind.KINDERGARTEN, "公办", "公办园"),
        (SchoolKind.KINDERGARTEN, "普惠性民办", "普惠性民办园"),
        (SchoolKind.ATTACHED_KINDERGARTEN, "非普惠性民办", "非普惠性民办园"),
    ],
)
def test_each_school_has_one_type(kind: SchoolKind, ownership: str, expected: str) -> None:
    assert school_type(make_school(kind=kind, ownership=ownership)) == expected


@pytest.mark.parametrize(
    ("now", "was", "said"),
    [
        (Count(5), Count(4), "+1（+25.0%）"),
        (Count(3), Count(4), "-1（-25.0%）"),
        (Count(4), Count(4), "持平"),
        (Count(4), Count(0), "+4"),
        (Ratio(1, 2), Ratio(1, 4), "+25.0 个百分点"),
        (Ratio(1, 3), Ratio(2, 3), "-33.3 个百分点"),
        (Ratio(1, 3), Ratio(0, 0), "—"),
    ],
)
def test_a_change_is_said_as_a_number_and_a_share(now: StatCell, was: StatCell, said: str) -> None:
    assert str(change(now, was)) == said


def test_a_school_that_has_closed_is_told_apart_and_the_total_stays_the_districts() -> None:
    closed = replace(SCHOOLS[0], closed_on=date(2022, 9, 20))
    found = period_tables(evidence([visit_fact(school_code="S1")], schools=(closed, *SCHOOLS[1:])))
    assert cell(found, "types/other/visits") == "1"
    assert cell(found, "types/total/visits") == "1"
    assert cell(found, "types/total/coverage") == "0/2（0.0%）"


# -- any district ----------------------------------------------------------------------------------

_PERSON = st.sampled_from(("D1", "D2", "D3"))
_SCHOOL = st.sampled_from(("S1", "S2", "K1"))
_DAY = st.sampled_from(
    [date(2022, 9, 1) + timedelta(days=n) for n in range(30)]
    + [date(2022, 8, 10), date(2022, 3, 2), date(2021, 9, 7)]
)
_LATER = st.none() | st.integers(0, 40).map(lambda n: timedelta(days=n))


@st.composite
def _visits(draw: st.DrawFn) -> VisitFact:
    lead = draw(_PERSON)
    return visit_fact(
        lead_id=lead,
        peer_ids=tuple(sorted(draw(st.sets(_PERSON, max_size=2)) - {lead})),
        visited_on=draw(_DAY),
        school_code=draw(_SCHOOL),
        session=draw(st.sampled_from(Session)),
        type=draw(st.sampled_from(VisitType)),
    )


@st.composite
def _issues(draw: st.DrawFn) -> IssueFact:
    found = draw(_DAY)
    due, noticed, answered, closed, voided = (draw(_LATER) for _ in range(5))

    def day(gap: timedelta | None) -> date | None:
        return None if gap is None else found + gap

    return issue_fact(
        visit_uid=draw(_SCHOOL), lead_id=draw(_PERSON), found_on=found,
        weight=draw(st.sampled_from(Weight)), deadline=day(due), noticed_on=day(noticed),
        answered_on=day(answered), closed_on=day(closed), voided_on=day(voided),
        fixed_on_the_spot=draw(st.booleans()),
    )  # fmt: skip


@st.composite
def _lessons(draw: st.DrawFn) -> LessonFact:
    return lesson_fact(
        listener_id=draw(_PERSON), visited_on=draw(_DAY), school_code=draw(_SCHOOL),
        period_no=draw(st.integers(1, 3)),
    )  # fmt: skip


# Some record of each time that the period is compared with, whatever is taken away.
_ANCHORS = (
    visit_fact(visited_on=date(2022, 8, 3), lead_id="D1"),
    visit_fact(visited_on=date(2021, 9, 3), lead_id="D1"),
)
_DISTRICT = st.tuples(
    st.lists(_visits(), max_size=8),
    st.lists(_lessons(), max_size=5),
    st.lists(_issues(), max_size=8),
)
_Record = VisitFact | LessonFact | IssueFact


def _tables(records: Iterable[_Record]) -> PeriodTables:
    held = list(records)
    return period_tables(
        evidence(
            [*_ANCHORS, *(r for r in held if isinstance(r, VisitFact))],
            [r for r in held if isinstance(r, LessonFact)],
            [r for r in held if isinstance(r, IssueFact)],
        )
    )


def _cells(found: PeriodTables) -> dict[tuple[str, str, str], StatCell]:
    """Return every cell that says anything; what a table leaves out counts nothing."""
    return {
        (table.id, row.key, column.id): each
        for table in found.tables
        for row, column, each in table.cells()
        if each not in (Count(0), Ratio(0, 0), NOTHING, Said("持平"))
    }


# It lists the schools that nobody visited, not the records of those that somebody did.
_LISTS_SCHOOLS = "schools_below_frequency"


@given(district=_DISTRICT, data=st.data())
@examples(40)
def test_changing_any_one_record_changes_exactly_the_cells_that_list_it(
    district: tuple[list[VisitFact], list[LessonFact], list[IssueFact]], data: st.DataObject
) -> None:
    records: list[_Record] = [record for part in district for record in part]
    if not records:
        return
    gone = data.draw(st.sampled_from(records))
    before = _cells(_tables(records))
    after = _cells(_tables(r for r in records if r is not gone))
    changed = {k for k in before.keys() | after.keys() if before.get(k) != after.get(k)}
    listed = {k for k, each in before.items() if gone.uid in records_behind(each)}
    assert {k for k in changed if k[2] != _LISTS_SCHOOLS} == listed
    if isinstance(gone, VisitFact):
        assert all(
            gone.school_code in records_behind(after[k]) for k in changed if k[2] == _LISTS_SCHOOLS
        )
    assert not [k for k, each in after.items() if gone.uid in records_behind(each)]


@given(district=_DISTRICT)
@examples()
def test_types_topics_and_schools_add_up_to_the_districts_row(
    district: tuple[list[VisitFact], list[LessonFact], list[IssueFact]],
) -> None:
    found = _tables(record for part in district for record in part)
    row = found.table.district
    for table, columns in (
        ("types", ("visits", "issues_found", "closed", "open_at_end", "overdue_at_end")),
        ("topics", ("issues_found", "closed", "open_at_end", "overdue_at_end")),
        ("schools", ("visits", "lessons", "issues_found", "closed", "open_at_end")),
    ):
        each = found.find(table)
        assert each is not None
        for column in columns:
            parts = [each.cell(r.key, column) for r in each.rows if not r.total]
            assert sum(c.value for c in parts if isinstance(c, Count)) == row[column].value  # type: ignore[union-attr]


@given(district=_DISTRICT, least=st.integers(1, 3), months=st.sampled_from((1, 2, 7)))
@examples()
def test_what_each_school_was_due_and_got_adds_up_to_the_frequency_of_the_district(
    district: tuple[list[VisitFact], list[LessonFact], list[IssueFact]], least: int, months: int
) -> None:
    visits, lessons, issues = district
    asked = tuple(Month(2022, 9).shifted(-n).period for n in range(months))
    days = TablePeriod(TableSpan.DAYS, "几个月", Period(asked[-1].start, asked[0].end))
    found = period_tables(
        evidence(visits, lessons, issues, period=days, asked=asked, frequency=least)
    )
    schools, duties = found.find("schools"), found.find("duties")
    assert schools is not None
    assert duties is not None
    parts = [schools.cell(code, "frequency") for code in ("S1", "S2", "K1")]
    ratios = [part for part in parts if isinstance(part, Ratio)]
    whole = duties.cell("district", "frequency")
    assert isinstance(whole, Ratio)
    assert (sum(r.n for r in ratios), sum(r.of for r in ratios)) == (whole.n, whole.of)
    assert whole.of == 3 * least * months


def test_only_a_month_calls_the_schools_that_nobody_went_to_below_frequency() -> None:
    days = TablePeriod(TableSpan.DAYS, "九月上旬", Period(date(2022, 9, 1), date(2022, 9, 10)))
    for period, name in ((SEPTEMBER, "未达频次"), (days, "未入校学校")):
        table = period_tables(evidence(period=period)).find("complaints")
        assert table is not None
        assert table.title == f"投诉与{name}"
        assert table.columns[-1].label.startswith(name)


@given(district=_DISTRICT)
@examples()
def test_the_columns_of_the_month_are_those_of_the_month_table(
    district: tuple[list[VisitFact], list[LessonFact], list[IssueFact]],
) -> None:
    visits, lessons, issues = district
    found = evidence([*_ANCHORS, *visits], lessons, issues)
    tables = period_tables(found)
    assert tables.table == compile_table(SEPTEMBER.days, found.facts)
    assert tables_json(tables)["district"]["visits"] == tables.table.district["visits"].value  # type: ignore[union-attr]
