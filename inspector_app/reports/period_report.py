"""入校督导统计表 of any period on A4 landscape: the month table's columns, and all other tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from inspector_app.domain.chart import Chart as Drawing
from inspector_app.domain.period_tables import PeriodTables
from inspector_app.domain.stat_table import StatTable
from inspector_app.domain.table_period import TableSpan
from inspector_app.reports.document import Block, Chart, Document, Heading, Note, Table
from inspector_app.reports.month_lines import TableNames
from inspector_app.reports.month_report import monthly_report
from inspector_app.reports.stat_rows import stat_block
from inspector_app.reports.words import period_text

TITLE: Final = "入校督导统计表"
# Those that the columns of the month table print already.
_MONTHLY: Final = frozenset({"coverage", "lessons", "issues", "complaints"})
_NUMERALS: Final = ("六", "七", "八", "九", "十", "十一", "十二", "十三", "十四")
_WORDS: Final = (("月初", "期初"), ("月末", "期末"), ("本月", "本期"))
_CHART_HEIGHT: Final = 190.0


def period_report(found: PeriodTables, *, names: TableNames, rules: Sequence[str]) -> Document:
    """Return the printed form of all tables of a period, the pictures behind them."""
    month = monthly_report(found.table, names=names, rules=rules)
    # What stands below the tables of a month begins with a note: from how many records it is.
    foot = next(place for place, block in enumerate(month.blocks) if isinstance(block, Note))
    monthly: Iterable[Block] = month.blocks[:foot]
    if found.period.span is not TableSpan.MONTH:
        monthly = map(_reworded, monthly)
    days = found.period.days
    told = dict.fromkeys((names.unit, found.period.name, period_text(days), found.counted_to))
    return replace(
        month,
        title=TITLE,
        subtitle="　".join(filter(None, told)),
        blocks=(
            *monthly,
            *_others(found.tables),
            *_pictures(found.charts),
            *((Note(text=found.moved),) if found.moved else ()),
            *month.blocks[foot:],
        ),
    )


def _reworded(block: Block) -> Block:
    """Return a table whose heads speak of a period and not of a month."""
    if not isinstance(block, Table):
        return block
    head = tuple(
        tuple(replace(cell, text=_of_period(cell.text)) for cell in row) for row in block.head
    )
    return replace(block, head=head)


def _of_period(text: str) -> str:
    for month, period in _WORDS:
        text = text.replace(month, period)
    return text


def _others(tables: Iterable[StatTable]) -> Iterator[Block]:
    shown = [table for table in tables if table.id not in _MONTHLY and table.rows]
    for numeral, table in zip(_NUMERALS, shown, strict=False):
        yield Heading(text=f"{numeral}、{table.title}")
        yield stat_block(table)
        if table.note:
            yield Note(text=table.note)


def _pictures(charts: Sequence[Drawing]) -> Iterator[Block]:
    if charts:
        yield Heading(text="图")
    yield from (Chart(value=chart, height=_CHART_HEIGHT) for chart in charts)
