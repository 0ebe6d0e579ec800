"""How the series of a chart are told apart, in colour and without it."""

from typing import Final, NamedTuple

from inspector_app.domain.chart import Chart, ChartKind
from inspector_app.domain.chart_shapes import (
    Area,
    Box,
    Datum,
    Hatch,
    Parts,
    Point,
    Rect,
    Stroke,
    Tone,
)
from inspector_app.domain.chart_strokes import regular

KEY_WIDTH: Final = 18.0
MARKER_RADIUS: Final = 2.8
_KEY_HEIGHT: Final = 7.0
_LINE_WIDTH: Final = 1.3


class Marker(NamedTuple):
    """A regular polygon at each point of a line."""

    corners: int
    turn: float
    filled: bool


class Look(NamedTuple):
    """How one series looks: as a bar by fill and hatch, as a line by dash and marker."""

    tone: Tone
    fill: Tone
    hatch: Hatch
    dash: tuple[float, ...]
    marker: Marker


_ROUND: Final = 16
LOOKS: Final = (
    Look(Tone.SERIES_1, Tone.SERIES_1, Hatch.NONE, (), Marker(_ROUND, 0.0, filled=True)),
    Look(Tone.SERIES_2, Tone.TINT_2, Hatch.RISING, (5, 2), Marker(4, 1 / 8, filled=False)),
    Look(Tone.SERIES_3, Tone.TINT_3, Hatch.DOTS, (1.5, 1.5), Marker(3, 0.0, filled=True)),
    Look(Tone.SERIES_4, Tone.PAPER, Hatch.NONE, (7, 2, 1.5, 2), Marker(4, 0.0, filled=False)),
    Look(Tone.SERIES_5, Tone.TINT_5, Hatch.CROSSED, (3, 1.5), Marker(3, 0.5, filled=True)),
    Look(Tone.SERIES_6, Tone.TINT_6, Hatch.LEVEL, (9, 3), Marker(_ROUND, 0.0, filled=False)),
)
"""One look for each series, as many as a chart may have."""


def bar(at: Rect, look: Look, datum: Datum | None = None) -> Box:
    """Return a bar in the look of its series."""
    return Box(
        at=at,
        fill=look.fill,
        edge=look.tone,
        hatch=look.hatch,
        hatch_tone=look.tone,
        datum=datum,
    )


def line(points: tuple[Point, ...], look: Look) -> Stroke:
    """Return a line in the look of its series."""
    return Stroke(points=points, tone=look.tone, width=_LINE_WIDTH, dash=look.dash)


def marker(at: Point, look: Look) -> Area:
    """Return the marker of a point."""
    corners = regular(at, MARKER_RADIUS, corners=look.marker.corners, turn=look.marker.turn)
    return Area(
        points=corners, fill=look.tone if look.marker.filled else Tone.PAPER, edge=look.tone
    )


def key(parts: Parts, chart: Chart, series: int, left: Point) -> None:
    """Add a sample of a series; ``left`` is the middle of its left edge."""
    look = LOOKS[series]
    width = KEY_WIDTH - 4
    if chart.kind is ChartKind.LINES:
        parts.shapes.append(line((left, Point(left.x + width, left.y)), look))
        parts.shapes.append(marker(Point(left.x + width / 2, left.y), look))
    else:
        top = left.y - _KEY_HEIGHT / 2
        at = Rect(x=left.x, y=top, width=width, height=_KEY_HEIGHT)
        parts.shapes.append(bar(at, look))
