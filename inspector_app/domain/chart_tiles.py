"""A map of tiles: one tile for each school or zone, as dark as its number is great.

The bar at the foot of a tile is as long as its number: on a poor copy it says what the shade says.
"""

from collections.abc import Iterator
from math import ceil
from typing import Final

from inspector_app.domain.chart import Chart, Value, number_text, tenths
from inspector_app.domain.chart_rows import PAD
from inspector_app.domain.chart_shapes import (
    Anchor,
    Box,
    Datum,
    Hatch,
    Parts,
    Point,
    Rect,
    Spot,
    Tone,
)
from inspector_app.domain.chart_text import LABEL, Face, Setter
from inspector_app.domain.chart_ticks import Ticks, ticks

_SHADES: Final = (Tone.SHADE_1, Tone.SHADE_2, Tone.SHADE_3, Tone.SHADE_4, Tone.SHADE_5)
_NAME: Final = Face(7)
_NUMBER: Final = Face(10, bold=True)
_LEAST_WIDTH: Final = 44.0
_WIDEST: Final = 86.0
_HIGHEST: Final = 62.0
_GAP: Final = 3.0
_INSET: Final = 2.5
_BAR: Final = 3.0
_MOST_NAME_LINES: Final = 3
_SAMPLE: Final = 12.0
_NO_DATA: Final = "无数据"
_UNDER_NAME: Final = _NUMBER.height + _BAR + 3 * _INSET
# Names of two lines, unless there are so many tiles that a page would not hold them.
_MANY: Final = 120


class Tiles:
    """The body of a tile map of one width."""

    def __init__(self, chart: Chart, setter: Setter, width: float) -> None:
        self._chart = chart
        self._setter = setter
        self._values = chart.series[0].values
        self._numbers = [number_text(value) for value in self._values]
        self._ticks = ticks(max(chart.known, default=0), whole=chart.is_whole)
        count = len(self._values)
        self.least_width = max(_LEAST_WIDTH, setter.widest(self._numbers, _NUMBER) + 2 * _INSET)
        most = max(1, int((width + _GAP) // (self.least_width + _GAP)))
        least_rows = ceil(count / most)
        self._across = ceil(count / least_rows)
        fair = (width - (self._across - 1) * _GAP) / self._across
        # Few tiles stay as wide as a name needs, and do not grow over the whole page.
        self._tile = min(fair, max(_WIDEST, self.least_width))
        self._rows = ceil(count / self._across)
        self._classes = list(tile_classes(chart))
        self._places = tuple(self._flow(width))

    @property
    def least_height(self) -> float:
        """Height of tiles with their names, and of the table of shades."""
        lines = 1 if len(self._values) > _MANY else 2
        return self._rows * (lines * _NAME.height + _UNDER_NAME + _GAP) + self._table_height

    @property
    def most_height(self) -> float:
        """Height above which it would only have gaps."""
        return self._rows * (_HIGHEST + _GAP) + self._table_height

    @property
    def _table_height(self) -> float:
        return self._places[-1].y + LABEL.height + 3 * PAD

    def draw(self, parts: Parts, at: Rect) -> None:
        """Add the body in its place."""
        room = at.height - self._table_height
        height = min(_HIGHEST, room / self._rows - _GAP)
        for place in range(len(self._values)):
            row, column = divmod(place, self._across)
            x = at.x + column * (self._tile + _GAP)
            y = at.y + row * (height + _GAP)
            self._draw_tile(parts, Rect(x=x, y=y, width=self._tile, height=height), place)
        self._draw_table(parts, Point(at.x, at.y + self._rows * (height + _GAP) + PAD))

    def _draw_tile(self, parts: Parts, at: Rect, place: int) -> None:
        value = self._values[place]
        shade = self._shade(value)
        parts.shapes.append(_tile(at, shade))
        parts.spots.append(Spot(at=at, datum=Datum(0, place)))
        lines = min(_MOST_NAME_LINES, int((at.height - _UNDER_NAME) / _NAME.height + 1e-6))
        room = at.width - 2 * _INSET
        name = self._setter.named(self._chart.categories[place], room, _NAME, most=max(1, lines))
        start = Point(at.centre.x, at.y + _INSET)
        parts.texts += self._setter.lines(name, start, _NAME, Anchor.MIDDLE)
        foot = at.bottom - _INSET - _BAR
        number = Point(at.centre.x, foot - _NUMBER.height)
        parts.texts.append(self._setter.text(self._numbers[place], number, _NUMBER, Anchor.MIDDLE))
        if value:
            length = room * value / self._ticks.top
            bar = Rect(x=at.x + _INSET, y=foot, width=length, height=_BAR)
            parts.shapes.append(Box(at=bar, fill=Tone.INK, datum=Datum(0, place)))

    def _shade(self, value: Value) -> Tone | None:
        """Return the shade of a number: paper for 0, nothing where there is no data."""
        return None if value is None else (Tone.PAPER, *_SHADES)[self._class(value)]

    def _class(self, value: float) -> int:
        return _class_of(value, self._ticks)

    def _flow(self, width: float) -> Iterator[Point]:
        x = y = 0.0
        for _, text in self._classes:
            wide = _SAMPLE + 2 * PAD + self._setter.width(text, LABEL)
            if x and x + wide > width:
                x, y = 0.0, y + LABEL.height + PAD
            yield Point(x, y)
            x += wide + 4 * PAD

    def _draw_table(self, parts: Parts, at: Point) -> None:
        for (shade, text), place in zip(self._classes, self._places, strict=True):
            x, y = at.x + place.x, at.y + place.y
            sample = Rect(x=x, y=y + 1, width=_SAMPLE, height=LABEL.height - 2)
            parts.shapes.append(_tile(sample, shade))
            parts.texts.append(self._setter.text(text, Point(x + _SAMPLE + PAD, y), LABEL))


def tile_classes(chart: Chart) -> Iterator[tuple[Tone | None, str]]:
    """Yield each shade of a map with its range and how many tiles it has, in words."""
    axis, values = ticks(max(chart.known, default=0), whole=chart.is_whole), chart.series[0].values
    known = [_class_of(value, axis) for value in values if value is not None]
    for number, shade in enumerate((Tone.PAPER, *_SHADES)[: axis.steps + 1]):
        count = known.count(number)
        if count or shade in _SHADES:
            yield shade, f"{_range(axis, number, whole=chart.is_whole)}：{count} 个"
    if without := len(values) - len(known):
        yield None, f"{_NO_DATA}：{without} 个"


def _class_of(value: float, axis: Ticks) -> int:
    return -(-tenths(value) // int(axis.step * 10))


def _tile(at: Rect, shade: Tone | None) -> Box:
    if shade is None:
        hatch = Hatch.FALLING
        return Box(at=at, fill=Tone.PAPER, edge=Tone.SOFT, hatch=hatch, hatch_tone=Tone.GRID)
    return Box(at=at, fill=shade, edge=Tone.INK)


def _range(axis: Ticks, number: int, *, whole: bool) -> str:
    """Return the numbers of a class, as they print."""
    if number == 0:
        return "0"
    unit = 10 if whole else 1
    low = int(axis.step * 10) * (number - 1) + unit
    high = int(axis.step * 10) * number
    if low == high:
        return _tenths_text(high, whole=whole)
    return f"{_tenths_text(low, whole=whole)}–{_tenths_text(high, whole=whole)}"


def _tenths_text(value: int, *, whole: bool) -> str:
    return str(value // 10) if whole else f"{value // 10}.{value % 10}"
