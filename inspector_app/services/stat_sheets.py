"""Tables of figures as sheets: real numbers, and behind them which records they count.

数字来源 names for each cell, by its address, the 记录号 of what it counts; 记录 has one line for
each 记录号. So a record stands once, however many cells count it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from inspector_app.domain.figures import CodeList, Count, Ratio
from inspector_app.domain.stat_table import (
    Said,
    StatCell,
    StatColumn,
    StatRow,
    StatTable,
    records_behind,
)
from inspector_app.domain.views import RecordLine
from inspector_app.services.record_lines import LESSONS_BEHIND

if TYPE_CHECKING:
    from inspector_app.sheets.writer import TableSheet, TableValue

SOURCES: Final = "数字来源"
RECORDS: Final = "记录"
# The heading and the heads stand above the first row.
_FIRST_ROW: Final = 3
_SOURCE_HEAD: Final = ("工作表", "单元格", "行", "列", "数", "条数", "记录号")
_RECORD_HEAD: Final = ("记录号", "类型", "编号", "日期", "学校", "内容")
# The runs of a cell have to stand in a row of Excel, which is no higher than 25 lines.
_WIDEST_RUNS: Final = 96
_LONGEST_LINE: Final = 88
_MOST_LINES: Final = 24
_OF_RATIO: Final = ("分子", "分母", "比率")
_FROZEN: Final = 2


class Source(NamedTuple):
    """What a cell of a sheet counts."""

    address: str
    row: str
    column: str
    shown: "TableValue"
    uids: tuple[str, ...]


def stat_sheet(
    table: StatTable, names: Mapping[str, str], *, heading: str, notes: Sequence[str]
) -> "TableSheet":
    """Return a table as a sheet; ``names`` are those of schools by 标识码."""
    from inspector_app.sheets.writer import TableSheet

    return TableSheet(
        title=table.title,
        heading=heading,
        head=(*table.heads, *_heads(table)),
        rows=[tuple(_row(table, row, names)) for row in table.rows],
        notes=notes,
        leading=min(len(table.heads), _FROZEN),
    )


def source_sheets(
    tables: Sequence[StatTable],
    behind: Callable[[Iterable[str]], Iterable[RecordLine]],
    *,
    only: Collection[str] | None = None,
) -> "Iterator[TableSheet]":
    """Yield 数字来源 and 记录 of some sheets.

    Args:
        tables: those that the sheets show.
        behind: returns a line for each record.
        only: the keys of the rows that are explained; ``None`` for all.
    """
    from inspector_app.sheets.writer import TableSheet

    found = [(table, list(_sources(table, only))) for table in tables]
    shown = [_only_rows(table, only) for table in tables]
    numbers = record_numbers(shown)
    yield TableSheet(
        title=SOURCES,
        heading=f"{SOURCES}：每个单元格数的是哪些记录，记录号见“{RECORDS}”",
        head=_SOURCE_HEAD,
        rows=list(_source_rows(found, numbers)),
        leading=_FROZEN,
        long_list=True,
        widest=_WIDEST_RUNS,
    )
    yield TableSheet(
        title=RECORDS,
        heading=f"{RECORDS}：记录号和它是哪一条",
        head=_RECORD_HEAD,
        rows=list(_record_rows(behind(numbers), numbers)),
        long_list=True,
    )


def _only_rows(table: StatTable, only: Collection[str] | None) -> StatTable:
    if only is None:
        return table
    return table._replace(rows=tuple(row for row in table.rows if row.key in only))


# -- a table as a sheet ----------------------------------------------------------------------------


def _is_ratio(table: StatTable, place: int) -> bool:
    """Say whether a column holds ratios alone: those stand as three numbers to go on with."""
    cells = [row.cells[place] for row in table.rows]
    return any(isinstance(c, Ratio) for c in cells) and all(
        isinstance(c, Ratio | Said) for c in cells
    )


def _heads(table: StatTable) -> Iterator[str]:
    for place, column in enumerate(table.columns):
        if _is_ratio(table, place):
            yield from (f"{column.label}·{part}" for part in _OF_RATIO)
        else:
            yield column.label


def _row(table: StatTable, row: StatRow, names: Mapping[str, str]) -> "Iterator[TableValue]":
    yield from row.names
    for place, cell in enumerate(row.cells):
        if _is_ratio(table, place):
            yield from _three(cell)
        else:
            yield _value(cell, names)


def _three(cell: StatCell) -> "tuple[TableValue, TableValue, TableValue]":
    from inspector_app.sheets.writer import Percent

    if not isinstance(cell, Ratio):
        return (None, None, "—")
    return (cell.n, cell.of, Percent(cell.n / cell.of) if cell.of else "—")


def _value(cell: StatCell, names: Mapping[str, str]) -> "TableValue":
    if isinstance(cell, Count):
        return cell.value
    if isinstance(cell, CodeList):
        return "、".join(names.get(code, code) for code in cell.codes) or "—"
    return str(cell)


# -- what stands behind ----------------------------------------------------------------------------


def _sources(table: StatTable, only: Collection[str] | None) -> Iterator[Source]:
    """Yield each cell of a table's sheet that counts anything, with its address."""
    from inspector_app.sheets.writer import column_letters

    at = len(table.heads)
    places = []
    for place in range(len(table.columns)):
        places.append(at)
        at += len(_OF_RATIO) if _is_ratio(table, place) else 1
    letters = column_letters(at)
    for number, row in enumerate(table.rows, _FIRST_ROW):
        if only is not None and row.key not in only:
            continue
        name = row.name
        for place, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
            if _is_ratio(table, place):
                yield from _ratio_sources(column, cell, name, number, letters[places[place] :])
            elif uids := records_behind(cell):
                address = f"{letters[places[place]]}{number}"
                shown = cell.value if isinstance(cell, Count) else str(cell)
                yield Source(address, name, column.label, shown, uids)


