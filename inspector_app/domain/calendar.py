"""校历: public holidays and 调休, a district's own days, and its terms.

Which day is a working day, which a school day, and which teaching week it lies in. A year whose
arrangements the State Council has not published yet is unknown: its weekends are taken as days off
and all else as working days, and whoever asks is told so (``unknown_years``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Final, NamedTuple

from inspector_app.domain.calendar_kinds import DayKind, TermNumber, Vacation
from inspector_app.domain.month import Period, school_year_name, school_year_start
from inspector_app.domain.term import Term, UsualTerms

_SATURDAY: Final = 5
_WORKING_DAYS: Final = 5
# New Year's arrangements have reached back to 29 December (2012, 2019), never further.
_OF_NEXT_YEAR_FROM: Final = (12, 29)
# A day of each festival lies between these days in every year; 中秋节 may fall into 国庆节.
_FESTIVALS: Final = (
    ("元旦", (1, 1), (1, 1)),
    ("春节", (1, 21), (2, 21)),
    ("清明节", (4, 4), (4, 6)),
    ("劳动节", (5, 1), (5, 1)),
    ("端午节", (5, 27), (6, 26)),
    ("国庆节", (10, 1), (10, 1)),
)


# Longer closings are terms that end earlier, or are written in parts.
MOST_DAYS_AT_ONCE: Final = 62
MOST_LETTERS: Final = 100


class MarkedDay(NamedTuple):
    """A day that is off or worked by arrangement.

    Attributes:
        reason: the festival, or what the district has written.
        own: the district's own, not the State Council's.
    """

    day: date
    kind: DayKind
    reason: str = ""
    own: bool = False


class PublicHolidays(NamedTuple):
    """放假 and 调休 as the State Council has published them.

    Attributes:
        years: the years whose notices are in it.
        version: of the data.
    """

    years: frozenset[int]
    days: Mapping[date, MarkedDay]
    version: str


@dataclass(frozen=True, kw_only=True)
class SchoolCalendar:
    """Everything that says what kind of day a day is.

    Attributes:
        own: the district's own days; they outweigh the public ones, for offices and schools alike.
        terms: the terms that the district has set.
        usual: the days of terms that it has not set.
        fewest_school_days: a month with fewer is exempt from the monthly frequency.
    """

    public: PublicHolidays
    usual: UsualTerms
    own: Mapping[date, MarkedDay] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    fewest_school_days: int = 10

    # -- days ------------------------------------------------------------------------------------

    def mark(self, day: date) -> MarkedDay | None:
        """Return what is arranged for a day, if anything is."""
        return self.own.get(day) or self.public.days.get(day)

    def is_working_day(self, day: date) -> bool:
        """Say whether offices work: Monday to Friday, unless arranged otherwise."""
        mark = self.mark(day)
        return mark.kind is DayKind.WORKING if mark else day.weekday() < _SATURDAY

    def is_school_day(self, day: date) -> bool:
        """Say whether schools teach: a working day within a term."""
        return self.is_working_day(day) and self.term_of(day) is not None

    def school_days_in(self, period: Period) -> int:
        """Return how many school days a period has."""
        return sum(self.is_school_day(day) for day in period.days())

    def is_exempt_with(self, school_days: int) -> bool:
        """Say whether the monthly frequency is not asked of a month with so many school days.

        So it usually is in February, July and August. That each school is to be visited twice a
        term is counted separately.
        """
        return school_days < self.fewest_school_days

    # -- terms -----------------------------------------------------------------------------------

    def term_of(self, day: date) -> Term | None:
        """Return the term that a day lies in; between terms there is none."""
        # A first term set to begin in August lies before its school year's 1 September.
        begun = school_year_start(day).year
        return next((t for y in (begun, begun + 1) for t in self.terms_of(y) if day in t), None)

    def terms_of(self, school_year: int) -> tuple[Term, ...]:
        """Return the terms of a school year in order: as set, else as usual.

        Where a usual term would overlap one that is set, it gives way; where nothing of it is left
        it is missing.
        """
        if school_year not in self._terms:
            own = {term.number: term for term in self.terms if term.school_year == school_year}
            found = [own.get(n) or self._usual_term(school_year, n) for n in TermNumber]
            self._terms[school_year] = tuple(term for term in found if term is not None)
        return self._terms[school_year]

    @cached_property
    def _terms(self) -> dict[int, tuple[Term, ...]]:
        """What ``terms_of`` has made: each day of a year asks for them."""
        return {}

    def _usual_term(self, school_year: int, number: TermNumber) -> Term | None:
        usual = self.usual.term(school_year, number)
        first, last = usual.first, usual.last
        for term in self.terms:
            if first in term:
                first = term.last + timedelta(days=1)
            if last in term:
                last = term.first - timedelta(days=1)
        return replace(usual, first=first, last=last) if first < last else None

    def teaching_week(self, day: date) -> int | None:
        """Return the number of the teaching week of a day, from 1, if it lies in one."""
        term = self.term_of(day)
        return term.teaching_week(day) if term else None

    def teaches_in_week(self, monday: date) -> bool:
        """Say whether a working day of a week is one of a term, which may begin in mid-week."""
        days = (monday + timedelta(days=day) for day in range(_WORKING_DAYS))
        return any(self.teaching_week(day) for day in days)

    def vacation_of(self, day: date) -> Vacation | None:
        """Return the holidays between terms that a day lies in."""
        if self.term_of(day) is not None:
            return None
        begun = school_year_start(day).year
        ended = [t for y in (begun - 1, begun) for t in self.terms_of(y) if t.last < day]
        before = max(ended, key=lambda term: term.last)
        return Vacation.WINTER if before.number is TermNumber.FIRST else Vacation.SUMMER

    @staticmethod
    def school_year_of(day: date) -> str:
        """Return the name of the school year (1 September to 31 August), ``2022-2023学年``."""
        return school_year_name(day)

    # -- what is not known -----------------------------------------------------------------------

    @cached_property
    def known_years(self) -> frozenset[int]:
        """The years that are published, or that the district has entered in full."""
        entered = {day.year for day in self.own}
        return self.public.years | {y for y in entered if not self.missing_festivals(y)}

    def missing_festivals(self, year: int) -> tuple[str, ...]:
        """Return the festivals of a year for which no day off is known."""
        return tuple(
            name
            for name, first, last in _FESTIVALS
            if not any(
                (mark := self.mark(day)) is not None and mark.kind is DayKind.OFF
                for day in Period(date(year, *first), date(year, *last)).days()
            )
        )

    def unknown_years(self, period: Period) -> tuple[int, ...]:
        """Return the years whose arrangements an answer about a period hangs on, but lacks."""
        until = period.end.year
        if (period.end.month, period.end.day) >= _OF_NEXT_YEAR_FROM:
            until += 1
        asked = range(period.start.year, until + 1)
        return tuple(year for year in asked if year not in self.known_years)


def days_fault(first: date, last: date, reason: str) -> str:
    """Return in Chinese why a district cannot set these days so, empty where it can."""
    if last < first:
        return f"最后一天 {last} 早于第一天 {first}，请核对两个日期"
    if (last - first).days >= MOST_DAYS_AT_ONCE:
        return (
            f"{first} 至 {last} 超过 {MOST_DAYS_AT_ONCE} 天；"
            "寒假、暑假请设学期的起止日，更长的请分几次写"
        )
    if not reason.strip():
        return "还没有写理由，请写明为什么放假或上班，如“运动会”“补课”"
    if len(reason) > MOST_LETTERS:
        return f"理由超过 {MOST_LETTERS} 字，请写短一些"
    return ""
