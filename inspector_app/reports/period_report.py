"""入校督导统计表 of any period on A4 landscape: the month table's columns, and all other tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from inspector_app.domain.month import SCHOOL_YEAR_STARTS_IN, Period
from inspector_app.domain.period_tables import PeriodTables
from inspector_app.domain.stat_people import of_period
from inspector_app.domain.table_period import TableSpan
from inspector_app.reports.document import (
    Block,
    Document,
    Heading,
    Note,
    Orientation,
    Table,
)
from inspector_app.reports.month_foot import compiling_blocks, foot_blocks
from inspector_app.reports.month_lines import TableNames
from inspector_app.reports.period_blocks import figure_blocks, other_tables, pictures
from inspector_app.reports.words import period_text

TITLE: Final = "入校督导统计表"


def period_report(found: PeriodTables, *, names: TableNames, rules: Sequence[str]) -> Document:
    """Return the printed form of all tables of a period, the pictures behind them."""
    days = found.period.days
    told = dict.fromkeys((names.unit, found.period.name, period_text(days), found.counted_to))
    blocks: Iterable[Block] = (*figure_blocks(found, names), *other_tables(found.tables))
    foot: Iterable[Block] = foot_blocks(found.table.record_count, _rules(days, rules))
    if found.period.span is not TableSpan.MONTH:
        blocks, foot = map(_reworded, blocks), map(_reworded, foot)
    return Document(
        title=TITLE,
        subtitle="　".join(filter(None, told)),
        orientation=Orientation.LANDSCAPE,
        blocks=(
            *_moved(found),
            *blocks,
            *pictures(found.charts),
            *compiling_blocks(found.notes),
            *foot,
        ),
    )


def _moved(found: PeriodTables) -> Iterator[Block]:
    """Yield what has to be known before any number is read."""
    if found.moved.told:
        yield Note(text=f"{found.moved.told}。")


def _rules(days: Period, rules: Iterable[str]) -> Iterator[str]:
    """Yield the counting rules; of months that close otherwise, with the day the year begins."""
    first = days.school_year_start
    usual, here = f"自{SCHOOL_YEAR_STARTS_IN}月1日起", f"自{first.month}月{first.day}日起"
    return (rule.replace(usual, here) for rule in rules)


def _reworded(block: Block) -> Block:
    """Return a block that speaks of a period and not of a month."""
    if isinstance(block, Heading | Note):
        return replace(block, text=of_period(block.text))
    if not isinstance(block, Table):
        return block
    head = tuple(
        tuple(replace(cell, text=of_period(cell.text)) for cell in row) for row in block.head
    )
    return replace(block, head=head)
