"""A month table that a district sends empty: what its heads and rows are, cell by cell."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

from inspector_app.domain.item_words import folded
from inspector_app.domain.month_heads import (
    EMPTY,
    LEADING_LABEL,
    NAME,
    NUMBER,
    ZONE,
    heading_of,
)
from inspector_app.domain.summary_grid import GridCell

_TOTALS: Final = ("合计", "总计", "全区", "全县", "全市", "总数")
_SUBTOTAL: Final = "小计"
_FEWEST_FIGURES: Final = 2
# What stands between a title and a head: who fills it in, and for which month.
_ASIDE: Final = re.compile(r"[：:]|年\s*\d*\s*月")


class HeadColumn(NamedTuple):
    """A column with the heads over it, from the top down.

    Attributes:
        field: what it holds, empty where the heads were not recognised.
        sure: they mean nothing else.
    """

    column: int
    heads: tuple[str, ...]
    field: str = ""
    sure: bool = True

    @property
    def text(self) -> str:
        """The heads for people."""
        return "／".join("".join(head.split()) for head in self.heads)


@dataclass(frozen=True, slots=True)
class MonthHead:
    """The head of a month table: the first row below it, and its columns."""

    body: int
    columns: tuple[HeadColumn, ...]

    def column_of(self, field: str) -> int | None:
        """Return the first column that holds a field."""
        return next((c.column for c in self.columns if c.field == field), None)


class Whose(Enum):
    """Whose figures a row takes."""

    PERSON = "person"
    ZONE = "zone"
    DISTRICT = "district"
    FREE = "free"
    UNKNOWN = "unknown"


class BodyRow(NamedTuple):
    """A row below the head; ``key`` is the 督学编号 or the zone, or what stands there."""

    row: int
    whose: Whose
    key: str = ""


class Grid:
    """The cells of one table by the row and column that they cover."""

    def __init__(self, cells: Iterable[GridCell]) -> None:
        self.cells = tuple(cells)
        self._at = {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }
        self.rows = max((row for row, _ in self._at), default=-1) + 1
        self.width = max((column for _, column in self._at), default=-1) + 1

    def at(self, row: int, column: int) -> GridCell | None:
        """Return the cell that covers a place."""
        return self._at.get((row, column))

    def text(self, row: int, column: int | None) -> str:
        """Return what the cell says that covers a place."""
        cell = None if column is None else self._at.get((row, column))
        return "" if cell is None else cell.text.strip()


def month_head(grid: Grid) -> MonthHead | None:
    """Return the head of the table, ``None`` where nothing says that it is one of figures."""
    for cell in sorted(grid.cells):
        found = heading_of((cell.text,)) if cell.text.strip() else None
        if found is None or found.field not in {NAME, ZONE}:
            continue
        head = _head_at(grid, cell)
        figures = [c for c in head.columns if c.field and c.field not in {*LEADING_LABEL, EMPTY}]
        if len(figures) >= _FEWEST_FIGURES:
            return head
    return None


def _head_at(grid: Grid, anchor: GridCell) -> MonthHead:
    first, last = anchor.row, anchor.row + anchor.rows - 1
    while first and _belongs(grid, first - 1, first):
        first -= 1
    while last + 1 < grid.rows and _goes_on(grid, last, anchor.column):
        last += 1
    return MonthHead(last + 1, tuple(_columns(grid, first, last)))


def _belongs(grid: Grid, above: int, row: int) -> bool:
    """Say whether a row is part of the head below it: two heads or more, and none is its title."""
    cells = {cell for column in range(grid.width) if (cell := grid.at(above, column)) is not None}
    said = [cell for cell in cells if cell.text.strip()]
    if any(cell.row + cell.rows > row for cell in said):
        return True
    if any(_ASIDE.search(cell.text) for cell in said):
        return False
    known = [c for c in said if c.columns > 1 or heading_of((c.text,)) is not None]
    return len(known) > 1


def _goes_on(grid: Grid, last: int, anchor: int) -> bool:
    """Say whether the head has another row: some of its cells do, or the next names parts."""
    below = last + 1
    for column in range(grid.width):
        cell = grid.at(last, column)
        if cell is not None and cell.row + cell.rows - 1 >= below and cell.text.strip():
            return True
    if grid.text(below, anchor):
        return False
    parts = 0
    for column in range(grid.width):
        over, cell = grid.at(last, column), grid.at(below, column)
        if over is None or cell is None or not cell.text.strip():
            continue
        if over.columns > cell.columns and not _is_total(cell.text):
            parts += 1
    return parts > 1


def _columns(grid: Grid, first: int, last: int) -> Iterator[HeadColumn]:
    before: GridCell | None = None
    for column in range(grid.width):
        path: list[GridCell] = []
        for row in range(first, last + 1):
            cell = grid.at(row, column)
            if cell is not None and cell not in path:
                path.append(cell)
        if not path or path[-1] == before:
            continue
        before = path[-1]
        heads = tuple(cell.text.strip() for cell in path if cell.text.strip())
        if heads:
            found = heading_of(heads)
            yield HeadColumn(column, heads, *(found or ("", True)))


# -- the rows below --------------------------------------------------------------------------------


def body_rows(
    grid: Grid, head: MonthHead, *, people: Mapping[str, str], zones: Sequence[str]
) -> tuple[BodyRow, ...]:
    """Return the rows that take figures, down to where the table ends.

    Args:
        grid: the cells.
        head: its head, whose columns say where a row tells whose it is.
        people: 督学编号 by what a row may call a person.
        zones: the zones of the district.
    """
    return tuple(_body_rows(grid, head, people, zones))


def _body_rows(
    grid: Grid, head: MonthHead, people: Mapping[str, str], zones: Sequence[str]
) -> Iterator[BodyRow]:
    named = [c.column for c in head.columns if c.field in LEADING_LABEL]
    name = head.column_of(NAME)
    leading = max((c for c in named), default=0)
    ruled = any(c.ruled for c in grid.cells if c.row < head.body and c.row + c.rows >= head.body)
    numbered = False
    for row in range(head.body, grid.rows):
        words = [grid.text(row, column) for column in named]
        if any(map(_is_total, words)):
            yield BodyRow(row, Whose.DISTRICT)
            continue
        first = grid.at(row, name if name is not None else leading)
        if first is None or first.column + first.columns - 1 > leading or (ruled > first.ruled):
            return
        if heading_of((first.text,)) is not None and first.text.strip():
            return
        found = _row(row, grid, head, people, zones)
        number = folded(grid.text(row, head.column_of(NUMBER)))
        if found.whose is Whose.FREE:
            # A note stands where a number would; below numbered rows one without is none.
            if (number and not number.isdecimal()) or (numbered and not number):
                return
            numbered = bool(number)
        yield found


def _row(
    row: int, grid: Grid, head: MonthHead, people: Mapping[str, str], zones: Sequence[str]
) -> BodyRow:
    said = grid.text(row, head.column_of(NAME))
    zone = grid.text(row, head.column_of(ZONE))
    whose = people.get(called(said)) or people.get(called(_id_text(grid, row, head)))
    if whose:
        return BodyRow(row, Whose.PERSON, whose)
    known = _zone(said, zones) or ("" if said and _SUBTOTAL not in said else _zone(zone, zones))
    if known and (_zone(said, zones) or _SUBTOTAL in said + zone or head.column_of(NAME) is None):
        return BodyRow(row, Whose.ZONE, known)
    return BodyRow(row, Whose.UNKNOWN, said) if said else BodyRow(row, Whose.FREE)


def _id_text(grid: Grid, row: int, head: MonthHead) -> str:
    return grid.text(row, head.column_of("id"))


def called(text: str) -> str:
    """Return a name without spaces and what stands in brackets behind it."""
    return folded(text).partition("(")[0]


def _zone(text: str, zones: Sequence[str]) -> str:
    said = folded(text).replace(_SUBTOTAL, "").strip("()")
    return next((zone for zone in zones if said and folded(zone) == said), "")


def _is_total(text: str) -> bool:
    return folded(text).strip("()") in _TOTALS


def taken_columns(head: MonthHead) -> Iterator[HeadColumn]:
    """Yield the columns that figures or words about a person go into."""
    yield from (c for c in head.columns if c.field and c.field != EMPTY)
