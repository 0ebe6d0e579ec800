"""At a city or a province: the months of districts, each by itself and as one table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from inspector_app.base import clock as clocks
from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.base.stable_json import stable_digest
from inspector_app.domain.district_json import UnsoundRowError, district_from
from inspector_app.domain.district_month import (
    DistrictMonth,
    Group,
    compile_groups,
    named_groups,
    shared_schools,
)
from inspector_app.domain.month import Month
from inspector_app.domain.monthly_table import MonthlyTable
from inspector_app.domain.school import Inspector, InspectorKind, told_apart
from inspector_app.domain.table_difference import Difference
from inspector_app.services.context import Context, Role, checked_district
from inspector_app.services.months import check_code_of
from inspector_app.storage.district_months import DistrictLine

if TYPE_CHECKING:
    from inspector_app.exchange.verify import Verified

_PAIR: Final = 2
_MOST_NAME: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """A district's month as it stands at the city.

    Attributes:
        by: name of the office that handed it over.
        check: the 数字校验码 of the locked table, worked out here.
        records: how many 督导记录 stand behind it.
        unlike: figures that its own facts add up to otherwise than its locked table says.
        other_days: its days, where they are not those of the month here.
    """

    code: str
    name: str
    by: str
    check: str
    locked_on: str
    edition: int
    taken_on: str
    records: int
    schools: Mapping[str, int]
    unlike: tuple[Difference, ...]
    other_days: str = ""

    @property
    def locked(self) -> str:
        """The day of the lock, with the edition that it kept where there were editions."""
        return f"{self.locked_on}（第{self.edition}版）" if self.edition else self.locked_on

    @property
    def compared(self) -> str:
        """How the locked figures stand to the records."""
        return f"{len(self.unlike)} 格不同" if self.unlike else "逐格相符"


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictsTable:
    """One table over the districts that have come.

    Attributes:
        as_of: the instant of the look, as people read it.
        table: its zones are districts, or the cities that handed several over.
        missing: names of the offices of which nothing has come for the month.
        shared: 标识码 that two districts claim.
        schools: names by 标识码, with it where two schools are called alike.
    """

    month: Month
    as_of: str
    table: MonthlyTable = field(repr=False)
    districts: tuple[District, ...]
    missing: tuple[str, ...]
    shared: tuple[str, ...]
    schools: Mapping[str, str] = field(repr=False)

    @property
    def told(self) -> tuple[str, ...]:
        """As of when it is, who is missing, and what has to be known beside."""
        missing = f"还没有收到：{'、'.join(self.missing)}" if self.missing else "下级都已报来"
        return (
            f"截至 {self.as_of}　{len(self.districts)} 个区　{missing}",
            *(f"标识码 {code} 有两个区在用，合计里只算一所学校" for code in self.shared),
        )


class DistrictsService:
    """What an office above districts does with their months."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.district_months

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
            self._context.note("district", wanted, {"note": f"登记下级督导室{called}"})
        return Changes(settings=True)

    def months(self) -> tuple[Month, ...]:
        """Return the months of which any district's has come."""
        return tuple(sorted({Month.parse(line.month) for line in self._store.all()}))

    def table(self, month: Month, *, of_districts: bool = False) -> DistrictsTable:
        """Return one table over all that has come, counted by the rule of every table.

        Args:
            month: which.
            of_districts: a row for each district even where a city handed several over.

        Raises:
            NotFoundError: nothing has come for the month.
        """
        with self._context.database.snapshot():
            lines = self._store.of_month(month)
            if not lines:
                raise NotFoundError(
                    f"{month.title}还没有收到下级的月统计，没有汇总；请先收件（office scan）。"
                )
            found = [(line, district_from(self._store.records(line))) for line in lines]
            span = self._context.span(month)
            names = self._context.names()
        groups = _each(found) if of_districts else _by_office(found, names)
        told = tuple(_told(line, each, names, other_days=each.span != span) for line, each in found)
        return DistrictsTable(
            month=month,
            as_of=clocks.local_datetime_text(self._context.clock.now()),
            table=compile_groups(span, groups),
            districts=told,
            missing=self._missing(lines, names),
            shared=shared_schools(each for _, each in found),
            schools=told_apart({s.code: s.name for _, each in found for s in each.schools}),
        )

    def _missing(self, lines: Sequence[DistrictLine], names: Mapping[str, str]) -> tuple[str, ...]:
        there = {line.by for line in lines}
        own = self._context.identity.district
        return tuple(
            name
            for code, name in sorted(names.items())
            if is_below(code, own) and code not in there
        )

    def held(self, month: Month) -> tuple[DistrictMonth, ...]:
        """Return the month of each district as it came, to be handed on."""
        with self._context.database.snapshot():
            lines = self._store.of_month(month)
            return tuple(district_from(self._store.records(line)) for line in lines)


def is_below(code: str, upper: str) -> bool:
    """Say whether a code is of an office below another: 210304 and 210300 are below 210000."""
    stem = upper
    while stem.endswith("00"):
        stem = stem[:-_PAIR]
    return len(code) == len(upper) and code.isdecimal() and code != upper and code.startswith(stem)


def checked_upper(upper: str, *, below: str) -> str:
    """Return the code of an office above ``below`` (InputError: it is none)."""
    wanted = checked_district(upper, kept="没有改动")
    if not is_below(below, wanted):
        raise InputError(
            f"{wanted} 不是 {below} 的上级，没有改动；区的上级是前四位相同、后两位为 00 的市，"
            "如 210304 的上级是 210300。"
        )
    return wanted


def check_district(context: Context, verified: "Verified") -> None:
    """Refuse a district's month that is not what its statement says (UnsoundRowError)."""
    from inspector_app.exchange.statement import DISTRICT

    statement = verified.statement
    found = district_from(verified.records)
    by, own = statement.inspector.id, context.identity.district
    if not is_below(by, own) or not (found.code == by or is_below(found.code, by)):
        raise UnsoundRowError("不是下级督导室的月统计")
    if found.code != statement.extra.get(DISTRICT) or str(found.month) != statement.period:
        raise UnsoundRowError("区划或月份与声明不一致")
    # A table that cannot be held against its facts is none.
    found.recounted()


def _each(found: Iterable[tuple[DistrictLine, DistrictMonth]]) -> tuple[Group, ...]:
    return named_groups((each.code, each.name, (each,)) for _, each in found)


def _by_office(
    found: Iterable[tuple[DistrictLine, DistrictMonth]], names: Mapping[str, str]
) -> tuple[Group, ...]:
    offices: dict[str, list[DistrictMonth]] = {}
    for line, each in found:
        offices.setdefault(line.by, []).append(each)
    return named_groups(
        (by, held[0].name if held[0].code == by else names.get(by, by), held)
        for by, held in offices.items()
    )


def _told(
    line: DistrictLine, found: DistrictMonth, names: Mapping[str, str], *, other_days: bool
) -> District:
    return District(
        code=found.code, name=found.name, by=names.get(line.by, line.by),
        check=check_code_of(stable_digest(found.table)),
        locked_on=_day(found.locked_on), edition=found.edition, taken_on=_day(line.taken_at),
        records=len(found.facts.visits), schools=found.schools_by_kind(),
        unlike=tuple(
            each.named(found.names, {s.code: s.name for s in found.schools})
            for each in found.recounted()
        ),
        other_days=f"{found.span.start} 至 {found.span.end}" if other_days else "",
    )  # fmt: skip


def _day(instant: str) -> str:
    return clocks.day_of_instant(instant).isoformat()
