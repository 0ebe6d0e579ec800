"""The tables of comparison: with 上期 and 去年同期; and those of both years so far."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from inspector_app.domain.figures import Cell, CodeList, Count, Ratio
from inspector_app.domain.monthly_table import MonthlyTable, Row
from inspector_app.domain.moved_months import locked_told
from inspector_app.domain.stat_lines import (
    DISTRICT,
    Line,
    lines_of,
    people_table,
    row_of,
    totals_of,
)
from inspector_app.domain.stat_table import (
    NOTHING,
    Said,
    StatCell,
    StatColumn,
    StatRow,
    StatTable,
)
from inspector_app.domain.table_evidence import TableEvidence
from inspector_app.domain.table_labels import FIGURE_LABEL
from inspector_app.domain.table_period import TablePeriod

COMPARED: Final = (
    "visits", "inspector_visits", "half_days", "visited_schools", "coverage", "follow_up_visits",
    "lessons", "issues_found", "notice_documents", "closed", "open_at_end", "overdue_at_end",
    "on_time", "complaints_received", "complaints_closed",
)  # fmt: skip
CUMULATED: Final = (
    "visits", "inspector_visits", "visited_schools", "lessons", "issues_found",
    "notice_documents", "closed", "complaints_received",
)  # fmt: skip
_SHORT: Final = {"closed": "销号", "open_at_end": "期末未销号"}


class Counted(NamedTuple):
    """A period with its table."""

    period: TablePeriod
    table: MonthlyTable


def compare_table(
    found: TableEvidence, now: MonthlyTable, others: Mapping[str, Counted]
) -> StatTable:
    """Return 对比: of the district and each zone the figures now and then, and the difference.

    Args:
        found: the evidence.
        now: the table of the period.
        others: by ``before`` and ``last_year``, those of which there is any record.
    """
    lines = [line for line in lines_of(found.people) if line.total]
    columns = [StatColumn("now", found.period.name)]
    for key, word in (("before", "上期"), ("last_year", "去年同期")):
        if key in others:
            columns += [
                StatColumn(key, f"{word}：{others[key].period.name}"),
                StatColumn(f"{key}_change", f"比{word}"),
            ]
    rows = []
    for line in lines:
        mine = row_of(now, line)
        theirs = {key: totals_of(each.table).get(line.key) for key, each in others.items()}
        for name in COMPARED:
            cells = (_plain(mine[name]), *_then(mine, theirs, name))
            names = (line.names[1], label_of(name))
            rows.append(StatRow(f"{line.key}/{name}", names, cells, line.key == DISTRICT))
    beside = found.locked_beside(each.period.days for each in others.values())
    return StatTable(
        "compare", "与上期、去年同期对比", ("范围", "指标"), tuple(columns), tuple(rows),
        note=locked_told(beside),
    )  # fmt: skip


def label_of(name: str) -> str:
    """Return what a figure is called apart from any month."""
    return _SHORT.get(name, FIGURE_LABEL[name])


def _then(mine: Row, theirs: Mapping[str, Row | None], name: str) -> Iterator[StatCell]:
    for key in ("before", "last_year"):
        if key not in theirs:
            continue
        row = theirs[key]
        if row is None:
            yield from (NOTHING, NOTHING)
        else:
            was = _plain(row[name])
            yield was
            yield change(_plain(mine[name]), was)


def _plain(cell: Cell) -> StatCell:
    assert isinstance(cell, Count | Ratio | CodeList)
    return cell


def change(now: StatCell, was: StatCell) -> Said:
    """Return how much more or less there is; of ratios, by how many percentage points."""
    if isinstance(now, Count) and isinstance(was, Count):
        by = now.value - was.value
        share = f"（{_signed(_tenths(by, was.value))}%）" if was.value and by else ""
        said = "持平" if not by else f"{by:+d}{share}"
        return Said(said, tuple(dict.fromkeys((*now.uids, *was.uids))))
    if isinstance(now, Ratio) and isinstance(was, Ratio) and now.of and was.of:
        points = _tenths(now.n * was.of - was.n * now.of, now.of * was.of)
        said = "持平" if not points else f"{_signed(points)} 个百分点"
        uids = (*now.uids, *now.of_uids, *was.uids, *was.of_uids)
        return Said(said, tuple(dict.fromkeys(uids)))
    return NOTHING


def _tenths(part: int, whole: int) -> int:
    """Return tenths of a per cent, half away from nought."""
    size = (2000 * abs(part) + whole) // (2 * whole)
    return size if part >= 0 else -size


def _signed(tenths: int) -> str:
    whole, tenth = divmod(abs(tenths), 10)
    return f"{'-' if tenths < 0 else '+'}{whole}.{tenth}"


# -- both years so far -----------------------------------------------------------------------------


def cumulative_table(
    found: TableEvidence, school_year: Counted, calendar_year: Counted
) -> StatTable:
    """Return 累计: of 学年 and 自然年, named in each head, by person, zone and district."""
    years = (("school_year", school_year), ("calendar_year", calendar_year))
    columns = [
        StatColumn(f"{key}.{name}", f"{each.period.name}·{label_of(name)}")
        for key, each in years
        for name in CUMULATED
    ]

    def cells(line: Line) -> Iterator[StatCell]:
        for _, each in years:
            row = row_of(each.table, line)
            yield from (_plain(row[name]) for name in CUMULATED)

    told = "；".join(
        f"{x.period.name}：{x.period.days.start}至{x.period.days.end}" for _, x in years
    )
    if beside := locked_told(found.locked_beside(x.period.days for _, x in years)):
        told = f"{told}。{beside}"
    return people_table("cumulative", "学年和自然年累计", found.people, columns, cells, note=told)
