"""期限: so many days from a day on, and the day it ends, with the reason.

The day on which a period begins is not counted (民法典第二百零一条). A period in 自然日 ends where
the count ends, also on a day off: the 时限 of a notice is a day that stands on paper, and what the
program counts must not differ from it. The reason says when that day is none of work, so that
whoever sets it may choose another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from inspector_app.base.errors import InputError
from inspector_app.domain.calendar import MarkedDay, SchoolCalendar
from inspector_app.domain.calendar_kinds import DayKind, DayUnit
from inspector_app.domain.calendar_words import (
    DayRun,
    kind_words,
    mark_words,
    runs_of,
    unknown_warning,
    weekday,
)
from inspector_app.domain.month import Period

MOST_DAYS: Final = 1_000
_WEEKEND_DAYS_LISTED: Final = 6
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A period that ends on a day.

    Attributes:
        count: so many days, not counting ``start``.
        due: the last day on which it is met.
        reason: how it was counted, one Chinese sentence.
        warning: what is not known of the days between, empty where all is.
    """

    start: date
    count: int
    unit: DayUnit
    due: date
    reason: str
    warning: str = ""

    def days_left(self, *, on: date, calendar: SchoolCalendar) -> int:
        """Return how many days of its unit are left on a day: 0 on the due day, negative later."""
        if self.unit is DayUnit.NATURAL:
            return (self.due - on).days
        early, late = sorted((on, self.due))
        between = sum(map(calendar.is_working_day, _days_after(early, late)))
        return between if on <= self.due else -between


def deadline_of(start: date, *, count: int, unit: DayUnit, calendar: SchoolCalendar) -> Deadline:
    """Return when ``count`` days from ``start`` on end.

    Raises:
        InputError: the count is negative, or beyond reason.
    """
    if not 0 <= count <= MOST_DAYS:
        raise InputError(f"{count} 天不能算期限；天数要在 0 到 {MOST_DAYS} 之间，请核对。")
    if unit is DayUnit.NATURAL:
        due = start + timedelta(days=count)
        reason = _natural_reason(start, count, due, calendar)
    else:
        due = _working_due(start, count, calendar)
        reason = _working_reason(start, count, due, calendar)
    return Deadline(
        start=start,
        count=count,
        unit=unit,
        due=due,
        reason=reason,
        warning=unknown_warning(calendar.unknown_years(Period(start, due))),
    )


def _working_due(start: date, count: int, calendar: SchoolCalendar) -> date:
    day, left = start, count
    while left:
        day += _ONE_DAY
        left -= calendar.is_working_day(day)
    return day


def _natural_reason(start: date, count: int, due: date, calendar: SchoolCalendar) -> str:
    ends = "" if calendar.is_working_day(due) else f"，{kind_words(due, calendar)}，按自然日不顺延"
    return f"自 {start} 起 {count} 个自然日（起始日不算），至 {due}（{weekday(due)}{ends}）。"


def _working_reason(start: date, count: int, due: date, calendar: SchoolCalendar) -> str:
    marks = [m for day in _days_after(start, due) if (m := calendar.mark(day)) is not None]
    weekend = [
        day
        for day in _days_after(start, due)
        if calendar.mark(day) is None and not calendar.is_working_day(day)
    ]
    notes = [note for note in (_weekend_note(weekend, start), *_run_notes(marks, start)) if note]
    inside = f"，其中 {'，'.join(notes)}" if notes else ""
    return f"自 {start} 起 {count} 个工作日（起始日不算）{inside}，至 {due}（{weekday(due)}）。"


def _weekend_note(days: list[date], start: date) -> str:
    if not days:
        return ""
    if len(days) > _WEEKEND_DAYS_LISTED:
        return f"周末 {len(days)} 天"
    return f"{'、'.join(_short(day, start) for day in days)} 为周末"


def _run_notes(marks: list[MarkedDay], start: date) -> Iterator[str]:
    for run in runs_of(marks):
        counted = "（计入）" if run.kind is DayKind.WORKING else ""
        yield f"{_span(run, start)} {mark_words(run)}{counted}"


def _span(run: DayRun, start: date) -> str:
    first = _short(run.first, start)
    return first if run.first == run.last else f"{first} 至 {_short(run.last, start)}"


def _short(day: date, start: date) -> str:
    """Return ``11-07`` in the year that the period begins in, ``2027-01-02`` later."""
    return f"{day:%m-%d}" if day.year == start.year else day.isoformat()


def _days_after(start: date, last: date) -> Iterator[date]:
    for offset in range(1, (last - start).days + 1):
        yield start + timedelta(days=offset)
