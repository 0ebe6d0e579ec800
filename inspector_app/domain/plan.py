"""督导工作计划: spans with their aims, and visits planned by the half-day.

A planned visit is done by a filed record of the same school and day on which one of its people was;
that is found out, never typed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from typing import Final, NamedTuple

from inspector_app.base.errors import InputError
from inspector_app.domain.calendar import SchoolCalendar
from inspector_app.domain.month import Month, Period, school_year_name, school_year_start
from inspector_app.domain.term import WEEK, monday_of
from inspector_app.domain.visit_options import Session

MOST_TITLE: Final = 60
MOST_TEXT: Final = 1_000
MOST_REASON: Final = 200
_HALVES: Final = {
    Session.MORNING: frozenset({Session.MORNING}),
    Session.AFTERNOON: frozenset({Session.AFTERNOON}),
    Session.FULL_DAY: frozenset({Session.MORNING, Session.AFTERNOON}),
}


class PlanLevel(StrEnum):
    """How long a plan is for, the longest first."""

    YEAR = "year"
    TERM = "term"
    MONTH = "month"
    WEEK = "week"


class PlanState(StrEnum):
    """Where a planned visit stands."""

    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan of one inspector, or of the office.

    Attributes:
        inspector_id: whose it is; empty for the office's.
        period: its days, both ends included.
        aims: 督导重点 of the whole span.
        basis: the document that it rests on, or nothing.
    """

    uid: str
    level: PlanLevel
    inspector_id: str
    period: Period
    title: str
    aims: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedVisit:
    """A visit that is planned for a half-day or a day.

    Attributes:
        topics: codes of 督导事项.
        text: 督导重点, at most ``MOST_TEXT`` letters.
        cancelled: why it was called off, empty while it stands.
        begun_uid: the record that was begun from it, or nothing.
    """

    uid: str
    plan_uid: str
    day: date
    session: Session
    school_code: str
    lead_id: str
    peer_ids: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    text: str = ""
    cancelled: str = ""
    begun_uid: str = ""

    @property
    def people(self) -> frozenset[str]:
        """Everybody who is to go."""
        return frozenset({self.lead_id, *self.peer_ids})

    @property
    def half_days(self) -> frozenset[Session]:
        """Which halves of the day it takes."""
        return _HALVES[self.session]


class FiledVisit(NamedTuple):
    """What a planned visit is compared with: a filed record, not made void, not online."""

    uid: str
    number: str
    school_code: str
    day: date
    session: Session | None
    people: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthTheme:
    """月主题, with the document that it comes from."""

    month: Month
    theme: str
    source: str = ""
    set_by: str = ""
    set_on: str = ""


# -- spans ---------------------------------------------------------------------------------------


def span_of(level: PlanLevel, day: date, calendar: SchoolCalendar) -> Period:
    """Return the span of a level that a day lies in.

    Raises:
        InputError: it is a term, and the day lies between terms.
    """
    if level is PlanLevel.WEEK:
        monday = monday_of(day)
        return Period(monday, monday + timedelta(days=WEEK - 1))
    if level is PlanLevel.MONTH:
        return Month.of(day).period
    if level is PlanLevel.YEAR:
        first = school_year_start(day)
        return Period(first, first.replace(year=first.year + 1) - timedelta(days=1))
    term = calendar.term_of(day)
    if term is None:
        raise InputError(
            f"{day} 不在学期里，没有建学期计划；请写学期里的一天，或先在“校历”里设定学期。"
        )
    return Period(term.first, term.last)


def usual_title(level: PlanLevel, period: Period, calendar: SchoolCalendar) -> str:
    """Return what a plan is called where nobody has named it."""
    if level is PlanLevel.YEAR:
        return f"{school_year_name(period.start)}督导计划"
    if level is PlanLevel.MONTH:
        return f"{Month.of(period.start).title}督导计划"
    if level is PlanLevel.WEEK:
        return f"{period.start} 至 {period.end:%m-%d} 周计划"
    term = calendar.term_of(period.start)
    assert term is not None
    return f"{term.name}督导计划"


def plan_for(plans: Iterable[Plan], *, inspector_id: str, day: date) -> Plan | None:
    """Return the shortest of a person's plans that a day lies in, ``None`` without one."""
    fitting = [p for p in plans if p.inspector_id == inspector_id and day in p.period]
    order = tuple(PlanLevel)
    return max(fitting, key=lambda plan: order.index(plan.level), default=None)


def span_fault(plan: Plan, day: date) -> str:
    """Return in Chinese why a day is none of a plan, empty where it is one."""
    if day in plan.period:
        return ""
    return (
        f"{day} 不在“{plan.title}”的起止日（{plan.period.start} 至 {plan.period.end}）里；"
        "计划里的入校要在计划的起止日之内，请换日期或换计划"
    )


# -- half-days -----------------------------------------------------------------------------------


def clashes(wanted: PlannedVisit, others: Iterable[PlannedVisit]) -> tuple[PlannedVisit, ...]:
    """Return the planned visits that take somebody's half-day from ``wanted``."""
    return tuple(
        other
        for other in others
        if other.uid != wanted.uid
        and not other.cancelled
        and other.day == wanted.day
        and other.half_days & wanted.half_days
        and other.people & wanted.people
    )


def is_free(
    day: date, session: Session, inspector_id: str, planned: Iterable[PlannedVisit]
) -> bool:
    """Say whether a person has nothing planned in a half-day or a day."""
    return not any(
        each.day == day
        and not each.cancelled
        and inspector_id in each.people
        and each.half_days & _HALVES[session]
        for each in planned
    )


# -- what was done -------------------------------------------------------------------------------


def done_by(
    planned: Iterable[PlannedVisit], filed: Iterable[FiledVisit]
) -> Mapping[str, FiledVisit]:
    """Return the record that each planned visit was done by, by uid of the planned one.

    Same school, same day, and somebody of the planned people was there. Of several the one of the
    same half-day, then the one with the planned lead, then the lowest number. One record may do two
    planned half-days: a morning and an afternoon at one school are one visit (校次).
    """
    by_place: dict[tuple[str, date], list[FiledVisit]] = {}
    for visit in filed:
        by_place.setdefault((visit.school_code, visit.day), []).append(visit)
    found: dict[str, FiledVisit] = {}
    for each in planned:
        there = by_place.get((each.school_code, each.day), [])
        fitting = [visit for visit in there if visit.people & each.people]
        if fitting and not each.cancelled:
            found[each.uid] = min(fitting, key=partial(_fit, each))
    return found


def _fit(planned: PlannedVisit, visit: FiledVisit) -> tuple[bool, bool, str, str]:
    return (
        visit.session is not planned.session,
        planned.lead_id not in visit.people,
        visit.number,
        visit.uid,
    )


def state_of(planned: PlannedVisit, visit: FiledVisit | None) -> PlanState:
    """Return where a planned visit stands, given the record that it was done by."""
    if planned.cancelled:
        return PlanState.CANCELLED
    return PlanState.PLANNED if visit is None else PlanState.DONE
