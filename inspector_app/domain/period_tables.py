"""All tables of a period, counted together from one evidence."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from inspector_app.domain.chart import Chart
from inspector_app.domain.month import Period
from inspector_app.domain.monthly_table import (
    Compiled,
    MonthlyTable,
    compile_records,
    compile_totals,
)
from inspector_app.domain.moved_months import MovedMonths
from inspector_app.domain.stat_breakdowns import (
    by_school,
    month_table,
    school_table,
    step_table,
    topic_table,
    type_table,
)
from inspector_app.domain.stat_charts import period_charts
from inspector_app.domain.stat_compare import Counted, compare_table, cumulative_table
from inspector_app.domain.stat_people import duty_table, people_tables
from inspector_app.domain.stat_table import Said, StatCell, StatTable
from inspector_app.domain.table_evidence import TableEvidence
from inspector_app.domain.table_json import cell_json, row_json
from inspector_app.domain.table_period import (
    TablePeriod,
    calendar_year_until,
    school_year_until,
)


class PeriodTables(NamedTuple):
    """What a period comes to.

    Attributes:
        table: the month table's figures over the period.
        tables: all tables in the order in which they print; the first are those of ``table``.
        until: the day up to which a period that is not over is counted.
        moved: the locked months that count otherwise now.
        notes: 编制说明 of the office.
        units: above districts the names of the rows, which are no people there; empty elsewhere.
    """

    period: TablePeriod
    table: MonthlyTable
    tables: tuple[StatTable, ...]
    charts: tuple[Chart, ...]
    until: date | None = None
    moved: MovedMonths = MovedMonths()
    notes: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    @property
    def counted_to(self) -> str:
        """Say up to which day a period under way is counted; nothing where it is over."""
        return "" if self.until is None else f"统计到{self.until}"

    def find(self, table: str) -> StatTable | None:
        """Return the table of an id."""
        return next((each for each in self.tables if each.id == table), None)


def period_tables(found: TableEvidence) -> PeriodTables:
    """Return every table of a period; the order of the facts never matters."""
    days, facts = found.period.days, found.facts
    compiled = compile_records(days, facts)
    years = (school_year_until(days, found.closing), calendar_year_until(days, found.closing))
    others = {year.days for year in years} - {days}
    kept = {days: compiled, **{span: compile_records(span, facts) for span in others}}
    parts = by_school(found, compiled)
    trend = found.closing.over(min(days.start, days.school_year_start), days.end)
    tables = (
        *people_tables(found, compiled.table),
        duty_table(found, compiled),
        type_table(found, parts),
        topic_table(found, compiled),
        school_table(found, compiled, parts),
        month_table(found, kept[trend]),
        step_table(found, compiled),
        compare_table(found, compiled.table, dict(compared_tables(found, kept))),
        cumulative_table(found, *(Counted(year, kept[year.days].table) for year in years)),
    )
    charts = period_charts(found, {table.id: table for table in tables})
    until = found.today if found.today in days and found.today != days.end else None
    return PeriodTables(found.period, compiled.table, tables, charts, until)


def compared_tables(
    found: TableEvidence, kept: Mapping[Period, Compiled]
) -> Iterator[tuple[str, Counted]]:
    """Yield what the period is compared with, as far as there is any record of it."""
    for key, other in found.compared._asdict().items():
        if other is None or not any(v.visited_on in other.days for v in found.facts.visits):
            continue
        known = kept.get(other.days)
        table = compile_totals(other.days, found.facts) if known is None else known.table
        yield key, Counted(other, table)


def tables_json(found: PeriodTables) -> dict[str, Any]:
    """Return all tables as plain JSON values; a ratio stands as ``[n, d]``, never rounded."""
    table, days = found.table, found.period.days
    return {
        "period": found.period.name,
        "span": found.period.span.value,
        "from": days.start.isoformat(),
        "to": days.end.isoformat(),
        "records": table.record_count,
        "moved": found.moved.as_json(),
        "notes": list(found.notes),
        "district": row_json(table.district),
        "zones": {name: row_json(row) for name, row in table.zones.items()},
        "inspectors": {person: row_json(row) for person, row in table.inspectors.items()},
        "tables": {each.id: _table_json(each) for each in found.tables},
    }


def _table_json(table: StatTable) -> dict[str, Any]:
    return {
        "title": table.title,
        "note": table.note,
        "columns": {column.id: column.label for column in table.columns},
        "rows": [
            {
                "key": row.key,
                "names": dict(zip(table.heads, row.names, strict=True)),
                "cells": {
                    column.id: _cell_json(cell)
                    for column, cell in zip(table.columns, row.cells, strict=True)
                },
            }
            for row in table.rows
        ],
    }


def _cell_json(cell: StatCell) -> Any:
    return cell.text or None if isinstance(cell, Said) else cell_json(cell)
