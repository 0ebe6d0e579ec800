"""What stands below the month's figures: 补报 and 更正 of earlier months, and noted deviations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from inspector_app.domain.late_entries import LateEntry, LateMonth
from inspector_app.domain.month_edition import Deviation, Edition
from inspector_app.domain.table_difference import DISTRICT, Difference
from inspector_app.reports.document import Align, Block, Heading, Note, TableRow
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.words import compiled_by, number_in_two_lines, plain_day


class Beside(NamedTuple):
    """What a table tells beside its figures.

    Attributes:
        edition: which edition of the office's it is, where it is one.
        late: 补报 and 更正 of earlier months, which no figure counts.
        noted: what the office noted beside figures.
        mark: what stands in the corner of a table that differs from the one kept, or nothing.
        counted_anew: whether figures of forms were counted anew below figures that were kept.
        notes: 编制说明 of the office.
    """

    edition: Edition | None = None
    late: tuple[LateMonth, ...] = ()
    noted: tuple[Deviation, ...] = ()
    mark: str = ""
    counted_anew: bool = False
    notes: tuple[str, ...] = ()


_ENTRIES: Final = (
    ListColumn("种类", 0.07), ListColumn("所属月份", 0.1), ListColumn("事项", 0.16),
    ListColumn("日期", 0.1), ListColumn("学校", 0.2, Align.LEFT),
    ListColumn("内容", 0.2, Align.LEFT), ListColumn("编号", 0.17),
)  # fmt: skip
_CELLS: Final = (
    ListColumn("所属月份", 0.15), ListColumn("列", 0.4, Align.LEFT), ListColumn("已报", 0.15),
    ListColumn("应为", 0.15), ListColumn("增减", 0.15),
)  # fmt: skip


def edition_blocks(edition: Edition | None) -> Iterator[Block]:
    """Yield who is missing in an edition that is incomplete."""
    if edition is not None and edition.missing:
        yield Note(text=f"{edition.face}。")


def late_blocks(late: Iterable[LateMonth], schools: Mapping[str, str]) -> Iterator[Block]:
    """Yield the rows of 补报 and 更正, each with the month it belongs to; none where none.

    Args:
        late: what the table tells of earlier months.
        schools: the names of schools by their code.
    """
    told = list(late)
    if not told:
        return
    months = "、".join(each.of.title for each in told if each.entries)
    reasons = "；".join(f"{each.of.title}：{each.reason}" for each in told if each.reason)
    said = f"下列记录属于{months}，不计入本月各列；已上报的表不改。"
    yield Note(text=said + (f"更正理由——{reasons}。" if reasons else ""))
    yield list_table(_ENTRIES, (_entry(m, entry) for m in told for entry in m.entries))
    cells = [
        (m, cell.named({}, schools)) for m in told for cell in m.differences if cell.row == DISTRICT
    ]
    if cells:
        yield Note(text="所属月份合计的数字因此的变化（责任区和个人的见 Excel）：")
        yield list_table(_CELLS, (_cell(month, cell) for month, cell in cells))


def _entry(month: LateMonth, entry: LateEntry) -> TableRow:
    line = entry.line
    told = (entry.item.word, month.of.title, entry.about)
    if line is None:
        return TableRow(cells=(*told, "", "", "", entry.item.uid[:8]))
    day, number = plain_day(line.day), number_in_two_lines(line.number)
    return TableRow(cells=(*told, day, line.school_name, line.text, number))


def _cell(month: LateMonth, cell: Difference) -> TableRow:
    more = "" if cell.more is None else f"{cell.more:+d}"
    return TableRow(cells=(month.of.title, cell.label, cell.before, cell.after, more))


def compiling_blocks(notes: tuple[str, ...]) -> Iterator[Block]:
    """Yield as of when the office has compiled the table, and who is not in it."""
    if notes:
        yield Note(text="编制说明：" + "".join(notes))


def deviation_notes(noted: Iterable[Deviation], names: Mapping[str, str]) -> Iterator[Block]:
    """Yield what the office noted, for the stars beside the figures."""
    lines = [each.words(names) for each in noted]
    if lines:
        yield Note(text="\n".join(lines))


def foot_blocks(
    records: int, rules: Iterable[str], signatures: Sequence[str] = ()
) -> Iterator[Block]:
    """Yield how many records there are, the places to sign, and the counting rules."""
    yield Note(text=f"由{records}条记录汇总。")
    yield compiled_by(*signatures)
    yield Heading(text="计数规则")
    yield Note(text="\n".join(f"{number}．{rule}" for number, rule in enumerate(rules, start=1)))
