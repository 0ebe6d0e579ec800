"""A funnel: how many of what was begun came through each step (发现→通知→报送→销号)."""

from itertools import pairwise
from typing import Final

from inspector_app.domain.chart import FUNNEL_HEADS, Chart, number_text
from inspector_app.domain.chart_looks import LOOKS, bar
from inspector_app.domain.chart_plot import on_plate
from inspector_app.domain.chart_rows import PAD, ROW_PAD
from inspector_app.domain.chart_shapes import Anchor, Datum, Parts, Point, Rect, Spot, Text, Tone
from inspector_app.domain.chart_text import LABEL, NUMBER, STRONG, Setter

_LEAST_ROW: Final = 24.0
_HIGHEST_ROW: Final = 44.0
_BAR: Final = 0.66
_LEAST_MIDDLE: Final = 96.0
_LEAST_NAME: Final = 44.0
_NAME_SHARE: Final = 0.22
_LOOK: Final = LOOKS[1]


class Funnel:
    """Bars in the middle as long as their numbers, the table of numbers and shares at the right."""

    def __init__(self, chart: Chart, setter: Setter, width: float) -> None:
        self._chart = chart
        self._setter = setter
        self._values = chart.series[0].values
        self._greatest = max(chart.known, default=0) or 1
        self._numbers = [number_text(value) for value in self._values]
        self._cells = chart.steps
        columns = zip(FUNNEL_HEADS, *self._cells, strict=True)
        self._columns = [setter.widest(column, STRONG) + 3 * PAD for column in columns]
        longest = setter.widest(chart.categories, LABEL) + 2 * PAD
        self._name = max(_LEAST_NAME, min(longest, width * _NAME_SHARE))
        self._names = [
            setter.named(name, self._name - PAD, LABEL, most=2) for name in chart.categories
        ]
        self._middle = width - self._name - sum(self._columns)
        # A short bar has its number beside it, within the half that the bar leaves free.
        self._least_middle = max(_LEAST_MIDDLE, 3 * setter.widest(self._numbers, STRONG) + 24)

    @property
    def least_width(self) -> float:
        """Width without which a number would not go beside its bar."""
        return _LEAST_NAME + self._least_middle + sum(self._columns)

    @property
    def least_height(self) -> float:
        """Height of the head and the lowest rows."""
        return LABEL.height + 2 * ROW_PAD + _LEAST_ROW * len(self._values)

    @property
    def most_height(self) -> float:
        """Height above which it would only have gaps."""
        return LABEL.height + 2 * ROW_PAD + _HIGHEST_ROW * len(self._values)

    def draw(self, parts: Parts, at: Rect) -> None:
        """Add the body in its place."""
        head = LABEL.height + 2 * ROW_PAD
        height = min(_HIGHEST_ROW, (at.height - head) / len(self._values))
        self._draw_cells(parts, FUNNEL_HEADS, Point(at.x, at.y + ROW_PAD))
        bars = []
        for place, cells in enumerate(self._cells):
            y = at.y + head + place * height
            row = Rect(x=at.x, y=y, width=at.width, height=height)
            parts.rule(Point(row.x, y), Point(row.right, y))
            parts.spots.append(Spot(at=row, datum=Datum(0, place)))
            name = self._names[place]
            start = Point(at.x, row.centre.y - len(name) * LABEL.height / 2)
            parts.texts += self._setter.lines(name, start, LABEL)
            self._draw_cells(parts, cells, Point(at.x, row.centre.y - STRONG.height / 2))
            bars.append(self._draw_bar(parts, row, place))
        for upper, lower in pairwise(bars):
            for start, end in (
                (Point(upper.x, upper.bottom), Point(lower.x, lower.y)),
                (Point(upper.right, upper.bottom), Point(lower.right, lower.y)),
            ):
                parts.rule(start, end, tone=Tone.SOFT)

    def _draw_cells(self, parts: Parts, cells: tuple[str, ...], at: Point) -> None:
        x = at.x + self._name + self._middle
        for place, (text, width) in enumerate(zip(cells, self._columns, strict=True)):
            x += width
            face = STRONG if place == 0 else NUMBER
            parts.texts.append(self._setter.text(text, Point(x - PAD, at.y), face, Anchor.END))

    def _draw_bar(self, parts: Parts, row: Rect, place: int) -> Rect:
        value = self._values[place]
        width = (self._middle - 2 * PAD) * (value or 0) / self._greatest
        middle = row.x + self._name + self._middle / 2
        height = row.height * _BAR
        at = Rect(x=middle - width / 2, y=row.centre.y - height / 2, width=width, height=height)
        if width:
            parts.shapes.append(bar(at, _LOOK, Datum(0, place)))
        text = self._number(self._numbers[place], at)
        (on_plate if text.anchor is Anchor.MIDDLE and width else _plain)(parts, text)
        return at

    def _number(self, number: str, at: Rect) -> Text:
        top = at.centre.y - STRONG.height / 2
        if not at.width or self._setter.width(number, STRONG) + 6 <= at.width:
            return self._setter.text(number, Point(at.centre.x, top), STRONG, Anchor.MIDDLE)
        return self._setter.text(number, Point(at.right + PAD, top), STRONG)


def _plain(parts: Parts, text: Text) -> None:
    parts.texts.append(text)
