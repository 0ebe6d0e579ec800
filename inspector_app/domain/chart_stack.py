"""Bars on top of each other."""

from typing import Final

from inspector_app.domain.chart import Chart, Value, number_text
from inspector_app.domain.chart_looks import LOOKS, bar
from inspector_app.domain.chart_plot import Plot, above, largest, on_plate
from inspector_app.domain.chart_shapes import Anchor, Datum, Parts, Point, Rect, Spot
from inspector_app.domain.chart_text import NUMBER, STRONG, Face, Setter

_SHARE: Final = 0.7
_WIDEST: Final = 60.0
_FACES: Final = (NUMBER, Face(7), Face(6))
_STRONG_FACES: Final = (STRONG, Face(7, bold=True), Face(6, bold=True))
_ROOM: Final = 3.0


class StackPlot:
    """One bar for each category, made of the numbers of all series, the first at the foot."""

    def __init__(self, chart: Chart, setter: Setter, plot: Plot) -> None:
        self._chart = chart
        self._setter = setter
        self._plot = plot
        self._column = plot.column(len(chart.categories))
        self._width = min(self._column * _SHARE, _WIDEST)
        numbers = [number_text(value) for s in chart.series for value in s.values]
        totals = [number_text(value) for value in chart.totals]
        self._face = largest(setter, numbers, self._width - _ROOM, _FACES)
        self._total_face = largest(setter, totals, self._column - _ROOM, _STRONG_FACES)

    def draw(self, parts: Parts) -> None:
        """Add the bars with their numbers and what they come to."""
        for category, total in enumerate(self._chart.totals):
            top = self._draw_stack(parts, category)
            if self._total_face is not None:
                place = Point(self._middle(category), top)
                text = above(self._setter, number_text(total), place, self._total_face)
                parts.texts.append(text)

    def _middle(self, category: int) -> float:
        return self._plot.at.x + (category + 0.5) * self._column

    def _draw_stack(self, parts: Parts, category: int) -> float:
        foot = self._plot.at.bottom
        for number, series in enumerate(self._chart.series):
            height = self._plot.height(series.values[category] or 0)
            if height:
                at = Rect(
                    x=self._middle(category) - self._width / 2,
                    y=foot - height,
                    width=self._width,
                    height=height,
                )
                self._draw_part(parts, at, Datum(number, category), series.values[category])
            foot -= height
        return foot

    def _draw_part(self, parts: Parts, at: Rect, datum: Datum, value: Value) -> None:
        parts.shapes.append(bar(at, LOOKS[datum.series], datum))
        parts.spots.append(Spot(at=at, datum=datum))
        face = self._face
        # A part that is too low for its number leaves it to the table.
        if face is not None and at.height >= face.height + 1 and len(self._chart.series) > 1:
            top = Point(at.centre.x, at.centre.y - face.height / 2)
            on_plate(parts, self._setter.text(number_text(value), top, face, Anchor.MIDDLE))
