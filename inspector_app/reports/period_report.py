"""入校督导统计表 of any period on A4 landscape: the month table's columns, and all other tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from inspector_app.domain.chart import Chart as Drawing
from inspector_app.domain.figures import CodeList, Count, Ratio
from inspector_app.domain.period_tables import PeriodTables
from inspector_app.domain.stat_table import StatRow, StatTable
from inspector_app.domain.table_period import TableSpan
from inspector_app.reports.document import (
    Align,
    Block,
    Chart,
    Column,
    Document,
    Emphasis,
    HeadCell,
    Heading,
    Note,
    Orientation,
    Table,
    TableRow,
)
from inspector_app.reports.month_lines import TableNames, month_lines
from inspector_app.reports.month_report import month_blocks, month_foot
from inspector_app.reports.words import period_text

TITLE: Final = "入校督导统计表"
# Those that the columns of the month table print already.
_MONTHLY: Final = frozenset({"coverage", "lessons", "issues", "complaints"})
_NUMERALS: Final = ("六", "七", "八", "九", "十", "十一", "十二", "十三", "十四")
_WORDS: Final = (("月初", "期初"), ("月末", "期末"), ("本月", "本期"))
_CHART_HEIGHT: Final = 190.0
_COUNT, _RATIO, _SAID = 1.25, 2.8, 2.2
_NAME: Final = {
    "序号": 1.0, "责任督学": 3.2, "责任区": 3.4, "学校": 4.2, "指标": 3.2, "督导事项": 5.0,
}  # fmt: skip


def period_report(found: PeriodTables, *, names: TableNames, rules: Sequence[str]) -> Document:
    """Return the printed form of all tables of a period, the pictures behind them."""
    lines, days = list(month_lines(found.table, names)), period_text(found.period.days)
    monthly: Iterable[Block] = month_blocks(lines, names)
    if found.period.span is not TableSpan.MONTH:
        monthly = map(_reworded, monthly)
    return Document(
        title=TITLE,
        subtitle="　".join(dict.fromkeys((names.unit, found.period.name, days))),
        orientation=Orientation.LANDSCAPE,
        blocks=(
            *monthly,
            *_others(found.tables),
            *_pictures(found.charts),
            *month_foot(found.table, rules),
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


def stat_block(table: StatTable) -> Table:
    """Return a table of figures; columns that share the words before “·” share a head."""
    labels = [column.label.partition("·") for column in table.columns]
    groups = [(k, list(g)) for k, g in groupby(labels, key=lambda x: x[0] if x[1] else object())]
    two = any(isinstance(key, str) and len(parts) > 1 for key, parts in groups)
    depth = 2 if two else 1
    top = [HeadCell(text=head, rows=depth) for head in table.heads]
    below: list[HeadCell] = []
    for key, parts in groups:
        if isinstance(key, str) and len(parts) > 1:
            top.append(HeadCell(text=key, columns=len(parts)))
            below += [HeadCell(text=_parted(part)) for _, _, part in parts]
        else:
            top += [HeadCell(text=_parted("".join(part)), rows=depth) for part in parts]
    return Table(
        columns=tuple(_columns(table)),
        head=(tuple(top), tuple(below)) if two else (tuple(top),),
        rows=tuple(map(_row, table.rows)),
    )


def _parted(label: str) -> str:
    """Return a label with its unit, or with what comes after ／, in a line of its own."""
    return label.replace("（", "\n（", 1).replace("／目标", "\n／目标")


def _columns(table: StatTable) -> Iterator[Column]:
    weights = [_NAME.get(head, 2.2) for head in table.heads]
    weights += [_weight(table, place) for place in range(len(table.columns))]
    whole = sum(weights)
    for place, weight in enumerate(weights):
        name = 0 < place < len(table.heads)
        align = Align.LEFT if name and table.heads[place] == "指标" else Align.CENTRE
        yield Column(weight=weight / whole, align=align)


def _weight(table: StatTable, place: int) -> float:
    cells = [row.cells[place] for row in table.rows]
    if any(isinstance(cell, Ratio | CodeList) for cell in cells):
        return _RATIO
    return _COUNT if all(isinstance(cell, Count) for cell in cells) else _SAID


def _row(row: StatRow) -> TableRow:
    emphasis = Emphasis.PLAIN
    if row.total:
        emphasis = (
            Emphasis.TOTAL
            if row.key.partition("/")[0] in {"district", "total"}
            else (Emphasis.SUBTOTAL)
        )
    return TableRow(cells=(*row.names, *map(str, row.cells)), emphasis=emphasis)
