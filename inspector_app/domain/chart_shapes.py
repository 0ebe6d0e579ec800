"""The shapes that a chart is drawn with, in points from the top left of its place.

Colours are roles (``Tone``): each renderer has its own for them. A hatch, a marker or a dash says
the same as the colour, so that nothing is lost on a black-and-white copy.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

Measure = Callable[[str, float, bool], float]
"""The width in points of (text, size in points, bold)."""

LINE_HEIGHT: Final = 1.25
"""Height of a line of text as a multiple of its size."""
BASELINE: Final = 0.98
"""Where the letters of a line stand, from its top, as a multiple of its size."""


class Tone(Enum):
    """What a colour is for."""

    PAPER = "paper"
    INK = "ink"
    SOFT = "soft"
    GRID = "grid"
    SERIES_1 = "series-1"
    SERIES_2 = "series-2"
    SERIES_3 = "series-3"
    SERIES_4 = "series-4"
    SERIES_5 = "series-5"
    SERIES_6 = "series-6"
    TINT_2 = "tint-2"
    TINT_3 = "tint-3"
    TINT_5 = "tint-5"
    TINT_6 = "tint-6"
    SHADE_1 = "shade-1"
    SHADE_2 = "shade-2"
    SHADE_3 = "shade-3"
    SHADE_4 = "shade-4"
    SHADE_5 = "shade-5"


class Hatch(Enum):
    """A pattern within a box."""

    NONE = "none"
    RISING = "rising"
    FALLING = "falling"
    CROSSED = "crossed"
    LEVEL = "level"
    DOTS = "dots"


class Anchor(Enum):
    """Which part of a text stands at its x."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


class Point(NamedTuple):
    """A place."""

    x: float
    y: float


class Datum(NamedTuple):
    """Which number something stands for: places in ``Chart.series`` and ``Chart.categories``."""

    series: int
    category: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect:
    """A part of the chart's place."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """Its middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def meets(self, other: "Rect", *, gap: float = 0.0) -> bool:
        """Say whether two rectangles share more than an edge, or come nearer than ``gap``."""
        beside = self.right + gap <= other.x or other.right + gap <= self.x
        apart = self.bottom + gap <= other.y or other.bottom + gap <= self.y
        return not (beside or apart)

    def holds(self, point: Point) -> bool:
        """Say whether a place lies in it."""
        return self.x <= point.x <= self.right and self.y <= point.y <= self.bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle: filled, hatched over, outlined; ``datum`` where its size is a number's."""

    at: Rect
    fill: Tone | None = None
    edge: Tone | None = None
    hatch: Hatch = Hatch.NONE
    hatch_tone: Tone = Tone.INK
    datum: Datum | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A line through points; ``dash`` gives lengths drawn and left out in turn."""

    points: tuple[Point, ...]
    tone: Tone = Tone.INK
    width: float = 0.5
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A closed shape: the marker of a point."""

    points: tuple[Point, ...]
    fill: Tone
    edge: Tone


Shape = Box | Stroke | Area


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One line of text; ``width`` is what was measured."""

    text: str
    x: float
    top: float
    size: float
    width: float
    bold: bool = False
    anchor: Anchor = Anchor.START
    tone: Tone = Tone.INK

    @property
    def left(self) -> float:
        """Where it begins."""
        shift = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[self.anchor]
        return self.x - shift * self.width

    @property
    def baseline(self) -> float:
        """Where its letters stand."""
        return self.top + BASELINE * self.size

    @property
    def extent(self) -> Rect:
        """The place it takes."""
        height = LINE_HEIGHT * self.size
        return Rect(x=self.left, y=self.top, width=self.width, height=height)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where the mouse finds a number."""

    at: Rect
    datum: Datum


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A chart that is laid out: shapes in the order in which they are drawn, texts over them."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    texts: tuple[Text, ...]
    spots: tuple[Spot, ...] = ()

    def datum_at(self, point: Point) -> Datum | None:
        """Return the number at a place: of several, the one drawn last."""
        found = (spot.datum for spot in reversed(self.spots) if spot.at.holds(point))
        return next(found, None)


class Parts:
    """Shapes, texts and spots that come together to a scene."""

    def __init__(self) -> None:
        self.shapes: list[Shape] = []
        self.texts: list[Text] = []
        self.spots: list[Spot] = []

    def rule(self, start: Point, end: Point, *, tone: Tone = Tone.GRID, width: float = 0.5) -> None:
        """Add a straight line."""
        self.shapes.append(Stroke(points=(start, end), tone=tone, width=width))
