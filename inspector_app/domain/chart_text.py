"""Texts of a chart fitted into the room there is: on several lines, then cut in the middle."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from inspector_app.domain.chart_shapes import LINE_HEIGHT, Anchor, Measure, Point, Text, Tone

ELLIPSIS: Final = "…"
# A Latin word stays whole, a number with its 第; what closes a phrase stays with what it closes.
_TOKEN: Final = re.compile(r"(?:第?[0-9A-Za-z.,%+/-]+|.)[，。、；：！？）》」』”’…％]*", re.DOTALL)


class Face(NamedTuple):
    """How a text looks; size in points."""

    size: float
    bold: bool = False
    tone: Tone = Tone.INK

    @property
    def height(self) -> float:
        """Height of a line."""
        return self.size * LINE_HEIGHT


TITLE: Final = Face(11, bold=True)
LABEL: Final = Face(8)
NUMBER: Final = Face(8)
STRONG: Final = Face(8, bold=True)
SMALL: Final = Face(7, tone=Tone.SOFT)


class Setter:
    """Fits texts by what they measure."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure

    def width(self, text: str, face: Face) -> float:
        """Return the width of a text."""
        return self._measure(text, face.size, face.bold)

    def widest(self, texts: Iterable[str], face: Face) -> float:
        """Return the greatest width of some texts."""
        return max((self.width(text, face) for text in texts), default=0.0)

    def shortened(self, text: str, room: float, face: Face) -> str:
        """Return a text on one line, its middle replaced by … where it does not fit.

        Schools of one district are alike at the front (示范区第…) and at the end (…小学).
        """
        text = flat(text)
        if self.width(text, face) <= room:
            return text
        kept = len(text) - 1
        while kept and self.width(_without_middle(text, kept), face) > room:
            kept -= 1
        short = _without_middle(text, kept)
        return short if self.width(short, face) <= room else ""

    def wrapped(self, text: str, room: float, face: Face, *, most: int) -> tuple[str, ...]:
        """Return a text on at most ``most`` lines, the last shortened where it must be."""
        rest = flat(text)
        lines: list[str] = []
        while rest and len(lines) < most - 1 and self.width(rest, face) > room:
            line = self._first_line(rest, room, face)
            if not line:
                break
            lines.append(line.rstrip())
            rest = rest[len(line) :].lstrip()
        return (*lines, self.shortened(rest, room, face)) if rest or not lines else tuple(lines)

    def named(self, text: str, room: float, face: Face, *, most: int) -> tuple[str, ...]:
        """Return a name on no more lines than it needs, of much the same length.

        So no last line is one character.
        """
        lines = self.wrapped(text, room, face, most=most)
        narrow = self.width(flat(text), face) / len(lines)
        while len(lines) > 1 and narrow < room:
            tried = self.wrapped(text, narrow, face, most=most)
            if len(tried) == len(lines) and "".join(tried) == "".join(lines):
                return tried
            narrow += face.size / 4
        return lines

    def _first_line(self, text: str, room: float, face: Face) -> str:
        line = ""
        for token in _TOKEN.findall(text):
            if self.width(line + token, face) > room:
                break
            line += token
        return line or self._part(text, room, face)

    def _part(self, text: str, room: float, face: Face) -> str:
        """Return what goes on a line of a word that is longer than a line."""
        end = 0
        while end < len(text) and self.width(text[: end + 1], face) <= room:
            end += 1
        return text[:end]

    def text(self, text: str, at: Point, face: Face, anchor: Anchor = Anchor.START) -> Text:
        """Return a line of text whose top stands at a place."""
        return Text(
            text=text,
            x=at.x,
            top=at.y,
            size=face.size,
            width=self.width(text, face),
            bold=face.bold,
            anchor=anchor,
            tone=face.tone,
        )

    def lines(
        self, lines: Iterable[str], at: Point, face: Face, anchor: Anchor = Anchor.START
    ) -> Iterator[Text]:
        """Yield lines below each other."""
        for number, line in enumerate(lines):
            if line:
                yield self.text(line, Point(at.x, at.y + number * face.height), face, anchor)


def _without_middle(text: str, kept: int) -> str:
    tail = kept // 2
    return text[: kept - tail].rstrip() + ELLIPSIS + text[len(text) - tail :].lstrip()


def flat(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())
