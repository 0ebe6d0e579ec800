"""Month tables that go the other way: one figure a row, its number beside it or one for each head.

项目｜单位｜数量, and 项目｜督学01｜督学02｜合计 with heads over one row or two. Two such tables may
stand side by side.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from inspector_app.domain.item_words import folded
from inspector_app.domain.month_grid import Grid, HeadColumn
from inspector_app.domain.month_heads import (
    EMPTY,
    LEADING_LABEL,
    NAME,
    Heading,
    heading_of,
    is_unit,
)
from inspector_app.domain.summary_grid import GridCell

DISTRICT_WORDS: Final = frozenset(
    ["合计", "总计", "全区", "全县", "全市", "总数", "数量", "数", "数值", "数据", "统计数",
     "填报数", "本月", "本月数", "本月情况", "本月完成", "本月完成数", "本期", "本期数",
     "当月", "当月数", "工作量",
     "完成数", "完成情况", "次数", "本月数量", "完成数量", "本区", "区级"]
)  # fmt: skip
"""Heads over the figures of everybody together."""
_ASIDE: Final = frozenset(
    ["单位", "计量单位", "备注", "说明", "序号", "填报说明", "填表说明", "指标解释", "指标说明",
     "数据来源", "来源", "佐证材料", "责任人", "计划数", "计划", "目标", "目标数", "任务数"]
)  # fmt: skip
_OTHER_TIME: Final = re.compile(r"累计|上月|上期|同期|去年|上年|同比|环比|增减|增长")
_ITEM_HEADS: Final = frozenset(
    ["项目", "统计项目", "督导项目", "工作项目", "指标", "统计指标", "指标名称", "项目名称", "内容",
     "工作内容", "统计内容", "类别", "督学", "督学姓名", "责任督学", "姓名", "责任区"]
)  # fmt: skip
_ONLY_NUMBER: Final = re.compile(r"[\d一二三四五六七八九十]{1,3}[、.．)）]?")
_COLONS: Final = "：:"
_FEWEST: Final = 2
_HEAD_ROWS: Final = 3


class ItemTable(NamedTuple):
    """Rows of one figure each.

    Attributes:
        row: the lowest row of the heads over the numbers, -1 where there are none.
        columns: where numbers go; ``items`` the rows, each as the head that it is.
        by_person: columns without a head are for people, in their order.
    """

    sheet: int
    row: int
    columns: tuple[int, ...]
    items: tuple[HeadColumn, ...]
    by_person: bool = False


class OtherTime(NamedTuple):
    """A number of a row that is of another time than the month: what it is, where that is known."""

    row: int
    column: int
    said: str
    field: str


class FoundItems(NamedTuple):
    """A table of items, and its numbers of another time."""

    table: ItemTable
    others: tuple[OtherTime, ...]


def item_tables(sheet: int, grid: Grid) -> Iterator[FoundItems]:
    """Yield the tables of one sheet that have a figure a row."""
    labels = sorted(_label_columns(grid))
    for place, label in enumerate(labels):
        until = _block_start(grid, labels[place + 1]) if place + 1 < len(labels) else grid.width
        found = _table(sheet, grid, label, until)
        if found is not None:
            yield found


def heads_over(grid: Grid, row: int, column: int) -> tuple[str, ...]:
    """Return the heads over a number, from the top down, without what goes over all columns."""
    path: list[GridCell] = []
    for at in range(row, max(row - _HEAD_ROWS, -1), -1):
        cell = grid.at(at, column)
        if cell is None or cell.columns >= grid.width:
            break
        if cell not in path:
            path.append(cell)
    return tuple(said for cell in reversed(path) if (said := "".join(cell.text.split())))


def _label_columns(grid: Grid) -> Iterator[int]:
    known: dict[int, int] = {}
    for cell in grid.cells:
        found = _item_at(grid, cell)
        if found is not None and found.field and found.sure:
            known[cell.column] = known.get(cell.column, 0) + 1
    yield from (column for column, many in known.items() if many >= _FEWEST)


def _item_at(grid: Grid, cell: GridCell) -> HeadColumn | None:
    """Return what a row is about whose label stands in a cell, ``None`` where it takes nothing."""
    said = cell.text.strip()
    if not said or said[-1] in _COLONS or _ONLY_NUMBER.fullmatch(folded(said)):
        return None
    if _value_cell(grid, cell) is None or _is_unit_of_row(grid, cell):
        return None
    above = _category(grid, cell)
    unit = grid.text(cell.row, cell.column + cell.columns)
    found = _meaning((*above, said), unit if is_unit(unit) else "")
    if found is None:
        return HeadColumn(cell.row, (*above, said))
    return HeadColumn(cell.row, (*above, said), found.field, found.sure)


def _is_unit_of_row(grid: Grid, cell: GridCell) -> bool:
    """Say whether a cell is the unit of the label before it, and no label below a wider one."""
    before = grid.at(cell.row, cell.column - 1)
    return (
        is_unit(cell.text) and before is not None and before.rows == cell.rows
        and bool(before.text.strip()) and not _ONLY_NUMBER.fullmatch(folded(before.text))
    )  # fmt: skip


def _meaning(heads: Sequence[str], unit: str) -> Heading | None:
    """Return what a row holds; the unit beside it tells what its label alone would leave open."""
    plain = heading_of(heads)
    if plain is not None and plain.field in LEADING_LABEL:
        return None
    with_unit = heading_of((*heads, unit)) if unit else None
    if plain is None or (not plain.sure and with_unit is not None):
        same = plain is not None and with_unit is not None and plain.field == with_unit.field
        return None if with_unit is None else Heading(with_unit.field, same or plain is None)
    return plain


def _value_cell(grid: Grid, label: GridCell) -> GridCell | None:
    """Return the first cell to the right of a label that is no text, behind a unit at most."""
    at = label.column + label.columns
    cell = grid.at(label.row, at)
    while cell is not None and cell.text and (is_unit(cell.text) or _aside(cell.text)):
        at = cell.column + cell.columns
        cell = grid.at(label.row, at)
    return cell if cell is not None and takes_number(cell) else None


def takes_number(cell: GridCell) -> bool:
    """Say whether a number goes into a cell: it is empty, computed, or a blank before a unit."""
    return not cell.text or is_unit(cell.text.strip("_＿ \u3000"))


def _category(grid: Grid, label: GridCell) -> tuple[str, ...]:
    """Return the texts that stand before a label: what several rows are about together."""
    path: list[str] = []
    at = label.column - 1
    while at >= 0:
        cell = grid.at(label.row, at)
        if cell is None or not cell.text.strip():
            break
        said = cell.text.strip()
        if not _ONLY_NUMBER.fullmatch(folded(said)):
            path.append(said)
        at = cell.column - 1
    return tuple(reversed(path))


def _block_start(grid: Grid, label: int) -> int:
    """Return the first column of what stands before the labels of a table."""
    rows = [c.row for c in grid.cells if c.column == label and _item_at(grid, c)]
    start = label
    while start and any(grid.text(row, start - 1) for row in rows):
        before = next(grid.at(row, start - 1) for row in rows if grid.text(row, start - 1))
        if before is None or not (_ONLY_NUMBER.fullmatch(folded(before.text)) or before.rows > 1):
            break
        start = before.column
    return start


def _table(sheet: int, grid: Grid, label: int, until: int) -> FoundItems | None:
    items = _items(grid, label)
    if not items:
        return None
    first = items[0].column
    row = _head_row(grid, label, first, until)
    starts = [
        column
        for column in range(label + 1, until)
        if any(_starts_number(grid, item.column, column) for item in items)
    ]
    columns: list[int] = []
    others: list[OtherTime] = []
    for column in starts:
        heads = heads_over(grid, row, column) if row >= 0 else ()
        said = heads[-1] if heads else ""
        if _OTHER_TIME.search(said):
            others += _others(items, column, heads)
        elif not _aside(said):
            columns.append(column)
    by_person = row >= 0 and _is_of_people(grid, label, row)
    if row < 0 or not by_person:
        # Without heads the number stands beside its label; what follows is for words.
        named = [c for c in columns if row >= 0 and heads_over(grid, row, c)]
        columns = named or columns[:1]
    if not columns and not others:
        return None
    table = ItemTable(sheet, row, tuple(columns), tuple(items), by_person)
    return FoundItems(table, tuple(others))


def _items(grid: Grid, label: int) -> list[HeadColumn]:
    """Return the rows from the first to the last that is known, and those beside them."""
    found = {
        cell.row: item
        for cell in grid.cells
        if cell.column == label and not _is_head(cell.text) and (item := _item_at(grid, cell))
    }
    known = [row for row, item in found.items() if item.field]
    if len(known) < _FEWEST:
        return []
    return [found[row] for row in sorted(_together(found, known))]


def _together(found: Iterable[int], known: Sequence[int]) -> Iterator[int]:
    """Yield the rows around the known ones that follow each other without a gap."""
    rows = set(found)
    first, last = min(known), max(known)
    while first - 1 in rows:
        first -= 1
    while last + 1 in rows:
        last += 1
    yield from (row for row in rows if first <= row <= last)


def _head_row(grid: Grid, label: int, first: int, until: int) -> int:
    """Return the row of heads above the first item, -1 where there is none."""
    row = first - 1
    if row < 0:
        return -1
    over = grid.at(row, label)
    said = [grid.at(row, column) for column in range(label + 1, until)]
    heads = [cell for cell in said if cell is not None and cell.text and cell is not over]
    is_title = over is not None and over.columns >= grid.width
    named = over is not None and _is_head(over.text)
    return row if not is_title and (heads or named) else -1


def _starts_number(grid: Grid, row: int, column: int) -> bool:
    cell = grid.at(row, column)
    return cell is not None and cell.column == column and takes_number(cell)


def _is_of_people(grid: Grid, label: int, row: int) -> bool:
    """Say whether the heads are names of people: a word over them, or over the labels, says so."""
    cells = {grid.at(at, label) for at in range(max(row - 1, 0), row + 1)}
    words = {folded(cell.text) for cell in cells if cell is not None}
    spans = [c for c in grid.cells if c.row <= row and c.row >= row - 1 and c.columns > 1]
    over = [heading_of((c.text,)) for c in spans if c.text.strip()]
    found = [heading_of((word,)) for word in words if word]
    return any(each is not None and each.field == NAME for each in (*over, *found))


def _is_head(text: str) -> bool:
    said = folded(text)
    return said in _ITEM_HEADS or any(word in _ITEM_HEADS for word in re.split(r"[\\/＼|]", said))


def _aside(text: str) -> bool:
    return folded(text) in _ASIDE


def _others(items: Sequence[HeadColumn], column: int, heads: Sequence[str]) -> Iterator[OtherTime]:
    for item in items:
        said = f"{item.text}／{heads[-1]}"
        found = heading_of((*item.heads, heads[-1]))
        known = found is not None and found.sure and found.field not in {item.field, EMPTY}
        yield OtherTime(item.column, column, said, found.field if found and known else "")
