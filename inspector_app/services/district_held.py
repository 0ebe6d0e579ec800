"""At an office above others: what has come from below of a month, opened, and made into units.

An office that has laptops, too, is a unit of its own table: 本级.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from inspector_app.base.stable_json import stable_text
from inspector_app.domain.district_figures import (
    FIGURES_FORM,
    DistrictFigures,
    KeptMonth,
    figures_from,
    kept_of,
    people_from,
)
from inspector_app.domain.district_json import district_from
from inspector_app.domain.district_month import (
    OWN_UNIT,
    DistrictMonth,
    Group,
    SchoolLine,
    Unit,
    unit_names,
)
from inspector_app.domain.district_sums import Part, summed_table
from inspector_app.domain.monthly_table import compile_table
from inspector_app.domain.office_codes import is_below
from inspector_app.domain.school import told_apart
from inspector_app.services.context import Context, Role
from inspector_app.storage.district_months import DistrictLine

if TYPE_CHECKING:
    from inspector_app.domain.month import Month, Period
    from inspector_app.domain.monthly_table import MonthlyTable, Row
    from inspector_app.domain.school import Inspector

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
        lines: what came, by district; ``units`` whose row each is; ``figures`` what was read.
        own: the records of this office's own people, where it has any.
        people: these people.
        opened: opens a bundle, of which a look at the month needs none.
    """

    span: "Period"
    lines: tuple[DistrictLine, ...]
    units: tuple[str, ...]
    figures: tuple[DistrictFigures, ...] = field(repr=False)
    own: DistrictMonth | None
    people: "tuple[Inspector, ...]"
    code: str
    opened: Callable[[DistrictLine], DistrictMonth] = field(repr=False)

    @property
    def districts(self) -> tuple[DistrictMonth, ...]:
        """What came, opened."""
        return tuple(map(self.opened, self.lines))

    @property
    def parts(self) -> tuple[Part, ...]:
        """What came, as parts of this office's table."""
        return self.named(self.units)

    def named(self, units: Sequence[str]) -> tuple[Part, ...]:
        """Return what came as parts of a table, each in the row of that name."""
        return tuple(
            Part(unit, figures, partial(self.opened, line))
            for unit, figures, line in zip(units, self.figures, self.lines, strict=True)
        )

    @property
    def made_of(self) -> MadeOf:
        """What the table of these is the sum of."""
        codes: dict[str, list[str]] = {}
        for unit, each in zip(self.units, self.figures, strict=True):
            codes.setdefault(unit, []).append(each.code)
        own = (Unit(OWN_UNIT, (self.own.code,)),) if self.own else ()
        units = (Unit(name, tuple(each)) for name, each in codes.items())
        return MadeOf((*units, *own), tuple(Source(x.district, x.chain, x.seq) for x in self.lines))

    @property
    def schools(self) -> dict[str, str]:
        """Names by 标识码, with it where two schools are called alike."""
        names = {code: name for each in self.figures for code, name in each.schools.items()}
        own = {s.code: s.name for s in self.own.schools} if self.own else {}
        return told_apart(names | own)

    def table(self) -> "MonthlyTable":
        """Return the table of this office: units, and its own people."""
        own = Group(name=OWN_UNIT, districts=[self.own]) if self.own else None
        return summed_table(self.span, self.parts, own=own, code=self.code)


