"""The month table of a city or a province, and below it what each district has locked."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from inspector_app.domain.monthly_table import MonthlyTable
from inspector_app.reports.document import (
    Align,
    Block,
    Document,
    Heading,
    Note,
    PageBreak,
    TableRow,
)
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.month_lines import TableNames
from inspector_app.reports.month_report import monthly_report
from inspector_app.reports.month_units import of_units

_DISTRICTS: Final = (
    ListColumn("区划", 44), ListColumn("名称", 100, Align.LEFT),
    ListColumn("报来的单位", 90, Align.LEFT), ListColumn("督到", 60), ListColumn("锁定日期", 74),
    ListColumn("收到日期", 60), ListColumn("数字\n校验码", 60), ListColumn("记录\n（份）", 40),
    ListColumn("与记录核对", 70), ListColumn("起止日不同", 100, Align.LEFT),
)  # fmt: skip
_UNLIKE: Final = (
    ListColumn("名称", 120, Align.LEFT), ListColumn("行", 120, Align.LEFT),
    ListColumn("列", 130, Align.LEFT), ListColumn("锁定的数", 110), ListColumn("记录合计", 110),
)  # fmt: skip


class DistrictRow(NamedTuple):
    """What a district has handed over."""

    code: str
    name: str
    by: str
    until: str
    locked: str
    taken_on: str
    check: str
    records: int
    compared: str
    other_days: str


class UnlikeRow(NamedTuple):
    """A figure that the records add up to otherwise than the locked table says."""

    name: str
    row: str
    column: str
    locked: str
    counted: str


def districts_report(
    table: MonthlyTable, *, names: TableNames, rules: Sequence[str],
    districts: Sequence[DistrictRow], unlike: Sequence[UnlikeRow], told: Sequence[str],
) -> Document:  # fmt: skip
    """Return the table over districts.

    Args:
        table: the figures, with a row for each unit.
        names: the words for its codes.
        rules: the counting rules.
        districts: what has come.
        unlike: what does not agree.
        told: as of when, who is missing, and what has to be known beside.
    """
    # The people of every district are asked of their district.
    made = monthly_report(replace(table, inspectors={}), names=names, rules=rules)
    named = of_units(made)
    return replace(named, blocks=(*named.blocks, *_below(districts, unlike, told)))


def _below(
    districts: Sequence[DistrictRow], unlike: Sequence[UnlikeRow], told: Sequence[str]
) -> Iterator[Block]:
    # Below the rules its table would be parted from what stands above it.
    yield PageBreak()
    yield Heading(text="各区的月统计")
    yield Note(text="\n".join(told))
    yield list_table(_DISTRICTS, map(_row, districts))
    if unlike:
        yield Heading(text="锁定的数与现有记录合计不同的格")
        yield list_table(_UNLIKE, map(_row, unlike))


def _row(each: DistrictRow | UnlikeRow) -> TableRow:
    return TableRow(cells=tuple(map(str, each)))
