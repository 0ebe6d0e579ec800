"""A small table whose rows are the categories, folded into columns side by side."""

from math import ceil
from typing import Final

from inspector_app.domain.chart import Chart, number_text
from inspector_app.domain.chart_looks import KEY_WIDTH, key
from inspector_app.domain.chart_rows import PAD, ROW_PAD, NumberRow, number_rows
from inspector_app.domain.chart_shapes import Anchor, Parts, Point
from inspector_app.domain.chart_text import LABEL, STRONG, Setter

_LEAST_NAME: Final = 48.0
_GOOD_NAME: Final = 90.0
_GAP: Final = 12.0
_ROW: Final = LABEL.height + 2 * ROW_PAD


class FoldedTable:
    """Names of categories with their numbers, for charts that are denser than their numbers.

    Attributes:
        least_width: what one fold takes.
    """

    def __init__(self, chart: Chart, setter: Setter, width: float) -> None:
        self._chart = chart
        self._setter = setter
        self._rows = number_rows(chart)
        self._columns = [self._column(row) for row in self._rows]
        numbers = sum(self._columns)
        self.least_width = _LEAST_NAME + numbers
        longest = setter.widest(chart.categories, LABEL) + PAD
        good_width = max(_LEAST_NAME, min(longest, _GOOD_NAME)) + numbers
        fitting = max(1, int((width + _GAP) // (good_width + _GAP)))
        self._each = ceil(len(chart.categories) / min(fitting, len(chart.categories)))
        self._folds = ceil(len(chart.categories) / self._each)
        self._fold = (width - (self._folds - 1) * _GAP) / self._folds
        self._name = min(self._fold - numbers, max(longest, _LEAST_NAME))

    def _column(self, row: NumberRow) -> float:
        widest = self._setter.widest(map(number_text, row.values), row.face)
        head = KEY_WIDTH if row.series is not None else self._setter.width(row.name, STRONG)
        return max(widest, head) + 2 * PAD

    @property
    def height(self) -> float:
        """Height of its head and rows."""
        return (self._each + 1) * _ROW

    def draw(self, parts: Parts, at: Point) -> None:
        """Add the table with its top left at a place."""
        for fold in range(self._folds):
            start = Point(at.x + fold * (self._fold + _GAP), at.y)
            self._draw_head(parts, start)
            first = fold * self._each
            for line in range(min(self._each, len(self._chart.categories) - first)):
                self._draw_row(parts, first + line, Point(start.x, at.y + (line + 1) * _ROW))

    def _draw_head(self, parts: Parts, at: Point) -> None:
        x = at.x + self._name
        for row, width in zip(self._rows, self._columns, strict=True):
            x += width
            if row.series is None:
                top = Point(x - PAD, at.y + ROW_PAD)
                parts.texts.append(self._setter.text(row.name, top, STRONG, Anchor.END))
            else:
                sample = Point(x - PAD - (KEY_WIDTH - 4), at.y + _ROW / 2)
                key(parts, self._chart, row.series, sample)

    def _draw_row(self, parts: Parts, category: int, at: Point) -> None:
        x = at.x + self._name
        parts.rule(at, Point(x + sum(self._columns), at.y))
        top = at.y + ROW_PAD
        name = self._setter.shortened(self._chart.categories[category], self._name - PAD, LABEL)
        parts.texts.append(self._setter.text(name, Point(at.x, top), LABEL))
        for row, width in zip(self._rows, self._columns, strict=True):
            x += width
            number = number_text(row.values[category])
            parts.texts.append(self._setter.text(number, Point(x - PAD, top), row.face, Anchor.END))
