"""School calendars for tests: the shipped holidays and usual terms, and what a district adds."""

from collections.abc import Iterable
from datetime import date

from inspector_app.domain.calendar import MarkedDay, SchoolCalendar
from inspector_app.domain.calendar_kinds import DayKind, TermNumber
from inspector_app.domain.term import Term
from inspector_app.services.calendar_pack import (
    fewest_school_days,
    shipped_holidays,
    shipped_terms,
)


def day(text: str) -> date:
    """Return the day of ``2026-11-02``."""
    return date.fromisoformat(text)


def make_term(first: str, last: str, *, monday: str = "", number: str = "1", year: int = 0) -> Term:
    """Return a term that a district has set; its school year is that of its first day."""
    begun = day(first)
    return Term(
        school_year=year or (begun.year if begun.month >= 8 else begun.year - 1),
        number=TermNumber(number),
        first=begun,
        last=day(last),
        first_monday=day(monday) if monday else None,
    )


def off(text: str, reason: str = "运动会") -> MarkedDay:
    """Return a day that a district gives off."""
    return MarkedDay(day=day(text), kind=DayKind.OFF, reason=reason, own=True)


def worked(text: str, reason: str = "补课") -> MarkedDay:
    """Return a day on which a district works."""
    return MarkedDay(day=day(text), kind=DayKind.WORKING, reason=reason, own=True)


def make_calendar(*own: MarkedDay, terms: Iterable[Term] = ()) -> SchoolCalendar:
    """Return the calendar of a district."""
    return SchoolCalendar(
        public=shipped_holidays(),
        usual=shipped_terms(),
        own={mark.day: mark for mark in own},
        terms=tuple(terms),
        fewest_school_days=fewest_school_days(),
    )
