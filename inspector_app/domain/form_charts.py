"""The charts of filled forms: how each question was answered, those of one scale together."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from inspector_app.domain.chart import MOST_CATEGORIES, MOST_SERIES, Chart, ChartKind, Series
from inspector_app.domain.form_counts import Distribution

_NUMBERED: Final = re.compile(r"\s*(\d{1,3})[.、．\s]*(.*)", re.DOTALL)
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
    for labels, group in groupby(found, key=_scale):
        same = list(group)
        if len(labels) > MOST_SERIES:
            yield from (_bars(each) for each in same)
            continue
        for first in range(0, len(same), _BESIDE):
            yield _stacked(labels, same[first : first + _BESIDE])


def _scale(each: Distribution) -> tuple[str, ...]:
    return tuple(bucket.label for bucket in each.buckets)


def _stacked(labels: tuple[str, ...], part: list[Distribution]) -> Chart:
    return Chart(
        kind=ChartKind.STACKED,
        title=_span(part),
        unit="份",
        categories=tuple(short(each, _room(len(part))) for each in part),
        series=tuple(
            Series(name=label, values=tuple(len(each.buckets[at].uids) for each in part))
            for at, label in enumerate(_apart(labels))
        ),
    )


def _bars(each: Distribution) -> Chart:
    buckets = each.buckets[: MOST_CATEGORIES[ChartKind.BARS]]
    return Chart(
        kind=ChartKind.BARS,
        title=each.column.label,
        unit="份",
        categories=tuple(bucket.label for bucket in buckets),
        series=(Series(name="份数", values=tuple(len(b.uids) for b in buckets)),),
    )


def _apart(labels: tuple[str, ...]) -> Iterator[str]:
    """Yield the words of choices so that no two are the same."""
    seen: set[str] = set()
    for at, label in enumerate(labels, 1):
        yield label if label not in seen else f"{label}（{at}）"
        seen.add(label)


def _span(part: list[Distribution]) -> str:
    first, last = part[0].column.label, part[-1].column.label
    if len(part) == 1:
        return first
    numbers = [found[1] for text in (first, last) if (found := _NUMBERED.match(text))]
    return f"第 {numbers[0]}—{numbers[1]} 题" if len(numbers) > 1 else f"{len(part)} 题"


def _room(bars: int) -> int:
    return max(_SHORTEST, min(_ROOM // bars, _LONGEST))


def short(each: Distribution, most: int) -> str:
    """Return what a question is called under its bar, in so many characters."""
    label = " ".join(each.column.label.split())
    found = _NUMBERED.match(label)
    number, words = (f"{found[1]} ", found[2]) if found else ("", label)
    return number + (words if len(words) <= most else f"{words[: most - 1]}…")
