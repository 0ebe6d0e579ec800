"""Lines over a row of months or other steps."""

from collections.abc import Iterator
from typing import Final

from inspector_app.domain.chart import NO_DATA, Chart, Value, number_text
from inspector_app.domain.chart_looks import LOOKS, MARKER_RADIUS, line, marker
from inspector_app.domain.chart_plot import Plot, above, on_plate
from inspector_app.domain.chart_shapes import Anchor, Datum, Parts, Point, Rect, Spot, Text
from inspector_app.domain.chart_text import NUMBER, SMALL, Face, Setter

_FACES: Final = (NUMBER, Face(7))
_CLEAR: Final = MARKER_RADIUS + 1
_FIND: Final = 7.0


class LinePlot:
    """A line for each series, broken where a number is not known."""

    def __init__(self, chart: Chart, setter: Setter, plot: Plot) -> None:
        self._chart = chart
        self._setter = setter
        self._plot = plot
        self._column = plot.column(len(chart.categories))
        self._points = {
            Datum(number, category): Point(self._x(category), plot.y(value))
            for number, series in enumerate(chart.series)
            for category, value in enumerate(series.values)
            if value is not None
        }
        # Half a line above the plot is free: the highest point has its number there.
        self._room = Rect(
            x=plot.at.x,
            y=plot.at.y - NUMBER.height - 2,
            width=plot.at.width,
            height=plot.at.height + NUMBER.height + 2,
        )

    def _x(self, category: int) -> float:
        return self._plot.at.x + (category + 0.5) * self._column

    def draw(self, parts: Parts) -> None:
        """Add the lines, their numbers, and the markers over both."""
        for number, series in enumerate(self._chart.series):
            for stretch in _stretches(series.values):
                points = tuple(self._points[Datum(number, category)] for category in stretch)
                if len(points) > 1:
                    parts.shapes.append(line(points, LOOKS[number]))
        gaps = tuple(self._gaps())
        parts.texts += gaps
        placed = [text.extent for text in gaps]
        placed += [_around(point, MARKER_RADIUS) for point in self._points.values()]
        for datum in sorted(self._points, key=lambda d: (d.category, self._points[d].y, d.series)):
            text = self._free_place(datum, placed)
            if text is not None:
                placed.append(text.extent)
                on_plate(parts, text)
        for datum, point in self._points.items():
            parts.shapes.append(marker(point, LOOKS[datum.series]))
            parts.spots.append(Spot(at=_around(point, _FIND), datum=datum))

    def _gaps(self) -> Iterator[Text]:
        """Say at the foot of a month that nothing is known of it, unlike a month of 0."""
        if len(self._chart.series) > 1 or self._column < self._setter.width(NO_DATA, SMALL) + 2:
            return
        for category, value in enumerate(self._chart.series[0].values):
            if value is None:
                foot = Point(self._x(category), self._plot.at.bottom)
                yield above(self._setter, NO_DATA, foot, SMALL)

    def _free_place(self, datum: Datum, placed: list[Rect]) -> Text | None:
        """Return a number near its point where nothing stands yet; the table has it anyway."""
        value = self._chart.series[datum.series].values[datum.category]
        for text in self._places(number_text(value), self._points[datum]):
            at = text.extent
            inside = (
                self._room.x <= at.x
                and at.right <= self._room.right
                and self._room.y <= at.y
                and at.bottom <= self._room.bottom
            )
            if inside and not any(at.meets(other, gap=0.5) for other in placed):
                return text
        return None

    def _places(self, number: str, point: Point) -> Iterator[Text]:
        for face in _FACES:
            half = face.height / 2
            for top in (point.y - _CLEAR - face.height, point.y + _CLEAR):
                yield self._setter.text(number, Point(point.x, top), face, Anchor.MIDDLE)
            for x, anchor in (
                (point.x + _CLEAR + 1, Anchor.START),
                (point.x - _CLEAR - 1, Anchor.END),
            ):
                yield self._setter.text(number, Point(x, point.y - half), face, anchor)


def _around(point: Point, radius: float) -> Rect:
    return Rect(x=point.x - radius, y=point.y - radius, width=2 * radius, height=2 * radius)


def _stretches(values: tuple[Value, ...]) -> Iterator[list[int]]:
    """Yield the places of known numbers that follow each other."""
    stretch: list[int] = []
    for place, value in enumerate(values):
        if value is not None:
            stretch.append(place)
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch
