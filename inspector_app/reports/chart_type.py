"""The texts of a chart in the program's faces: the same for PDF and for pictures."""

from typing import Final

from inspector_app.domain import chart as charts
from inspector_app.domain import chart_scene
from inspector_app.domain.chart_shapes import BASELINE, Scene, Text
from inspector_app.reports.fonts import FontLibrary, Role
from inspector_app.reports.lines import Line, Style, Typesetter, plain

_ENDLESS: Final = float("inf")
# A line box stands around its letters evenly; so much of it puts them where the scene says.
_LEADING: Final = 1 + 2 * (BASELINE - 0.88)


class ChartType:
    """Measures and sets the texts of charts, in 黑体."""

    def __init__(self, fonts: FontLibrary) -> None:
        self._fonts = fonts
        self._setters: dict[tuple[float, bool], Typesetter] = {}

    def measure(self, text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - chart_shapes.Measure
        """Return the width of a text in points."""
        return self._setter(size, bold=bold).width(plain(text))

    def line(self, text: Text) -> tuple[Line, Style]:
        """Return a text as pieces of one face each, and how they are set."""
        setter = self._setter(text.size, bold=text.bold)
        return setter.lines(text.text, _ENDLESS)[0], setter.style

    def scene(self, chart: charts.Chart, *, width: float, height: float) -> Scene:
        """Lay a chart out in the height nearest to ``height`` points that suits it."""
        good = chart_scene.good_height(chart, width=width, wanted=height, measure=self.measure)
        return chart_scene.scene(chart, width=width, height=good, measure=self.measure)

    def _setter(self, size: float, *, bold: bool) -> Typesetter:
        if (size, bold) not in self._setters:
            role = Role.HEI_BOLD if bold else Role.HEI
            style = Style(role=role, size=size, leading=_LEADING * size)
            self._setters[size, bold] = Typesetter(self._fonts, style)
        return self._setters[size, bold]