def _ratio_sources(
    column: StatColumn, cell: StatCell, name: str, number: int, letters: Sequence[str]
) -> Iterator[Source]:
    if not isinstance(cell, Ratio):
        return
    for letter, part, shown, uids in (
        (letters[0], _OF_RATIO[0], cell.n, cell.uids),
        (letters[1], _OF_RATIO[1], cell.of, cell.of_uids),
    ):
        if uids:
            found = tuple(dict.fromkeys(uids))
            yield Source(f"{letter}{number}", name, f"{column.label}·{part}", shown, found)


def record_numbers(tables: Iterable[StatTable]) -> dict[str, int]:
    """Return the 记录号 of everything that is counted, those of one person beside each other."""
    numbers: dict[str, int] = {}
    for total in (False, True):
        for table in tables:
            for row, _, cell in table.cells():
                if row.total is total:
                    new = [uid for uid in records_behind(cell) if uid not in numbers]
                    numbers.update(zip(new, count(len(numbers) + 1), strict=False))
    return numbers


def _source_rows(
    found: Iterable[tuple[StatTable, Iterable[Source]]], numbers: dict[str, int]
) -> "Iterator[tuple[TableValue, ...]]":
    # The same records stand behind many cells: 校次, 人次, 半天数.
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    for table, sources in found:
        for source in sources:
            parts = known.get(source.uids)
            if parts is None:
                told = runs_text(map(numbers.__getitem__, source.uids))
                parts = known[source.uids] = tuple(_parts(told))
            for part in parts:
                yield (
                    table.title, source.address, source.row, source.column, source.shown,
                    len(source.uids), part,
                )  # fmt: skip


def runs_text(numbers: Iterable[int]) -> str:
    """Return ``1-3,5`` for 1, 2, 3 and 5."""
    found = sorted(set(numbers))
    if not found:
        return ""
    # Where the next number is not the one after, a run ends and another begins.
    ends = [n for n, after in pairwise(found) if after != n + 1] + found[-1:]
    starts = found[:1] + [after for n, after in pairwise(found) if after != n + 1]
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in zip(starts, ends, strict=True))


def _parts(text: str) -> Iterator[str]:
    """Yield runs in parts that a row takes, in lines that end between two of them."""
    lines = list(_lines(text))
    for start in range(0, len(lines), _MOST_LINES):
        yield "\n".join(lines[start : start + _MOST_LINES])


def _lines(text: str) -> Iterator[str]:
    while len(text) > _LONGEST_LINE:
        at = text.rindex(",", 0, _LONGEST_LINE) + 1
        yield text[:at]
        text = text[at:]
    yield text


def _record_rows(
    lines: Iterable[RecordLine], numbers: dict[str, int]
) -> "Iterator[tuple[TableValue, ...]]":
    for line in sorted(lines, key=lambda each: numbers[each.uid]):
        # A class may be called after its teacher: who heard the lesson is all that leaves.
        text = line.text.split(" ")[0] if line.kind == LESSONS_BEHIND else line.text
        yield (numbers[line.uid], line.kind, line.number, line.day, line.school_name, text)
