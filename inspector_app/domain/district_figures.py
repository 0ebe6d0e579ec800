"""What is kept of a district's month beside its bundle, so that a look need not open it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, NamedTuple

from inspector_app.base.stable_json import stable_digest
from inspector_app.domain.district_month import DistrictMonth, Unit
from inspector_app.domain.frozen_table import frozen, thawed
from inspector_app.domain.month import Month, Period
from inspector_app.domain.monthly_table import MonthlyTable, Row, compile_table
from inspector_app.domain.table_difference import Difference

FIGURES_FORM: Final = 1
"""One higher when a month table counts otherwise: what was kept before is counted anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictFigures:
    """A district's month as lists and tables ask for it.

    Attributes:
        span: the days that the district counts; ``days`` those of the row here.
        digest: of its locked table.
        until: the day of its last 督导记录.
        records: how many stand behind it.
        kinds: running schools by type.
        schools: names by 标识码.
        touched: 标识码 of which its figures speak.
        unlike: what its facts add up to otherwise than its locked table says; empty where that is
            the sum of others'.
        table: its row over ``days``, without rows of people.
        uids: every record that the row names or tells apart; ``people`` how many have a row.
    """

    code: str
    name: str
    month: Month
    span: Period
    days: Period
    locked_on: str
    edition: int
    digest: str
    until: date | None
    records: int
    kinds: Mapping[str, int]
    schools: Mapping[str, str] = field(repr=False)
    touched: frozenset[str] = field(repr=False)
    unlike: tuple[Difference, ...]
    units: tuple[Unit, ...]
    table: MonthlyTable = field(repr=False)
    uids: tuple[str, ...] = field(repr=False)
    people: int

    def is_over(self, days: Period) -> bool:
        """Say whether the row is over some days, with the years that these lie in."""
        return _bounds(self.days) == _bounds(days)


def _bounds(days: Period) -> tuple[date, ...]:
    return days.start, days.end, days.school_year_start, days.calendar_year_start


class KeptMonth(NamedTuple):
    """What is kept of a month as plain values: ``people`` are asked for apart."""

    figures: Mapping[str, Any]
    people: Mapping[str, Any]


def kept_of(found: DistrictMonth, days: Period) -> KeptMonth:
    """Return what is kept of a month.

    Args:
        found: the month.
        days: the days of that month where it is kept.
    """
    whole = compile_table(days, found.facts)
    row = frozen(replace(whole, zones={}, inspectors={}))
    touched, schools = _touched(found), {school.code: school.name for school in found.schools}
    last = max((visit.visited_on for visit in found.facts.visits), default=None)
    # A table that cannot be held against its facts is none, whatever it is the sum of.
    unlike = found.recounted()
    figures = {
        "form": FIGURES_FORM,
        "code": found.code,
        "name": found.name,
        "month": str(found.month),
        "span": [found.span.start.isoformat(), found.span.end.isoformat()],
        "locked_on": found.locked_on,
        "edition": found.edition,
        "digest": stable_digest(found.table),
        "until": last.isoformat() if last else None,
        "records": len(found.facts.visits),
        "kinds": dict(found.schools_by_kind()),
        "people": len(found.facts.inspectors),
        "schools": schools,
        "untouched": sorted(schools.keys() - touched),
        "touched": sorted(touched - schools.keys()),
        "unlike": [
            list(each.named(dict(found.names), schools)) for each in unlike if not found.units
        ],
        "units": [[name, list(codes)] for name, codes in found.units],
        # 整改通知书 and 听课（节） are told apart by records that no figure lists.
        "row": {**row, "uids": [*row["uids"], *sorted(_records(found) - {*row["uids"]})]},
    }
    return KeptMonth(figures, frozen(whole))


def figures_from(value: Mapping[str, Any]) -> DistrictFigures:
    """Return what was kept of a month."""
    table, schools = thawed(value["row"]), value["schools"]
    start, end = map(date.fromisoformat, value["span"])
    return DistrictFigures(
        code=value["code"], name=value["name"], month=Month.parse(value["month"]),
        span=Period(start, end), days=table.period, locked_on=value["locked_on"],
        edition=value["edition"], digest=value["digest"],
        until=date.fromisoformat(value["until"]) if value["until"] else None,
        records=value["records"], kinds=value["kinds"], schools=schools,
        touched=(frozenset(schools) - {*value["untouched"]}) | {*value["touched"]},
        unlike=tuple(Difference(*each) for each in value["unlike"]),
        units=tuple(Unit(name, tuple(codes)) for name, codes in value["units"]),
        table=table, uids=tuple(value["row"]["uids"]), people=value["people"],
    )  # fmt: skip


def people_from(value: Mapping[str, Any]) -> Mapping[str, Row]:
    """Return the rows of a month's people, by their id."""
    return thawed(value).inspectors


def claims_of(found: DistrictMonth) -> set[str]:
    """Return the schools and records of which the figures of a month speak."""
    facts = found.facts
    others = (facts.lessons, facts.issues, facts.complaints)
    return _touched(found) | _records(found) | {fact.uid for each in others for fact in each}


def _touched(found: DistrictMonth) -> set[str]:
    """Return the schools of which the figures speak."""
    facts = found.facts
    return {
        *(a.school_code for a in facts.assignments),
        *(v.school_code for v in facts.visits),
        *(x.school_code for x in facts.lessons),
        *facts.closed_schools,
    }


def _records(found: DistrictMonth) -> set[str]:
    facts = found.facts
    named = {*(i.visit_uid for i in facts.issues), *(x.visit_uid for x in facts.lessons)}
    return named | {*(v.uid for v in facts.visits)}
