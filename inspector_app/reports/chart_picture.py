"""A chart as a sharp picture, for files that hold no drawings: Word, and whatever takes a PNG."""

from functools import cache
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from inspector_app.domain import chart as charts
from inspector_app.domain.chart_shapes import Area, Stroke, Text
from inspector_app.domain.chart_strokes import plain
from inspector_app.reports.chart_colours import PAPER_COLOURS
from inspector_app.reports.chart_type import ChartType
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.lines import Kind, Piece

DPI: Final = 300
_POINTS_PER_INCH: Final = 72
# Drawn twice as large and made smaller: Pillow's lines have no soft edges of their own.
_FINER: Final = 2
_WHITE: Final = (255, 255, 255)
_BOX: Final = 0.9


def chart_png(
    chart: charts.Chart, width_pt: float, height_pt: float, *, fonts: FontLibrary | None = None
) -> bytes:
    """Return a chart as a PNG of 300 dots an inch.

    Args:
        chart: what is drawn.
        width_pt: its width in points.
        height_pt: its height in points; more where its numbers need more, less where it would be
            empty (``chart_scene.good_height``).
        fonts: the faces, if not those that come with the program.

    Raises:
        ValueError: ``width_pt`` is too little for the numbers.
        FontsMissingError: the program's fonts are not in their place.
    """
    setting = ChartType(fonts if fonts is not None else FontLibrary())
    scene = setting.scene(chart, width=width_pt, height=height_pt)
    pen = _Pen(scene.width, scene.height)
    for shape in plain(scene):
        if isinstance(shape, Area):
            pen.area(shape)
        else:
            pen.stroke(shape)
    for text in scene.texts:
        line, _ = setting.line(text)
        for piece in line.pieces:
            pen.piece(piece, text)
    return pen.png()


class _Pen:
    """Draws on one picture; lengths are points."""

    def __init__(self, width: float, height: float) -> None:
        self._size = (_pixels(width), _pixels(height))
        large = (self._size[0] * _FINER, self._size[1] * _FINER)
        self._scale = DPI / _POINTS_PER_INCH * _FINER
        self._image = Image.new("RGB", large, _WHITE)
        self._draw = ImageDraw.Draw(self._image)

    def area(self, area: Area) -> None:
        points = [(x * self._scale, y * self._scale) for x, y in area.points]
        self._draw.polygon(points, fill=PAPER_COLOURS[area.fill])

    def stroke(self, stroke: Stroke) -> None:
        points = [(x * self._scale, y * self._scale) for x, y in stroke.points]
        width = max(1, round(stroke.width * self._scale))
        self._draw.line(points, fill=PAPER_COLOURS[stroke.tone], width=width, joint="curve")

    def piece(self, piece: Piece, text: Text) -> None:
        x, y = (text.left + piece.x) * self._scale, text.baseline * self._scale
        ink = PAPER_COLOURS[text.tone]
        size = text.size * self._scale
        if piece.kind is Kind.TEXT:
            self._draw.text((x, y), piece.text, fill=ink, font=_face(piece.face, size), anchor="ls")
        else:
            # No face has the character: a box of its size, as the PDF has it.
            side = _BOX * size
            self._draw.rectangle((x, y - side, x + side, y), outline=ink, width=_FINER * 2)

    def png(self) -> bytes:
        buffer = BytesIO()
        smaller = self._image.resize(self._size, Image.Resampling.BOX)
        smaller.save(buffer, "PNG", dpi=(DPI, DPI), optimize=True)
        return buffer.getvalue()


def _pixels(points: float) -> int:
    return round(points * DPI / _POINTS_PER_INCH)


@cache
def _face(path: str, size: float) -> ImageFont.FreeTypeFont:
    # The plain engine sets each character by its own width, as the scene has measured it.
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
