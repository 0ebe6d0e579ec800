"""校历: what a district has set itself."""

from datetime import date
from typing import Any, Final

from inspector_app.domain.calendar import MarkedDay
from inspector_app.domain.calendar_kinds import DayKind, TermNumber
from inspector_app.domain.term import Term
from inspector_app.storage.codec import DATE
from inspector_app.storage.database import Database

_TERMS: Final = (
    "SELECT school_year, number, first_day, last_day, first_monday FROM calendar_term"
    " ORDER BY school_year, number"
)


class CalendarStore:
    """Reads and writes terms and days."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def terms(self) -> tuple[Term, ...]:
        """Return the terms that are set, by school year and number."""
        return tuple(_term(row) for row in self._database.rows(_TERMS))

    def put_term(self, term: Term, *, origin: str) -> None:
        """Add the term, or replace the one of its school year and number."""
        from inspector_app.storage.tables import CalendarTermRow

        CalendarTermRow.replace(
            school_year=term.school_year,
            number=term.number.value,
            first_day=term.first.isoformat(),
            last_day=term.last.isoformat(),
            first_monday=DATE.encode(term.first_monday),
            origin=origin,
        ).execute(self._database.peewee)

    def remove_term(self, school_year: int, number: TermNumber) -> None:
        """Take a term away, if it is set."""
        self._database.execute(
            "DELETE FROM calendar_term WHERE school_year = ? AND number = ?",
            school_year,
            number.value,
        )

    def days(self) -> dict[date, MarkedDay]:
        """Return the district's own days, by day."""
        rows = self._database.rows("SELECT day, kind, reason FROM calendar_day ORDER BY day")
        return {mark.day: mark for mark in map(_mark, rows)}

    def put_day(self, mark: MarkedDay, *, origin: str) -> None:
        """Add the day, or replace what was said of it."""
        from inspector_app.storage.tables import CalendarDayRow

        CalendarDayRow.replace(
            day=mark.day.isoformat(), kind=mark.kind.value, reason=mark.reason, origin=origin
        ).execute(self._database.peewee)

    def remove_day(self, day: date) -> None:
        """Take a day away, if it is there."""
        self._database.execute("DELETE FROM calendar_day WHERE day = ?", day.isoformat())


def _term(row: tuple[Any, ...]) -> Term:
    school_year, number, first, last, monday = row
    return Term(
        school_year=school_year,
        number=TermNumber(number),
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
        first_monday=DATE.decode(monday),
    )


def _mark(row: tuple[Any, ...]) -> MarkedDay:
    day, kind, reason = row
    return MarkedDay(day=date.fromisoformat(day), kind=DayKind(kind), reason=reason, own=True)
