"""What a chart says: its numbers with their names, without a word about where anything stands.

``chart_scene.scene`` turns a chart into shapes; paper, Word and the screen draw the same shapes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import isfinite
from typing import Final

from inspector_app.base.errors import InputError, Problem

Value = int | float | None
"""A number, or nothing where there is no data; a whole number prints without decimals."""

TOTAL: Final = "合计"
NO_DATA: Final = "—"
MOST_SERIES: Final = 6
"""More hatches, markers and dashes than that cannot be told apart on a black-and-white copy."""
GREATEST: Final = 999_999_999
# Beyond that the numbers of a kind do not go on a page of A4 beside their chart.
_UNLIKELY_SHARE: Final = 100


class ChartKind(Enum):
    """How numbers are drawn."""

    BARS = "bars"
    LINES = "lines"
    STACKED = "stacked"
    FUNNEL = "funnel"
    TILES = "tiles"


MOST_CATEGORIES: Final = {
    ChartKind.BARS: 40,
    ChartKind.LINES: 60,
    ChartKind.STACKED: 60,
    ChartKind.FUNNEL: 8,
    ChartKind.TILES: 200,
}
FUNNEL_HEADS: Final = ("数量", "占上一环节", "占首环节")
"""What a funnel says of each step beside its bar."""
_ONE_SERIES: Final = frozenset({ChartKind.FUNNEL, ChartKind.TILES})


class ChartError(InputError):
    """Numbers that no chart can show; ``problems`` names each place."""

    code = "chart"

    def __init__(self, title: str, problems: tuple[Problem, ...]) -> None:
        first = problems[0]
        more = f"（另有 {len(problems) - 1} 处）" if len(problems) > 1 else ""
        super().__init__(
            f"图表“{title}”没有画出：{first.sentence()}{more}。记录没有改变。", problems=problems
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One row of numbers, one for each category."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Numbers to be drawn.

    Attributes:
        kind: how they are drawn.
        title: stands above.
        unit: what is counted ("校次"), or nothing.
        categories: what each number of a series belongs to (months, schools, 环节), in order.
        series: at most ``MOST_SERIES``; a funnel and a tile map have one.
        note: small print below: source, counting rule.

    Raises:
        ChartError: a number is negative, not finite or above ``GREATEST``; a series is longer or
            shorter than the categories, or two bear one name; there is nothing to draw, or more
            than the kind can show.
    """

    kind: ChartKind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        problems = (*_shape_problems(self), *_number_problems(self))
        if problems:
            raise ChartError(self.title, problems)

    @property
    def known(self) -> tuple[int | float, ...]:
        """Every number there is."""
        return tuple(v for series in self.series for v in series.values if v is not None)

    @property
    def is_whole(self) -> bool:
        """Whether all numbers are whole: then no tick of an axis has decimals."""
        return all(isinstance(value, int) for value in self.known)

    @property
    def has_gaps(self) -> bool:
        """Whether some number is not known."""
        return any(value is None for series in self.series for value in series.values)

    @property
    def totals(self) -> tuple[Value, ...]:
        """What the series come to in each category: the known numbers, or nothing."""
        columns = zip(*(series.values for series in self.series), strict=True)
        known = ([value for value in column if value is not None] for column in columns)
        return tuple(sum(column) if column else None for column in known)

    def said(self, series: int, category: int) -> str:
        """Return one number with all that it belongs to, as it is read out."""
        row = self.series[series]
        value = row.values[category]
        number = "无数据" if value is None else f"{number_text(value)}{self._unit_after}"
        return f"{self.categories[category]}　{row.name}：{number}"

    @property
    def steps(self) -> tuple[tuple[str, str, str], ...]:
        """What stands below ``FUNNEL_HEADS`` for each category of the first series."""
        values = self.series[0].values
        return tuple(
            (number_text(value), share_text(value, before), share_text(value, values[0]))
            for before, value in zip((None, *values), values, strict=False)
        )

    @property
    def description(self) -> str:
        """All numbers in words, for those who do not see the chart."""
        named = [(series.name, series.values) for series in self.series]
        if self.kind is ChartKind.STACKED and len(named) > 1:
            named.append((TOTAL, self.totals))
        rows = [
            (name, ["无数据" if value is None else number_text(value) for value in values])
            for name, values in named
        ]
        if self.kind is ChartKind.FUNNEL:
            # What is drawn beside the bars is told, too.
            _, *shares = zip(*self.steps, strict=True)
            rows = [(f"{name}{FUNNEL_HEADS[0]}", texts) for name, texts in rows]
            rows += [
                (head, list(texts)) for head, texts in zip(FUNNEL_HEADS[1:], shares, strict=True)
            ]
        told = (
            f"{name}：" + "，".join(map(" ".join, zip(self.categories, texts, strict=True)))
            for name, texts in rows
        )
        unit = f"（单位：{self.unit}）" if self.unit else ""
        note = f"。{self.note}" if self.note else ""
        return f"{self.title}{unit}。{'；'.join(told)}{note}"

    def texts(self) -> Iterator[str]:
        """Yield every text and number."""
        yield from (self.title, self.unit, self.note, *self.categories)
        for series in self.series:
            yield series.name
            yield from map(number_text, series.values)

    @property
    def _unit_after(self) -> str:
        return f" {self.unit}" if self.unit else ""


