"""Trees of each kind, as the program makes them of any records."""

from dataclasses import replace
from datetime import date
from functools import partial
from random import Random
from typing import Any

from hypothesis import strategies as st

from inspector_app.domain.counting_rules import COUNTING_RULES
from inspector_app.domain.departure import Departure, LessonHeard
from inspector_app.domain.figures import Breakdown, Cell, CodeList, Count, Ratio
from inspector_app.domain.issue_event import EventDetails, IssueEvent, IssueEventKind, Measure
from inspector_app.domain.issue_rounds import rounds_of
from inspector_app.domain.issue_source import Matter, OutsideSource
from inspector_app.domain.labels.sources import source_word
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.labels.visits import VISIT_TYPE_LABEL
from inspector_app.domain.labels.weights import WEIGHT_LABEL
from inspector_app.domain.ledger import LedgerEntry
from inspector_app.domain.lesson import LessonGrade
from inspector_app.domain.letter_kind import LetterTerms
from inspector_app.domain.month import Month
from inspector_app.domain.monthly_table import MonthlyTable
from inspector_app.domain.plan import PlannedVisit
from inspector_app.domain.school import Assignment, School, SchoolKind
from inspector_app.domain.table_labels import FIGURE_LABEL
from inspector_app.domain.views import LedgerRow, SchoolCard
from inspector_app.domain.visit_options import Session
from inspector_app.reports.check_sheet_report import check_sheet_report
from inspector_app.reports.closed_loop_report import LoopPhotos, closed_loop_report
from inspector_app.reports.consultation_letter_report import (
    Consulted,
    consultation_letter_report,
)
from inspector_app.reports.departure_report import departure_report
from inspector_app.reports.document import LongText, NumberedList, PageBreak
from inspector_app.reports.feedback_letter_report import feedback_letter_report
from inspector_app.reports.hazard_slip_report import hazard_slip_report
from inspector_app.reports.ledger_report import ledger_report
from inspector_app.reports.lesson_report import lesson_report
from inspector_app.reports.letter import Attachment, Letter, Section
from inspector_app.reports.month_foot import Beside
from inspector_app.reports.month_report import TableNames, monthly_report
from inspector_app.reports.opinion_letter_report import opinion_letter_report
from inspector_app.reports.rectification_notice_report import rectification_notice_report
from inspector_app.reports.reply_form_report import reply_form_report
from inspector_app.reports.school_handover_report import school_handover_report
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
from tests.prints.any_registers import (
    CASE_TREES,
    COMPLAINT_TREES,
    DUTY_TREES,
    ENTRY_TREES,
    SELFCHECK_TREES,
    listed_trees,
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
_PARTS = {"by_type": VISIT_TYPE_LABEL, "issues_by_severity": WEIGHT_LABEL}


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
    return monthly_report(month, names=names, rules=COUNTING_RULES, beside=Beside(mark=mark))


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
    if draw(st.booleans()):
        # No record found it: then the ledger holds no row without the day.
        row = row._replace(
            visit_uid="", visit_number="", found_on=draw(DAYS.filter(bool)),
            source=draw(st.sampled_from(OutsideSource)),
            matter=draw(st.sampled_from(Matter)), reference=draw(LINE), item="3",
            entry_number=draw(st.sampled_from(["", "YH-2026-D01-0007"])),
        )  # fmt: skip
    events = draw(st.lists(st.builds(_event, st.sampled_from(IssueEventKind), LINE), max_size=4))
    zone, kind = draw(LINE), draw(st.sampled_from(["", "小学"]))
    source = source_word(row.source) or "专项"
    return LedgerEntry(row=row, source=source, school_kind=kind, zone=zone, events=tuple(events))


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

# --- letters of the ledger ------------------------------------------------------------------------

_ROWS = st.lists(entries().map(lambda entry: entry.row), min_size=1, max_size=6)
_TERMS = st.builds(
    LetterTerms,
    reference=st.sampled_from(["", "示教督〔2026〕3号"]),
    dated=st.just("2026年10月12日"),
    days=st.integers(0, 30),
)
_DETAILS = st.builds(
    EventDetails,
    person=LINE,
    at=st.sampled_from(["", "08:15"]),
    reference=st.sampled_from(["", "示教督〔2026〕3号"]),
    documents=several(LINE.filter(bool), 3),
    measures=several(st.builds(Measure, text=CELL, due=DAYS), 3),
)


@st.composite
def events(draw: st.DrawFn) -> list[IssueEvent]:
    kinds = draw(st.lists(st.sampled_from(IssueEventKind), max_size=8))
    return [
        replace(
            _event(kind, draw(CELL)), uid=f"e{n}", seq=n, until=draw(DAYS), details=draw(_DETAILS)
        )
        for n, kind in enumerate(kinds, start=1)
    ]


@st.composite
def sheets(draw: st.DrawFn) -> Any:
    row = draw(entries()).row
    known = draw(events())
    rounds = rounds_of(row.issue, known, found_on=row.found_on)
    pictures = LoopPhotos(draw(photos(4)), draw(photos(4)), draw(st.integers(0, 2)))
    return draw(
        st.sampled_from(
            [
                check_sheet_report(row, rounds, follow_ups={}),
                closed_loop_report(row, rounds, photos=pictures),
                hazard_slip_report(row, known, address=draw(LINE)),
            ]
        )
    )


_CARDS = st.builds(
    SchoolCard,
    school=st.builds(
        School, code=st.just("2121000003"), name=LINE, kind=st.sampled_from(SchoolKind),
        ownership=LINE, address=LINE, head=LINE, contact=LINE, phone=LINE,
    ),
    inspectors=st.just(()),
    assignments=several(
        st.builds(Assignment, inspector_id=st.sampled_from([*NAMES]), school_code=st.just("s"),
                  start=st.just(date(2026, 9, 1)), end=DAYS), 3,
    ),
    visits=st.just(()),
    open_issues=_ROWS.map(tuple),
)  # fmt: skip


def _addressed(letter: Letter) -> Letter:
    """Leave out a colon at the end of a name: the letter prints one of its own in its place."""
    return replace(letter, addressee=letter.addressee.rstrip("：:"))


LEDGER_LETTER_TREES = st.one_of(
    st.builds(partial(rectification_notice_report, copy="存根联"), _ROWS, terms=_TERMS),
    st.builds(partial(feedback_letter_report, inspector_names=NAMES), VISITS, terms=_TERMS),
    st.builds(
        partial(opinion_letter_report, inspector_names=NAMES),
        st.lists(VISITS, min_size=1, max_size=3),
        terms=_TERMS,
    ),
    st.builds(
        consultation_letter_report,
        st.lists(
            st.builds(
                Consulted,
                entries().map(lambda entry: entry.row),
                st.builds(_event, st.just(IssueEventKind.CONSULTED), CELL),
            ),
            min_size=1,
            max_size=3,
        ),
        department=LINE,
        terms=_TERMS,
    ),
).map(_addressed)
LEDGER_SHEET_TREES = st.one_of(
    sheets(),
    st.builds(partial(reply_form_report, on=date(2026, 11, 22)), _ROWS, school=LINE),
    st.builds(
        partial(school_handover_report, inspector_names=NAMES, on=date(2026, 11, 22)), _CARDS
    ),
)

ANY_TREES = {
    "visit": VISIT_TREES,
    "lesson": LESSON_TREES,
    "month": months(),
    "ledger": LEDGER_TREES,
    "departure": DEPARTURE_TREES,
    "letter": LETTER_TREES,
    "register": ENTRY_TREES,
    "register-list": listed_trees(),
    "complaint": COMPLAINT_TREES,
    "selfcheck": SELFCHECK_TREES,
    "duty": DUTY_TREES,
    "case": CASE_TREES,
    "ledger-letter": LEDGER_LETTER_TREES,
    "ledger-sheet": LEDGER_SHEET_TREES,
}
"""Trees of each kind, as the program makes them of records."""
