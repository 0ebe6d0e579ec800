"""The charts of filled forms: how each question was answered, those of one scale together."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import Final

from inspector_app.domain.chart import MOST_CATEGORIES, MOST_SERIES, Chart, ChartKind, Series
from inspector_app.domain.form_counts import Distribution

_NUMBERED: Final = re.compile(r"\s*(\d{1,3})(?:[.、．](?!\d)|\s)\s*(.*)", re.DOTALL)
_BESIDE: Final = 12
"""So many stacks stand beside each other that each takes its words."""
_SHORTEST: Final = 8
_LONGEST: Final = 20
_ROOM: Final = 48
"""So many characters stand under all bars together."""


def form_charts(found: Iterable[Distribution]) -> tuple[Chart, ...]:
    """Return the charts; a question that nobody answered is in none."""
    return tuple(_charts([each for each in found if each.answered]))


def _charts(found: list[Distribution]) -> Iterator[Chart]:
    for (labels, _), group in groupby(found, key=_scale):
        same = list(group)
        if len(labels) > MOST_SERIES:
            yield from (_bars(each) for each in same)
            continue
        for first in range(0, len(same), _BESIDE):
            part = same[first : first + _BESIDE]
            # A stack alone has nothing beside it to be compared with: its choices are.
            yield _stacked(labels, part) if len(part) > 1 else _bars(part[0])


def _scale(each: Distribution) -> tuple[tuple[str, ...], str]:
    """Return what questions of one chart have in common: their choices, and what is counted."""
    return tuple(bucket.label for bucket in each.buckets), each.column.repeat


def _unit(each: Distribution) -> str:
    """Return what is counted: forms, or of a repeat its rows."""
    return "条" if each.column.repeat else "份"


def _stacked(labels: tuple[str, ...], part: list[Distribution]) -> Chart:
    return Chart(
        kind=ChartKind.STACKED,
        title=_span(part),
        unit=_unit(part[0]),
        categories=tuple(short(each, _room(len(part))) for each in part),
        series=tuple(
            Series(name=label, values=tuple(len(each.buckets[at].uids) for each in part))
            for at, label in enumerate(_apart(labels))
        ),
    )


def _bars(each: Distribution) -> Chart:
    buckets, unit = each.buckets[: MOST_CATEGORIES[ChartKind.BARS]], _unit(each)
    return Chart(
        kind=ChartKind.BARS,
        title=each.column.label,
        unit=unit,
        categories=tuple(bucket.label for bucket in buckets),
        series=(Series(name=f"{unit}数", values=tuple(len(b.uids) for b in buckets)),),
    )


def _apart(labels: tuple[str, ...]) -> Iterator[str]:
    """Yield the words of choices so that no two are the same."""
    seen: set[str] = set()
    for at, label in enumerate(labels, 1):
        yield label if label not in seen else f"{label}（{at}）"
        seen.add(label)


def _span(part: list[Distribution]) -> str:
    """Return which questions a chart is of: by their numbers, where those tell them apart."""
    found = [_NUMBERED.match(each.column.label) for each in part]
    numbers = [int(match[1]) for match in found if match]
    if len(numbers) == len(part) and all(one < other for one, other in pairwise(numbers)):
        return f"第 {'、'.join(_runs(numbers))} 题"
    return f"“{short(part[0], _LONGEST)}”等 {len(part)} 题"


def _runs(numbers: list[int]) -> Iterator[str]:
    """Yield rising numbers, those that follow each other from the first to the last."""
    for _, run in groupby(enumerate(numbers), key=lambda each: each[1] - each[0]):
        first, *rest = (number for _, number in run)
        yield f"{first}—{rest[-1]}" if rest else str(first)


def _room(bars: int) -> int:
    return max(_SHORTEST, min(_ROOM // bars, _LONGEST))


def short(each: Distribution, most: int) -> str:
    """Return what a question is called under its bar, in so many characters."""
    label = " ".join(each.column.label.split())
    found = _NUMBERED.match(label)
    number, words = (f"{found[1]} ", found[2]) if found else ("", label)
    return number + (words if len(words) <= most else f"{words[: most - 1]}…")
