"""入校督导月统计表: every figure with the records behind it.

The counting rules are those printed on the back of the table (``COUNTING_RULES`` in
``domain/counting_rules.py``); the number of a rule is quoted where it decides something.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from inspector_app.domain.facts import (
    AssignmentFact,
    ComplaintFact,
    IssueFact,
    LessonFact,
    TableFacts,
    VisitFact,
)
from inspector_app.domain.figures import Breakdown, Cell, CodeList, Count, Ratio
from inspector_app.domain.issue import Severity
from inspector_app.domain.labels import SEVERITY_LABEL, VISIT_TYPE_LABEL
from inspector_app.domain.month import Period
from inspector_app.domain.school_tokens import folded, tokens
from inspector_app.domain.visit import COUNTED_STATUSES, METHOD_NAMES, VisitType

MAX_HALF_DAYS: Final = 2
# The types that stand in every table; the two rarer ones get a line only where they occur.
_TYPES_ALWAYS: Final = (
    VisitType.ROUTINE,
    VisitType.CAMPAIGN,
    VisitType.COMPREHENSIVE,
    VisitType.FOLLOW_UP,
    VisitType.COMPLAINT_CHECK,
)

Row = Mapping[str, Cell]
_SchoolDay = tuple[str, date]
_Fact = TypeVar("_Fact")
_Dated = TypeVar("_Dated", IssueFact, ComplaintFact)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyTable:
    """The compiled table: one row for the district, each zone and each inspector.

    ``record_count`` is the number of 督导记录 that the visit figures were counted from.
    """

    period: Period
    district: Row
    zones: Mapping[str, Row]
    inspectors: Mapping[str, Row]
    record_count: int


def counts(visit: VisitFact) -> bool:
    """Say whether a record counts (rule 1: filed or handed over, and on site)."""
    return visit.status in COUNTED_STATUSES and not visit.online


def compile_table(period: Period, facts: TableFacts) -> MonthlyTable:
    """Compile the table of ``period`` from ``facts``; the order of the facts never matters."""
    ledger = _Ledger(period, facts)
    people = sorted(facts.inspectors)
    zones: dict[str, list[str]] = defaultdict(list)
    for person in people:
        zones[person.zone].append(person.id)
    everyone = [person.id for person in people]
    return MonthlyTable(
        period=period,
        district=ledger.group_row(everyone),
        zones={
            zone: ledger.group_row(zones[zone]) for zone in sorted(zones, key=zone_order) if zone
        },
        inspectors={person.id: ledger.own_row(person.id) for person in people},
        record_count=len(ledger.visits),
    )


def zone_order(zone: str) -> tuple[tuple[bool, int, str], ...]:
    """Return what sorts 第二 before 第三 and 第十: by the numbers that the name says."""
    return tuple(
        (True, int(token), "") if token.isdigit() else (False, 0, token)
        for token in tokens(folded(zone))
    )


class _Ledger:
    """The facts of one period, indexed by person so that each row reads only its own."""

    def __init__(self, period: Period, facts: TableFacts) -> None:
        self.period = period
        self.visits = [v for v in facts.visits if v.visited_on in period and counts(v)]
        self._records_of: dict[str, list[VisitFact]] = defaultdict(list)
        for visit in self.visits:
            for person in {visit.lead_id, *visit.peer_ids}:
                self._records_of[person].append(visit)
        self._lessons_of = _by(
            lambda lesson: lesson.listener_id, _whole_lessons(period, facts.lessons)
        )
        self._issues_of = _by(lambda issue: issue.lead_id, _found_issues(period, facts.issues))
        self._complaints_of = _by(lambda complaint: complaint.inspector_id, facts.complaints)
        self._schools_of = _assigned(period.end, facts.assignments, facts.closed_schools)
        district = {person.id for person in facts.inspectors}
        self._by_district = [v for v in self.visits if district & {v.lead_id, *v.peer_ids}]

    def own_row(self, person: str) -> Row:
        """Return the figures of one person, whose own visits alone cover the assigned schools."""
        return self._row([person], covering=self._records_of[person])

    def group_row(self, people: Sequence[str]) -> Row:
        """Return the figures of a zone or the district: anyone's visit covers a school."""
        return self._row(people, covering=self._by_district)

    def _row(self, people: Sequence[str], *, covering: Sequence[VisitFact]) -> Row:
        records = _distinct(self._records_of[person] for person in people)
        issues = [issue for person in people for issue in self._issues_of[person]]
        return {
            **self._coverage_cells(people, covering),
            **self._visit_cells(people, records),
            **_type_cells(records),
            **_method_cells(records),
            **self._lesson_cells(people),
            **_finding_cells(self.period, issues),
            **_identity_cells(self.period, issues),
            **_deadline_cells(self.period, issues),
            "follow_up_visits": _visit_count(v for v in records if v.type is VisitType.FOLLOW_UP),
            **_complaint_cells(
                self.period, [c for person in people for c in self._complaints_of[person]]
            ),
        }

    def _coverage_cells(self, people: Sequence[str], covering: Sequence[VisitFact]) -> Row:
        assigned = {school for person in people for school in self._schools_of[person]}
        there = [v for v in covering if v.school_code in assigned]
        covered = {v.school_code for v in there}
        uids = tuple(sorted(v.uid for v in there))
        return {
            "assigned_schools": Count(len(assigned), tuple(sorted(assigned))),
            "coverage": Ratio(len(covered), len(assigned), uids, tuple(sorted(assigned))),
            "schools_below_frequency": CodeList(tuple(sorted(assigned - covered))),
        }

    def _visit_cells(self, people: Sequence[str], records: Sequence[VisitFact]) -> Row:
        group = set(people)
        own = [self._records_of[person] for person in people]
        uids = tuple(v.uid for v in records)
        return {
            "visits": _visit_count(records),
            "inspector_visits": Count(sum(len(_school_days(r)) for r in own), uids),
            "led_visits": _visit_count(v for v in records if v.lead_id in group),
            "half_days": Count(sum(_half_days(r) for r in own), uids),
            "visited_schools": Count(len({v.school_code for v in records}), uids),
        }

    def _lesson_cells(self, people: Sequence[str]) -> Row:
        known = [lesson for person in people for lesson in self._lessons_of[person]]
        heard = [lesson for lesson in known if lesson.visited_on in self.period]
        distinct = {(lesson.visit_uid, lesson.class_name, lesson.period_no) for lesson in heard}
        uids = _uids(heard)
        return {
            "lessons": Count(len(heard), uids),
            "lessons_distinct": Count(len(distinct), uids),
            "lessons_year": _count(
                x for x in known if x.visited_on >= self.period.school_year_start
            ),
            "lessons_calendar_year": _count(
                x for x in known if x.visited_on >= self.period.calendar_year_start
            ),
        }


