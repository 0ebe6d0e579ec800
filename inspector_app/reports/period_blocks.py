"""What the print of a period is made of: columns of the month table, other tables, pictures."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from inspector_app.domain.chart import Chart as Drawing
from inspector_app.domain.figures import CodeList
from inspector_app.domain.period_tables import PeriodTables
from inspector_app.domain.stat_table import StatTable
from inspector_app.domain.table_labels import FIGURE_LABEL
from inspector_app.reports.document import (
    Align,
    Block,
    Chart,
    Heading,
    Note,
    TableRow,
)
from inspector_app.reports.figure_tables import NUMBER_AND_NAME, WITH_ZONE, figure_table
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.month_columns import GROUPS
from inspector_app.reports.month_lines import FigureLine, TableNames, month_lines
from inspector_app.reports.stat_rows import stat_block
from inspector_app.reports.told_parts import told_columns, told_parts, with_room

# Those that the columns of the month table print already.
_MONTHLY: Final = frozenset({"coverage", "lessons", "issues", "complaints"})
_NUMERALS: Final = ("六", "七", "八", "九", "十", "十一", "十二", "十三", "十四")
_BELOW: Final = "schools_below_frequency"
_NAMES: Final = tuple(ListColumn(column.label, column.share) for column in NUMBER_AND_NAME)
_SCHOOLS: Final = (*_NAMES, ListColumn("校数", 0.06), ListColumn("学校", 0.784, Align.LEFT))
_CHART_HEIGHT: Final = 190.0


# -- the columns of the month table ----------------------------------------------------------------


def figure_blocks(found: PeriodTables, names: TableNames) -> Iterator[Block]:
    """Yield the month table's columns over the period, and the schools that nobody went to."""
    lines = list(month_lines(found.table, names))
    for place, (title, columns) in enumerate(GROUPS):
        kept, left_out = told_columns(columns, lines)
        yield Heading(text=title)
        if kept:
            leading = NUMBER_AND_NAME if place else WITH_ZONE
            yield with_room(figure_table(kept, lines, leading))
        yield from _note(left_out)
    yield Heading(text=f"五、{FIGURE_LABEL[_BELOW]}")
    yield from _schools(lines, names)


def _schools(lines: Sequence[FigureLine], names: TableNames) -> Iterator[Block]:
    """Yield the schools that nobody went to, in the lines that have any."""
    listed = [(line, _codes(line)) for line in lines]
    rows = [_school_row(line, codes, names) for line, codes in listed if codes]
    if rows:
        yield list_table(_SCHOOLS, rows)
    if without := len(lines) - len(rows):
        yield Note(text=f"{f'其余{without}行' if rows else '合计、各责任区和每名督学'}都没有。")


def _codes(line: FigureLine) -> tuple[str, ...]:
    cell = line.figures[_BELOW]
    return cell.codes if isinstance(cell, CodeList) else ()


def _school_row(line: FigureLine, codes: Sequence[str], names: TableNames) -> TableRow:
    schools = "、".join(names.schools.get(code, code) for code in codes)
    return TableRow(
        cells=(line.number, line.name, str(len(codes)), schools), emphasis=line.emphasis
    )


# -- the other tables, and the pictures ------------------------------------------------------------


def other_tables(tables: Iterable[StatTable]) -> Iterator[Block]:
    """Yield the tables that the month table has not, numbered on from its columns."""
    others = [table for table in tables if table.id not in _MONTHLY and table.rows]
    for numeral, table in zip(_NUMERALS, others, strict=False):
        shown, left_out = told_parts(table)
        yield Heading(text=f"{numeral}、{table.title}")
        if shown is not None:
            yield with_room(stat_block(shown))
        yield from _note(left_out)
        if shown is not None:
            yield from _note(table.note)


def _note(text: str) -> Iterator[Block]:
    if text:
        yield Note(text=text)


def pictures(charts: Sequence[Drawing]) -> Iterator[Block]:
    """Yield the pictures of the period, under a heading of their own."""
    if charts:
        yield Heading(text="图")
    yield from (Chart(value=chart, height=_CHART_HEIGHT) for chart in charts)
