"""Trees of each kind, as the program makes them of any records."""

from datetime import date
from functools import partial
from random import Random
from typing import Any

from hypothesis import strategies as st

from inspector_app.domain.counting_rules import COUNTING_RULES
from inspector_app.domain.departure import Departure, LessonHeard
from inspector_app.domain.figures import Breakdown, Cell, CodeList, Count, Ratio
from inspector_app.domain.issue import IssueEvent, IssueEventKind
from inspector_app.domain.labels.issues import SEVERITY_LABEL
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.labels.visits import VISIT_TYPE_LABEL
from inspector_app.domain.ledger import LedgerEntry
from inspector_app.domain.lesson import LessonGrade
from inspector_app.domain.month import Month
from inspector_app.domain.monthly_table import MonthlyTable
from inspector_app.domain.plan import PlannedVisit
from inspector_app.domain.school import School, SchoolKind
from inspector_app.domain.table_labels import FIGURE_LABEL
from inspector_app.domain.views import LedgerRow
from inspector_app.domain.visit_options import Session
from inspector_app.reports.departure_report import departure_report
from inspector_app.reports.document import LongText, NumberedList, PageBreak
from inspector_app.reports.ledger_report import ledger_report
from inspector_app.reports.lesson_report import lesson_report
from inspector_app.reports.letter import Attachment, Letter, Section
from inspector_app.reports.month_report import TableNames, monthly_report
from inspector_app.reports.visit_report import Signing, visit_report
from tests.prints.any_records import (
    CELL,
    DAYS,
    LINE,
    LONGEST,
    NAMES,
    PAGES,
    PICTURES,
    VISITS,
    issues,
    lessons,
    photos,
    several,
    text,
)
from tests.unit.reports.trees import table

VISIT_TREES = st.builds(
    partial(visit_report, inspector_names=NAMES),
    VISITS,
    photos=photos(),
    signing=st.builds(
        Signing, number=st.integers(0, 3), signature=st.none() | st.just(PICTURES[2])
    ),
)
LESSON_TREES = st.builds(
    partial(lesson_report, inspector_names=NAMES), VISITS, lessons(LONGEST), photos=photos(5)
)

# --- the month ------------------------------------------------------------------------------------

_RATIOS = {
    "coverage",
    "on_time",
    "answered_on_time",
    "closed_in_year",
    "closed_in_calendar_year",
    "complaints_closed_on_time",
}
_PARTS = {"by_type": VISIT_TYPE_LABEL, "issues_by_severity": SEVERITY_LABEL}


def _figure(random: Random, name: str, schools: list[str]) -> Cell:
    number = random.choice((0, random.randint(0, 9), random.randint(0, 9999)))
    if name in _RATIOS:
        return Ratio(number, number + random.randint(0, 99))
    if name == "schools_below_frequency":
        return CodeList(tuple(random.sample(schools, random.randint(0, len(schools)))))
    if name in _PARTS:
        return Breakdown(
            tuple((label, Count(random.randint(0, 99))) for label in _PARTS[name].values())
        )
    return Count(number)


@st.composite
def months(draw: st.DrawFn) -> Any:
    random = Random(draw(st.integers(0, 2**32)))
    people = [f"D{n:02}" for n in range(1, draw(st.sampled_from([0, 1, 8, 25])) + 1)]
    schools = {f"2121{n:06}": f"示范区第{n}小学" for n in range(draw(st.sampled_from([0, 3, 120])))}
    name = draw(
        st.sampled_from(["督学{}（专职）", "王㛃{}（兼职）", "{}赵𠅤（阿不都热合曼·买买提）"])
    )

    def row() -> dict[str, Cell]:
        return {figure: _figure(random, figure, list(schools)) for figure in FIGURE_LABEL}

    month = MonthlyTable(
        period=Month(2026, 10).period,
        district=row(),
        zones={zone: row() for zone in draw(st.sampled_from([[], ["第一督学责任区", "二区"]]))},
        inspectors={person: row() for person in people},
        record_count=random.randint(0, 999),
    )
    names = TableNames(
        unit=draw(text(70).map(lambda said: said.replace("\n", "") or "示范区")),
        inspectors={person: name.format(person) for person in people},
        zones={
            person: draw(st.sampled_from(["", "第一督学责任区", "东港街道及沿线六校责任区"]))
            for person in people
        },
        schools=schools,
    )
    mark = draw(st.sampled_from(["", "草稿"]))
    return monthly_report(month, names=names, rules=COUNTING_RULES, mark=mark)


