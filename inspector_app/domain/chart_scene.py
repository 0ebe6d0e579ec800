"""A chart laid out: title, unit, body and note in a place of any size, as shapes.

Pure: the same chart, size and measures give the same scene, on paper as on the screen.
"""

from collections.abc import Callable, Mapping
from typing import Final, Protocol

from inspector_app.domain.chart import NO_DATA, Chart, ChartKind
from inspector_app.domain.chart_axes import Axes
from inspector_app.domain.chart_funnel import Funnel
from inspector_app.domain.chart_shapes import Anchor, Measure, Parts, Point, Rect, Scene
from inspector_app.domain.chart_text import SMALL, TITLE, Setter
from inspector_app.domain.chart_tiles import Tiles

_GAP: Final = 3.0
_MOST_TITLE_LINES: Final = 2
_MOST_NOTE_LINES: Final = 3
_GAPS_NOTE: Final = f"“{NO_DATA}”为无数据。"
_LEAST_WIDTH: Final = 150.0
_ROUNDING: Final = 0.01


class _Body(Protocol):
    """What stands between a chart's title and its note."""

    @property
    def least_width(self) -> float:
        """Width without which some number would be left out."""
        ...

    @property
    def least_height(self) -> float:
        """Height without which it could not be read."""
        ...

    @property
    def most_height(self) -> float:
        """Height above which it would only have gaps."""
        ...

    def draw(self, parts: Parts, at: Rect) -> None:
        """Add it in its place."""
        ...


_BODIES: Final[Mapping[ChartKind, Callable[[Chart, Setter, float], _Body]]] = {
    ChartKind.BARS: Axes,
    ChartKind.LINES: Axes,
    ChartKind.STACKED: Axes,
    ChartKind.FUNNEL: Funnel,
    ChartKind.TILES: Tiles,
}


def scene(chart: Chart, *, width: float, height: float, measure: Measure) -> Scene:
    """Lay a chart out in a place of ``width`` and ``height`` points.

    Raises:
        ValueError: the place is narrower than ``least_width`` or lower than ``good_height``.
    """
    frame = _Frame(chart, Setter(measure), width)
    if width < frame.least_width - _ROUNDING or height < frame.least_height - _ROUNDING:
        least = f"{frame.least_width:.0f} x {frame.least_height:.0f}"
        msg = f"a chart of at least {least} points does not go into {width:.0f} x {height:.0f}"
        raise ValueError(msg)
    return frame.scene(height)


def least_width(chart: Chart, *, measure: Measure) -> float:
    """Return the width in points below which some number of a chart would be left out."""
    return _Frame(chart, Setter(measure), _LEAST_WIDTH).least_width


def good_height(chart: Chart, *, width: float, wanted: float, measure: Measure) -> float:
    """Return the height in points nearest to ``wanted`` that suits a chart of some width.

    It is more where the numbers need more, and less where a few tiles or steps do not fill it.
    """
    frame = _Frame(chart, Setter(measure), width)
    return max(frame.least_height, min(wanted, frame.most_height))


class _Frame:
    """Title and unit above the body, the note below it."""

    def __init__(self, chart: Chart, setter: Setter, width: float) -> None:
        self._setter = setter
        self._width = width
        self._title = setter.wrapped(chart.title, width, TITLE, most=_MOST_TITLE_LINES)
        unit = f"单位：{chart.unit}" if chart.unit.strip() else ""
        self._unit = setter.shortened(unit, width, SMALL)
        note = " ".join(filter(None, (chart.note, _GAPS_NOTE if chart.has_gaps else "")))
        wrapped = setter.wrapped(note, width, SMALL, most=_MOST_NOTE_LINES)
        self._note = wrapped if note.strip() else ()
        self._body = _BODIES[chart.kind](chart, setter, width)

    @property
    def least_width(self) -> float:
        return max(_LEAST_WIDTH, self._body.least_width)

    @property
    def least_height(self) -> float:
        return self._above + self._body.least_height + self._below

    @property
    def most_height(self) -> float:
        return self._above + self._body.most_height + self._below

    @property
    def _above(self) -> float:
        unit = SMALL.height if self._unit else 0.0
        return len(self._title) * TITLE.height + unit + _GAP

    @property
    def _below(self) -> float:
        return len(self._note) * SMALL.height + _GAP

    def scene(self, height: float) -> Scene:
        parts = Parts()
        top = Point(self._width / 2, 0.0)
        parts.texts += self._setter.lines(self._title, top, TITLE, Anchor.MIDDLE)
        unit = Point(0.0, len(self._title) * TITLE.height)
        parts.texts += self._setter.lines((self._unit,), unit, SMALL)
        body = height - self._above - self._below
        self._body.draw(parts, Rect(x=0.0, y=self._above, width=self._width, height=body))
        note = Point(0.0, height - len(self._note) * SMALL.height)
        parts.texts += self._setter.lines(self._note, note, SMALL)
        return Scene(
            width=self._width,
            height=height,
            shapes=tuple(parts.shapes),
            texts=tuple(parts.texts),
            spots=tuple(parts.spots),
        )
