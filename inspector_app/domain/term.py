"""学期: its days, its teaching weeks, and what a district may set."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from inspector_app.domain.calendar_kinds import TermNumber
from inspector_app.domain.month import Period

WEEK: Final = 7
# A first term may begin in the last weeks of August: many districts in the north do.
_EARLIEST: Final = (8, 1)
_LATEST: Final = (8, 31)
# As for every date that is read: before, nobody inspected these schools; later is a slip.
SCHOOL_YEARS: Final = range(1949, 2100)
_LEAP_DAY: Final = (2, 29)
MonthDay = tuple[int, int]


_ORDINALS: Final = {TermNumber.FIRST: "一", TermNumber.SECOND: "二"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of a school year.

    Attributes:
        school_year: the year of the 1 September that the school year begins with.
        first: 开学, the first day of the term.
        last: the last day before the holidays.
        first_monday: the Monday of 第1教学周 where the district has set it.
        assumed: the district has set nothing; the usual days stand in.
    """

    school_year: int
    number: TermNumber
    first: date
    last: date
    first_monday: date | None = None
    assumed: bool = False

    def __contains__(self, day: object) -> bool:
        """Say whether a day lies in the term."""
        return isinstance(day, date) and self.first <= day <= self.last

    @property
    def key(self) -> tuple[int, TermNumber]:
        """What names the term."""
        return (self.school_year, self.number)

    @property
    def name(self) -> str:
        """Return ``2026-2027学年第一学期``."""
        return f"{_year_name(self)}第{_ORDINALS[self.number]}学期"

    @property
    def weeks(self) -> int:
        """How many teaching weeks it has, a part of a week counting as one."""
        return self.teaching_week(self.last) or 0

    @property
    def week_one(self) -> date:
        """The Monday of 第1教学周: the one set, else that of the week of 开学."""
        return self.first_monday or monday_of(self.first)

    def teaching_week(self, day: date) -> int | None:
        """Return the number of the teaching week of a day, from 1.

        ``None`` outside the term, and for days of the term before its first teaching week.
        """
        if day not in self or day < self.week_one:
            return None
        return (day - self.week_one).days // WEEK + 1


class UsualTerms(NamedTuple):
    """The days of both terms, as (month, day), where a district has set none."""

    first_term: tuple[MonthDay, MonthDay]
    second_term: tuple[MonthDay, MonthDay]

    def term(self, school_year: int, number: TermNumber) -> Term:
        """Return the term as it usually is."""
        days = self.first_term if number is TermNumber.FIRST else self.second_term
        first, last = (_in_school_year(school_year, day) for day in days)
        return Term(school_year=school_year, number=number, first=first, last=last, assumed=True)


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def week_before(day: date) -> date:
    """Return the Monday of the week before a day's: the one that is reported on."""
    return monday_of(day) - timedelta(days=WEEK)


def week_from(monday: date) -> Period:
    """Return the seven days that begin with a Monday."""
    return Period(monday, monday + timedelta(days=WEEK - 1))


def due_day(monday: date, *, weekday: int) -> date:
    """Return the day by which a week is reported: in the next week, 1 is its Monday."""
    return monday + timedelta(days=WEEK + weekday - 1)


def moved_into(school_year: int, day: date) -> date:
    """Return the day of the same month that a term of a school year may have.

    Whoever types 7.10 for a term means the year of that term, not the last July.
    """
    earliest, latest = _bounds(school_year)
    if earliest <= day <= latest or (day.month, day.day) == _LEAP_DAY:
        return day
    first = day.replace(year=school_year)
    return first if first >= earliest else day.replace(year=school_year + 1)


def fault_of(term: Term, others: Iterable[Term]) -> str:
    """Return in Chinese why a district cannot set a term, empty where it can.

    Args:
        term: what is to be set.
        others: the terms that the district has set; one of the same key is replaced, not in the
            way.
    """
    return _own_fault(term) or next(
        filter(None, (_clash(term, other) for other in others if other.key != term.key)), ""
    )


def _own_fault(term: Term) -> str:
    if term.school_year not in SCHOOL_YEARS:
        return f"{term.school_year} 不像学年，请写开学那一年的四位年份，如 2026"
    earliest, latest = _bounds(term.school_year)
    if term.last <= term.first:
        return f"学期最后一天 {term.last} 不晚于开学日期 {term.first}，请核对这两个日期"
    if term.first < earliest or term.last > latest:
        return f"{_year_name(term)}的学期要在 {earliest} 到 {latest} 之间，请核对学年和日期"
    return _monday_fault(term, term.first_monday) if term.first_monday else ""


def _monday_fault(term: Term, monday: date) -> str:
    if monday.weekday():
        return f"教学周从星期一算起，{monday} 不是星期一，请核对第1教学周的日期"
    if not monday_of(term.first) <= monday <= term.last:
        return "第1教学周要从开学那一周到学期结束之间的一个星期一开始，请核对日期"
    return ""


def _clash(term: Term, other: Term) -> str:
    earlier, later = sorted((term, other), key=lambda one: one.key)
    if earlier.last < later.first:
        return ""
    overlap = term.first <= other.last and other.first <= term.last
    what = "的日子重叠" if overlap else "的先后颠倒"
    return f"与{other.name}（{other.first} 至 {other.last}）{what}，请先核对那个学期"


def _bounds(school_year: int) -> tuple[date, date]:
    """Return the first and the last day that a term of a school year may have."""
    return date(school_year, *_EARLIEST), date(school_year + 1, *_LATEST)


def _year_name(term: Term) -> str:
    return f"{term.school_year}-{term.school_year + 1}学年"


def _in_school_year(school_year: int, day: MonthDay) -> date:
    month = day[0]
    return date(school_year if month >= _EARLIEST[0] else school_year + 1, *day)
