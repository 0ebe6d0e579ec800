"""入校督导月统计表: every figure with the records behind it.

The counting rules are those printed on the back of the table (``COUNTING_RULES`` in
``domain/counting_rules.py``); the number of a rule is quoted where it decides something.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import compress, repeat
from typing import Final, NamedTuple

from inspector_app.domain.facts import (
    AssignmentFact,
    TableFacts,
    VisitFact,
)
from inspector_app.domain.figures import Breakdown, Cell, CodeList, Count, Ratio
from inspector_app.domain.issue_weight import Weight
from inspector_app.domain.joint import people_of, settled_lessons, settled_visits
from inspector_app.domain.labels.visits import VISIT_TYPE_LABEL
from inspector_app.domain.labels.weights import WEIGHT_LABEL
from inspector_app.domain.month import Period
from inspector_app.domain.school_tokens import folded, tokens
from inspector_app.domain.table_piles import (
    Pile,
    complaint_piles,
    documents_of,
    gathered,
    issue_piles,
    lesson_piles,
    periods_of,
)
from inspector_app.domain.visit_options import COUNTED_STATUSES, METHOD_NAMES, VisitType

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


class Compiled(NamedTuple):
    """A table with the records that it was counted from.

    Attributes:
        visits: the records that anybody of the district was on.
        by_person: the records that each person was on.
    """

    table: MonthlyTable
    visits: tuple[VisitFact, ...]
    by_person: Mapping[str, Sequence[VisitFact]]


def compile_table(period: Period, facts: TableFacts) -> MonthlyTable:
    """Compile the table of ``period`` from ``facts``; the order of the facts never matters."""
    return _compiled(_Ledger(period, facts), period, facts)


def compile_totals(period: Period, facts: TableFacts) -> MonthlyTable:
    """Compile what ``compile_table`` says of the district and its zones, and no inspector's row."""
    return _compiled(_Ledger(period, facts), period, facts, each=())


def compile_records(period: Period, facts: TableFacts) -> Compiled:
    """Compile the table of ``period`` and keep at hand what it was counted from."""
    ledger = _Ledger(period, facts)
    people = [person.id for person in facts.inspectors]
    return Compiled(
        _compiled(ledger, period, facts),
        ledger.records_of(people),
        {person: ledger.records_of([person]) for person in people},
    )


def _compiled(
    ledger: "_Ledger", period: Period, facts: TableFacts, *, each: Iterable[str] | None = None
) -> MonthlyTable:
    """Compile the rows of the district, of its zones, and of ``each``, by default of everybody."""
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
        inspectors={id_: ledger.own_row(id_) for id_ in (everyone if each is None else each)},
        record_count=len(ledger.visits),
    )


def district_visits(period: Period, facts: TableFacts) -> Count:
    """Return what ``compile_table`` says under 校次 for the district, and nothing else of it."""
    people = {person.id for person in facts.inspectors}
    return _visit_count(v for v in settled_visits(_counted(period, facts)) if people & people_of(v))


class ScopeCount(NamedTuple):
    """The row of some people over any period, and the records that any of them was on."""

    row: Row
    visits: tuple[VisitFact, ...]


def count_person(period: Period, facts: TableFacts, person: str) -> ScopeCount:
    """Return the row that ``compile_table`` has for one person, and compile no other."""
    ledger = _Ledger(period, facts)
    return ScopeCount(ledger.own_row(person), ledger.records_of([person]))


def count_group(period: Period, facts: TableFacts, people: Sequence[str]) -> ScopeCount:
    """Return the row of some people together, as those of a zone or of the whole district."""
    ledger = _Ledger(period, facts)
    return ScopeCount(ledger.group_row(people), ledger.records_of(people))


