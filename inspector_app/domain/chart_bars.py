"""Bars beside each other."""

from typing import Final

from inspector_app.domain.chart import Chart, Value, number_text
from inspector_app.domain.chart_looks import LOOKS, bar
from inspector_app.domain.chart_plot import Plot, above, largest
from inspector_app.domain.chart_shapes import Datum, Parts, Point, Rect, Spot
from inspector_app.domain.chart_text import NUMBER, Face, Setter

_SHARE: Final = 0.84
_WIDEST: Final = 42.0
_BAR: Final = 0.88
_FACES: Final = (NUMBER, Face(7), Face(6))


class BarPlot:
    """One bar for each number, those of a category in a group."""

    def __init__(self, chart: Chart, setter: Setter, plot: Plot) -> None:
        self._chart = chart
        self._setter = setter
        self._plot = plot
        self._column = plot.column(len(chart.categories))
        self._slot = min(self._column * _SHARE / len(chart.series), _WIDEST)
        numbers = [number_text(value) for s in chart.series for value in s.values]
        # Where a number is wider than its bar the table below has it, and only the table.
        self._face = largest(setter, numbers, self._slot, _FACES)

    def draw(self, parts: Parts) -> None:
        """Add the bars with their numbers."""
        for number, series in enumerate(self._chart.series):
            for category, value in enumerate(series.values):
                self._draw_bar(parts, Datum(number, category), value)

    def _draw_bar(self, parts: Parts, datum: Datum, value: Value) -> None:
        plot = self._plot.at
        group = self._slot * len(self._chart.series)
        start = plot.x + (datum.category + 0.5) * self._column - group / 2
        slot = Rect(
            x=start + datum.series * self._slot, y=plot.y, width=self._slot, height=plot.height
        )
        parts.spots.append(Spot(at=slot, datum=datum))
        y = self._plot.y(value or 0)
        if value:
            width = self._slot * _BAR
            at = Rect(x=slot.centre.x - width / 2, y=y, width=width, height=plot.bottom - y)
            parts.shapes.append(bar(at, LOOKS[datum.series], datum))
        if self._face is not None:
            place = Point(slot.centre.x, y)
            parts.texts.append(above(self._setter, number_text(value), place, self._face))
