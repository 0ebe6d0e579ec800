"""The part of a chart between its axes: where a value stands."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from inspector_app.domain.chart_shapes import Anchor, Box, Parts, Point, Rect, Text, Tone
from inspector_app.domain.chart_text import Face, Setter

_PLATE: Final = 1.0


class Plot(NamedTuple):
    """A rectangle whose height stands for ``top``."""

    at: Rect
    top: float

    def height(self, value: float) -> float:
        """Return how high a value is."""
        return self.at.height * value / self.top

    def y(self, value: float) -> float:
        """Return where a value ends."""
        return self.at.bottom - self.height(value)

    def column(self, count: int) -> float:
        """Return the width of one of so many categories."""
        return self.at.width / count


def on_plate(parts: Parts, text: Text) -> None:
    """Add a number over hatches or lines, with a piece of plain paper behind it."""
    at = text.extent
    plate = Rect(x=at.x - _PLATE, y=at.y, width=at.width + 2 * _PLATE, height=at.height)
    parts.shapes.append(Box(at=plate, fill=Tone.PAPER))
    parts.texts.append(text)


def largest(
    setter: Setter, texts: Sequence[str], room: float, faces: Sequence[Face]
) -> Face | None:
    """Return the first of some faces in which every text goes into ``room``, or nothing."""
    for face in faces:
        if setter.widest(texts, face) <= room:
            return face
    return None


def above(setter: Setter, text: str, at: Point, face: Face) -> Text:
    """Return a number that stands over a place, in its middle."""
    top = Point(at.x, at.y - face.height - 1)
    return setter.text(text, top, face, Anchor.MIDDLE)
