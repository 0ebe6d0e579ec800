"""The pages of a document below each other, as they will come out on paper."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from inspector_app.base.override import override
from inspector_app.domain.paper import PageSize
from inspector_app.ui.theme import GRID, colours_now

ZOOMS: Final = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0)
_POINTS_PER_INCH: Final = 72
_LOOK_AFTER_MS: Final = 40
_LEAST_ZOOM: Final = 0.1
# About 64 MB of pictures: some pages before and after those on the screen.
_MOST_PIXELS: Final = 16_000_000
_PAPER: Final = QColor("white")
_WHEEL_STEP: Final = 120


class WantedPage(NamedTuple):
    """A page whose picture is missing, and how fine it has to be."""

    page: int
    dpi: float


class PageView(QAbstractScrollArea):
    """Paper on a table: scrolled, enlarged, and drawn only where it is seen.

    Signals:
        wanted(WantedPage): this page is seen without its picture; answer by ``show_page``.
        moved(int): the page that is read now, counted from 0.
        zoomed(): pages are shown larger or smaller than before.
    """

    wanted = Signal(object)
    moved = Signal(int)
    zoomed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # A bar that comes and goes would change the width that pages are fitted to.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._sizes: list[PageSize] = []
        self._tops: list[int] = []
        self._zoom: float | None = None
        self._page = 0
        self._pictures: OrderedDict[int, QImage] = OrderedDict()
        self._asked: dict[int, int] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LOOK_AFTER_MS)
        self._soon.timeout.connect(self._look)

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page that is read now, counted from 0."""
        return self._page

    @property
    def zoom(self) -> float:
        """How large pages are shown; 1 is the size of paper on a screen of 96 dots an inch."""
        return self._fitting() if self._zoom is None else self._zoom

    @property
    def fits_width(self) -> bool:
        """Whether pages are as wide as the view."""
        return self._zoom is None

    def pictured(self, page: int) -> bool:
        """Say whether a page has its picture."""
        return page in self._pictures

    def add_pages(self, sizes: Sequence[PageSize]) -> None:
        """Put more pages below those that are there."""
        self._sizes += sizes
        self._arrange()

    def clear(self) -> None:
        """Show nothing."""
        self._sizes, self._page = [], 0
        self.forget()
        self._arrange()

    def forget(self) -> None:
        """Let go of every picture; those that are seen are asked for again."""
        self._pictures.clear()
        self._asked.clear()

    def show_page(self, page: int, picture: QImage) -> None:
        """Show the picture of a page."""
        self._asked.pop(page, None)
        self._pictures[page] = picture
        self._pictures.move_to_end(page)
        self._make_room()
        self.viewport().update()
        self._soon.start()

    def give_up(self, page: int) -> None:
        """Take note that a page's picture will not come; it is asked for again when it is seen."""
        self._asked.pop(page, None)

    def _make_room(self) -> None:
        used = sum(each.width() * each.height() for each in self._pictures.values())
        seen = set(self._seen())
        for page in [page for page in self._pictures if page not in seen]:
            if used <= _MOST_PIXELS:
                return
            gone = self._pictures.pop(page)
            used -= gone.width() * gone.height()

    # -- moving ----------------------------------------------------------------------------------

    def go_to(self, page: int) -> None:
        """Bring the top of a page into view."""
        if self._sizes:
            page = max(0, min(page, self.count - 1))
            self.verticalScrollBar().setValue(self._tops[page] - GRID)

    def fit_width(self) -> None:
        """Make pages as wide as the view."""
        self._set_zoom(None)

    def enlarge(self) -> None:
        """Show pages one step larger."""
        self._set_zoom(next((z for z in ZOOMS if z > self.zoom + 0.01), ZOOMS[-1]))

    def reduce(self) -> None:
        """Show pages one step smaller."""
        self._set_zoom(next((z for z in reversed(ZOOMS) if z < self.zoom - 0.01), ZOOMS[0]))

    def _set_zoom(self, zoom: float | None) -> None:
        self._zoom = zoom
        self._arrange()
        self.zoomed.emit()

    # -- where things are ------------------------------------------------------------------------

    def _dots(self, points: float) -> int:
        return max(1, round(points * self.zoom * self._inch / _POINTS_PER_INCH))

    @property
    def _inch(self) -> int:
        return self.logicalDpiX()

    def _fitting(self) -> float:
        widest = max((size.width for size in self._sizes), default=1.0)
        room = self.viewport().width() - 2 * GRID
        return max(_LEAST_ZOOM, room / (widest * self._inch / _POINTS_PER_INCH))

    def _arrange(self) -> None:
        """Lay the pages out again, keeping the place that is read."""
        bar = self.verticalScrollBar()
        inside = self._inside(bar.value())
        top = GRID
        self._tops = []
        for size in self._sizes:
            self._tops.append(top)
            top += self._dots(size.height) + GRID
        view = self.viewport().size()
        bar.setRange(0, max(0, top - view.height()))
        bar.setPageStep(view.height())
        bar.setSingleStep(GRID * 5)
        widest = max((self._dots(size.width) for size in self._sizes), default=0)
        across = self.horizontalScrollBar()
        across.setRange(0, max(0, widest + 2 * GRID - view.width()))
        across.setPageStep(view.width())
        across.setValue(across.maximum() // 2)
        if self._sizes:
            page, share = inside
            bar.setValue(round(self._tops[page] + share * self._dots(self._sizes[page].height)))
        self._moved()

    def _inside(self, offset: int) -> tuple[int, float]:
        """Return the page at an offset, and how far down it that is."""
        for page, top in enumerate(self._tops):
            height = self._laid_height(page)
            if offset < top + height + GRID:
                return page, (offset - top) / max(1, height)
        return max(0, len(self._tops) - 1), 0.0

    def _laid_height(self, page: int) -> int:
        below = page + 1
        return (
            (self._tops[below] if below < len(self._tops) else self._end())
            - self._tops[page]
            - GRID
        )

    def _end(self) -> int:
        return self.verticalScrollBar().maximum() + self.verticalScrollBar().pageStep()

    def _seen(self) -> list[int]:
        above = self.verticalScrollBar().value()
        below = above + self.viewport().height()
        return [
            page
            for page, top in enumerate(self._tops)
            if top < below and top + self._dots(self._sizes[page].height) > above
        ]

    def _place(self, page: int) -> QRect:
        """Return where a page lies in the viewport."""
        size = self._sizes[page]
        width, height = self._dots(size.width), self._dots(size.height)
        middle = (self.viewport().width() - width) // 2
        left = middle if middle >= GRID else GRID - self.horizontalScrollBar().value()
        return QRect(left, self._tops[page] - self.verticalScrollBar().value(), width, height)

    def _moved(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        page = next((n for n in reversed(range(self.count)) if self._tops[n] <= middle), 0)
        if page != self._page:
            self._page = page
            self.moved.emit(page)
        self._soon.start()
        self.viewport().update()

    def _look(self) -> None:
        """Ask for the pictures that are seen and missing, or not fine enough."""
        if not self.isVisible():
            return
        ratio = self.devicePixelRatioF()
        for page in self._seen():
            width = round(self._dots(self._sizes[page].width) * ratio)
            has = self._pictures[page].width() if page in self._pictures else 0
            # A picture is a pixel wider or narrower than asked for: points are no whole pixels.
            if abs(has - width) > 1 and self._asked.get(page) != width:
                self._asked[page] = width
                dpi = width * _POINTS_PER_INCH / self._sizes[page].width
                self.wanted.emit(WantedPage(page, dpi))

    # -- Qt --------------------------------------------------------------------------------------

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._moved()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        if self._zoom is None:
            self.zoomed.emit()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif event.angleDelta().y() >= _WHEEL_STEP:
            self.enlarge()
        elif event.angleDelta().y() <= -_WHEEL_STEP:
            self.reduce()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        step = max(1, self.viewport().height() - 5 * GRID)
        by = {
            Qt.Key.Key_PageDown: step,
            Qt.Key.Key_Space: step,
            Qt.Key.Key_PageUp: -step,
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }.get(Qt.Key(event.key()))
        if by is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + by)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_now()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(colours.line))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._seen():
            place = self._place(page)
            painter.fillRect(place, _PAPER)
            picture = self._pictures.get(page)
            if picture is not None:
                painter.drawImage(QRectF(place), picture, QRectF(picture.rect()))
            else:
                painter.setPen(QColor("#556070"))
                below = QRect(place.topLeft() + QPoint(0, GRID * 4), place.size())
                words = f"正在画第 {page + 1} 页……"
                painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, words)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()
