"""All tables of a period above districts: counted from the facts of their months, row by row units.

The same rule counts as anywhere. What no month of a district says is left out, and named.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from inspector_app.domain.district_month import Group, joined_facts
from inspector_app.domain.monthly_table import MonthlyTable, compile_records
from inspector_app.domain.period_tables import PeriodTables, compared_tables
from inspector_app.domain.reported import Reported, missing_note
from inspector_app.domain.school import Inspector, InspectorKind, SchoolKind
from inspector_app.domain.stat_breakdowns import (
    by_school,
    kind_table,
    month_table,
    step_table,
    topic_table,
)
from inspector_app.domain.stat_charts import unit_charts
from inspector_app.domain.stat_compare import Counted, compare_table, cumulative_table
from inspector_app.domain.stat_people import people_tables
from inspector_app.domain.stat_table import Said, StatColumn, StatRow, StatTable
from inspector_app.domain.table_evidence import IssuePlace, TableEvidence
from inspector_app.domain.table_period import calendar_year_until, school_year_until

NOT_TOLD: Final = (
    "这里没有、要看请向各区要的：按学校的表（责任督学、应到次数）、频次和听课的进度、"
    "线上督导、上报督导室和协商科室的问题、督导报告、案例、意见建议、例会、培训、周汇报、"
    "民办和公办之分。"
)
"""What is in a district's tables of a period and in none of its months."""
_UNIT: Final = "单位"
_MISSING: Final = "▲ 未报"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitEvidence:
    """What the tables of a period above districts are counted from.

    Attributes:
        base: the period, what it is compared with, and the days on which months close.
        groups: the units, each with its districts, whose facts are those of all their months.
        reported: each month of each unit that is asked of.
        kinds: of the schools that are running, by 标识码.
    """

    base: TableEvidence
    groups: tuple[Group, ...] = field(repr=False)
    reported: tuple[Reported, ...]
    kinds: Mapping[str, SchoolKind] = field(repr=False)


def unit_tables(told: UnitEvidence) -> PeriodTables:
    """Return every table of a period that can be told of units."""
    facts = joined_facts(told.groups)
    days = told.base.period.days
    compiled = compile_records(days, facts)
    names = tuple(compiled.table.zones)
    found = replace(told.base, facts=facts, people=_as_people(compiled.table))
    found = replace(found, issues=_places(told))
    years = (school_year_until(days, found.closing), calendar_year_until(days, found.closing))
    trend = found.closing.over(min(days.start, days.school_year_start), days.end)
    kept = {days: compiled}
    for span in {trend, *(year.days for year in years)} - {days}:
        kept[span] = compile_records(span, facts)
    counted = [Counted(year, _of_units(kept[year.days].table)) for year in years]
    parts = by_school(found, compiled)
    tables = (
        *map(_lines, people_tables(found, _of_units(compiled.table))),
        _with_note(kind_table(told.kinds, parts), parts.issues),
        topic_table(found, compiled),
        month_table(found, kept[trend]),
        step_table(found, compiled),
        compare_table(found, compiled.table, dict(compared_tables(found, kept))),
        _lines(cumulative_table(found, *counted)),
        _reported_table(told.reported),
    )
    by_id = {table.id: table for table in tables}
    charts = tuple(unit_charts(found.period.name, by_id, names))
    until = found.today if found.today in days and found.today != days.end else None
    return PeriodTables(
        found.period, replace(compiled.table, inspectors={}), tables, charts, until,
        notes=tuple(_notes(told.reported)), units=names,
    )  # fmt: skip


def _as_people(table: MonthlyTable) -> tuple[Inspector, ...]:
    """Return the units as the tables of people ask for them, each in a 责任区 of its own."""
    return tuple(
        Inspector(id=name, name=name, kind=InspectorKind.PART_TIME, zone=name)
        for name in table.zones
    )


def _of_units(table: MonthlyTable) -> MonthlyTable:
    return replace(table, inspectors=dict(table.zones))


def _lines(table: StatTable) -> StatTable:
    """Return a table of people with a line for all and one for each unit."""
    rows = [row for row in table.rows if row.total]
    return table._replace(
        heads=(_UNIT,),
        rows=tuple(
            StatRow(row.names[1] if place else row.key, row.names[1:2], row.cells, not place)
            for place, row in enumerate(rows)
        ),
    )


def _places(told: UnitEvidence) -> dict[str, IssuePlace]:
    """Return where each issue was found and what it is about; of some the record is not here."""
    districts = [each for group in told.groups for each in group.districts]
    schools = {v.uid: v.school_code for each in districts for v in each.facts.visits}
    return {
        issue.uid: IssuePlace(
            schools.get(issue.visit_uid, ""), each.categories.get(issue.uid, ""), None
        )
        for each in districts
        for issue in each.facts.issues
    }


def _with_note(table: StatTable, issues: Mapping[str, Mapping[str, Sequence[str]]]) -> StatTable:
    """Say of a table by school which issues stand under no school."""
    if not any("" in held for held in issues.values()):
        return table
    return table._replace(
        note="问题所在的记录在没有报来的月份里、不知道是哪所学校的，列在停办或不在名册一行。"
    )


def _reported_table(reported: Iterable[Reported]) -> StatTable:
    """Return 计入的月报: of each unit and month as what it counts."""
    told = {(each.unit, each.month): each.told for each in reported}
    units, months = dict.fromkeys(u for u, _ in told), sorted({m for _, m in told})
    rows = (
        StatRow(
            unit, (unit,),
            tuple(Said(told.get((unit, month), "") or _MISSING) for month in months),
        )
        for unit in units
    )  # fmt: skip
    columns = (StatColumn(str(month), month.title) for month in months)
    return StatTable("reported", "计入的月报", (_UNIT,), tuple(columns), tuple(rows))


def _notes(reported: Iterable[Reported]) -> Iterator[str]:
    if note := missing_note(reported):
        yield note
    yield NOT_TOLD
