"""At a city or a province: the months of districts, each by itself and as one table."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from inspector_app.base import clock as clocks
from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.domain.district_figures import DistrictFigures
from inspector_app.domain.district_json import UnsoundRowError, district_from
from inspector_app.domain.district_month import (
    DistrictMonth,
    Group,
    person_key,
    shared_schools,
    unit_names,
)
from inspector_app.domain.district_sums import summed_table
from inspector_app.domain.frozen_table import thawed
from inspector_app.domain.month import Month
from inspector_app.domain.monthly_table import MonthlyTable, Row
from inspector_app.domain.office_codes import is_below, lower_word
from inspector_app.domain.school import Inspector, InspectorKind
from inspector_app.domain.table_difference import Difference, differences
from inspector_app.domain.table_json import table_json
from inspector_app.office.dunning import office_dunning
from inspector_app.office.labels import Reporters
from inspector_app.services.context import Context, Role, checked_district
from inspector_app.services.district_held import HeldDistricts, HeldMonth, made_of
from inspector_app.services.district_removal import Removed, bring_back, removed, take_off
from inspector_app.services.month_standing import Standing, standing
from inspector_app.services.months import check_code_of
from inspector_app.services.reporters import reporters_here
from inspector_app.storage.district_months import DistrictLine

if TYPE_CHECKING:
    from inspector_app.exchange.verify import Verified

_MOST_NAME: Final = 40
NO_LOWER: Final = (
    "本室没有下级督导室：是市、省督导室的，先用 districts add 区划 名称 登记下级，"
    "再收它们报来的月统计（office scan）；是区督导室的，看本区的月表用 office month，"
    "向上级报用 upwards。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """A district's month as it stands at the city.

    Attributes:
        by: name of the office that handed it over; ``by_code`` its code.
        until: the day of its last 督导记录, empty where it has none.
        check: the 数字校验码 of the locked table, worked out here.
        records: how many 督导记录 stand behind it.
        unlike: figures that its own facts add up to otherwise than its locked table says.
        other_days: its days, where they are not those of the month here.
        of_units: whether its table is the sum of others', as a city's is at its province.
    """

    code: str
    name: str
    by: str
    by_code: str
    until: str
    check: str
    locked_on: str
    edition: int
    taken_on: str
    records: int
    schools: Mapping[str, int]
    unlike: tuple[Difference, ...]
    other_days: str = ""
    of_units: bool = False

    @property
    def locked(self) -> str:
        """The day of the lock, with the edition that it kept where there were editions."""
        return f"{self.locked_on}（第{self.edition}版）" if self.edition else self.locked_on

    @property
    def compared(self) -> str:
        """How the locked figures stand to the records."""
        return f"▲ {len(self.unlike)} 格不同" if self.unlike else "逐格相符"


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictsTable:
    """One table over the districts that have come.

    Attributes:
        as_of: the instant of the look, as people read it.
        table: its zones are districts, or the cities that handed several over.
        missing: names of the offices of which nothing has come for the month, and their codes.
        below: how many offices are right below this one; ``word`` is what they are called.
        shared: 标识码 that two districts claim.
        schools: names by 标识码, with it where two schools are called alike.
        kept: what is to be said where these are figures that were kept.
        later: names of districts of which more has come since.
        removed: offices that were taken off, of which a month is kept and not counted.
    """

    month: Month
    as_of: str
    table: MonthlyTable = field(repr=False)
    districts: tuple[District, ...]
    missing: tuple[str, ...]
    missing_codes: tuple[str, ...]
    below: int
    word: str
    shared: tuple[str, ...]
    schools: Mapping[str, str] = field(repr=False)
    kept: str = ""
    later: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """As of when it is, who is missing, and what has to be known beside."""
        missing = f"还没有收到：{'、'.join(self.missing)}" if self.missing else "下级都已报来"
        have = self.below - len(self.missing)
        later = f"▲ 锁定以后又收到：{'、'.join(self.later)}；要计入的，另出一版"
        return (
            f"截至 {self.as_of}　{have}/{self.below} {self.word}已报　{missing}",
            *((self.kept,) if self.kept else ()),
            *((later,) if self.later else ()),
            *(
                f"{each.name}已取消登记（{each.on}，{each.reason}），它报来的留着，不计入"
                for each in self.removed
            ),
            *(f"标识码 {code} 有两个区在用，合计里只算一所学校" for code in self.shared),
        )

    @property
    def dunning(self) -> str:
        """What is pasted into a messenger; empty where nobody is late."""
        return office_dunning(month=f"{self.month.month}", as_of=self.as_of, names=self.missing)


class DistrictsService:
    """What an office above districts does with their months."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.district_months
        self._held = HeldDistricts(context)

    def add(self, code: str, name: str) -> Changes:
        """Let an office below be a member here: it may ask to be enrolled, and is missed by name.

        Raises:
            RefusedError: this is no office.
            InputError: the code is none of a district below this one, or the name is empty.
        """
        if self._context.identity.role is not Role.OFFICE:
            raise RefusedError("下级督导室在上级督导室的电脑上登记，这里是督学的电脑；没有登记。")
        wanted = checked_district(code, kept="没有登记")
        called = " ".join(name.split())
        if not is_below(wanted, self._context.identity.district):
            raise InputError(
                f"{wanted} 不在本级 {self._context.identity.district} 之下，没有登记；"
                "请写下级的区划代码。"
            )
        if not 0 < len(called) <= _MOST_NAME:
            raise InputError(f"下级督导室的名称要有 1 到 {_MOST_NAME} 个字，没有登记。")
        with self._context.database.transaction():
            member = Inspector(id=wanted, name=called, kind=InspectorKind.FULL_TIME)
            self._context.stores.people.put(member, origin=self._context.identity.device)
            bring_back(self._context, wanted)
            self._context.note("district", wanted, {"note": f"登记下级督导室{called}"})
        return Changes(settings=True, inspectors=True)

    def remove(self, code: str, *, reason: str) -> Changes:
        """Take an office below off that was registered by mistake (errors as ``take_off``)."""
        return take_off(self._context, code.strip(), reason=reason)

    def removed(self) -> tuple[Removed, ...]:
        """Return the offices that are taken off now."""
        with self._context.database.snapshot():
            return removed(self._context)

    def has_lower(self) -> bool:
        """Say whether this is an office above others."""
        with self._context.database.snapshot():
            return bool(self._held.lower() or self._store.all())

    def reporters(self) -> Reporters:
        """Return who hands over here."""
        return reporters_here(self._context)

    def lower(self) -> Mapping[str, str]:
        """Return the offices below that are members here: name by code."""
        with self._context.database.snapshot():
            return self._held.lower()

    def months(self) -> tuple[Month, ...]:
        """Return the months of which any district's has come (NotFoundError: none can)."""
        if not self.has_lower():
            raise NotFoundError(NO_LOWER)
        return tuple(sorted({Month.parse(line.month) for line in self._store.all()}))

    def table(self, month: Month, *, of_districts: bool = False) -> DistrictsTable:
        """Return one table over all that has come, counted by the rule of every table.

        Of a month that is locked it is that of the lock, with the bundles it was made of.

        Args:
            month: which.
            of_districts: a row for each district even where a city handed several over.

        Raises:
            NotFoundError: no office below is a member here.
        """
        with self._context.database.snapshot():
            locked = standing(self._context, month)
            held = self._opened(month, locked)
            names = self._held.lower()
            newest = self._store.of_month(month)
            table = _by_district(held) if of_districts else held.table()
            told, gone = self._told_all(held), removed(self._context)
        if locked is not None and locked.body is not None and not of_districts:
            table = thawed(locked.body["table"])
        missing = _missing(held, names)
        here = {(line.chain, line.seq) for line in held.lines}
        return DistrictsTable(
            month=month,
            as_of=clocks.local_datetime_text(self._context.clock.now()),
            table=replace(table, inspectors={}),
            districts=told,
            missing=tuple(missing.values()),
            missing_codes=tuple(missing),
            below=len({*names, *(line.by for line in held.lines)}),
            word=lower_word(self._context.identity.district),
            shared=shared_schools(each.schools for each in held.figures),
            schools=held.schools,
            kept=_kept(locked),
            later=tuple(
                names.get(x.district, x.district)
                for x in newest if (x.chain, x.seq) not in here
            ),
            removed=tuple(each for each in gone if month in each.months),
        )  # fmt: skip

    def _opened(self, month: Month, locked: Standing | None) -> HeldMonth:
        kept = None if locked is None or locked.body is None else made_of(locked.body)
        held = self._held.of(month, sources=None if kept is None else kept.sources)
        if held is None:
            raise NotFoundError(NO_LOWER)
        return held

    def people(self, month: Month) -> dict[str, Row]:
        """Return the row of each person whose month has come, under ``district/id``."""
        with self._context.database.snapshot():
            held = self._opened(month, standing(self._context, month))
            rows = {
                person_key(line.district, person): row
                for line in held.lines for person, row in self._held.people(line).items()
            }  # fmt: skip
            own = held.table().inspectors
        return rows | {person_key(held.code, person): row for person, row in own.items()}

    def _told_all(self, held: HeldMonth) -> tuple[District, ...]:
        names = self._context.names()
        return tuple(
            _told(line, each, names, held)
            for line, each in zip(held.lines, held.figures, strict=True)
        )

    def counted(self, month: Month) -> tuple[DistrictMonth, ...]:
        """Return every month that has records of its own: of each district, and of this office.

        A city's table at its province is the sum of others and has none.
        """
        with self._context.database.snapshot():
            held = self._held.of(month)
        if held is None:
            return ()
        own = (held.own,) if held.own is not None else ()
        return tuple(
            each for each in (*held.districts, *own) if not each.units or each.facts.inspectors
        )


