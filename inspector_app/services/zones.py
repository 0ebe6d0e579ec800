"""责任区 on a day: 组长 and 联络人 by their versions, schools and inspectors by the roster."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.domain.monthly_table import zone_order
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.zone import ZONE, ZoneVersion, version_on, zone_versions
from inspector_app.domain.school import Inspector
from inspector_app.services.context import Context
from inspector_app.services.register_edit import NewEntry, RegisterEditService
from inspector_app.services.registers import RegisterService
from inspector_app.storage.registers import EntryFilter


class ZoneCard(NamedTuple):
    """A zone on a day.

    Attributes:
        head, liaison: by name, empty where nobody is said.
        version: the number of the entry that says so; ``since`` its day, ``None`` without one.
        schools: 标识码 and name of each, in the order of the codes.
    """

    zone: str
    head: str
    liaison: str
    version: str
    since: date | None
    inspectors: tuple[Inspector, ...]
    schools: tuple[tuple[str, str], ...]


class ZoneService:
    """Answers for the zones of a district, and writes their versions."""

    def __init__(
        self, context: Context, registers: RegisterService, edit: RegisterEditService
    ) -> None:
        self._context = context
        self._registers = registers
        self._edit = edit

    def cards(self, on: date | None = None) -> tuple[ZoneCard, ...]:
        """Return the zones of a day, today's without one, in the order of their numbers."""
        return zone_cards(self._context, on or self._context.today())

    def card(self, zone: str, on: date | None = None) -> ZoneCard:
        """Return one zone of a day (NotFoundError where there is none of that name)."""
        wanted, found = zone.strip(), self.cards(on)
        for each in found:
            if each.zone == wanted:
                return each
        known = "、".join(each.zone for each in found) or "还没有"
        raise NotFoundError(f"没有叫“{wanted}”的责任区；现有的：{known}。")

    def versions(self, zone: str) -> tuple[ZoneVersion, ...]:
        """Return every version of a zone, oldest first, people by their names."""
        with self._context.database.snapshot():
            names = self._context.names()
            found = _versions(self._context)
        return tuple(
            each._replace(
                head=names.get(each.head, each.head),
                liaison=names.get(each.liaison, each.liaison),
            )
            for each in found
            if each.zone == zone.strip()
        )

    def set(
        self, zone: str, *, head: str | None, liaison: str | None, on: date | None = None
    ) -> NewEntry:
        """Let a zone have another 组长 or 联络人 from a day on; who is not named stays.

        Raises:
            InputError: nobody is named, or a name is that of more than one.
            NotFoundError: there is no such zone.
            RefusedError: nothing would change.
            IncompleteError: a version begins on that day already; nothing was changed.
        """
        if head is None and liaison is None:
            raise InputError("没有写组长，也没有写联络人，没有改动；请至少写一项。")
        day = on or self._context.today()
        with self._context.database.transaction():
            name = self.card(zone, day).zone
            before = version_on(_versions(self._context), name, day)
            was = ("", "") if before is None else (before.head, before.liaison)
            made = self._edit.new_from_json(
                ZONE.id,
                {
                    "name": name,
                    "start": day.isoformat(),
                    "head": was[0] if head is None else head,
                    "liaison": was[1] if liaison is None else liaison,
                },
            )
            values = self._context.stores.registers.get(made.uid).values
            if (values["head"], values["liaison"]) == was:
                raise RefusedError(f"“{name}”的组长和联络人本来就是这样，没有改动。")
            self._registers.file(made.uid)
        return made


def zone_cards(context: Context, day: date) -> tuple[ZoneCard, ...]:
    """Return the zones of a day in the order of their numbers."""
    stores = context.stores
    with context.database.snapshot():
        people = context.people_on(day)
        versions = [each for each in _versions(context) if each.holds(on=day)]
        schools = {s.code: s.name for s in stores.schools.all() if s.in_operation(on=day)}
        held = [a for a in stores.schools.assignments() if a.in_force(on=day)]
    names = {person.id: person.name for person in people}
    answering: dict[str, set[str]] = {}
    for each in held:
        answering.setdefault(each.inspector_id, set()).add(each.school_code)
    zones = {person.zone for person in people} | {each.zone for each in versions}
    return tuple(
        _card(
            zone,
            tuple(person for person in people if person.zone == zone),
            version_on(versions, zone, day),
            names,
            _schools_of(zone, people, answering, schools),
        )
        for zone in sorted(zones - {""}, key=zone_order)
    )


def _versions(context: Context) -> tuple[ZoneVersion, ...]:
    filed = EntryFilter(kind=ZONE.id, state=EntryState.FILED)
    return zone_versions(context.stores.registers.list(filed))


def _schools_of(
    zone: str,
    people: Iterable[Inspector],
    answering: Mapping[str, set[str]],
    schools: Mapping[str, str],
) -> tuple[tuple[str, str], ...]:
    """Return the schools for which somebody of a zone answers."""
    codes = {c for p in people if p.zone == zone for c in answering.get(p.id, ())}
    return tuple((code, schools[code]) for code in sorted(codes & schools.keys()))


def _card(
    zone: str,
    members: tuple[Inspector, ...],
    version: ZoneVersion | None,
    names: Mapping[str, str],
    schools: tuple[tuple[str, str], ...],
) -> ZoneCard:
    head, liaison = ("", "") if version is None else (version.head, version.liaison)
    return ZoneCard(
        zone=zone,
        head=names.get(head, head),
        liaison=names.get(liaison, liaison),
        version="" if version is None else version.number,
        since=None if version is None else version.start,
        inspectors=members,
        schools=schools,
    )
