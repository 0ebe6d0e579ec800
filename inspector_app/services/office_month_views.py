"""A month of the district as the office looks at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from inspector_app.domain.month import Month
from inspector_app.domain.month_edition import Edition
from inspector_app.office.dunning import PersonLine
from inspector_app.office.reconciliation import Cause, FigureLine, Reason, Standing
from inspector_app.services.months import MonthTable


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMonth:
    """One inspector's month: how it stands, and what was reported otherwise than is counted.

    Attributes:
        named: how many records the closing statement counts, ``None`` without one.
        reasons: the records that count here otherwise, in the order of their numbers.
        figures: the figures that differ; none where nothing was reported.
    """

    line: PersonLine
    named: int | None
    reasons: tuple[Reason, ...]
    figures: tuple[FigureLine, ...]

    def count(self, *causes: Cause) -> int:
        """Return how many records of the month count otherwise for some causes."""
        return sum(each.cause in causes and not each.past for each in self.reasons)

    @property
    def unexplained(self) -> tuple[FigureLine, ...]:
        """The figures that nothing known here explains."""
        return tuple(each for each in self.figures if each.standing is Standing.UNEXPLAINED)


class RecordBehind(NamedTuple):
    """A record behind a figure; of one that is not here only its number is known.

    Attributes:
        said: what is about it: why it counts otherwise than it was reported, or its text.
    """

    number: str
    day: str
    school_name: str
    said: str
    visit_uid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictMonth:
    """A month of the district as the office holds it.

    Attributes:
        as_of: the instant of the look, as people read it.
        edition: the newest edition of the month, where one was issued.
        table: the figures as they stand, or as they were locked.
        notes: 编制说明.
    """

    month: Month
    as_of: str
    edition: Edition | None
    table: MonthTable
    people: tuple[PersonMonth, ...]
    notes: tuple[str, ...]

    @property
    def differing(self) -> Iterator[tuple[PersonMonth, FigureLine]]:
        """Every figure that was reported otherwise, with its person."""
        return ((person, figure) for person in self.people for figure in person.figures)
