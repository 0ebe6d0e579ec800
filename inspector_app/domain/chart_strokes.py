"""From a scene to what any pen can draw: filled polygons and plain lines.

Hatches and dashes become lines here, so that they look alike on paper, in Word and on the screen.
"""

from collections.abc import Iterator
from itertools import cycle, pairwise
from math import cos, hypot, pi, sin
from typing import Final

from inspector_app.domain.chart_shapes import (
    Area,
    Box,
    Hatch,
    Point,
    Rect,
    Scene,
    Shape,
    Stroke,
    Tone,
)

_PITCH: Final = 3.6
_DOT_PITCH: Final = 3.0
_DOT: Final = 0.9
_HATCH_WIDTH: Final = 0.6
_EDGE_WIDTH: Final = 0.7
_SLOPES: Final = {
    Hatch.RISING: (-1.0,),
    Hatch.FALLING: (1.0,),
    Hatch.CROSSED: (1.0, -1.0),
}
_Ends = tuple[Point, Point]


def plain(scene: Scene) -> Iterator[Area | Stroke]:
    """Yield a scene's shapes as areas and undashed lines; the edge of an area is a line as well."""
    for shape in scene.shapes:
        yield from _plain(shape)


def _plain(shape: Shape) -> Iterator[Area | Stroke]:
    if isinstance(shape, Stroke):
        if shape.dash:
            for ends in _dashes(shape):
                yield Stroke(points=ends, tone=shape.tone, width=shape.width)
        else:
            yield shape
        return
    points = shape.points if isinstance(shape, Area) else _corners(shape.at)
    if shape.fill is not None:
        yield Area(points=points, fill=shape.fill, edge=shape.fill)
    if isinstance(shape, Box):
        for ends in hatch_lines(shape.at, shape.hatch):
            yield Stroke(points=ends, tone=shape.hatch_tone, width=_width_of(shape.hatch))
    if shape.edge is not None:
        yield _outline(points, shape.edge)


def _corners(at: Rect) -> tuple[Point, ...]:
    return (
        Point(at.x, at.y),
        Point(at.right, at.y),
        Point(at.right, at.bottom),
        Point(at.x, at.bottom),
    )


def _outline(points: tuple[Point, ...], tone: Tone) -> Stroke:
    return Stroke(points=(*points, points[0]), tone=tone, width=_EDGE_WIDTH)


def _width_of(hatch: Hatch) -> float:
    return _DOT if hatch is Hatch.DOTS else _HATCH_WIDTH


def hatch_lines(at: Rect, hatch: Hatch) -> tuple[_Ends, ...]:
    """Return the lines of a hatch within a rectangle.

    They lie on one grid over the whole chart, so that boxes that touch continue each other.
    """
    if hatch is Hatch.LEVEL:
        ys = _grid(at.y, at.bottom, _PITCH)
        return tuple((Point(at.x, y), Point(at.right, y)) for y in ys)
    if hatch is Hatch.DOTS:
        return tuple(_dots(at))
    return tuple(ends for slope in _SLOPES.get(hatch, ()) for ends in _slanted(at, slope))


def _grid(start: float, end: float, pitch: float) -> Iterator[float]:
    place = (start // pitch + 1) * pitch
    while place < end:
        yield place
        place += pitch


def _dots(at: Rect) -> Iterator[_Ends]:
    for row, y in enumerate(_grid(at.y + _DOT / 2, at.bottom - _DOT / 2, _DOT_PITCH)):
        shift = _DOT_PITCH / 2 if row % 2 else 0.0
        for x in _grid(at.x + _DOT, at.right - _DOT - shift, _DOT_PITCH):
            yield Point(x + shift - _DOT / 2, y), Point(x + shift + _DOT / 2, y)


def _slanted(at: Rect, slope: float) -> Iterator[_Ends]:
    """Yield lines ``y = slope · x + c`` cut off at the edges of a rectangle."""
    pitch = _PITCH * 2**0.5
    offsets = (at.y - slope * at.x, at.y - slope * at.right)
    low, high = min(offsets), max(offsets) + at.height
    for c in _grid(low, high, pitch):
        at_edges = sorted(((at.y - c) / slope, (at.bottom - c) / slope))
        left, right = max(at.x, at_edges[0]), min(at.right, at_edges[1])
        if left < right:
            yield Point(left, slope * left + c), Point(right, slope * right + c)


def _dashes(stroke: Stroke) -> Iterator[_Ends]:
    """Cut a line into its dashes; a dash that passes a corner is cut there."""
    lengths = cycle(stroke.dash)
    left, drawn = next(lengths), True
    for start, end in pairwise(stroke.points):
        length = hypot(end.x - start.x, end.y - start.y)
        done = 0.0
        while length - done > 1e-9:
            step = min(left, length - done)
            if drawn:
                yield _on(start, end, done / length), _on(start, end, (done + step) / length)
            done += step
            left -= step
            if left <= 1e-9:
                left, drawn = next(lengths), not drawn


def _on(start: Point, end: Point, share: float) -> Point:
    return Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)


def regular(centre: Point, radius: float, *, corners: int, turn: float = 0.0) -> tuple[Point, ...]:
    """Return a regular polygon; ``turn`` is where its first corner lies, in turns from the top."""
    angles = (2 * pi * (turn + n / corners) for n in range(corners))
    return tuple(Point(centre.x + radius * sin(a), centre.y - radius * cos(a)) for a in angles)
