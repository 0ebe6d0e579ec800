"""职务: who is what on a day, gathered from the registers that say it."""

from collections.abc import Iterator
from datetime import date

from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.appointment import APPOINTMENT, appointments_in
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.registers.post import (
    POST,
    Holding,
    appointed,
    director_on,
    heading,
    holders_on,
    holdings_in,
)
from inspector_app.domain.registers.zone import ZONE, zone_versions
from inspector_app.services.context import Context
from inspector_app.storage.registers import EntryFilter


class PostService:
    """Answers who is what."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def holders(self, on: date | None = None) -> tuple[Holding, ...]:
        """Return every post and who holds it on a day, today without one.

        People stand in it by their names, as far as the roster knows them.
        """
        with self._context.database.snapshot():
            names = self._context.names()
            found = holdings_of(self._context, on or self._context.today())
        return tuple(each._replace(person=names.get(each.person, each.person)) for each in found)


def holdings_of(context: Context, day: date) -> tuple[Holding, ...]:
    """Return what is held on a day, by all registers that say so; people by their codes."""
    return holders_on(_all(context), day)


def _all(context: Context) -> Iterator[Holding]:
    yield from holdings_in(_filed(context, POST.id))
    yield from appointed(appointments_in(_filed(context, APPOINTMENT.id)))
    yield from heading(zone_versions(_filed(context, ZONE.id)))


def director_of(context: Context, day: date) -> str:
    """Return the name of the 督导室主任 of a day, empty where nobody is known to be."""
    person = director_on(holdings_in(_filed(context, POST.id)), day)
    return context.names().get(person, person)


def _filed(context: Context, kind: str) -> tuple[Entry, ...]:
    return context.stores.registers.list(EntryFilter(kind=kind, state=EntryState.FILED))