_HEADING = text(50).map(lambda said: said.replace("\n", "")).filter(str.strip)

# --- the ledger and letters -----------------------------------------------------------------------


def _event(kind: IssueEventKind, note: str) -> IssueEvent:
    return IssueEvent(
        uid="e",
        issue_uid="i",
        kind=kind,
        effective_on=date(2026, 10, 13),
        seq=1,
        recorded_at="2026-10-13T00:00:00Z",
        note=note,
    )


@st.composite
def entries(draw: st.DrawFn) -> LedgerEntry:
    row = LedgerRow(
        issue=draw(issues(draw(st.sampled_from([60, 300, 2500])))),
        visit_uid="v",
        visit_number="210304-2026-D01-0007",
        school_code="2121000003",
        school_name=draw(LINE),
        lead_id="D01",
        lead_name=draw(st.sampled_from(["督学01", "王㛃"])),
        found_on=draw(DAYS),
    )
    events = draw(st.lists(st.builds(_event, st.sampled_from(IssueEventKind), LINE), max_size=4))
    zone, kind = draw(LINE), draw(st.sampled_from(["", "小学"]))
    return LedgerEntry(row=row, source="专项", school_kind=kind, zone=zone, events=tuple(events))


LEDGER_TREES = st.builds(
    partial(ledger_report, on=date(2026, 11, 22)),
    st.lists(entries(), max_size=12),
    unit=text(60).map(lambda said: said.replace("\n", "")),
    title=st.sampled_from(["2026年10月", "未销号"]),
)

# --- before a visit -------------------------------------------------------------------------------

_SOME_DAY = st.dates(date(2020, 1, 1), date(2030, 12, 31))
_PLANNED = st.builds(
    PlannedVisit,
    uid=st.just("p"),
    plan_uid=st.just("plan"),
    day=_SOME_DAY,
    session=st.sampled_from(Session),
    school_code=st.just("2121000003"),
    lead_id=st.just("D01"),
    topics=st.lists(st.sampled_from(list(TOPIC_LABEL)), unique=True).map(tuple),
    text=CELL,
)
_SCHOOLS = st.builds(
    School,
    code=st.just("2121000003"),
    name=_HEADING,
    kind=st.sampled_from(SchoolKind),
    ownership=LINE,
    pupils=st.none() | st.integers(0, 9999),
    head=LINE,
    contact=LINE,
    phone=LINE,
    address=LINE,
)
DEPARTURE_TREES = st.builds(
    departure_report,
    st.builds(
        Departure,
        school=_SCHOOLS,
        on=_SOME_DAY,
        inspectors=several(LINE, 4),
        planned=st.none() | _PLANNED,
        people=several(LINE, 3),
        theme=LINE,
        number=st.sampled_from(["", "210304-2026-D01-0007"]),
        problems=several(issues(300), 5),
        next_visit=st.none() | _SOME_DAY,
        open_issues=st.lists(entries().map(lambda entry: entry.row), max_size=9).map(tuple),
        lessons=several(
            st.builds(
                LessonHeard,
                _SOME_DAY,
                LINE,
                LINE,
                LINE,
                st.none() | st.sampled_from(LessonGrade),
                CELL,
            ),
            5,
        ),
        warnings=several(LINE, 2),
    ),
)

_FILLED = CELL.filter(str.strip)
_BLOCKS = st.one_of(
    st.builds(LongText, text=PAGES.filter(str.strip)),
    st.builds(LongText, text=_FILLED),
    st.builds(Section, text=_HEADING, level=st.integers(1, 4), running=CELL),
    st.builds(NumberedList, items=several(_FILLED, 4)),
    st.integers(1, 45).map(table),
    st.just(PageBreak()),
)
LETTER_TREES = st.builds(
    Letter,
    title=_HEADING,
    body=several(_BLOCKS, 5),
    addressee=LINE,
    authority=LINE,
    red_head=st.booleans(),
    reference=st.sampled_from(["", "示教督〔2026〕3号"]),
    attachments=several(st.builds(Attachment, title=_HEADING, body=several(_BLOCKS, 2)), 3),
    signed_by=several(_HEADING, 2),
    dated=st.sampled_from(["", "2026年10月12日"]),
    remark=LINE,
    mark=st.sampled_from(["", "草稿"]),
)

ANY_TREES = {
    "visit": VISIT_TREES,
    "lesson": LESSON_TREES,
    "month": months(),
    "ledger": LEDGER_TREES,
    "departure": DEPARTURE_TREES,
    "letter": LETTER_TREES,
}
"""Trees of each kind, as the program makes them of records."""
