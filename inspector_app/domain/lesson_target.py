"""每学年听课 so many 节: what is due by a day, for a whole year or the part of it in office."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from inspector_app.domain.month import Period
from inspector_app.domain.term import WEEK, Term


class LessonTarget(NamedTuple):
    """How a person stands.

    Attributes:
        heard: whole lessons heard in the school year up to the day.
        target: 节 of the whole school year, pro rata for who is in office for a part of it.
        expected: whole 节 by the day: as much of the target as weeks in office have begun.
        full: 节 that the rule asks of a whole year.
        weeks: teaching weeks of the year, ``weeks_in_office`` those of them in office.
        weeks_gone: of the latter, those that have begun.
    """

    heard: int
    target: int
    expected: int
    full: int
    weeks: int
    weeks_in_office: int
    weeks_gone: int

    @property
    def behind(self) -> bool:
        """Whether fewer were heard than the time gone asks."""
        return self.heard < self.expected

    @property
    def part_year(self) -> bool:
        """Whether the person is in office for a part of the year only."""
        return self.weeks_in_office < self.weeks


class LessonStanding(NamedTuple):
    """How one person stands in 听课 by the last day.

    Attributes:
        expected: how many the teaching weeks gone ask for; ``target`` how many the whole year.
    """

    person: str
    heard: int
    expected: int
    target: int


def teaching_weeks(terms: Iterable[Term]) -> tuple[date, ...]:
    """Return the Mondays of the teaching weeks of terms."""
    return tuple(
        term.week_one + timedelta(days=WEEK * place)
        for term in terms
        for place in range(term.weeks)
    )


def lesson_target(
    full: int, weeks: Iterable[date], office: Iterable[Period] | None, *, heard: int, on: date
) -> LessonTarget:
    """Return how a person stands on a day.

    Args:
        full: 节 that the rule asks of a whole school year.
        weeks: the Mondays of the year's teaching weeks.
        office: when the person was in office; ``None`` for the whole year.
        heard: whole lessons heard so far.
        on: the day; a week has begun with its Monday.
    """
    mondays = tuple(weeks)
    spans = None if office is None else tuple(office)
    own = tuple(m for m in mondays if spans is None or any(_touches(m, span) for span in spans))
    gone = sum(monday <= on for monday in own)
    target = _share(full, len(own), len(mondays))
    return LessonTarget(
        heard=heard,
        target=target,
        expected=target * gone // len(own) if own else 0,
        full=full,
        weeks=len(mondays),
        weeks_in_office=len(own),
        weeks_gone=gone,
    )


def _touches(monday: date, span: Period) -> bool:
    """Say whether any day of a week lies in a span."""
    return span.start <= monday + timedelta(days=WEEK - 1) and monday <= span.end


def _share(full: int, part: int, whole: int) -> int:
    """Return so much of ``full``, half up; all of it where there is no whole to part."""
    return (2 * full * part + whole) // (2 * whole) if whole else full
