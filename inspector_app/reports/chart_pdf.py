"""A chart on a page: lines and areas, with text that can be searched and copied."""

from dataclasses import dataclass

from inspector_app.base.override import override
from inspector_app.domain.chart_shapes import Area, Scene
from inspector_app.domain.chart_strokes import plain
from inspector_app.reports.chart_colours import PAPER_COLOURS
from inspector_app.reports.chart_type import ChartType
from inspector_app.reports.document import Chart
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.strips import Ink, Strip


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartStrip(Strip):
    """A chart as wide as the text area; never parted."""

    scene: Scene
    type: ChartType

    @property
    @override
    def height(self) -> float:
        return self.scene.height

    @property
    @override
    def least(self) -> float:
        return self.scene.height

    @override
    def parted(self, space: float) -> None:
        return None

    @override
    def draw(self, ink: Ink, *, left: float, top: float) -> None:
        for shape in plain(self.scene):
            points = tuple((left + point.x, top + point.y) for point in shape.points)
            if isinstance(shape, Area):
                ink.area(points, PAPER_COLOURS[shape.fill])
            else:
                ink.stroke(points, PAPER_COLOURS[shape.tone], width=shape.width)
        for text in self.scene.texts:
            line, style = self.type.line(text)
            ink.line(line, style, x=left + text.left, top=top + text.top)


def chart_strip(block: Chart, width: float, fonts: FontLibrary) -> ChartStrip:
    """Return the strip of a chart of some width."""
    setting = ChartType(fonts)
    return ChartStrip(
        scene=setting.scene(block.value, width=width, height=block.height), type=setting
    )
