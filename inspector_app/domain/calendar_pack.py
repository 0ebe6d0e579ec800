"""The shipped calendar data: from what stands in the files to values.

A file that is not of this shape is a fault of ours: it ships with the program.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from inspector_app.domain.calendar import MarkedDay, PublicHolidays
from inspector_app.domain.calendar_kinds import DayKind
from inspector_app.domain.month import Period
from inspector_app.domain.term import MonthDay, UsualTerms


def public_holidays(data: Mapping[str, Any]) -> PublicHolidays:
    """Return the holidays of ``holidays.json``.

    Args:
        data: ``version`` and a list ``year`` of notices: ``year``, and ``holidays`` with ``name``,
            ``from``, ``to`` (ISO dates, both included) and ``working`` (ISO dates, may be missing).

    Raises:
        KeyError, ValueError: the data is not of that shape.
    """
    notices = data["year"]
    marks = [mark for notice in notices for mark in _marks(notice["holidays"])]
    return PublicHolidays(
        years=frozenset(notice["year"] for notice in notices),
        days={mark.day: mark for mark in marks},
        version=data["version"],
    )


def usual_terms(data: Mapping[str, Any]) -> UsualTerms:
    """Return the terms of ``terms.json``: two lists of a first and a last day, ``"09-01"``.

    Raises:
        KeyError, ValueError: the data is not of that shape.
    """
    first, second = (tuple(map(_month_day, data[name])) for name in ("first_term", "second_term"))
    return UsualTerms(first_term=(first[0], first[1]), second_term=(second[0], second[1]))


def _marks(holidays: Iterable[Mapping[str, Any]]) -> Iterable[MarkedDay]:
    for holiday in holidays:
        name: str = holiday["name"]
        first, last = (date.fromisoformat(holiday[end]) for end in ("from", "to"))
        days = Period(first, last).days()
        yield from (MarkedDay(day=day, kind=DayKind.OFF, reason=name) for day in days)
        working = map(date.fromisoformat, holiday.get("working", ()))
        yield from (MarkedDay(day=day, kind=DayKind.WORKING, reason=name) for day in working)


def _month_day(text: str) -> MonthDay:
    month, day = text.split("-")
    return int(month), int(day)
