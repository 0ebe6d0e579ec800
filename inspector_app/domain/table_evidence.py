"""What all tables of a period are counted from: values alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from inspector_app.domain.closing_days import NATURAL, ClosingDays
from inspector_app.domain.facts import TableFacts
from inspector_app.domain.issue import Handling
from inspector_app.domain.lesson_target import LessonStanding
from inspector_app.domain.month import Month, Period
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.school import Inspector, School
from inspector_app.domain.table_period import Compared, TablePeriod, months_touched


class IssuePlace(NamedTuple):
    """What the month's table does not ask of an issue: its school, 类别 and 处理方式."""

    school_code: str
    category: str
    handling: Handling | None


class LastVisit(NamedTuple):
    """The newest record of a school."""

    day: date
    uid: str


class OnlineVisit(NamedTuple):
    """A filed record of a visit by telephone or on line, and who was on it."""

    uid: str
    people: frozenset[str]


class WeeklyStanding(NamedTuple):
    """The 周汇报 of one person: those filed, and how many were due."""

    uids: tuple[str, ...]
    filed: int
    due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TableEvidence:
    """Everything that the tables of one period are counted from.

    Attributes:
        facts: those of the period, of the years it lies in and of what it is compared with.
        people: with the zones of the last day.
        issues: what else is known of the issues of the period.
        earlier: the newest record of each school that has none among the facts.
        corrected: records of the period that are a later revision than the first.
        asked: the months that the monthly frequency is asked of.
        frequency: how many visits a month are asked, ``None`` where no rule asks.
        lessons: by person, empty where no rule asks for lessons.
        entries: filed entries of registers of the period by their kind.
        weekly: by person, empty where no rule asks for 周汇报.
        own: whose laptop it is: what is written there is that person's; empty in an office.
        closing: says on which days months close.
        today: months after its own have not begun; ``None`` where all have.
        locked: the months whose tables were handed over or locked.
    """

    period: TablePeriod
    compared: Compared
    facts: TableFacts
    people: tuple[Inspector, ...]
    schools: tuple[School, ...] = ()
    issues: Mapping[str, IssuePlace] = field(default_factory=dict)
    earlier: Mapping[str, LastVisit] = field(default_factory=dict)
    online: tuple[OnlineVisit, ...] = ()
    corrected: frozenset[str] = frozenset()
    asked: tuple[Period, ...] = ()
    frequency: int | None = None
    lessons: Mapping[str, LessonStanding] = field(default_factory=dict)
    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    weekly: Mapping[str, WeeklyStanding] = field(default_factory=dict)
    own: str = ""
    closing: ClosingDays = NATURAL
    today: date | None = None
    locked: frozenset[Month] = frozenset()

    def locked_beside(self, others: Iterable[Period]) -> tuple[Month, ...]:
        """Return the locked months of other days, besides those of the period itself."""
        own = set(months_touched(self.period.days, self.closing))
        touched = {month for days in others for month in months_touched(days, self.closing)}
        return tuple(sorted((touched & self.locked) - own))


def wide_period(period: TablePeriod, others: Compared) -> Period:
    """Return the days from the first that any of the tables counts."""
    days = period.days
    starts = [other.days.start for other in others if other is not None]
    return Period(min(days.looks_back_to, *starts) if starts else days.looks_back_to, days.end)


def trend_months(found: TableEvidence) -> tuple[Month, ...]:
    """Return the months of the trend: from the school year's first, or the period's, if earlier."""
    days = found.period.days
    start = min(days.start, days.school_year_start)
    end = days.end if found.today is None else max(start, min(days.end, found.today))
    return tuple(months_touched(Period(start, end), found.closing))
