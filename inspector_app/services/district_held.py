"""At an office above others: what has come from below of a month, opened, and made into units.

An office that has laptops, too, is a unit of its own table: 本级.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from inspector_app.domain.district_json import district_from
from inspector_app.domain.district_month import (
    OWN_UNIT,
    DistrictMonth,
    Group,
    SchoolLine,
    Unit,
    named_groups,
    units_table,
)
from inspector_app.domain.monthly_table import compile_table
from inspector_app.domain.school import told_apart
from inspector_app.services.context import Context, Role
from inspector_app.storage.district_months import DistrictLine

if TYPE_CHECKING:
    from inspector_app.domain.month import Month, Period
    from inspector_app.domain.monthly_table import MonthlyTable
    from inspector_app.domain.school import Inspector

_PAIR: Final = 2
_MADE_OF: Final = "made_of"


class Source(NamedTuple):
    """A bundle in the in-tray that a table was made of."""

    district: str
    chain: str
    seq: int


class MadeOf(NamedTuple):
    """What a table of an office above others is the sum of."""

    units: tuple[Unit, ...]
    sources: tuple[Source, ...]

    def kept(self) -> dict[str, Any]:
        """Return it as it is kept beside the figures."""
        return {
            _MADE_OF: {
                "units": [[name, list(codes)] for name, codes in self.units],
                "sources": [list(source) for source in self.sources],
            }
        }


def made_of(body: Mapping[str, Any]) -> MadeOf | None:
    """Return what kept figures are the sum of, ``None`` at an office without others below."""
    told = body.get(_MADE_OF)
    if told is None:
        return None
    return MadeOf(
        tuple(Unit(name, tuple(codes)) for name, codes in told["units"]),
        tuple(Source(*source) for source in told["sources"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldMonth:
    """What is here of a month.

    Attributes:
        lines: what came, by district; ``districts`` the same opened.
        own: the records of this office's own people, where it has any.
        people: these people.
    """

    span: "Period"
    lines: tuple[DistrictLine, ...]
    districts: tuple[DistrictMonth, ...]
    own: DistrictMonth | None
    people: "tuple[Inspector, ...]"
    groups: tuple[Group, ...] = field(repr=False)
    code: str

    @property
    def made_of(self) -> MadeOf:
        """What the table of these is the sum of."""
        units = (Unit(g.name, tuple(each.code for each in g.districts)) for g in self.groups)
        return MadeOf(tuple(units), tuple(Source(x.district, x.chain, x.seq) for x in self.lines))

    @property
    def schools(self) -> dict[str, str]:
        """Names by 标识码, with it where two schools are called alike."""
        months = (*self.districts, *((self.own,) if self.own else ()))
        return told_apart({s.code: s.name for each in months for s in each.schools})

    def table(self) -> "MonthlyTable":
        """Return the table of this office: units, and its own people."""
        return units_table(self.span, self.groups, own=self.code)


class HeldDistricts:
    """Opens what offices below have handed over."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.district_months

    def lower(self) -> dict[str, str]:
        """Return the offices below that are members here: name by code."""
        if self._context.identity.role is not Role.OFFICE:
            return {}
        own = self._context.identity.district
        names = self._context.names()
        return {code: name for code, name in sorted(names.items()) if is_below(code, own)}

    def of(self, month: "Month", *, sources: Sequence[Source] | None = None) -> HeldMonth | None:
        """Return what is here of a month, ``None`` at an office without others below.

        Args:
            month: which.
            sources: the bundles that are meant; the newest of each district without.
        """
        if self._context.identity.role is not Role.OFFICE:
            return None
        lower, newest = self.lower(), self._store.of_month(month)
        if not lower and not newest:
            return None
        lines = newest if sources is None else self._lines(month, sources)
        found = tuple(district_from(self._store.records(line)) for line in lines)
        span = self._context.span(month)
        people = own_people(self._context, month)
        own = own_month(self._context, month) if people else None
        return HeldMonth(
            span=span, lines=lines, districts=found, own=own, people=people,
            groups=(*_by_office(lines, found, lower), *_own_group(own)),
            code=self._context.identity.district,
        )  # fmt: skip

    def versions(self, month: "Month") -> Iterable[tuple[DistrictLine, DistrictMonth]]:
        """Yield everything that ever came of a month, the newest of each district first."""
        newest = self._store.of_month(month)
        for line in (*newest, *(x for x in self._store.ever(month) if x not in newest)):
            yield line, district_from(self._store.records(line))

    def _lines(self, month: "Month", sources: Sequence[Source]) -> tuple[DistrictLine, ...]:
        meant = set(sources)
        return tuple(
            line for line in self._store.ever(month)
            if Source(line.district, line.chain, line.seq) in meant
        )  # fmt: skip


def own_people(context: Context, month: "Month") -> "tuple[Inspector, ...]":
    """Return the people of this office on a month's last day, without the offices below it."""
    own = context.identity.district
    everybody = context.stores.people.all(on=context.span(month).end)
    return tuple(person for person in everybody if not is_below(person.id, own))


def own_month(
    context: Context,
    month: "Month",
    *,
    name: str = OWN_UNIT,
    table: Mapping[str, Any] | None = None,
) -> DistrictMonth:
    """Return the month of this office's own records, as of now.

    Args:
        context: of its data folder.
        month: which.
        name: what it is called.
        table: the figures that were kept of it.
    """
    from inspector_app.domain.month import Period

    stores, span = context.stores, context.span(month)
    people = own_people(context, month)
    facts = stores.facts.facts_for(span, people)
    first = min((span.start, *(issue.found_on for issue in facts.issues)))
    complaints = [c for c in facts.complaints if c.received_on in span or c.closed_on in span]
    return DistrictMonth(
        code=context.identity.district, name=name, month=month, span=span, locked_on="",
        table=table or {}, facts=replace(facts, complaints=complaints),
        names=context.names() | {p.id: p.name for p in people},
        schools=[
            SchoolLine(code=s.code, name=s.name, kind=s.kind.value) for s in stores.schools.all()
        ],
        numbers=stores.fact_rows.numbers(span),
        categories=stores.fact_rows.categories(Period(first, span.end)),
    )  # fmt: skip


def month_figures(context: Context, month: "Month") -> "MonthlyTable":
    """Count a month anew: from this office's own records, and from what came from below."""
    held = HeldDistricts(context).of(month)
    if held is not None:
        return held.table()
    span = context.span(month)
    facts = context.stores.facts.facts_for(span, context.stores.people.all(on=span.end))
    return compile_table(span, facts)


def is_below(code: str, upper: str) -> bool:
    """Say whether a code is of an office below another: 210304 and 210300 are below 210000."""
    stem = upper
    while stem.endswith("00"):
        stem = stem[:-_PAIR]
    return len(code) == len(upper) and code.isdecimal() and code != upper and code.startswith(stem)


def lower_word(code: str) -> str:
    """Return what the offices right below one are called: 市 below a province, else 区."""
    return "市" if code.endswith("0000") else "区"


def _by_office(
    lines: Iterable[DistrictLine], found: Iterable[DistrictMonth], names: Mapping[str, str]
) -> tuple[Group, ...]:
    offices: dict[str, list[DistrictMonth]] = {}
    for line, each in zip(lines, found, strict=True):
        offices.setdefault(line.by, []).append(each)
    return named_groups(
        (by, held[0].name if held[0].code == by else names.get(by, by), held)
        for by, held in offices.items()
    )


def _own_group(own: DistrictMonth | None) -> tuple[Group, ...]:
    return (Group(name=OWN_UNIT, districts=[own]),) if own is not None else ()