def _by(key: Callable[[_Fact], str], facts: Iterable[_Fact]) -> dict[str, list[_Fact]]:
    groups: dict[str, list[_Fact]] = defaultdict(list)
    for fact in facts:
        groups[key(fact)].append(fact)
    return groups


def _distinct(groups: Iterable[Iterable[VisitFact]]) -> list[VisitFact]:
    """Return each record once, by uid: a record with three inspectors stands in three groups."""
    found = {visit.uid: visit for group in groups for visit in group}
    return [found[uid] for uid in sorted(found)]


def _whole_lessons(period: Period, lessons: Iterable[LessonFact]) -> list[LessonFact]:
    start, end = period.looks_back_to, period.end
    return [x for x in lessons if x.counts and x.whole and start <= x.visited_on <= end]


def _found_issues(period: Period, issues: Iterable[IssueFact]) -> list[IssueFact]:
    return [issue for issue in issues if issue.counts and issue.found_on <= period.end]


def _assigned(
    on: date, assignments: Iterable[AssignmentFact], closed: Mapping[str, date]
) -> dict[str, set[str]]:
    """Return the schools of each inspector in force on a day (rule 4: both dates inside)."""
    schools: dict[str, set[str]] = defaultdict(set)
    for assignment in assignments:
        in_force = assignment.start <= on and (assignment.end is None or on <= assignment.end)
        closed_on = closed.get(assignment.school_code)
        if in_force and (closed_on is None or closed_on > on):
            schools[assignment.inspector_id].add(assignment.school_code)
    return schools


def _school_days(records: Iterable[VisitFact]) -> set[_SchoolDay]:
    return {(v.school_code, v.visited_on) for v in records}


def _visit_count(records: Iterable[VisitFact]) -> Count:
    """Count visits: one school on one day, however many records or sessions (rule 2)."""
    found = list(records)
    return Count(len(_school_days(found)), tuple(v.uid for v in found))


def _half_days(records: Iterable[VisitFact]) -> int:
    """Sum one person's half days, at most two for a school and day (rule 3)."""
    by_day: dict[_SchoolDay, int] = defaultdict(int)
    for visit in records:
        by_day[visit.school_code, visit.visited_on] += visit.session.half_days
    return sum(min(MAX_HALF_DAYS, half_days) for half_days in by_day.values())


def _type_cells(records: Sequence[VisitFact]) -> Row:
    rows = [(t, _visit_count(v for v in records if v.type is t)) for t in VisitType]
    shown = [(VISIT_TYPE_LABEL[t], count) for t, count in rows if t in _TYPES_ALWAYS or count.value]
    return {"by_type": Breakdown(tuple(shown))}


def _method_cells(records: Sequence[VisitFact]) -> Row:
    cells: dict[str, Cell] = {}
    for place, name in enumerate(METHOD_NAMES):
        told = [(v.uid, v.methods[place]) for v in records if v.methods[place]]
        cells[name] = Count(sum(n for _, n in told), tuple(uid for uid, _ in told))
    return cells


