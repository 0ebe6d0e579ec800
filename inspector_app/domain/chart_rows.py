"""The numbers of a chart as the rows of its small table, and the table below an axis."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from inspector_app.domain.chart import TOTAL, Chart, ChartKind, Value, number_text
from inspector_app.domain.chart_looks import KEY_WIDTH, key
from inspector_app.domain.chart_shapes import Anchor, Datum, Parts, Point, Rect, Spot
from inspector_app.domain.chart_text import LABEL, NUMBER, STRONG, Face, Setter

PAD: Final = 3.0
ROW_PAD: Final = 2.0
# The marker of a 0 stands half below the axis.
_BELOW_AXIS: Final = 4.0
_MOST_LABEL_LINES: Final = 3
_MOST_NAME: Final = 96.0
_LEAST_COLUMN: Final = 20.0
# An axis label such as 250000 stands in the same room as the names of the rows.
_LEAST_LEFT: Final = 44.0


class NumberRow(NamedTuple):
    """One row of numbers; ``series`` is its place, or nothing for the sum of all."""

    name: str
    values: tuple[Value, ...]
    series: int | None

    @property
    def face(self) -> Face:
        """How its numbers look."""
        return NUMBER if self.series is not None else STRONG


def number_rows(chart: Chart) -> tuple[NumberRow, ...]:
    """Return the rows of a chart's table: its series, and their sum where they are stacked."""
    rows = tuple(NumberRow(s.name, s.values, n) for n, s in enumerate(chart.series))
    if chart.kind is ChartKind.STACKED and len(rows) > 1:
        return (*rows, NumberRow(TOTAL, chart.totals, None))
    return rows


class AlignedTable:
    """A table whose columns stand below the categories of the plot above it; it is the legend too.

    Attributes:
        left: width of the names of the rows, and of what stands left of the plot.
        column: width of a category.
        fits: whether each number goes into its column.
    """

    def __init__(self, chart: Chart, setter: Setter, width: float, *, axis_room: float) -> None:
        self._chart = chart
        self._setter = setter
        self._rows = number_rows(chart)
        names = setter.widest((row.name for row in self._rows), LABEL)
        room = min(names, _MOST_NAME, width * 0.3)
        self.left = max(KEY_WIDTH + room + 3 * PAD, axis_room, _LEAST_LEFT)
        self.column = (width - self.left) / len(chart.categories)
        numbers = (
            setter.width(number_text(value), row.face) for row in self._rows for value in row.values
        )
        self.fits = self.column >= max(_LEAST_COLUMN, max(numbers) + 2 * PAD)
        self._labels = [
            setter.named(name, self.column - PAD, LABEL, most=_MOST_LABEL_LINES)
            for name in chart.categories
        ]
        self._names = [
            setter.named(row.name, self.left - KEY_WIDTH - 2 * PAD, LABEL, most=2)
            for row in self._rows
        ]

    @property
    def height(self) -> float:
        """Height of the labels and all rows."""
        return self._head + sum(map(self._row_height, self._names))

    @property
    def _head(self) -> float:
        return max(map(len, self._labels)) * LABEL.height + _BELOW_AXIS + ROW_PAD

    def _row_height(self, name: Sequence[str]) -> float:
        return len(name) * LABEL.height + 2 * ROW_PAD

    def draw(self, parts: Parts, at: Point) -> None:
        """Add the table with its top left at a place."""
        right = at.x + self.left + self.column * len(self._chart.categories)
        for place, lines in enumerate(self._labels):
            top = Point(self._middle(at.x, place), at.y + _BELOW_AXIS)
            parts.texts += self._setter.lines(lines, top, LABEL, Anchor.MIDDLE)
        y = at.y + self._head
        for row, name in zip(self._rows, self._names, strict=True):
            parts.rule(Point(at.x, y), Point(right, y))
            self._draw_row(parts, row, name, Point(at.x, y))
            y += self._row_height(name)
        parts.rule(Point(at.x, y), Point(right, y))

    def _draw_row(self, parts: Parts, row: NumberRow, name: Sequence[str], at: Point) -> None:
        height = self._row_height(name)
        middle = at.y + height / 2
        if row.series is not None:
            key(parts, self._chart, row.series, Point(at.x + PAD, middle))
        start = Point(at.x + KEY_WIDTH + PAD, at.y + ROW_PAD)
        face = LABEL if row.series is not None else STRONG
        parts.texts += self._setter.lines(name, start, face)
        for place, value in enumerate(row.values):
            x = self._middle(at.x, place)
            top = Point(x, middle - row.face.height / 2)
            parts.texts.append(self._setter.text(number_text(value), top, row.face, Anchor.MIDDLE))
            if row.series is not None:
                cell = Rect(x=x - self.column / 2, y=at.y, width=self.column, height=height)
                parts.spots.append(Spot(at=cell, datum=Datum(row.series, place)))

    def _middle(self, x: float, place: int) -> float:
        return x + self.left + (place + 0.5) * self.column


class Legend:
    """Samples of all series with their names, in rows."""

    def __init__(self, chart: Chart, setter: Setter, width: float) -> None:
        self._chart = chart
        self._setter = setter
        self._names = [
            setter.shortened(series.name, width - KEY_WIDTH - PAD, LABEL) for series in chart.series
        ]
        self._places = tuple(self._flow(width))

    @property
    def height(self) -> float:
        """Height of its rows."""
        return self._places[-1].y + LABEL.height + 2 * PAD

    def _flow(self, width: float) -> Iterator[Point]:
        x = y = 0.0
        for name in self._names:
            wide = KEY_WIDTH + self._setter.width(name, LABEL)
            if x and x + wide > width:
                x, y = 0.0, y + LABEL.height + PAD
            yield Point(x, y)
            x += wide + 4 * PAD

    def draw(self, parts: Parts, at: Point) -> None:
        """Add it with its top left at a place."""
        for series, (place, name) in enumerate(zip(self._places, self._names, strict=True)):
            start = Point(at.x + place.x, at.y + place.y)
            key(parts, self._chart, series, Point(start.x, start.y + LABEL.height / 2))
            parts.texts.append(self._setter.text(name, Point(start.x + KEY_WIDTH, start.y), LABEL))
