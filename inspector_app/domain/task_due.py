"""How much time a task has left, in working days of the calendar."""

from datetime import date
from typing import Final

from inspector_app.domain.calendar import SchoolCalendar
from inspector_app.domain.calendar_kinds import DayUnit
from inspector_app.domain.deadline import Deadline

SOON: Final = 5
"""So many working days before its day a task is due soon."""


def working_days_left(due: date, *, on: date, calendar: SchoolCalendar) -> int:
    """Return the working days up to the due day: 0 on it, negative when they are past."""
    period = Deadline(start=on, count=0, unit=DayUnit.WORKING, due=due, reason="")
    return period.days_left(on=on, calendar=calendar)


def due_words(due: date, *, on: date, calendar: SchoolCalendar) -> str:
    """Return in words how much time is left, or by how much it is past."""
    left = working_days_left(due, on=on, calendar=calendar)
    if due < on:
        return f"逾期 {-left} 个工作日" if left else "已过期限"
    if due == on:
        return "今天到期"
    return f"还有 {left} 个工作日" if left else "期限前没有工作日"
