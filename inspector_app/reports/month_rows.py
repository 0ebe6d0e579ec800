"""Which rows a part of the month's table prints, and the sentence for those that it leaves out."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from inspector_app.domain.figures import Breakdown, Cell, CodeList, Count, Ratio
from inspector_app.reports.document import Align, Block, Emphasis, Note, TableRow
from inspector_app.reports.figure_tables import NUMBER_AND_NAME
from inspector_app.reports.list_tables import ListColumn, list_table
from inspector_app.reports.month_columns import Figure, FigureColumn, Parts
from inspector_app.reports.month_lines import FigureLine, TableNames

_COUNT_SHARE: Final = 0.07
_BELOW: Final = "schools_below_frequency"
_CALLED: Final = ((Emphasis.SUBTOTAL, "个责任区"), (Emphasis.PLAIN, "名督学"))


def with_figures(
    lines: Sequence[FigureLine], columns: Iterable[FigureColumn]
) -> tuple[FigureLine, ...]:
    """Return the lines that say anything in some columns; that of all stays in any case."""
    names = {name.partition("/")[0] for column in columns for name in _names(column)}
    return tuple(
        line
        for line in lines
        if line.emphasis is Emphasis.TOTAL
        or any(star.partition("/")[0] in names for star in line.stars)
        or any(_says(cell) for name, cell in line.figures.items() if name in names)
    )


def _names(column: FigureColumn) -> Iterator[str]:
    if isinstance(column, Figure | Parts):
        yield column.name
    else:
        yield from (figure.name for figure in column.figures)


def _says(cell: Cell) -> bool:
    match cell:
        case Count(value):
            return value != 0
        case Ratio(_, of):
            return of != 0
        case Breakdown(counts):
            return any(count.value for _, count in counts)
        case CodeList(codes):
            return bool(codes)


def left_out(lines: Sequence[FigureLine], kept: Sequence[FigureLine], why: str) -> Iterator[Block]:
    """Yield one sentence on the lines that are not printed: how many, and why."""
    counts = [
        (sum(line.emphasis is emphasis for line in lines if line not in kept), called)
        for emphasis, called in _CALLED
    ]
    told = "、".join(f"{count} {called}" for count, called in counts if count)
    if told:
        yield Note(text=f"另有 {told}{why}，没有列出。")


def below_frequency(lines: Sequence[FigureLine], names: TableNames) -> Iterator[Block]:
    """Yield 未达频次学校, without the lines that have none."""
    kept = [line for line in lines if _codes(line)]
    if not kept:
        yield Note(text="没有未达频次的学校。")
        return
    number, name = NUMBER_AND_NAME
    rest = 1 - sum(column.share for column in NUMBER_AND_NAME)
    columns = (
        ListColumn(number.label, number.share),
        ListColumn(name.label, name.share),
        ListColumn("校数", rest * _COUNT_SHARE),
        ListColumn("学校", rest * (1 - _COUNT_SHARE), Align.LEFT),
    )
    yield list_table(columns, (_below_row(line, names) for line in kept))
    yield from left_out(lines, kept, "没有未达频次的学校")


def _codes(line: FigureLine) -> tuple[str, ...]:
    listed = line.figures[_BELOW]
    return listed.codes if isinstance(listed, CodeList) else ()


def _below_row(line: FigureLine, names: TableNames) -> TableRow:
    codes = _codes(line)
    schools = "、".join(names.schools.get(code, code) for code in codes)
    cells = (line.number, line.name, str(len(codes)), schools)
    return TableRow(cells=cells, emphasis=line.emphasis)
