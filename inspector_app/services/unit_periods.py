"""Above districts: the months that a period's tables are counted from, put together by unit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from threading import get_ident
from typing import NamedTuple

from inspector_app.base import clock as clocks
from inspector_app.domain.district_month import OWN_UNIT, DistrictMonth, Group, unit_names
from inspector_app.domain.facts import TableFacts
from inspector_app.domain.month import Month, Period
from inspector_app.domain.period_tables import PeriodTables
from inspector_app.domain.reported import Reported
from inspector_app.domain.school import SchoolKind
from inspector_app.domain.table_evidence import TableEvidence, wide_period
from inspector_app.domain.table_period import TablePeriod, compared, months_touched
from inspector_app.domain.unit_tables import UnitEvidence, unit_tables
from inspector_app.services.context import Context
from inspector_app.services.district_held import HeldDistricts, made_of, own_days
from inspector_app.services.held_facts import HeldFacts
from inspector_app.services.month_standing import standing
from inspector_app.storage.district_months import DistrictLine


class _Month(NamedTuple):
    """What counts of a month: the bundles that its kept figures were made of, or the newest."""

    month: Month
    lines: tuple[DistrictLine, ...]
    kept: str


class _Counted(NamedTuple):
    """The tables of a period, and how the database was when they were counted."""

    key: tuple[TablePeriod, date]
    state: tuple[int, int, int]
    tables: PeriodTables


class UnitsHeld(NamedTuple):
    """What is here of some days: units with the facts of their months, and which months came.

    Attributes:
        below: of how many offices it is told.
        as_of: the day on which the last of them came, empty where none did.
    """

    groups: tuple[Group, ...]
    reported: tuple[Reported, ...]
    below: int
    as_of: str


class UnitPeriods:
    """Counts the tables of any period from what districts have handed over."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.district_months
        self._held = HeldDistricts(context)
        self._counted: dict[int, _Counted] = {}

    def of(self, period: TablePeriod) -> PeriodTables | None:
        """Return every table of a period, ``None`` at an office without others below.

        Each thread keeps what it counted last, as long as nothing at all was written since: a page,
        its print and its Excel file ask one after the other.
        """
        if not self.above_others():
            return None
        key = (period, self._context.today())
        state = self._context.database.state()
        kept = self._counted.get(get_ident())
        if kept is None or (kept.key, kept.state) != (key, state):
            kept = _Counted(key, state, self._count(period))
            self._counted[get_ident()] = kept
        return kept.tables

    def _count(self, period: TablePeriod) -> PeriodTables:
        context, today = self._context, self._context.today()
        closing = context.closing_days()
        others = compared(period, context.calendar(), until=today, closing=closing)
        wide = wide_period(period, others)
        found = self.held(period.days, wide)
        base = TableEvidence(
            period=period, compared=others, facts=TableFacts(inspectors=[]), people=(),
            closing=closing, today=today,
        )  # fmt: skip
        return unit_tables(
            UnitEvidence(
                base=base,
                groups=found.groups,
                reported=found.reported,
                kinds=_kinds(found.groups, period.days.end),
            )
        )

    def above_others(self) -> bool:
        """Say whether this is an office above others."""
        return bool(self._held.lower() or self._store.all())

    def held(self, days: Period, wide: Period) -> UnitsHeld:
        """Return what is here of some days.

        Args:
            days: of whose months it is told which came.
            wide: these and all others that are counted.
        """
        closing = self._context.closing_days()
        months = [self._month(month) for month in months_touched(wide, closing)]
        within = set(months_touched(days, closing))
        asked = [each for each in months if each.month in within]
        came = [line.taken_at for each in asked for line in each.lines]
        return UnitsHeld(
            self._groups(months, wide, self._context.today()),
            tuple(self._reported(asked)),
            len({*self._held.lower(), *(line.by for each in asked for line in each.lines)}),
            clocks.day_of_instant(max(came)).isoformat() if came else "",
        )

    def schools(self) -> dict[str, str]:
        """Return the names of the districts' schools, by the newest month of each."""
        newest = {line.district: line for line in self._store.all()}
        figures = map(self._held.figures, newest.values())
        return {code: name for each in figures for code, name in each.schools.items()}

    def _month(self, month: Month) -> _Month:
        locked = standing(self._context, month)
        made = None if locked is None or locked.body is None else made_of(locked.body)
        if locked is None or made is None:
            return _Month(month, self._store.of_month(month), "")
        meant = set(made.sources)
        lines = (x for x in self._store.ever(month) if (x.district, x.chain, x.seq) in meant)
        edition = f"第{locked.edition}版" if locked.edition else "锁定"
        return _Month(month, tuple(lines), edition)

    # -- units -----------------------------------------------------------------------------------

    def _groups(self, months: Sequence[_Month], wide: Period, today: date) -> tuple[Group, ...]:
        by_district: dict[str, list[DistrictLine]] = {}
        for each in reversed(months):
            for line in each.lines:
                by_district.setdefault(line.district, []).append(line)
        offices: dict[str, list[DistrictMonth]] = {}
        for lines in by_district.values():
            # A district that has changed its office counts where it was last.
            offices.setdefault(lines[0].by, []).append(self._joined(lines))
        names = self._unit_names(offices)
        units = (Group(name=names[by], districts=offices[by]) for by in sorted(offices))
        own = own_days(self._context, Period(wide.start, min(wide.end, max(today, wide.start))))
        return (*units, *((Group(name=OWN_UNIT, districts=[own]),) if own else ()))

    def _joined(self, lines: Sequence[DistrictLine]) -> DistrictMonth:
        newest_first: list[DistrictMonth] = []
        told_since = date.max
        for line in lines:
            # What a later month tells need not be read of an earlier one: most of each is that.
            found = self._held.opened(line, before=told_since)
            newest_first.append(found)
            told_since = min(told_since, found.span.looks_back_to)
        held = HeldFacts(lines[0].district, newest_first)
        return replace(newest_first[0], facts=held.facts(), categories=held.categories)

    def _unit_names(self, offices: Iterable[str]) -> dict[str, str]:
        names = self._context.names()
        return unit_names((by, names.get(by, by)) for by in sorted(offices))

    # -- what has come ---------------------------------------------------------------------------

    def _reported(self, months: Sequence[_Month]) -> Iterator[Reported]:
        lower, today = self._held.lower(), self._context.today()
        came = {line.by for each in months for line in each.lines}
        names = self._unit_names({*lower, *came})
        for by in sorted(names):
            for each in months:
                mine = [line for line in each.lines if line.by == by]
                if mine or self._context.span(each.month).end < today:
                    yield Reported(names[by], each.month, _told(mine, each.kept))


def _told(lines: Sequence[DistrictLine], kept: str) -> str:
    if not lines:
        return ""
    day = clocks.day_of_instant(max(line.taken_at for line in lines)).isoformat()
    return f"{day} 收到{f'（{kept}）' if kept else ''}"


def _kinds(groups: Iterable[Group], day: date) -> dict[str, SchoolKind]:
    """Return the kinds of the schools that are running on a day, as the newest month says."""
    return {
        school.code: SchoolKind(school.kind)
        for group in groups
        for each in group.districts
        for school in each.schools
        if school.code not in each.facts.closed_schools
        or each.facts.closed_schools[school.code] > day
    }
