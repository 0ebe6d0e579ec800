"""Which 周汇报 are due within a period."""

from datetime import date

from inspector_app.domain.lesson_target import teaching_weeks
from inspector_app.domain.month import Period, school_year_start
from inspector_app.domain.term import due_day
from inspector_app.services.context import Context


def due_mondays(context: Context, days: Period, weekday: int) -> tuple[date, ...]:
    """Return the teaching weeks of a period whose report is due within it."""
    calendar, year = context.calendar(), school_year_start(days.start).year
    terms = [t for y in range(year, days.end.year + 1) for t in calendar.terms_of(y)]
    return tuple(
        monday
        for monday in teaching_weeks(terms)
        if days.start <= monday and due_day(monday, weekday=weekday) <= days.end
    )