def _counted(period: Period, facts: TableFacts) -> list[VisitFact]:
    return [v for v in facts.visits if v.visited_on in period and counts(v)]


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
        self.visits = settled_visits(_counted(period, facts))
        lessons = settled_lessons(facts.lessons)
        self._records_of: dict[str, list[VisitFact]] = defaultdict(list)
        for visit in self.visits:
            for person in people_of(visit):
                self._records_of[person].append(visit)
        self._lessons = lesson_piles(period, lessons)
        self._periods = periods_of(period, lessons)
        self._issues = issue_piles(period, facts.issues)
        self._documents = documents_of(period, facts.issues)
        self._complaints = complaint_piles(period, facts.complaints)
        self._schools_of = _assigned(period.end, facts.assignments, facts.closed_schools)
        district = {person.id for person in facts.inspectors}
        self._by_district = [v for v in self.visits if district & people_of(v)]

    def records_of(self, people: Iterable[str]) -> tuple[VisitFact, ...]:
        """Return the records that any of some people was on, each once."""
        return tuple(_distinct(self._records_of[person] for person in people))

    def own_row(self, person: str) -> Row:
        """Return the figures of one person, whose own visits alone cover the assigned schools."""
        return self._row([person], covering=self._records_of[person])

    def group_row(self, people: Sequence[str]) -> Row:
        """Return the figures of a zone or the district: anyone's visit covers a school."""
        return self._row(people, covering=self._by_district)

    def _row(self, people: Sequence[str], *, covering: Sequence[VisitFact]) -> Row:
        records = _distinct(self._records_of[person] for person in people)
        return {
            **self._coverage_cells(people, covering),
            **self._visit_cells(people, records),
            **_type_cells(records),
            **_method_cells(records),
            **self._lesson_cells(people),
            **self._issue_cells(people),
            "follow_up_visits": _visit_count(v for v in records if v.type is VisitType.FOLLOW_UP),
            **_complaint_cells(self._complaints, people),
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
        heard = gathered(self._lessons["lessons"], people)
        distinct = {place for person in people for place in self._periods.get(person, ())}
        return {
            "lessons": heard,
            "lessons_distinct": Count(len(distinct), heard.uids),
            "lessons_year": gathered(self._lessons["lessons_year"], people),
            "lessons_calendar_year": gathered(self._lessons["lessons_calendar_year"], people),
        }

    def _issue_cells(self, people: Sequence[str]) -> Row:
        count = {name: gathered(pile, people) for name, pile in self._issues.items()}
        documents = {paper for person in people for paper in self._documents.get(person, ())}
        severities = tuple((WEIGHT_LABEL[w], count[w]) for w in Weight)
        return {
            "issues_found": count["issues_found"],
            "issues_by_severity": Breakdown(severities),
            "fixed_on_the_spot": count["fixed_on_the_spot"],
            "notices": count["notices"],
            "notice_documents": Count(len(documents), count["notices"].uids),
            "open_at_start": count["open_at_start"],
            "closed": count["closed"],
            "voided": count["voided"],
            "open_at_end": count["open_at_end"],
            "overdue_at_end": count["overdue_at_end"],
            "overdue_awaiting_check": count["overdue_awaiting_check"],
            "on_time": _ratio(count["on_time"], count["due"]),
            "extended": count["extended"],
            "answered_on_time": _ratio(count["answered_on_time"], count["due"]),
            "closed_in_year": _ratio(count["closed_in_year"], count["found_in_year"]),
            "closed_in_calendar_year": _ratio(
                count["closed_in_calendar_year"], count["found_in_calendar_year"]
            ),
        }


def _distinct(groups: Iterable[Iterable[VisitFact]]) -> list[VisitFact]:
    """Return each record once, by uid: a record with three inspectors stands in three groups."""
    found = {visit.uid: visit for group in groups for visit in group}
    return [found[uid] for uid in sorted(found)]


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
    of_type: dict[VisitType | None, list[VisitFact]] = defaultdict(list)
    for visit in records:
        of_type[visit.type].append(visit)
    counts = {t: _visit_count(of_type[t]) for t in VisitType}
    shown = [
        (VISIT_TYPE_LABEL[t], count)
        for t, count in counts.items()
        if t in _TYPES_ALWAYS or count.value
    ]
    return {"by_type": Breakdown(tuple(shown))}


def _method_cells(records: Sequence[VisitFact]) -> Row:
    uids = [v.uid for v in records]
    columns = zip(*(v.methods for v in records), strict=True) if records else repeat(())
    # The methods of a record go on after those that are printed.
    return {
        name: Count(sum(column), tuple(compress(uids, column)))
        for name, column in zip(METHOD_NAMES, columns, strict=False)
    }


def _ratio(passing: Count, of: Count) -> Ratio:
    return Ratio(passing.value, of.value, passing.uids, of.uids)


def _complaint_cells(piles: Mapping[str, Pile], people: Sequence[str]) -> Row:
    count = {name: gathered(pile, people) for name, pile in piles.items()}
    return {
        "complaints_received": count["received"],
        "complaints_closed": count["closed"],
        "complaints_closed_on_time": _ratio(count["closed_on_time"], count["closed"]),
        "complaints_substantiated": count["substantiated"],
    }
