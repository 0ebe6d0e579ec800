"""Ruled tables: rows of cells at any place become one Word table with a common grid.

Rows of one, two or three fields stand below each other, and so do the places to sign. Word wants a
grid that has the edges of all of them; a cell then goes over as many of its columns as it needs.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from inspector_app.reports.word.xml import Element, element, twips

# Half a point, in eighths of one.
_RULE: Final = 4
_SIDES: Final = ("top", "left", "bottom", "right")
# Edges nearer to each other than this, in twentieths of a point, are one.
_SAME: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell and where it stands, in points from the left of the text area.

    Attributes:
        paragraphs: its content, one at least.
        left, right: its edges.
        starts: the cells below it may continue it.
        joined: it continues the cell above and shows nothing.
        middle: its content stands in the middle of the row's height, not at the top.
    """

    paragraphs: Sequence[Element]
    left: float
    right: float
    starts: bool = False
    joined: bool = False
    middle: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Cells from left to right.

    Attributes:
        least: its least height in points.
        head: repeated on each page that the table passes; such rows stand at the top of a table.
        whole: never parted by the end of a page.
    """

    cells: Sequence[Cell]
    least: float
    head: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """White space inside a table's cells, in points, and whether it has rules."""

    pad_x: float
    pad_y: float
    ruled: bool = True


def table(rows: Sequence[Row], frame: Frame) -> Element:
    """Return rows as one table."""
    grid = _grid(cell_edge for row in rows for cell in row.cells for cell_edge in _edges(cell))
    columns = (element("gridCol", w=right - left) for left, right in pairwise(grid))
    return element(
        "tbl",
        _shape(grid[-1] - grid[0], frame),
        element("tblGrid", *columns),
        *(_row(row, grid) for row in rows),
    )


def _edges(cell: Cell) -> tuple[int, int]:
    return twips(cell.left), twips(cell.right)


def _grid(edges: Iterable[int]) -> list[int]:
    grid: list[int] = []
    for edge in sorted(set(edges)):
        if not grid or edge - grid[-1] > _SAME:
            grid.append(edge)
    return grid


def _shape(width: int, frame: Frame) -> Element:
    shape = element(
        "tblPr",
        element("tblW", w=width, type="dxa"),
        # A table that begins at the margin begins elsewhere in each version of Word.
        element("jc", val="center"),
    )
    if frame.ruled:
        rules = (*_SIDES, "insideH", "insideV")
        lines = (element(side, val="single", sz=_RULE, space=0, color="auto") for side in rules)
        shape.append(element("tblBorders", *lines))
    shape.append(element("tblLayout", type="fixed"))
    pads = {"top": frame.pad_y, "bottom": frame.pad_y, "left": frame.pad_x, "right": frame.pad_x}
    margins = (element(side, w=twips(pads[side]), type="dxa") for side in _SIDES)
    shape.append(element("tblCellMar", *margins))
    return shape


def _row(row: Row, grid: Sequence[int]) -> Element:
    shape = element("trPr")
    if row.whole or row.head:
        shape.append(element("cantSplit"))
    shape.append(element("trHeight", val=twips(row.least), hRule="atLeast"))
    if row.head:
        shape.append(element("tblHeader"))
    return element("tr", shape, *(_cell(cell, grid) for cell in row.cells))


def _cell(cell: Cell, grid: Sequence[int]) -> Element:
    left, right = (bisect_right(grid, edge) - 1 for edge in _edges(cell))
    shape = element("tcPr", element("tcW", w=grid[right] - grid[left], type="dxa"))
    if right - left > 1:
        shape.append(element("gridSpan", val=right - left))
    if cell.starts:
        shape.append(element("vMerge", val="restart"))
    if cell.joined:
        shape.append(element("vMerge"))
    shape.append(element("vAlign", val="center" if cell.middle else "top"))
    return element("tc", shape, *cell.paragraphs)