class HeldDistricts:
    """Reads what offices below have handed over."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.district_months

    def lower(self) -> dict[str, str]:
        """Return the offices below that are members here: name by code."""
        if self._context.identity.role is not Role.OFFICE:
            return {}
        own = self._context.identity.district
        gone = {each.code for each in self._store.removals()}
        names = self._context.names()
        return {
            code: name for code, name in sorted(names.items())
            if is_below(code, own) and code not in gone
        }  # fmt: skip

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
        # In the order of the units, which is that of their codes.
        lines = tuple(sorted(lines, key=lambda line: (line.by, line.district)))
        figures = tuple(map(self.figures, lines))
        people = own_people(self._context, month)
        return HeldMonth(
            span=self._context.span(month), lines=lines, figures=figures,
            units=_units(lines, figures, self._context.names()), people=people,
            own=own_month(self._context, month) if people else None,
            code=self._context.identity.district, opened=self.opened,
        )  # fmt: skip

    def opened(self, line: DistrictLine, *, before: date = date.max) -> DistrictMonth:
        """Return what a bundle holds, with lessons and issues of earlier days alone if told so."""
        return district_from(self._store.records(line), before=before)

    def figures(self, line: DistrictLine) -> DistrictFigures:
        """Return what was read of a bundle; one that came to an earlier version is opened."""

        def made() -> DistrictFigures:
            kept = self._store.kept(line, form=FIGURES_FORM)
            if kept is None:
                kept = dict(self.read(self.opened(line)).figures)
            return figures_from(kept)

        found = self._context.known_districts.get((line.chain, line.seq), made)
        assert found is not None
        return found

    def read(self, found: DistrictMonth) -> KeptMonth:
        """Return what is kept of a bundle, over the days of the month here."""
        return kept_of(found, self._context.span(found.month))

    def people(self, line: DistrictLine) -> "Mapping[str, Row]":
        """Return the rows of a district's people, by their id."""
        kept = self._store.kept_people(line, form=FIGURES_FORM)
        return people_from(self.read(self.opened(line)).people if kept is None else kept)

    def versions(self, month: "Month | None") -> Iterable[DistrictLine]:
        """Return everything that ever came of a month or of all, the newest of each first."""
        if month is None:
            newest, ever = tuple(reversed(self._store.all())), self._store.ever()
        else:
            newest, ever = self._store.of_month(month), self._store.ever(month)
        return (*newest, *(x for x in ever if x not in newest))

    def _lines(self, month: "Month", sources: Sequence[Source]) -> tuple[DistrictLine, ...]:
        meant = set(sources)
        return tuple(
            line for line in self._store.ever(month)
            if Source(line.district, line.chain, line.seq) in meant
        )  # fmt: skip


def keep_figures(context: Context, place: tuple[str, int], kept: KeptMonth) -> None:
    """Keep what was read of a bundle, in the transaction that takes it in."""
    context.stores.district_months.keep(
        place, form=FIGURES_FORM, figures=kept.figures, people=kept.people
    )


def catch_up(context: Context) -> None:
    """Read the bundles of which an earlier version kept nothing, each in a transaction."""
    held, store = HeldDistricts(context), context.stores.district_months
    for line in store.unread(form=FIGURES_FORM):
        with context.database.transaction():
            keep_figures(context, (line.chain, line.seq), held.read(held.opened(line)))


def figure_faults(context: Context) -> Iterator[str]:
    """Yield what is kept of a district's month and is not what its bundle says."""
    held, store = HeldDistricts(context), context.stores.district_months
    names = context.names()
    for line in store.read(form=FIGURES_FORM):
        # Over the days for which they were kept: the closing day may have been moved since.
        kept = store.kept(line, form=FIGURES_FORM)
        assert kept is not None
        anew = kept_of(held.opened(line), figures_from(kept).days)
        people = store.kept_people(line, form=FIGURES_FORM)
        if stable_text([kept, people]) != stable_text(list(anew)):
            name = names.get(line.by, line.by)
            yield f"{name}报来的{line.month}（第 {line.seq} 包）存下的数与收到的文件不一致"
    for chain, seq in store.orphans():
        yield f"存着一个月报的数，收到的文件（{chain[:8]} 第 {seq} 包）没有了"


def own_people(context: Context, month: "Month") -> "tuple[Inspector, ...]":
    """Return the people of this office on a month's last day, without the offices below it."""
    return context.people_on(context.span(month).end)


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
    found = _own(context, context.span(month), own_people(context, month))
    return replace(found, name=name, month=month, table=table or {})


def own_days(context: Context, days: "Period") -> DistrictMonth | None:
    """Return this office's own records of some days, ``None`` where it has no people."""
    people = context.people_on(days.end)
    return _own(context, days, people) if people else None


def _own(context: Context, span: "Period", people: "Sequence[Inspector]") -> DistrictMonth:
    from inspector_app.domain.month import Month, Period

    stores = context.stores
    facts = stores.facts.facts_for(span, people)
    first = min((span.start, *(issue.found_on for issue in facts.issues)))
    complaints = [c for c in facts.complaints if c.received_on in span or c.closed_on in span]
    return DistrictMonth(
        code=context.identity.district, name=OWN_UNIT, month=Month.of(span.end), span=span,
        locked_on="", table={}, facts=replace(facts, complaints=complaints),
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


def _units(
    lines: Sequence[DistrictLine], figures: Sequence[DistrictFigures], names: Mapping[str, str]
) -> tuple[str, ...]:
    """Return what the row of each is called: by its office, as that calls itself."""
    called = {line.by: names.get(line.by, line.by) for line in lines}
    called |= {x.by: each.name for x, each in zip(lines, figures, strict=True) if x.by == each.code}
    shown = unit_names(called.items())
    return tuple(shown[line.by] for line in lines)
