"""职务: who is what on a day, gathered from the registers that say it."""

from collections.abc import Iterator
from datetime import date

from inspector_app.domain.register_options import EntryState, Post
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
            found = holders_on(self._all(), on or self._context.today())
        return tuple(each._replace(person=names.get(each.person, each.person)) for each in found)

    def _all(self) -> Iterator[Holding]:
        yield from holdings_in(_filed(self._context, POST.id))
        yield from appointed(appointments_in(_filed(self._context, APPOINTMENT.id)))
        yield from heading(zone_versions(_filed(self._context, ZONE.id)))

    def posts_of(self, person: str, on: date | None = None) -> tuple[Post, ...]:
        """Return what a 督学编号 holds on a day, today without one."""
        day = on or self._context.today()
        with self._context.database.snapshot():
            found = holders_on(self._all(), day)
        return tuple(dict.fromkeys(each.post for each in found if each.person == person))


def director_of(context: Context, day: date) -> str:
    """Return the name of the 督导室主任 of a day, empty where nobody is known to be."""
    person = director_on(holdings_in(_filed(context, POST.id)), day)
    return context.names().get(person, person)


def _filed(context: Context, kind: str) -> tuple[Entry, ...]:
    return context.stores.registers.list(EntryFilter(kind=kind, state=EntryState.FILED))