def number_text(value: Value) -> str:
    """Return a number as it prints: to one decimal, half up, unless it is whole."""
    if value is None:
        return NO_DATA
    if isinstance(value, int):
        return str(value)
    whole, tenth = divmod(tenths(value), 10)
    return f"{whole}.{tenth}"


def tenths(value: float) -> int:
    """Return a number in tenths, rounded half up: what ``number_text`` prints of it."""
    return (Fraction(value) * 10 + Fraction(1, 2)).__floor__()


def share_text(part: Value, whole: Value) -> str:
    """Return a part as a percentage of a whole, or ``—`` where there is none."""
    if part is None or not whole:
        return NO_DATA
    share = Fraction(part) / Fraction(whole)
    if share >= _UNLIKELY_SHARE:
        return f"{_UNLIKELY_SHARE}倍以上"
    return f"{number_text(float(share * 100))}%"


def _shape_problems(chart: Chart) -> Iterator[Problem]:
    most = MOST_CATEGORIES[chart.kind]
    most_series = 1 if chart.kind in _ONE_SERIES else MOST_SERIES
    names = [series.name for series in chart.series]
    if not chart.title.strip():
        yield Problem(where="标题", what="没有标题")
    if not chart.categories or not chart.series:
        yield Problem(where="数据", what="没有可以画的数字")
    if len(chart.categories) > most:
        what = f"有 {len(chart.categories)} 类，这种图最多 {most} 类"
        yield Problem(where="类别", what=what, remedy="请缩小范围，或改用表格")
    if len(names) > most_series:
        what = f"有 {len(names)} 组数，这种图最多 {most_series} 组"
        yield Problem(where="数据", what=what, remedy="请减少组数，或分成几张图")
    if len(set(names)) < len(names):
        yield Problem(where="数据", what="有两组数同名，图上分不开")


def _number_problems(chart: Chart) -> Iterator[Problem]:
    for series in chart.series:
        if len(series.values) != len(chart.categories):
            what = f"有 {len(series.values)} 个数，类别却有 {len(chart.categories)} 个"
            yield Problem(where=series.name, what=what)
            continue
        for category, value in zip(chart.categories, series.values, strict=True):
            wrong = _wrong(value)
            if wrong:
                yield Problem(where=f"{series.name}·{category}", what=wrong, remedy="请核对这个数")


def _wrong(value: Value) -> str:
    if value is None:
        return ""
    if not isfinite(value):
        return "不是一个数"
    if value < 0:
        return f"是负数（{value}），图上只能画不小于 0 的数"
    return f"太大（{value}）" if value > GREATEST else ""