def checked_upper(upper: str, *, below: str) -> str:
    """Return the code of an office above ``below`` (InputError: it is none)."""
    wanted = checked_district(upper, kept="没有改动")
    if not is_below(below, wanted):
        raise InputError(
            f"{wanted} 不是 {below} 的上级，没有改动；区的上级是前四位相同、后两位为 00 的市，"
            "如 210304 的上级是 210300。"
        )
    return wanted


def check_district(context: Context, verified: "Verified") -> DistrictMonth:
    """Return a district's month that is what its statement says (UnsoundRowError)."""
    from inspector_app.exchange.statement import DISTRICT

    statement = verified.statement
    found = district_from(verified.records)
    by, own = statement.inspector.id, context.identity.district
    if not is_below(by, own) or not (found.code == by or is_below(found.code, by)):
        raise UnsoundRowError("不是下级督导室的月统计")
    if found.code != statement.extra.get(DISTRICT) or str(found.month) != statement.period:
        raise UnsoundRowError("区划或月份与声明不一致")
    return found


def _by_district(held: HeldMonth) -> MonthlyTable:
    own = ((held.own.code, held.own.name),) if held.own else ()
    names = unit_names((*((each.code, each.name) for each in held.figures), *own))
    group = Group(name=names[held.own.code], districts=[held.own]) if held.own else None
    parts = held.named([names[each.code] for each in held.figures])
    return summed_table(held.span, parts, own=group, code=held.code)


