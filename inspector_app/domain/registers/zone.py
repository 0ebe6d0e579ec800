"""责任区: who heads it and who is its 联络人, from which day on. Each entry is one version."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from inspector_app.base.errors import Problem
from inspector_app.domain.registers.kind import Entry, Facts, RegisterKind, Values
from inspector_app.domain.registers.shapes import Day, Field, Line, Somebody


class ZoneVersion(NamedTuple):
    """What is said of a zone from a day on.

    Attributes:
        zone: its name, as inspectors of the roster have it.
        head: 组长; ``liaison`` 联络人: a 督学编号, or a name of somebody else.
        end: the day before the next version, ``None`` for the one that holds.
    """

    number: str
    zone: str
    head: str
    liaison: str
    start: date
    end: date | None
    note: str

    def holds(self, *, on: date) -> bool:
        """Say whether it is the version of a day."""
        return self.start <= on and (self.end is None or on <= self.end)


def zone_versions(entries: Iterable[Entry]) -> tuple[ZoneVersion, ...]:
    """Return the versions of every zone by day: each ends on the day before the next begins."""
    by_zone: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda e: (_start(e), e.number)):
        by_zone.setdefault(name_of(entry.values), []).append(entry)
    return tuple(
        _version(entry, following)
        for found in by_zone.values()
        for entry, following in zip(found, [*found[1:], None], strict=True)
    )


def version_on(versions: Iterable[ZoneVersion], zone: str, day: date) -> ZoneVersion | None:
    """Return the version of a zone that holds on a day, ``None`` before the first."""
    found = [each for each in versions if each.zone == zone and each.holds(on=day)]
    return found[-1] if found else None


def name_of(values: Values) -> str:
    """Return the name of the zone that an entry is about."""
    return str(values["name"]).strip()


def _version(entry: Entry, following: Entry | None) -> ZoneVersion:
    values = entry.values
    return ZoneVersion(
        number=entry.number,
        zone=name_of(values),
        head=values["head"],
        liaison=values["liaison"],
        start=_start(entry),
        end=None if following is None else _start(following) - timedelta(days=1),
        note=values["note"],
    )


def _start(entry: Entry) -> date:
    return entry.day("start") or date.min


def _checks(entry: Entry, facts: Facts) -> Iterator[Problem]:
    same = [e.number for e in facts.others if entry.day("start") == e.day("start")]
    if same:
        yield Problem(
            where="start",
            what=f"这个责任区从这一天起已有一版（{'、'.join(same)}）",
            remedy="写错的请更正那一版；换人的写换人的那一天",
        )


def _title(values: Values) -> str:
    return name_of(values)


def _start_today(today: date, _me: str) -> Values:
    return {"start": today.isoformat()}


def _fields() -> Iterator[Field]:
    hint = "与名册里督学的责任区同名"
    yield Field(id="name", label="责任区", shape=Line(limit=60), needed=True, hint=hint)
    hint = "这一版从哪天起；换组长、联络人时另登记一版，旧的留着"
    yield Field(id="start", label="版本日期", shape=Day(), needed=True, hint=hint)
    yield Field(id="head", label="组长", shape=Somebody(), needed=True)
    yield Field(id="liaison", label="联络人", shape=Somebody())
    yield Field(id="note", label="备注", shape=Line())


ZONE: Final[RegisterKind] = RegisterKind(
    id="zone",
    name="责任区",
    prefix="ZQ",
    purpose="各督学责任区的组长和联络人，按日期一版一版记；学校和督学随名册",
    paper="督学责任区登记表",
    fields=tuple(_fields()),
    title=_title,
    named_by="责任区",
    start=_start_today,
    listed=("start", "head", "liaison"),
    day="start",
    kin="name",
    checks=_checks,
)
