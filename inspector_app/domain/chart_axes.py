"""Charts over an axis: the plot with its ticks, and the table of its numbers below."""

from collections.abc import Callable, Mapping
from math import inf
from typing import Final, Protocol

from inspector_app.domain.chart import Chart, ChartKind
from inspector_app.domain.chart_bars import BarPlot
from inspector_app.domain.chart_folded import FoldedTable
from inspector_app.domain.chart_lines import LinePlot
from inspector_app.domain.chart_plot import Plot
from inspector_app.domain.chart_rows import PAD, AlignedTable, Legend
from inspector_app.domain.chart_shapes import Anchor, Parts, Point, Rect, Tone
from inspector_app.domain.chart_stack import StackPlot
from inspector_app.domain.chart_text import ELLIPSIS, LABEL, NUMBER, SMALL, Setter
from inspector_app.domain.chart_ticks import Ticks, ticks

_LEAST_PLOT: Final = 100.0
# Room for the numbers above the highest bar or point.
_HEADROOM: Final = NUMBER.height + 4
_RIGHT: Final = 6.0
_GOOD_THINNED: Final = 64.0


class _Drawn(Protocol):
    """What is drawn within a plot."""

    def draw(self, parts: Parts) -> None:
        """Add it."""
        ...


_PLOTS: Final[Mapping[ChartKind, Callable[[Chart, Setter, Plot], _Drawn]]] = {
    ChartKind.BARS: BarPlot,
    ChartKind.STACKED: StackPlot,
    ChartKind.LINES: LinePlot,
}


class Axes:
    """The body of a chart of bars, stacked bars or lines, of one width.

    Where a number does not go into the column of its category, the table has the categories as
    rows, and not every category is named below the plot.
    """

    def __init__(self, chart: Chart, setter: Setter, width: float) -> None:
        self._chart = chart
        self._setter = setter
        self._ticks = _ticks_of(chart)
        axis_room = setter.widest(self._ticks.texts, SMALL) + 3 * PAD
        room = width - _RIGHT
        self._aligned = AlignedTable(chart, setter, room, axis_room=axis_room)
        self._folded = FoldedTable(chart, setter, room)
        self._legend = Legend(chart, setter, room)
        self._left = self._aligned.left if self._aligned.fits else axis_room
        self._column = (room - self._left) / len(chart.categories)

    @property
    def least_width(self) -> float:
        """Width without which some number would be left out."""
        return self._folded.least_width + _RIGHT

    @property
    def least_height(self) -> float:
        """Height without which the plot could not be read."""
        return _LEAST_PLOT + self._around

    @property
    def most_height(self) -> float:
        """A plot may be as high as it is wanted."""
        return inf

    @property
    def _around(self) -> float:
        if self._aligned.fits:
            return self._aligned.height
        return self._legend.height + LABEL.height + 3 * PAD + self._folded.height

    def draw(self, parts: Parts, at: Rect) -> None:
        """Add the body in its place."""
        top = at.y if self._aligned.fits else at.y + self._legend.height
        height = at.height - self._around
        plot = Rect(
            x=at.x + self._left,
            y=top + _HEADROOM,
            width=self._column * len(self._chart.categories),
            height=height - _HEADROOM,
        )
        self._draw_axis(parts, plot)
        kind = _PLOTS[self._chart.kind]
        kind(self._chart, self._setter, Plot(at=plot, top=self._ticks.top)).draw(parts)
        if self._aligned.fits:
            self._aligned.draw(parts, Point(at.x, plot.bottom))
            return
        self._legend.draw(parts, Point(at.x, at.y))
        self._draw_thinned(parts, plot)
        below = plot.bottom + LABEL.height + 3 * PAD
        self._folded.draw(parts, Point(at.x, below))

    def _draw_axis(self, parts: Parts, plot: Rect) -> None:
        labels = list(zip(self._ticks.values, self._ticks.texts, strict=True))
        every = 1
        while plot.height / self._ticks.steps * every < 1.5 * SMALL.height:
            every += 1
        for number, (value, text) in enumerate(labels):
            y = plot.bottom - plot.height * value / self._ticks.top
            parts.rule(Point(plot.x, y), Point(plot.right, y))
            if number % every == 0:
                # The lowest one stands on the line of the table below, not across it.
                raised = SMALL.height if number == 0 else SMALL.height / 2
                place = Point(plot.x - PAD, y - raised)
                parts.texts.append(self._setter.text(text, place, SMALL, Anchor.END))
        corner = Point(plot.x, plot.bottom)
        parts.rule(Point(plot.x, plot.y), corner, tone=Tone.INK, width=0.7)
        parts.rule(corner, Point(plot.right, plot.bottom), tone=Tone.INK, width=0.7)

    def _draw_thinned(self, parts: Parts, plot: Rect) -> None:
        """Name as many categories below the plot as there is room for."""
        wanted = min(self._setter.widest(self._chart.categories, LABEL), _GOOD_THINNED)
        every = 1
        while every * self._column < wanted + PAD and every < len(self._chart.categories):
            every += 1
        for category in range(0, len(self._chart.categories), every):
            start = plot.x + category * self._column
            room = min(every * self._column, plot.right - start) - PAD
            name = self._setter.shortened(self._chart.categories[category], room, LABEL)
            if ELLIPSIS in name and category + every > len(self._chart.categories):
                continue  # The rest of a row says nothing in so little room.
            parts.rule(Point(start, plot.bottom), Point(start, plot.bottom + PAD), tone=Tone.INK)
            place = Point(start + 1, plot.bottom + PAD)
            parts.texts.append(self._setter.text(name, place, LABEL))


def _ticks_of(chart: Chart) -> Ticks:
    known = chart.known
    if chart.kind is ChartKind.STACKED:
        known = tuple(value for value in chart.totals if value is not None)
    return ticks(max(known, default=0), whole=chart.is_whole)
