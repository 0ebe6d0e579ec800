"""The tables of a period as one workbook: each is a sheet, and two say what stands behind them."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspector_app.domain.counting_rules import COUNTING_RULES
from inspector_app.domain.period_tables import PeriodTables
from inspector_app.domain.stat_table import StatTable, joined
from inspector_app.domain.table_period import TablePeriod
from inspector_app.services.context import Context
from inspector_app.services.period_tables import PeriodTableService
from inspector_app.services.stat_sheets import source_sheets, stat_sheet

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.sheets.writer import TableSheet

_MAIN: Final = ("coverage", "lessons", "issues", "complaints", "duties")


class PeriodWorkbooks:
    """Writes the tables of a period."""

    def __init__(self, context: Context, tables: PeriodTableService) -> None:
        self._context = context
        self._tables = tables

    def xlsx(self, path: Path, period: TablePeriod) -> "WrittenFile":
        """Write every table, and the records behind each cell.

        Raises:
            EnvironmentProblem: the file could not be written; nothing has changed.
        """
        from inspector_app.sheets.writer import write_table

        with self._context.database.snapshot():
            found = self._tables.of(period)
            names = self._tables.school_names()
            sheets = list(self._sheets(found, names))
        return write_table(path, sheets)

    def _sheets(self, found: PeriodTables, names: dict[str, str]) -> "Iterator[TableSheet]":
        tables = sheet_tables(found)
        for place, table in enumerate(tables):
            said = (table.title, found.period.name, found.counted_to)
            notes = (
                *filter(None, (found.moved.told, table.note)),
                *((*_compiled(found), *_rules(found)) if not place else ()),
            )
            yield stat_sheet(table, names, heading="　".join(filter(None, said)), notes=notes)
        yield from source_sheets(tables, self._tables.behind)


def _compiled(found: PeriodTables) -> tuple[str, ...]:
    return ("编制说明：" + "".join(found.notes),) if found.notes else ()


def _rules(found: PeriodTables) -> tuple[str, ...]:
    return (
        f"由 {found.table.record_count} 条记录汇总",
        *(f"{n}. {rule}" for n, rule in enumerate(COUNTING_RULES, 1)),
    )


def sheet_tables(found: PeriodTables) -> tuple[StatTable, ...]:
    """Return a table for each sheet: those by inspector stand beside each other."""
    main = [table for table in found.tables if table.id in _MAIN]
    rest = (table for table in found.tables if table.id not in _MAIN)
    return (joined(main, id_="main", title="督导统计表"), *rest)