def _uids(facts: Iterable[LessonFact | IssueFact | ComplaintFact]) -> tuple[str, ...]:
    return tuple(sorted(fact.uid for fact in facts))


def _count(facts: Iterable[LessonFact | IssueFact | ComplaintFact]) -> Count:
    uids = _uids(facts)
    return Count(len(uids), uids)


def _ratio(facts: Sequence[_Dated], passes: Callable[[_Dated], bool]) -> Ratio:
    passing = _uids([fact for fact in facts if passes(fact)])
    return Ratio(len(passing), len(facts), passing, _uids(facts))


def _finding_cells(period: Period, issues: Sequence[IssueFact]) -> Row:
    found = [issue for issue in issues if issue.found_on in period]
    noticed = [issue for issue in issues if issue.noticed_on in period]
    documents = {(issue.visit_uid, issue.noticed_on) for issue in noticed}
    return {
        "issues_found": _count(found),
        "issues_by_severity": Breakdown(
            tuple(
                (SEVERITY_LABEL[s], _count(i for i in found if i.severity is s)) for s in Severity
            )
        ),
        "fixed_on_the_spot": _count(i for i in found if i.fixed_on_the_spot),
        "notices": _count(noticed),
        "notice_documents": Count(len(documents), _uids(noticed)),
    }


def _ended(issue: IssueFact) -> tuple[date, bool] | None:
    """Return when an issue ended and whether by 销号; 销号 wins on the day of both.

    A correction may move a record past the end of its issue. The issue ends on the day it was found
    then: whatever the dates, it is open before, found, ended or open after, and never two of them.
    """
    ends = [(issue.closed_on, True), (issue.voided_on, False)]
    known = [(max(day, issue.found_on), closed) for day, closed in ends if day is not None]
    return min(known, key=lambda end: (end[0], not end[1]), default=None)


def is_open(issue: IssueFact, *, on: date) -> bool:
    """Say whether the issue is found and neither closed nor voided at the end of the day."""
    end = _ended(issue)
    return issue.found_on <= on and (end is None or end[0] > on)


def _identity_cells(period: Period, issues: Sequence[IssueFact]) -> Row:
    ends = [(issue, _ended(issue)) for issue in issues]
    ended_here = [(issue, end) for issue, end in ends if end is not None and end[0] in period]
    open_at_end = [issue for issue in issues if is_open(issue, on=period.end)]
    return {
        "open_at_start": _count(
            issue
            for issue, end in ends
            if issue.found_on < period.start and (end is None or end[0] >= period.start)
        ),
        "closed": _count(issue for issue, end in ended_here if end[1]),
        "voided": _count(issue for issue, end in ended_here if not end[1]),
        "open_at_end": _count(open_at_end),
        **_overdue_cells(period.end, open_at_end),
    }


def _overdue_cells(last_day: date, open_at_end: Sequence[IssueFact]) -> Row:
    overdue = [i for i in open_at_end if i.due is not None and i.due < last_day]
    return {
        "overdue_at_end": _count(overdue),
        "overdue_awaiting_check": _count(
            i for i in overdue if i.answered_on is not None and i.answered_on <= last_day
        ),
    }


def _deadline_cells(period: Period, issues: Sequence[IssueFact]) -> Row:
    due = [i for i in issues if i.due in period and not _voided_by_deadline(i)]

    def found_since(day: date) -> list[IssueFact]:
        return [issue for issue in issues if issue.found_on >= day]

    def closed_by_end(issue: IssueFact) -> bool:
        end = _ended(issue)
        return end is not None and end[1] and end[0] <= period.end

    return {
        "on_time": _ratio(due, lambda i: _answered_in_time(i) and closed_by_end(i)),
        "extended": _count(i for i in due if i.extended_to is not None),
        "answered_on_time": _ratio(due, _answered_in_time),
        "closed_in_year": _ratio(found_since(period.school_year_start), closed_by_end),
        "closed_in_calendar_year": _ratio(found_since(period.calendar_year_start), closed_by_end),
    }


def _voided_by_deadline(issue: IssueFact) -> bool:
    due, voided_on = issue.due, issue.voided_on
    return due is not None and voided_on is not None and voided_on <= due


def _answered_in_time(issue: IssueFact) -> bool:
    return (
        issue.due is not None and issue.answered_on is not None and issue.answered_on <= issue.due
    )


def _complaint_cells(period: Period, complaints: Sequence[ComplaintFact]) -> Row:
    closed = [c for c in complaints if c.closed_on in period]
    return {
        "complaints_received": _count(c for c in complaints if c.received_on in period),
        "complaints_closed": _count(closed),
        "complaints_closed_on_time": _ratio(closed, _closed_in_time),
        "complaints_substantiated": _count(c for c in closed if c.substantiated),
    }


def _closed_in_time(complaint: ComplaintFact) -> bool:
    if complaint.closed_on is None or complaint.deadline is None:
        return False
    return complaint.closed_on <= complaint.deadline
