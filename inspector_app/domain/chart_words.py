"""A chart in words, for those who do not see it: its numbers, and what a map's shades come to."""

from inspector_app.domain.chart import Chart, ChartKind
from inspector_app.domain.chart_tiles import tile_classes


def described(chart: Chart) -> str:
    """Return everything that a chart shows, in words."""
    if chart.kind is not ChartKind.TILES:
        return chart.description
    return f"{chart.description}。各档：{'，'.join(text for _, text in tile_classes(chart))}"
