"""Every place of a blank form where something may be written, whether or not it was recognised."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from inspector_app.domain.boxes import BLANK, DAY, MONTH, has_boxes
from inspector_app.domain.paper_places import OUTSIDE, PaperText, Place, Where
from inspector_app.domain.summary_grid import GridCell

_RUN: Final = re.compile(rf"[_＿][{BLANK}]*|[{BLANK}]{{2,}}")
_ENDS: Final = ("：", ":")
_LABEL: Final = re.compile(r"[^\s：:，。；（(][^\s：:，。；]{1,9}")
_NEXT_LABEL: Final = re.compile(r"[^\s：:，。；]{1,12}[：:]")
_LONGEST: Final = 16


class Opening(NamedTuple):
    """A place to write: an empty cell, a blank of a line from ``at`` to ``end``, or boxes.

    Attributes:
        how: as of a ``Place``.
        said: the words beside it.
    """

    where: Where
    at: int
    end: int
    how: str
    said: str

    def holds(self, place: Place) -> bool:
        """Say whether a recognised place is this one."""
        if place.where[:3] != self.where[:3]:
            return False
        if "cell" in {self.how, place.how} or "tick" in {self.how, place.how}:
            return self.how == place.how
        return place.where.line == self.where.line and self.at <= place.at <= self.end


def openings(
    texts: Sequence[PaperText], grids: Sequence[Sequence[GridCell]]
) -> tuple[Opening, ...]:
    """Return the places to write in: cells first, then those of lines."""
    return (*_of_cells(grids), *(each for text in texts for each in _of_line(text)))


def without_place(openings: Iterable[Opening], places: Iterable[Place]) -> Iterator[Opening]:
    """Yield the openings that no recognised place is in."""
    there = defaultdict[tuple[int, int, int], list[Place]](list)
    for place in places:
        there[place.where[:3]].append(place)
    for opening in openings:
        if not any(map(opening.holds, there.get(opening.where[:3], ()))):
            yield opening


def _of_cells(grids: Sequence[Sequence[GridCell]]) -> Iterator[Opening]:
    for sheet, cells in enumerate(grids):
        at = _covered(cells)
        for cell in cells:
            if cell.free and (said := _label_of(cell, at)):
                yield Opening(Where(sheet, cell.row, cell.column, 0), 0, 0, "cell", said)


def _covered(cells: Iterable[GridCell]) -> Mapping[tuple[int, int], GridCell]:
    """Return the cells with text by what may stand before or above another: their last ones."""
    found: dict[tuple[int, int], GridCell] = {}
    for cell in cells:
        if cell.text:
            last_row, last_column = cell.row + cell.rows - 1, cell.column + cell.columns - 1
            for row in range(cell.row, last_row + 1):
                found[row, last_column] = cell
            for column in range(cell.column, last_column + 1):
                found[last_row, column] = cell
    return found


def _label_of(cell: GridCell, at: Mapping[tuple[int, int], GridCell]) -> str:
    beside = at.get((cell.row, cell.column - 1)) if cell.ruled else None
    above = at.get((cell.row - 1, cell.column)) if cell.ruled else None
    label = beside or above
    return "" if label is None else "".join(label.text.split())[:_LONGEST]


def _of_line(line: PaperText) -> Iterator[Opening]:
    where, text = line
    if has_boxes(text):
        yield Opening(where, 0, len(text), "tick", text.strip()[:_LONGEST])
        return
    end = 0
    for start, stop in _blanks(text):
        said = text[end:start].strip(f"{BLANK}，。；、")
        yield Opening(where, start, stop, "blank", said[-_LONGEST:] or text[stop:].strip()[:6])
        end = stop
    label = text[end:].strip(BLANK).rstrip("：:")
    if text.rstrip(BLANK).endswith(_ENDS) and where.sheet == OUTSIDE and _LABEL.fullmatch(label):
        yield Opening(where, len(text), len(text), "blank", label)


def _blanks(text: str) -> Iterator[tuple[int, int]]:
    """Yield where blanks begin and end; that of a day or a month is one."""
    days = [found.span() for shape in (DAY, MONTH) for found in shape.finditer(text)]
    yield from sorted(
        {
            *days,
            *(
                found.span()
                for found in _RUN.finditer(text)
                if not any(start <= found.start() < stop for start, stop in days)
                and not _is_indent(text, *found.span())
            ),
        }
    )


def _is_indent(text: str, start: int, stop: int) -> bool:
    """Say whether spaces only begin a line, or part one label from the next."""
    if set(text[start:stop]) & set("_＿"):
        return False
    rest = text[stop:]
    if start == 0:
        return bool(rest) and rest[0] not in "：:（("
    return text[start - 1] not in "：:（(" and _NEXT_LABEL.match(rest) is not None
