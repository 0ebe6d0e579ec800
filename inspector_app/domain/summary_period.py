"""Over which days a 督导工作总结 looks back, and over which it compares itself."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from inspector_app.domain.calendar import SchoolCalendar
from inspector_app.domain.closing_days import NATURAL, ClosingDays
from inspector_app.domain.month import Period, school_year_start
from inspector_app.domain.register_options import SummarySpan
from inspector_app.domain.term import Term


class NamedPeriod(NamedTuple):
    """A month, a term or a year.

    Attributes:
        term: the term that it is, ``None`` for a year.
    """

    span: SummarySpan
    name: str
    days: Period
    term: Term | None = None


def period_of(
    span: SummarySpan, day: date, calendar: SchoolCalendar, closing: ClosingDays = NATURAL
) -> NamedPeriod | None:
    """Return the month, the term or the year of a day; ``None`` where it lies in no term."""
    if span is SummarySpan.MONTH:
        month = closing.month_of(day)
        return NamedPeriod(span, month.title, closing.span(month))
    if span is SummarySpan.TERM:
        term = calendar.term_of(day)
        return None if term is None else _of_term(term, closing)
    if span is SummarySpan.SCHOOL_YEAR:
        year = closing.school_year(day)
        return NamedPeriod(span, year.school_year, year)
    year = closing.calendar_year(day)
    return NamedPeriod(span, f"{year.calendar_year}年", year)


def period_before(
    found: NamedPeriod, calendar: SchoolCalendar, closing: ClosingDays = NATURAL
) -> NamedPeriod | None:
    """Return the term or the year before; ``None`` where there is none."""
    if found.term is None:
        return period_of(found.span, found.days.start - timedelta(days=1), calendar, closing)
    years = (found.term.school_year - 1, found.term.school_year)
    terms = [term for year in years for term in calendar.terms_of(year)]
    earlier = [term for term in terms if term.key < found.term.key]
    return _of_term(earlier[-1], closing) if earlier else None


def same_part(
    found: NamedPeriod, until: date, before: NamedPeriod, closing: ClosingDays = NATURAL
) -> NamedPeriod:
    """Return as much of the period before as has gone by of one that is not over.

    A year up to November is compared with a year up to November.
    """
    gone = min(until, found.days.end) - found.days.start
    if until >= found.days.end or before.days.start + gone >= before.days.end:
        return before
    days = closing.over(before.days.start, before.days.start + gone)
    return before._replace(name=f"{before.name}同期", days=days)


def offered(
    today: date, calendar: SchoolCalendar, closing: ClosingDays = NATURAL
) -> Iterator[NamedPeriod]:
    """Yield what people write a summary of on a day: what is under way, and what was before."""
    for span in SummarySpan:
        now = period_of(span, today, calendar, closing) or _last_term(today, calendar, closing)
        yield from filter(None, (now, now and period_before(now, calendar, closing)))


def _last_term(today: date, calendar: SchoolCalendar, closing: ClosingDays) -> NamedPeriod | None:
    """Return the term that ended last: in the holidays one writes about it."""
    year = school_year_start(today).year
    terms = [t for y in (year - 1, year) for t in calendar.terms_of(y) if t.last < today]
    return _of_term(terms[-1], closing) if terms else None


def _of_term(term: Term, closing: ClosingDays) -> NamedPeriod:
    return NamedPeriod(SummarySpan.TERM, term.name, closing.over(term.first, term.last), term)
