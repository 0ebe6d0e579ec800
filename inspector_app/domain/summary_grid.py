"""A 汇总表 that an office sends empty: which cell takes which answer, found by its heads.

Rows are schools and columns are items, or the other way round; or rows are items and the columns
count how often each answer was given. What is found is told before anything is written.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

from inspector_app.domain.figures import Ratio
from inspector_app.domain.item_words import alike, folded, number_of, only_number, words_of

Value = str | int | float | Ratio
"""What a cell takes; a ratio is a percentage."""

_ASIDE: Final = frozenset(
    [
        "序号",
        "编号",
        "学校",
        "学校名称",
        "单位",
        "备注",
        "说明",
        "合计",
        "总计",
        "小计",
        "平均",
        "标识码",
        "学校标识码",
        "责任区",
        "填表人",
        "日期",
        "项目",
        "内容",
        "检查内容",
        "检查结果",
        "结果",
    ]
)
_TOTAL: Final = frozenset(
    {"合计", "总数", "总计", "填报数", "填报学校数", "学校数", "所数", "校数"}
)
_SHARE: Final = frozenset({"占比", "比例", "百分比", "比率", "所占比例", "%"})


_NOTES: Final = frozenset(["备注", "说明", "问题说明", "存在问题"])


class GridCell(NamedTuple):
    """A cell with the first row and column that it stands in, from 0, and how far it goes.

    Attributes:
        free: it is empty, holds no formula, and may be written into.
        ruled: lines are drawn around it, as around the cells of a table.
    """

    row: int
    column: int
    text: str
    free: bool = False
    rows: int = 1
    columns: int = 1
    ruled: bool = True


class SummaryItem(NamedTuple):
    """An item that heads are compared with: a question, with the words of its choices."""

    name: str
    label: str
    words: tuple[str, ...] = ()


class Shape(Enum):
    """How a table is laid out."""

    SCHOOLS_DOWN = "一行一所学校，一列一项"
    SCHOOLS_ACROSS = "一行一项，一列一所学校"
    COUNTS = "一行一项，各列计数"
    COUNTS_ACROSS = "一列一项，各行计数"


class Target(NamedTuple):
    """A cell that is to be filled.

    Attributes:
        school: the code of the school, empty where it counts over all of them.
        item: the name of the item.
        word: the choice that the cell is about, empty where it takes the whole answer; ``TOTAL``
            for how many answered.
        share: it takes the part that the word is of all answers.
    """

    row: int
    column: int
    school: str
    item: str
    word: str = ""
    share: bool = False


TOTAL: Final = "\x00total"


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPlan:
    """What was recognised in one table.

    Attributes:
        shape: ``None`` where neither schools nor items were found.
        schools, items: the heads that were recognised: what stands there, and what it is.
        targets: the cells to fill; ``taken`` those that hold something already.
        unknown: heads that stand where schools or items do and are neither.
    """

    shape: Shape | None
    schools: tuple[tuple[str, str], ...] = ()
    items: tuple[tuple[str, str], ...] = ()
    targets: tuple[Target, ...] = ()
    taken: tuple[Target, ...] = ()
    unknown: tuple[str, ...] = ()


def plan_of(
    cells: Iterable[GridCell], items: Sequence[SummaryItem], school: Callable[[str], str]
) -> SummaryPlan:
    """Return what one table takes.

    Args:
        cells: its cells, each once.
        items: the questions of the form.
        school: returns the code of the school that a text names, empty for none.
    """
    names = _Names(items, school)
    grid = _Grid(cells, names)
    across = grid.turned()
    for named, plan in ((names.school, _by_school), (names.item, _by_count)):
        down_found, across_found = grid.best(named), across.best(named)
        if down_found or across_found:
            turned = len(across_found) > len(down_found)
            return plan(across if turned else grid, turned=turned)
    return SummaryPlan(shape=None)


class _Names:
    """What texts name; each is asked once, however often it stands in a table."""

    def __init__(self, items: Sequence[SummaryItem], school: Callable[[str], str]) -> None:
        self.items = {item.name: item for item in items}
        self._labels = [(item.name, words_of(item.label), number_of(item.label)) for item in items]
        self._school = school
        self._schools: dict[str, str] = {}
        self._items: dict[str, str] = {}

    def school(self, text: str) -> str:
        """Return the code of the school that a text names, empty for none."""
        if text not in self._schools:
            self._schools[text] = "" if folded(text) in _ASIDE else self._school(text)
        return self._schools[text]

    def item(self, text: str) -> str:
        """Return the name of the item that a head means, empty for none."""
        if text not in self._items:
            self._items[text] = self._item(text)
        return self._items[text]

    def _item(self, text: str) -> str:
        words, number = words_of(text), only_number(text)
        same = [name for name, label, _ in self._labels if words and label == words]
        if not same and number:
            # The note of an item bears its number, too.
            same = [n for n, label, own in self._labels if own == number and label not in _NOTES]
        if not same and words:
            close = [(n, own) for n, label, own in self._labels if alike(label, words)]
            numbered = [name for name, own in close if own and own == number_of(text)]
            same = numbered or [name for name, _ in close]
        return same[0] if len(same) == 1 else ""


class _Grid:
    """Cells by their places, and what their texts name."""

    def __init__(self, cells: Iterable[GridCell], names: _Names) -> None:
        self.cells = tuple(cells)
        self.names = names
        self.at = {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }

    def turned(self) -> "_Grid":
        """Return the grid with rows and columns changed for each other."""
        turned = (
            c._replace(row=c.column, column=c.row, rows=c.columns, columns=c.rows)
            for c in self.cells
        )
        return _Grid(turned, self.names)

    def best(self, named: Callable[[str], str]) -> dict[int, str]:
        """Return what is named in the column that names most, by its rows."""
        found: dict[int, dict[int, str]] = {}
        for cell in self.cells:
            if cell.text and (name := named(cell.text)):
                column = found.setdefault(cell.column, {})
                if name not in column.values():
                    column[cell.row] = name
        if not found:
            return {}
        return found[max(found, key=lambda column: (len(found[column]), -column))]

    def column_of(self, by_row: Mapping[int, str], named: Callable[[str], str]) -> int:
        """Return the column in which those names stand."""
        for cell in self.cells:
            if cell.row in by_row and named(cell.text) == by_row[cell.row]:
                return cell.column
        msg = "names come from a column"
        raise AssertionError(msg)

    def heads_over(self, column: int, above: int) -> Iterator[str]:
        """Yield the heads over a column, the lowest first, each once."""
        seen: set[tuple[int, int]] = set()
        for row in range(above - 1, -1, -1):
            cell = self.at.get((row, column))
            if cell is not None and cell.text and (cell.row, cell.column) not in seen:
                seen.add((cell.row, cell.column))
                yield cell.text

    def columns(self, *, but: int) -> Iterator[int]:
        """Yield the columns, without one."""
        yield from sorted({column for _, column in self.at} - {but})


class _Head(NamedTuple):
    """What a column is about, and how many heads say it."""

    item: str
    word: str
    height: int


def _by_school(grid: _Grid, *, turned: bool) -> SummaryPlan:
    schools = grid.best(grid.names.school)
    axis = grid.column_of(schools, grid.names.school)
    first = min(schools)
    heads: dict[int, _Head] = {}
    items: list[tuple[str, str]] = []
    unknown: list[str] = []
    for column in grid.columns(but=axis):
        told = list(grid.heads_over(column, first))
        head = _head_of(grid, told)
        if head is not None:
            heads[column] = head
            items.append((" ".join(reversed(told[: head.height])), head.item))
        elif column > axis and told and folded(told[0]) not in _ASIDE:
            unknown.append(told[0])
    unknown += _unknown_schools(grid, axis, first)
    found = [
        Target(row, column, code, head.item, head.word)
        for row, code in schools.items()
        for column, head in heads.items()
    ]
    named = tuple((grid.at[row, axis].text, code) for row, code in schools.items())
    shape = Shape.SCHOOLS_ACROSS if turned else Shape.SCHOOLS_DOWN
    return _plan(grid, shape, found, (named, tuple(items), unknown), turned=turned)


def _head_of(grid: _Grid, told: Sequence[str]) -> _Head | None:
    """Return what the heads over a column say: an item, or one choice of the item above it."""
    for place, text in enumerate(told):
        name = grid.names.item(text)
        if not name:
            continue
        words = grid.names.items[name].words
        word = next((w for w in told[:place] if w.strip() in words), "")
        return _Head(name, word.strip(), place + 1)
    return None


def _unknown_schools(grid: _Grid, axis: int, first: int) -> Iterator[str]:
    for cell in grid.cells:
        is_there = cell.column == axis and cell.row >= first and not _is_aside(cell.text)
        if is_there and not grid.names.school(cell.text):
            yield cell.text


def _by_count(grid: _Grid, *, turned: bool) -> SummaryPlan:
    rows = grid.best(grid.names.item)
    axis = grid.column_of(rows, grid.names.item)
    first = min(rows)
    words = frozenset(word for item in grid.names.items.values() for word in item.words)
    found: list[Target] = []
    unknown: list[str] = []
    counted: list[int] = []
    for column in grid.columns(but=axis):
        told = [text.strip() for text in grid.heads_over(column, first)]
        count = _count_of(told, words)
        if count is None:
            if column > axis and told and folded(told[0]) not in _ASIDE:
                unknown.append(told[0])
            continue
        counted.append(column)
        word, share = count
        found += [
            Target(row, column, "", name, word, share)
            for row, name in rows.items()
            if word == TOTAL or word in grid.names.items[name].words
        ]
    unknown += _unknown_items(grid, axis, first, counted)
    named = tuple((grid.at[row, axis].text, name) for row, name in rows.items())
    shape = Shape.COUNTS_ACROSS if turned else Shape.COUNTS
    return _plan(grid, shape, found, ((), named, unknown), turned=turned)


def _unknown_items(grid: _Grid, axis: int, first: int, counted: Sequence[int]) -> Iterator[str]:
    """Yield what stands among the items, with cells to count in beside it, and is none of them."""
    for cell in grid.cells:
        if cell.column != axis or cell.row < first or _is_aside(cell.text):
            continue
        beside = any(grid.at.get((cell.row, c), cell) is not cell for c in counted)
        if beside and not grid.names.item(cell.text):
            yield cell.text


def _is_aside(text: str) -> bool:
    return not text or folded(text) in _ASIDE | _TOTAL or ":" in folded(text)


def _count_of(told: Sequence[str], words: frozenset[str]) -> tuple[str, bool] | None:
    """Return which choice a column counts, and whether it takes a part of all."""
    if not told:
        return None
    lowest = folded(told[0])
    share = lowest in _SHARE
    for text in told:
        for word in (text, text.removesuffix("学校数"), text.removesuffix("数").rstrip("的校所")):
            if word in words:
                return word, share
        for mark in _SHARE:
            if text.endswith(mark) and text.removesuffix(mark) in words:
                return text.removesuffix(mark), True
    return (TOTAL, False) if lowest in _TOTAL else None


def _plan(
    grid: _Grid,
    shape: Shape,
    found: Sequence[Target],
    told: tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...], list[str]],
    *,
    turned: bool,
) -> SummaryPlan:
    free: list[Target] = []
    taken: list[Target] = []
    for target in found:
        cell = grid.at.get((target.row, target.column))
        if cell is None:
            continue
        # A merged cell takes one answer: that of its first row and column.
        if (cell.row, cell.column) == (target.row, target.column):
            back = target._replace(row=target.column, column=target.row) if turned else target
            (free if cell.free else taken).append(back)
    schools, items, unknown = told
    return SummaryPlan(
        shape=shape,
        schools=schools,
        items=items,
        targets=tuple(free),
        taken=tuple(taken),
        unknown=tuple(dict.fromkeys(unknown)),
    )