def _missing(held: HeldMonth, names: Mapping[str, str]) -> dict[str, str]:
    there = {line.by for line in held.lines}
    return {code: name for code, name in names.items() if code not in there}


def _kept(locked: Standing | None) -> str:
    if locked is None:
        return ""
    day = _day(locked.at)
    if locked.edition:
        return f"锁定以后又出过第 {locked.edition} 版（{day}），以下是这一版的数"
    return f"{day} 已锁定，以下是锁定的数"


def _told(
    line: DistrictLine, found: DistrictFigures, names: Mapping[str, str], held: HeldMonth
) -> District:
    whole = (found.span.start, found.span.end) == (held.span.start, held.span.end)
    return District(
        code=found.code, name=found.name, by=names.get(line.by, line.by), by_code=line.by,
        until="" if found.until is None else found.until.isoformat(),
        check=check_code_of(found.digest),
        locked_on=_day(found.locked_on), edition=found.edition, taken_on=_day(line.taken_at),
        records=found.records, schools=found.kinds,
        unlike=_unlike_its_parts(line, held) if found.units else found.unlike,
        other_days="" if whole else f"{found.span.start} 至 {found.span.end}",
        of_units=bool(found.units),
    )  # fmt: skip


def _unlike_its_parts(line: DistrictLine, held: HeldMonth) -> tuple[Difference, ...]:
    """Return what an office's table says otherwise than the months that it is the sum of."""
    found = held.opened(line)
    unit_of = {code: unit for unit, codes in found.units for code in codes}
    beside = [
        part._replace(unit=unit_of[part.figures.code])
        for part, other in zip(held.parts, held.lines, strict=True)
        if other.by == line.by and other is not line and part.figures.code in unit_of
    ]
    own = Group(name=unit_of[found.code], districts=[found]) if found.code in unit_of else None
    table = summed_table(found.span, beside, own=own, code=found.code)
    cells = differences(found.table, {"month": str(found.month), **table_json(table)})
    people, schools = dict(found.names), {s.code: s.name for s in found.schools}
    return tuple(each.named(people, schools) for each in cells)


def _day(instant: str) -> str:
    return clocks.day_of_instant(instant).isoformat()
