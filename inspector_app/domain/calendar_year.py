"""One school year of the calendar, as the page and the command line show it."""

from dataclasses import dataclass
from datetime import date

from inspector_app.domain.calendar import SchoolCalendar
from inspector_app.domain.calendar_words import DayRun, runs_of, unknown_warning
from inspector_app.domain.month import SCHOOL_YEAR_STARTS_IN, Month, Period, school_year_name
from inspector_app.domain.term import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDays:
    """How many school days a month has, and whether it is exempt from the monthly frequency."""

    month: Month
    school_days: int
    exempt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYear:
    """A school year.

    Attributes:
        school_year: the year of its 1 September; ``name`` e.g. ``2026-2027学年``.
        terms: the terms that are set, and the usual ones where none is.
        runs: the days off and worked by arrangement, public and own, by date.
        months: its twelve months.
        fewest_school_days: what a month needs not to be exempt.
        unknown_years: the years in it whose arrangements are not known; ``warning`` says so.
    """

    school_year: int
    name: str
    terms: tuple[Term, ...]
    runs: tuple[DayRun, ...]
    months: tuple[MonthDays, ...]
    fewest_school_days: int
    unknown_years: tuple[int, ...]
    warning: str


def calendar_year(school_year: int, calendar: SchoolCalendar) -> CalendarYear:
    """Return the school year that begins in a year."""
    first = Month(school_year, SCHOOL_YEAR_STARTS_IN)
    months = tuple(first.shifted(step) for step in range(12))
    period = Period(first.period.start, months[-1].period.end)
    marks = [mark for day in period.days() if (mark := calendar.mark(day)) is not None]
    unknown = calendar.unknown_years(period)
    return CalendarYear(
        school_year=school_year,
        name=school_year_name(date(school_year, SCHOOL_YEAR_STARTS_IN, 1)),
        terms=calendar.terms_of(school_year),
        runs=runs_of(marks),
        months=tuple(_month_days(month, calendar) for month in months),
        fewest_school_days=calendar.fewest_school_days,
        unknown_years=unknown,
        warning=unknown_warning(unknown),
    )


def _month_days(month: Month, calendar: SchoolCalendar) -> MonthDays:
    days = calendar.school_days_in(month.period)
    return MonthDays(month=month, school_days=days, exempt=calendar.is_exempt_with(days))
