"""A chart in the window: the shapes of the printed one, in the window's colours and type size."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from inspector_app.base.override import override
from inspector_app.domain.chart import Chart
from inspector_app.domain.chart_scene import good_height, least_width, scene
from inspector_app.domain.chart_shapes import Area, Point, Scene, Stroke, Text, Tone
from inspector_app.domain.chart_strokes import plain
from inspector_app.domain.chart_words import described
from inspector_app.ui.theme import BASE_POINTS, colours_now
from inspector_app.ui.widgets.chart_tones import tones_of
from inspector_app.ui.widgets.table_content import Content, mime_of

# Print may be smaller than what is read on a screen.
_LARGER: Final = 1.2
_POINTS_PER_INCH: Final = 72
_MARGIN: Final = 6.0
_WANTED: Final = 200.0
_FOCUS_WIDTH: Final = 2


class ChartView(QWidget):
    """Shows one chart as large as it may be; where that is too small for it, it is drawn smaller.

    The numbers are its accessible description, under the mouse they are a tip, and Ctrl+C copies
    them as a table.
    """

    def __init__(self) -> None:
        super().__init__()
        self._chart: Chart | None = None
        self._laid_out: tuple[tuple[object, ...], Scene] | None = None
        self._fonts: dict[tuple[float, bool, float], QFont] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("图表")

    def show_chart(self, chart: Chart) -> None:
        """Show a chart instead of the one before."""
        self._chart = chart
        self.setAccessibleName(f"图表：{chart.title}")
        self.setAccessibleDescription(described(chart))
        self.updateGeometry()
        self.update()

    def said_at(self, at: QPointF) -> str:
        """Return in words the number at a place of the widget, or nothing."""
        if self._chart is None:
            return ""
        laid_out = self._scene(self._chart)
        left, top, scale = self._fitted(laid_out)
        datum = laid_out.datum_at(Point((at.x() - left) / scale, (at.y() - top) / scale))
        return "" if datum is None else self._chart.said(datum.series, datum.category)

    def copy(self) -> None:
        """Put the numbers on the clipboard: a line for each category, separated by tabs."""
        if self._chart is not None:
            QGuiApplication.clipboard().setMimeData(mime_of(_content(self._chart)))

    # -- size ------------------------------------------------------------------------------------

    @property
    def _unit(self) -> float:
        """Pixels to a point of the scene."""
        larger = self.font().pointSizeF() / BASE_POINTS * _LARGER
        return self.logicalDpiY() / _POINTS_PER_INCH * larger

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        if self._chart is None:
            return 0
        least = least_width(self._chart, measure=self._measure)
        points = max(least, (width - 2 * _MARGIN) / self._unit)
        height = good_height(self._chart, width=points, wanted=_WANTED, measure=self._measure)
        return round(height * self._unit + 2 * _MARGIN)

    @override
    def sizeHint(self) -> QSize:
        width = round(320 * self._unit)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(round(150 * self._unit), round(100 * self._unit))

    # -- drawing ---------------------------------------------------------------------------------

    def _scene(self, chart: Chart) -> Scene:
        """Lay the chart out for the size there is, or for the least that holds its numbers."""
        unit = self._unit
        key = (chart, self.width(), self.height(), unit)
        if self._laid_out is None or self._laid_out[0] != key:
            least = least_width(chart, measure=self._measure)
            width = max((self.width() - 2 * _MARGIN) / unit, least)
            wanted = (self.height() - 2 * _MARGIN) / unit
            height = good_height(chart, width=width, wanted=wanted, measure=self._measure)
            made = scene(chart, width=width, height=height, measure=self._measure)
            self._laid_out = (key, made)
        return self._laid_out[1]

    def _fitted(self, laid_out: Scene) -> tuple[float, float, float]:
        """Return where the scene begins, and the pixels to one of its points."""
        room_x, room_y = self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN
        scale = max(0.01, min(self._unit, room_x / laid_out.width, room_y / laid_out.height))
        return (self.width() - laid_out.width * scale) / 2, _MARGIN, scale

    def _font(self, size: float, *, bold: bool) -> QFont:
        unit = self._unit
        if (size, bold, unit) not in self._fonts:
            font = QFont(self.font())
            font.setPointSizeF(size * unit * _POINTS_PER_INCH / self.logicalDpiY())
            font.setBold(bold)
            self._fonts[size, bold, unit] = font
        return self._fonts[size, bold, unit]

    def _measure(self, text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - chart_shapes.Measure
        metrics = QFontMetricsF(self._font(size, bold=bold))
        return metrics.horizontalAdvance(text) / self._unit

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_now()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(colours.surface))
        if self._chart is not None:
            laid_out = self._scene(self._chart)
            left, top, scale = self._fitted(laid_out)
            painter.save()
            painter.translate(left, top)
            # Texts have the size of the unit already.
            painter.scale(scale / self._unit, scale / self._unit)
            self._paint(painter, laid_out, tones_of(colours))
            painter.restore()
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), _FOCUS_WIDTH))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint(self, painter: QPainter, laid_out: Scene, tones: dict[Tone, str]) -> None:
        unit = self._unit
        for shape in plain(laid_out):
            points = QPolygonF([QPointF(point.x * unit, point.y * unit) for point in shape.points])
            if isinstance(shape, Area):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tones[shape.fill]))
                painter.drawPolygon(points)
            else:
                painter.setPen(_pen(shape, tones, unit))
                painter.drawPolyline(points)
        for text in laid_out.texts:
            self._write(painter, text, tones)

    def _write(self, painter: QPainter, text: Text, tones: dict[Tone, str]) -> None:
        painter.setPen(QColor(tones[text.tone]))
        painter.setFont(self._font(text.size, bold=text.bold))
        painter.drawText(QPointF(text.left * self._unit, text.baseline * self._unit), text.text)

    # -- hands -----------------------------------------------------------------------------------

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            said = self.said_at(QPointF(event.pos()))
            if said:
                QToolTip.showText(event.globalPos(), said, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)


class ChartPane(QScrollArea):
    """Charts below each other, as wide as there is room; what is too high scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addStretch(1)
        self.setWidget(inner)
        self.views: list[ChartView] = []

    def show_charts(self, charts: Sequence[Chart]) -> None:
        """Show other charts."""
        while len(self.views) < len(charts):
            view = ChartView()
            self._box.insertWidget(len(self.views), view)
            self.views.append(view)
        for place, view in enumerate(self.views):
            view.setVisible(place < len(charts))
            if place < len(charts):
                view.show_chart(charts[place])


def _pen(stroke: Stroke, tones: dict[Tone, str], unit: float) -> QPen:
    pen = QPen(QColor(tones[stroke.tone]), stroke.width * unit)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _content(chart: Chart) -> Content:
    columns = zip(*(series.values for series in chart.series), strict=True)
    return Content(
        head=(chart.title, *(series.name for series in chart.series)),
        rows=tuple(
            (category, *values) for category, values in zip(chart.categories, columns, strict=True)
        ),
    )
