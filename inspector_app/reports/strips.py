"""Horizontal strips: the ruled rows and lines of text that make up pages.

A strip knows its height and can part where a page ends. It draws on an ``Ink``, which is all it
knows of PDF. Lengths are points; y grows downwards from the top of the sheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from inspector_app.base.override import override
from inspector_app.reports.document import Align
from inspector_app.reports.lines import Line, Style

Colour = tuple[int, int, int]
"""Red, green, blue, each from 0 to 255."""

PAD_X: Final = 5.0
PAD_Y: Final = 5.0
_KEEP_LINES: Final = 6
SHIFT: Final = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}


class Ink(Protocol):
    """Where strips are drawn."""

    def line(self, line: Line, style: Style, *, x: float, top: float) -> None:
        """Draw a line of text whose line box begins at ``top``."""
        ...

    def repeated(self, line: Line, style: Style, *, x: float, top: float) -> None:
        """Draw a line that repeats what an earlier page said, so that copied text has it once."""
        ...

    def frame(self, *, x: float, top: float, width: float, height: float) -> None:
        """Draw a thin rule around a rectangle."""
        ...

    def red_rule(self, *, x: float, top: float, width: float, weight: float) -> None:
        """Draw a red rule below the head of an office's paper."""
        ...

    def picture(self, image: bytes, *, x: float, top: float, width: float, height: float) -> None:
        """Draw a picture as large as it goes into a rectangle, at its foot."""
        ...

    def area(self, points: Sequence[tuple[float, float]], colour: Colour) -> None:
        """Fill a polygon."""
        ...

    def stroke(
        self, points: Sequence[tuple[float, float]], colour: Colour, *, width: float
    ) -> None:
        """Draw a line through points."""
        ...


class Strip(Protocol):
    """Something as wide as the page's text area."""

    @property
    def height(self) -> float:
        """Its height in points."""
        ...

    @property
    def least(self) -> float:
        """The least height of which a part of it can stand at the foot of a page."""
        ...

    def parted(self, space: float) -> "tuple[Strip, Strip] | None":
        """Return the part that goes into ``space`` and the rest, or nothing if it stays whole."""
        ...

    def draw(self, ink: Ink, *, left: float, top: float) -> None:
        """Draw it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Lines of one style in a part of a row.

    Attributes:
        label: short text that is repeated beside the rest where the row passes to the next page.
        middle: stands in the middle of the row's height, not at its top.
        again: this is such a repetition.
    pad: white space at either side.
    """

    x: float
    width: float
    lines: tuple[Line, ...]
    style: Style
    align: Align = Align.LEFT
    label: bool = False
    middle: bool = True
    again: bool = False
    pad: float = PAD_X

    @property
    def height(self) -> float:
        """Height of the lines alone."""
        return len(self.lines) * self.style.leading

    def draw(self, ink: Ink, *, left: float, top: float, height: float) -> None:
        """Draw the lines within a row of ``height``."""
        y = top + max(0.0, (height - self.height) / 2 if self.middle else PAD_Y)
        inner = self.width - 2 * self.pad
        put = ink.repeated if self.again else ink.line
        for line in self.lines:
            x = left + self.x + self.pad + max(0.0, inner - line.width) * SHIFT[self.align]
            put(line, self.style, x=x, top=y)
            y += self.style.leading


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Strip):
    """Cells side by side; ruled or not."""

    cells: tuple[Cell, ...]
    least_height: float = 0.0
    pad: float = PAD_Y
    ruled: bool = True

    @property
    @override
    def height(self) -> float:
        return max(self.least_height, max(cell.height for cell in self.cells) + 2 * self.pad)

    @property
    @override
    def least(self) -> float:
        if max(len(cell.lines) for cell in self.cells) <= _KEEP_LINES:
            return self.height
        # Short cells stay whole where a long one beside them is parted.
        kept = (len(cell.lines) if len(cell.lines) <= _KEEP_LINES else 2 for cell in self.cells)
        heights = (lines * cell.style.leading for lines, cell in zip(kept, self.cells, strict=True))
        return max(heights) + 2 * self.pad

    @override
    def parted(self, space: float) -> "tuple[Row, Row] | None":
        room = space - 2 * self.pad
        parts = [_part(cell, room) for cell in self.cells]
        stuck = any(rest.lines and not first.lines for first, rest in parts)
        if stuck or not any(rest.lines and not rest.again for _, rest in parts):
            return None
        first = replace(self, cells=tuple(first for first, _ in parts), least_height=0.0)
        rest = replace(self, cells=tuple(rest for _, rest in parts), least_height=0.0)
        return first, rest

    @override
    def draw(self, ink: Ink, *, left: float, top: float) -> None:
        height = self.height
        for cell in self.cells:
            if self.ruled:
                ink.frame(x=left + cell.x, top=top, width=cell.width, height=height)
            cell.draw(ink, left=left, top=top, height=height)


def _part(cell: Cell, room: float) -> tuple[Cell, Cell]:
    """Part a cell after the lines that go into ``room``, leaving no single line if avoidable."""
    fit = int((room + 0.001) // cell.style.leading)
    if cell.label and len(cell.lines) <= fit:
        return cell, replace(cell, again=True)
    if fit < len(cell.lines) == fit + 1 and fit > 2:
        fit -= 1
    return replace(cell, lines=cell.lines[:fit]), replace(cell, lines=cell.lines[fit:])


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadCellBox:
    """A cell of a table's head with its place inside the head."""

    cell: Cell
    top: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Head(Strip):
    """A table's head; cells may span rows because it never parts."""

    boxes: tuple[HeadCellBox, ...]

    @property
    @override
    def height(self) -> float:
        return max(box.top + box.height for box in self.boxes)

    @property
    @override
    def least(self) -> float:
        return self.height

    @override
    def parted(self, space: float) -> None:
        return None

    @override
    def draw(self, ink: Ink, *, left: float, top: float) -> None:
        for box in self.boxes:
            y = top + box.top
            ink.frame(x=left + box.cell.x, top=y, width=box.cell.width, height=box.height)
            box.cell.draw(ink, left=left, top=y, height=box.height)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A place to sign: its label at the top, the signature, the date below."""

    label: Cell
    date: Cell
    image: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureStrip(Strip):
    """Places to sign side by side; never parted."""

    places: tuple[Signed, ...]
    least_height: float

    @property
    @override
    def height(self) -> float:
        written = max(place.label.height + place.date.height for place in self.places)
        return max(self.least_height, written + self.least_height / 2)

    @property
    @override
    def least(self) -> float:
        return self.height

    @override
    def parted(self, space: float) -> None:
        return None

    @override
    def draw(self, ink: Ink, *, left: float, top: float) -> None:
        for place in self.places:
            label, date = place.label, place.date
            ink.frame(x=left + label.x, top=top, width=label.width, height=self.height)
            label.draw(ink, left=left, top=top, height=self.height)
            foot = top + self.height - date.height - 2 * PAD_Y
            date.draw(ink, left=left, top=foot, height=date.height)
            if place.image is not None:
                ink.picture(
                    place.image,
                    x=left + label.x + PAD_X,
                    top=top + PAD_Y + label.height,
                    width=label.width - 2 * PAD_X,
                    height=foot - top - label.height,
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Strip):
    """White space between blocks."""

    height: float

    @property
    @override
    def least(self) -> float:
        return self.height

    @override
    def parted(self, space: float) -> None:
        return None

    @override
    def draw(self, ink: Ink, *, left: float, top: float) -> None:
        return
