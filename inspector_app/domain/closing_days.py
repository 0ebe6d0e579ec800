"""月结日: on which day of a month its table closes, by the month from which that is so.

A month's span ends on its closing day and begins on the day after the one before it ended. Each end
lies in its own month, so that every day lies in exactly one span, whatever is set when. A year,
学年 or 自然年, is its twelve months: what these count adds up to what it counts.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from inspector_app.base.override import override
from inspector_app.domain.month import Month, Period, school_year_name, school_year_start

LAST_DAY: Final = 31
"""A closing day that stands for the last day of any month."""
_YEAR: Final = 100
_MONTHS: Final = 12
# A year's first month begins at most thirty days before the first of it.
_WITHIN: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Span(Period):
    """Some days of a district whose months do not close on their last one.

    Cumulative figures begin with the span of the year's first month: where it closes on the 25th,
    that of September begins on 26 August, and no day falls between two years.
    """

    since_school_year: date
    since_calendar_year: date

    @property
    @override
    def school_year_start(self) -> date:
        """The first day that the school year's figures count."""
        return self.since_school_year

    @property
    @override
    def calendar_year_start(self) -> date:
        """The first day that the calendar year's figures count."""
        return self.since_calendar_year

    @property
    @override
    def school_year(self) -> str:
        """The name of the school year that its cumulative figures count."""
        return school_year_name(self.since_school_year + _WITHIN)

    @property
    @override
    def calendar_year(self) -> int:
        """The calendar year that its cumulative figures count."""
        return (self.since_calendar_year + _WITHIN).year


class ClosingDays:
    """The closing days of a district.

    Args:
        set_from: the closing day by the month from which it holds; before the first of them, and
            where there is none, months close on their last day.
    """

    def __init__(self, set_from: Mapping[Month, int]) -> None:
        self._months = sorted(set_from)
        self._days = [set_from[month] for month in self._months]

    def day_of(self, month: Month) -> int:
        """Return the closing day in force for a month."""
        place = bisect_right(self._months, month)
        return self._days[place - 1] if place else LAST_DAY

    def end_of(self, month: Month) -> date:
        """Return the last day of a month's span."""
        last = month.period.end
        return last.replace(day=min(self.day_of(month), last.day))

    def span(self, month: Month) -> Period:
        """Return the days that a month's table counts."""
        return self.over(self._start(month), self.end_of(month))

    def over(self, start: date, end: date) -> Period:
        """Return some days; the years that they look back on begin as their months do."""
        plain = Period(start, end)
        if not self._months:
            return plain
        last = self.month_of(end)
        years = (self._start(first_of_school_year(last)), self._start(Month(last.year, 1)))
        if years == (plain.school_year_start, plain.calendar_year_start):
            return plain
        return Span(start, end, *years)

    def school_year(self, day: date) -> Period:
        """Return the days of the twelve months of a day's school year, September first."""
        return self._twelve(first_of_school_year(self.month_of(day)))

    def calendar_year(self, day: date) -> Period:
        """Return the days of the twelve months of a day's calendar year."""
        return self._twelve(Month(self.month_of(day).year, 1))

    def _twelve(self, first: Month) -> Period:
        return self.over(self._start(first), self.end_of(first.shifted(_MONTHS - 1)))

    def _start(self, month: Month) -> date:
        return self.end_of(month.shifted(-1)) + timedelta(days=1)

    def month_of(self, day: date) -> Month:
        """Return the month in whose span a day lies."""
        month = Month.of(day)
        return month if day <= self.end_of(month) else month.shifted(1)


def first_of_school_year(month: Month) -> Month:
    """Return the September that begins the school year of a month."""
    return Month.of(school_year_start(month.period.start))


NATURAL: Final = ClosingDays({})
"""Months that close on their last day."""


def month_number(month: Month) -> int:
    """Return a month as the number that a rule keeps: 202611."""
    return month.year * _YEAR + month.month


def numbered_month(number: int) -> Month | None:
    """Return the month that such a number names, ``None`` where it names none."""
    year, month = divmod(number, _YEAR)
    return Month(year, month) if 1 <= month <= 12 and year else None
