"""Text set in lines: which pieces stand where on a line, before anything is drawn."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Final

from inspector_app.reports.document import Choice
from inspector_app.reports.fonts import FontLibrary, Role, Typeface
from inspector_app.reports.linebreak import BLANKS, break_lines

# What ends a paragraph besides \n, and control characters, which have no ink in any face.
_PLAIN: Final = {
    **dict.fromkeys((*range(9), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))),
    0x09: " ",
    0xA0: " ",
    0x0B: "\n",
    0x0C: "\n",
    0x85: "\n",
    0x2028: "\n",
    0x2029: "\n",
}
_BOX_EM: Final = 1.25
_CHOICE_GAP_EM: Final = 1.0
# A line may lack a character and the mark that took it along, and the odd half of a Latin word.
_MOST_STRETCH_EM: Final = 3.0


class Kind(StrEnum):
    """What a piece of a line is drawn as."""

    TEXT = "text"
    BOX = "box"
    TICKED_BOX = "ticked-box"
    UNPRINTABLE = "unprintable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A face, its size and the distance of lines, in points.

    Attributes:
        tracking: added to the width of each character; below zero they stand closer.
        red: printed in red, not black.
    """

    role: Role
    size: float
    leading: float
    tracking: float = 0.0
    red: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """What is drawn in one go; ``x`` counts from the start of the line."""

    x: float
    kind: Kind
    text: str = ""
    face: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its pieces, its width, and the space added after each character to fill it."""

    pieces: tuple[Piece, ...]
    width: float
    stretch: float = 0.0

    def moved(self, x: float) -> "Line":
        """Return the line set further to the right."""
        pieces = tuple(replace(piece, x=piece.x + x) for piece in self.pieces)
        return replace(self, pieces=pieces, width=self.width + x)


def plain(text: str) -> str:
    """Return ``text`` with line feeds as the only control characters."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_PLAIN)


class Typesetter:
    """Sets text of one style in lines."""

    def __init__(self, fonts: FontLibrary, style: Style) -> None:
        self.style = style
        self._typeface: Typeface = fonts.typeface(style.role)

    def width(self, text: str) -> float:
        """Return the width of ``text`` on one line."""
        widths = self._typeface.widths
        ink = sum(widths[char] for char in text) * self.style.size
        return ink + len(text) * self.style.tracking

    def widths(self, text: str) -> list[float]:
        """Return the width of each character."""
        widths, size, tracking = self._typeface.widths, self.style.size, self.style.tracking
        return [widths[char] * size + tracking for char in text]

    def lines(self, text: str, measure: float) -> tuple[Line, ...]:
        """Set short text: a line feed begins a new line."""
        return tuple(
            line
            for paragraph in plain(text).split("\n")
            for line in self._paragraph(paragraph, measure, indent=0.0)
        )

    def running(self, text: str, measure: float) -> tuple[Line, ...]:
        """Set running text: paragraphs indented by two characters, lines filled to the measure."""
        lines: list[Line] = []
        for paragraph in plain(text).split("\n"):
            # Whoever typed blanks at the front has indented already.
            indent = 0.0 if paragraph[:1].isspace() else 2 * self.style.size
            set_lines = self._paragraph(paragraph, measure, indent=min(indent, measure / 4))
            lines += filled(set_lines, measure, size=self.style.size)
        return tuple(lines)

    def numbered(self, items: Sequence[str], measure: float) -> tuple[Line, ...]:
        """Set items with hanging numbers."""
        # Figures are not all of one width: the widest number decides, not the greatest.
        hang = max((self.width(f"{n}．") for n in range(1, len(items) + 1)), default=0.0)
        lines: list[Line] = []
        for number, item in enumerate(items, start=1):
            head, *rest = [line.moved(hang) for line in self._filled_lines(item, measure - hang)]
            lines += [replace(head, pieces=(*self._label(f"{number}．"), *head.pieces)), *rest]
        return tuple(lines)

    def _label(self, text: str) -> Iterator[Piece]:
        """Yield each character as a piece: the stretch of its line does not push them apart."""
        x = 0.0
        for char in text:
            yield from self.pieces(char, x)
            x += self.width(char)

    def _filled_lines(self, text: str, measure: float) -> Iterator[Line]:
        for paragraph in plain(text).split("\n"):
            set_lines = self._paragraph(paragraph, measure, indent=0.0)
            yield from filled(set_lines, measure, size=self.style.size)

    def choices(self, choices: Sequence[Choice], measure: float) -> tuple[Line, ...]:
        """Set check boxes; a box stays with its label, an option that fits with itself."""
        box = _BOX_EM * self.style.size
        gap = _CHOICE_GAP_EM * self.style.size
        lines = [Line((), 0.0)]
        for choice in choices:
            kind = Kind.TICKED_BOX if choice.ticked else Kind.BOX
            label, *more = self.lines(choice.label, measure - box)
            whole = replace(label.moved(box), pieces=(Piece(0.0, kind), *label.moved(box).pieces))
            start = lines[-1].width + gap if lines[-1].pieces else 0.0
            if start + whole.width > measure and lines[-1].pieces:
                lines.append(whole)
            else:
                placed = whole.moved(start)
                lines[-1] = Line((*lines[-1].pieces, *placed.pieces), placed.width)
            lines += [line.moved(box) for line in more]
        return tuple(lines)

    def _paragraph(self, text: str, measure: float, *, indent: float) -> Iterator[Line]:
        widths = self.widths(text)
        spans = break_lines(text, widths=widths, measure=measure, first_measure=measure - indent)
        for start, end in spans:
            shown = text[start:end].rstrip(BLANKS)
            x = indent if start == 0 else 0.0
            width = sum(widths[start : start + len(shown)])
            yield Line(tuple(self.pieces(shown, x)), x + width, self.style.tracking)

    def pieces(self, text: str, x: float) -> Iterator[Piece]:
        """Yield the pieces of ``text`` on one line, from ``x`` on."""
        if not text:
            return
        for face, run in self._typeface.runs(text):
            if face is None:
                for char in run:
                    yield Piece(x, Kind.UNPRINTABLE, char)
                    x += self.style.size + self.style.tracking
            else:
                yield Piece(x, Kind.TEXT, run, face)
                x += self.width(run)


def filled(lines: Iterable[Line], measure: float, *, size: float) -> list[Line]:
    """Stretch every line but the last to the measure, by at most three characters' width."""
    given = list(lines)
    return [
        *(_stretched(line, measure, most=_MOST_STRETCH_EM * size) for line, _ in pairwise(given)),
        *given[-1:],
    ]


def _stretched(line: Line, measure: float, *, most: float) -> Line:
    slack = measure - line.width
    count = sum(max(len(piece.text), 1) for piece in line.pieces)
    if count < 2 or not 0.0 < slack <= most:
        return line
    stretch = slack / (count - 1)
    pieces: list[Piece] = []
    before = 0
    for piece in line.pieces:
        pieces.append(replace(piece, x=piece.x + before * stretch))
        before += max(len(piece.text), 1)
    return Line(tuple(pieces), measure, line.stretch + stretch)
