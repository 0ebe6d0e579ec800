"""Months, periods and school years (学年: 1 September to 31 August)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Self

from inspector_app.base.errors import InputError
from inspector_app.base.override import override

_MONTH_TEXT: Final = re.compile(r"(\d{4})-(\d{1,2})")
_DECEMBER: Final = 12
SCHOOL_YEAR_STARTS_IN: Final = 9
# Figures look back as far as the school year: the first years of the calendar have none.
_FIRST_YEAR: Final = 1900


@dataclass(frozen=True, slots=True)
class Period:
    """All days from ``start`` to ``end``, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it starts."""
        if self.end < self.start:
            msg = f"period ends {self.end} before it starts {self.start}"
            raise ValueError(msg)

    def __contains__(self, day: object) -> bool:
        """Say whether ``day`` lies in the period; ``None`` never does."""
        return isinstance(day, date) and self.start <= day <= self.end

    @property
    def school_year_start(self) -> date:
        """The 1 September on or before the last day: where cumulative figures begin."""
        return school_year_start(self.end)

    @property
    def calendar_year_start(self) -> date:
        """The 1 January on or before the last day."""
        return date(self.end.year, 1, 1)

    @property
    def school_year(self) -> str:
        """The name of the school year that its cumulative figures count."""
        return school_year_name(self.end)

    @property
    def calendar_year(self) -> int:
        """The calendar year that its cumulative figures count."""
        return self.end.year

    @property
    def looks_back_to(self) -> date:
        """The first day on which anything that a table counts can lie, open issues aside."""
        return min(self.start, self.school_year_start, self.calendar_year_start)

    def days(self) -> Iterator[date]:
        """Yield each day."""
        for offset in range((self.end - self.start).days + 1):
            yield self.start + timedelta(days=offset)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month."""

    year: int
    month: int

    def __post_init__(self) -> None:
        """Refuse what no calendar has."""
        if not (1 <= self.month <= 12 and 1 <= self.year <= 9999):
            msg = f"no month {self.year}-{self.month}"
            raise ValueError(msg)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2026-11``.

        Raises:
            InputError: the text names no month.
        """
        found = _MONTH_TEXT.fullmatch(text.strip())
        if found is not None and 1 <= int(found[2]) <= 12 and int(found[1]) >= _FIRST_YEAR:
            return cls(int(found[1]), int(found[2]))
        raise InputError(f"“{text}”不是月份；请写成 2026-11 这样的四位年份和月份。")

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month that ``day`` lies in."""
        return cls(day.year, day.month)

    @property
    def period(self) -> Period:
        """The month's days."""
        first = date(self.year, self.month, 1)
        if self.month == _DECEMBER:
            return Period(first, date(self.year, _DECEMBER, 31))
        return Period(first, date(self.year, self.month + 1, 1) - timedelta(days=1))

    def shifted(self, months: int) -> "Month":
        """Return the month that lies ``months`` later (earlier if negative)."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    @override
    def __str__(self) -> str:
        """Return ``2026-11``."""
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def title(self) -> str:
        """Return ``2026年11月`` as print and screen show it."""
        return f"{self.year}年{self.month}月"


def school_year_start(day: date) -> date:
    """Return the 1 September that begins the school year of ``day``."""
    year = day.year if day.month >= SCHOOL_YEAR_STARTS_IN else day.year - 1
    return date(year, SCHOOL_YEAR_STARTS_IN, 1)


def school_year_name(day: date) -> str:
    """Return the name of the school year of ``day``, e.g. ``2022-2023学年``."""
    year = school_year_start(day).year
    return f"{year}-{year + 1}学年"
