"""Over which days tables are counted, and over which they are compared: 上期 and 去年同期."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from inspector_app.domain.calendar import SchoolCalendar
from inspector_app.domain.closing_days import NATURAL, ClosingDays
from inspector_app.domain.month import Month, Period
from inspector_app.domain.term import Term

_LEAP: Final = (2, 29)


class TableSpan(StrEnum):
    """What kind of period it is."""

    MONTH = "month"
    TERM = "term"
    SCHOOL_YEAR = "school-year"
    CALENDAR_YEAR = "year"
    DAYS = "days"


class TablePeriod(NamedTuple):
    """A period with what it is called."""

    span: TableSpan
    name: str
    days: Period
    term: Term | None = None


class Compared(NamedTuple):
    """What a period is compared with; ``None`` where there is no such period.

    A year is compared with the year before, which is the same period of last year, too.
    """

    before: TablePeriod | None
    last_year: TablePeriod | None


def month_period(month: Month, closing: ClosingDays = NATURAL) -> TablePeriod:
    """Return a month, with the days that its month table counts."""
    return TablePeriod(TableSpan.MONTH, month.title, closing.span(month))


def term_period(term: Term, closing: ClosingDays = NATURAL) -> TablePeriod:
    """Return a term, from its first day to its last whatever the months."""
    return TablePeriod(TableSpan.TERM, term.name, closing.over(term.first, term.last), term)


def school_year_period(day: date, closing: ClosingDays = NATURAL) -> TablePeriod:
    """Return the school year of a day: its twelve months."""
    days = closing.school_year(day)
    return TablePeriod(TableSpan.SCHOOL_YEAR, days.school_year, days)


def calendar_year_period(day: date, closing: ClosingDays = NATURAL) -> TablePeriod:
    """Return the calendar year of a day: its twelve months."""
    days = closing.calendar_year(day)
    return TablePeriod(TableSpan.CALENDAR_YEAR, f"{days.calendar_year}年", days)


def days_period(days: Period, closing: ClosingDays = NATURAL) -> TablePeriod:
    """Return any days; those that are a month are called so."""
    found = month_period(closing.month_of(days.start), closing)
    if (found.days.start, found.days.end) == (days.start, days.end):
        return found
    name = f"{days.start}至{days.end}"
    return TablePeriod(TableSpan.DAYS, name, closing.over(days.start, days.end))


def compared(
    found: TablePeriod,
    calendar: SchoolCalendar,
    *,
    until: date,
    closing: ClosingDays = NATURAL,
) -> Compared:
    """Return what a period is compared with.

    Args:
        found: the period.
        calendar: knows the terms.
        until: the last day that is over: of a period that is not, as much of the others counts as
            has gone by of it.
        closing: says on which days months close.
    """
    before, last_year = _before(found, calendar, closing), _last_year(found, calendar, closing)
    return Compared(
        None if before is None else _same_part(found, before, until, closing),
        None if last_year is None else _same_part(found, last_year, until, closing),
    )


def neighbour(
    found: TablePeriod,
    calendar: SchoolCalendar,
    *,
    later: bool,
    closing: ClosingDays = NATURAL,
) -> TablePeriod | None:
    """Return the period of the same kind before or after; ``None`` where there is none."""
    if not later:
        return _before(found, calendar, closing)
    morrow = found.days.end + timedelta(days=1)
    if found.term is not None:
        years = (found.term.school_year, found.term.school_year + 1)
        terms = [term for year in years for term in calendar.terms_of(year)]
        return next(
            (term_period(term, closing) for term in terms if term.key > found.term.key), None
        )
    return _of_span(found.span, morrow, closing) or days_period(
        Period(morrow, morrow + (found.days.end - found.days.start)), closing
    )


def _of_span(span: TableSpan, day: date, closing: ClosingDays) -> TablePeriod | None:
    """Return the month or the year that a day lies in."""
    if span is TableSpan.MONTH:
        return month_period(closing.month_of(day), closing)
    if span is TableSpan.SCHOOL_YEAR:
        return school_year_period(day, closing)
    return calendar_year_period(day, closing) if span is TableSpan.CALENDAR_YEAR else None


def school_year_until(days: Period, closing: ClosingDays = NATURAL) -> TablePeriod:
    """Return the school year up to the last of some days, as 学年累计 counts."""
    year = closing.over(days.school_year_start, days.end)
    return TablePeriod(TableSpan.SCHOOL_YEAR, f"{days.school_year}累计", year)


def calendar_year_until(days: Period, closing: ClosingDays = NATURAL) -> TablePeriod:
    """Return the calendar year up to the last of some days, as 自然年累计 counts."""
    year = closing.over(days.calendar_year_start, days.end)
    return TablePeriod(TableSpan.CALENDAR_YEAR, f"{days.calendar_year}自然年累计", year)


def whole_months(days: Period, closing: ClosingDays = NATURAL) -> tuple[Period, ...]:
    """Return the months that lie in a period from their first day to their last."""
    spans = map(closing.span, months_touched(days, closing))
    return tuple(span for span in spans if span.start in days and span.end in days)


def months_touched(days: Period, closing: ClosingDays = NATURAL) -> Iterator[Month]:
    """Yield the months of which a day lies in a period."""
    month, last = closing.month_of(days.start), closing.month_of(days.end)
    while month <= last:
        yield month
        month = month.shifted(1)


def _before(
    found: TablePeriod, calendar: SchoolCalendar, closing: ClosingDays
) -> TablePeriod | None:
    eve = found.days.start - timedelta(days=1)
    if found.term is not None:
        years = (found.term.school_year - 1, found.term.school_year)
        terms = [term for year in years for term in calendar.terms_of(year)]
        earlier = [term for term in terms if term.key < found.term.key]
        return term_period(earlier[-1], closing) if earlier else None
    return _of_span(found.span, eve, closing) or days_period(
        Period(eve - (found.days.end - found.days.start), eve), closing
    )


def _last_year(
    found: TablePeriod, calendar: SchoolCalendar, closing: ClosingDays
) -> TablePeriod | None:
    if found.term is not None:
        terms = calendar.terms_of(found.term.school_year - 1)
        same = [term for term in terms if term.number is found.term.number]
        return term_period(same[0], closing) if same else None
    if found.span is TableSpan.MONTH:
        return month_period(closing.month_of(found.days.end).shifted(-12), closing)
    if found.span is TableSpan.DAYS:
        days = Period(_year_ago(found.days.start), _year_ago(found.days.end))
        return days_period(days, closing)
    return None


def _year_ago(day: date) -> date:
    leap = (day.month, day.day) == _LEAP
    return date(day.year - 1, day.month, day.day - leap)


def _same_part(
    found: TablePeriod, other: TablePeriod, until: date, closing: ClosingDays
) -> TablePeriod:
    gone = min(until, found.days.end) - found.days.start
    if until >= found.days.end or gone.days < 0 or other.days.start + gone >= other.days.end:
        return other
    days = closing.over(other.days.start, other.days.start + gone)
    return other._replace(name=f"{other.name}同期", days=days)
