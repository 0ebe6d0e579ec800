"""The charts of a 督导工作总结: 校次 by month, issues by month, issues by topic."""

from collections.abc import Iterator
from typing import Final

from inspector_app.domain.chart import Chart, ChartKind, Series
from inspector_app.domain.summary_facts import SummaryFacts

_FEWEST_MONTHS: Final = 2


def summary_charts(found: SummaryFacts) -> tuple[Chart, ...]:
    """Return the charts; one that would show nothing but noughts is left out."""
    return tuple(_charts(found))


def _charts(found: SummaryFacts) -> Iterator[Chart]:
    lines = found.months
    several = len(lines) >= _FEWEST_MONTHS
    if several and any(line.visits for line in lines):
        yield Chart(
            kind=ChartKind.BARS,
            title=f"{found.name}各月入校校次",
            unit="校次",
            categories=tuple(line.label for line in lines),
            series=(Series(name="入校校次", values=tuple(line.visits for line in lines)),),
        )
    if several and any(line.found or line.closed for line in lines):
        yield Chart(
            kind=ChartKind.LINES,
            title=f"{found.name}各月发现和销号的问题",
            unit="个",
            categories=tuple(line.label for line in lines),
            series=(
                Series(name="发现", values=tuple(line.found for line in lines)),
                Series(name="销号", values=tuple(line.closed for line in lines)),
            ),
        )
    if found.topics:
        yield Chart(
            kind=ChartKind.BARS,
            title=f"{found.name}发现问题的类别",
            unit="个",
            categories=tuple(label for label, _ in found.topics),
            series=(Series(name="发现问题", values=tuple(n for _, n in found.topics)),),
        )
