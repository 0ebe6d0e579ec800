"""What stands below the month's figures: 补报 and 更正 of earlier months, and noted deviations."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from inspector_app.domain.late_entries import LateEntry, LateMonth
from inspector_app.domain.month_edition import Deviation
from inspector_app.domain.table_difference import Difference
from inspector_app.reports.document import Align, Block, Heading, Note, TableRow
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import plain_day


class Beside(NamedTuple):
    """What a table tells beside its figures.

    Attributes:
        edition: which edition of the office's it is, and who is missing, or nothing.
        late: 补报 and 更正 of earlier months, which no figure counts.
        noted: what the office noted beside figures.
    """

    edition: str = ""
    late: tuple[LateMonth, ...] = ()
    noted: tuple[Deviation, ...] = ()


_ENTRIES: Final = (
    ListColumn("种类", 0.07), ListColumn("所属月份", 0.1), ListColumn("事项", 0.16),
    ListColumn("日期", 0.1), ListColumn("学校", 0.2, Align.LEFT),
    ListColumn("内容", 0.2, Align.LEFT), ListColumn("编号", 0.17),
)  # fmt: skip
_CELLS: Final = (
    ListColumn("所属月份", 0.12), ListColumn("行", 0.22), ListColumn("列", 0.3, Align.LEFT),
    ListColumn("已报", 0.12), ListColumn("应为", 0.12), ListColumn("增减", 0.12),
)  # fmt: skip


def late_blocks(late: Iterable[LateMonth], names: Mapping[str, str]) -> Iterator[Block]:
    """Yield the rows of 补报 and 更正, each with the month it belongs to; none where none."""
    told = list(late)
    if not told:
        return
    yield Heading(text="补报、更正")
    months = "、".join(each.of.title for each in told)
    reasons = "；".join(f"{each.of.title}：{each.reason}" for each in told if each.reason)
    said = f"下列记录属于{months}，不计入本月各列；已上报的表不改。"
    yield Note(text=said + (f"更正理由——{reasons}。" if reasons else ""))
    yield list_table(_ENTRIES, (_entry(m, entry) for m in told for entry in m.entries))
    cells = [(month, cell) for month in told for cell in month.differences]
    if cells:
        yield Note(text="所属月份的数字因此的变化：")
        yield list_table(_CELLS, (_cell(month, cell, names) for month, cell in cells))


def _entry(month: LateMonth, entry: LateEntry) -> TableRow:
    item, line = entry
    about = f"{item.about}（不再计入）" if item.gone else item.about
    told = (line.school_name, line.text, line.number) if line else ("", "", item.uid[:8])
    day = plain_day(line.day) if line else ""
    return TableRow(cells=(item.word, month.of.title, about, day, *told))


def _cell(month: LateMonth, cell: Difference, names: Mapping[str, str]) -> TableRow:
    more = "" if cell.more is None else f"{cell.more:+d}"
    row = names.get(cell.row, cell.row)
    return TableRow(cells=(month.of.title, row, cell.label, cell.before, cell.after, more))


def deviation_notes(noted: Iterable[Deviation], names: Mapping[str, str]) -> Iterator[Block]:
    """Yield what the office noted, for the stars beside the figures."""
    lines = [each.words(names) for each in noted]
    if lines:
        yield Note(text="\n".join(lines))
