"""表单汇总: how each question was answered, drawn and in numbers, and over which records."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from inspector_app.domain.figures import Ratio
from inspector_app.domain.form_counts import Distribution, FilledForm, NumberFigures
from inspector_app.domain.form_statistics import Mean
from inspector_app.domain.form_table import FormTable
from inspector_app.reports.document import (
    Align,
    Block,
    Chart,
    Document,
    Heading,
    Note,
    TableRow,
)
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import compiled_by, day

_CHART_HEIGHT: Final = 210.0
_QUESTIONS: Final = (
    ListColumn("题", 0.5, Align.LEFT), ListColumn("结果", 0.34, Align.LEFT),
    ListColumn("填报", 0.08), ListColumn("未答", 0.08),
)  # fmt: skip
_NUMBERS: Final = (
    ListColumn("题", 0.48, Align.LEFT), ListColumn("填报", 0.1), ListColumn("合计", 0.12),
    ListColumn("均值", 0.1), ListColumn("最小", 0.1), ListColumn("最大", 0.1),
)  # fmt: skip
_RECORDS: Final = (
    ListColumn("序号", 0.07), ListColumn("学校", 0.35, Align.LEFT), ListColumn("日期", 0.18),
    ListColumn("记录编号", 0.31), ListColumn("版本", 0.09),
)  # fmt: skip


def form_counts_report(table: FormTable, *, unit: str) -> Document:
    """Return the paper: charts first, then every number, then the records."""
    return Document(
        title=f"{table.title}　汇总",
        subtitle="　".join(part for part in (unit, table.about) if part),
        blocks=(*_blocks(table), *(Note(text=note) for note in table.notes), compiled_by()),
    )


def _blocks(table: FormTable) -> Iterator[Block]:
    yield from (Chart(value=chart, height=_CHART_HEIGHT) for chart in table.charts())
    if table.distributions:
        yield Heading(text="各题结果")
        yield list_table(_QUESTIONS, map(_question, table.distributions))
    if table.numbers:
        yield Heading(text="数值")
        yield list_table(_NUMBERS, map(_numbers, table.numbers))
    yield Heading(text=f"记录 {len(table.filled)} 份")
    yield list_table(_RECORDS, (_record(n, each) for n, each in enumerate(table.filled, 1)))


def _question(each: Distribution) -> TableRow:
    told = "\n".join(f"{b.label} {Ratio(len(b.uids), each.answered)}" for b in each.buckets)
    silent = str(len(each.silent)) if not each.column.repeat else ""
    return TableRow(cells=(each.column.label, told, str(each.answered), silent))


def _numbers(each: NumberFigures) -> TableRow:
    told = (_exact(each.total), str(Mean(each.total, len(each.uids))), _exact(each.least),
            _exact(each.most))  # fmt: skip
    return TableRow(cells=(each.column.label, str(len(each.uids)), *told))


def _exact(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else str(Mean(number, 1))


def _record(number: int, each: FilledForm) -> TableRow:
    on = day(each.day)
    return TableRow(cells=(str(number), each.school_name, on, each.number, each.version))
