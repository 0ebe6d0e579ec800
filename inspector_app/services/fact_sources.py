"""Whose facts there are in this folder, district by district and month by month."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Protocol

from inspector_app.domain.district_json import district_from
from inspector_app.domain.fact_rows import Row
from inspector_app.domain.month import Month
from inspector_app.domain.office_codes import is_below
from inspector_app.services.context import Context
from inspector_app.services.held_facts import HeldFacts


class FactSource(Protocol):
    """The facts of one district."""

    @property
    def district(self) -> str:
        """Six digits."""
        ...

    def months(self) -> Sequence[Month]:
        """Return the months of which there is anything."""
        ...

    def monthly(self, table: str, month: Month) -> Iterable[Row]:
        """Return the rows of a table that belong to a month."""
        ...

    def lasting(self, table: str) -> Iterable[Row]:
        """Return the rows of a table that belong to no month."""
        ...


class OwnFacts:
    """What the records of this folder say."""

    def __init__(self, context: Context) -> None:
        self._store = context.stores.fact_rows
        self._district = context.identity.district

    @property
    def district(self) -> str:
        """The district of this folder."""
        return self._district

    def months(self) -> Sequence[Month]:
        """Return the months of which anything is counted."""
        return self._store.months()

    def monthly(self, table: str, month: Month) -> Iterable[Row]:
        """Return the rows of a calendar month."""
        read = {
            "visit": self._store.visits, "credit": self._store.credits,
            "lesson": self._store.lessons, "issue": self._store.issues,
            "complaint": self._store.complaints,
        }  # fmt: skip
        return read[table](month.period)

    def lasting(self, table: str) -> Iterable[Row]:
        """Return people, assignments or schools."""
        read = {
            "person": self._people, "assignment": self._store.assignments,
            "school": self._store.schools,
        }  # fmt: skip
        return read[table]()

    def _people(self) -> list[Row]:
        """Return the people; the offices below, which are on the same list, are none."""
        return [x for x in self._store.people() if not is_below(str(x[0]), self._district)]


def fact_sources(context: Context) -> Iterator[FactSource]:
    """Yield every district of which there are facts here; one is in memory at a time."""
    own = OwnFacts(context)
    if own.months():
        yield own
    store = context.stores.district_months
    for district, lines in groupby(store.all(), key=lambda line: line.district):
        newest_first = [district_from(store.records(line)) for line in reversed([*lines])]
        yield HeldFacts(district, newest_first)
