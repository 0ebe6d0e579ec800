"""Putting pages on paper: each as a picture, at its true size, on any printer of the system.

A printer is opened, painted on and let go in one function, so that all of it happens on one thread.
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, Protocol

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from inspector_app.base.errors import EnvironmentProblem
from inspector_app.domain.paper import PagePicture, PageSize
from inspector_app.domain.paper_sides import sides_of

# Black text needs the finer grain; a page in colour takes three times the room.
GREY_DPI: Final = 600
COLOUR_DPI: Final = 300
_POINTS_PER_INCH: Final = 72


class Pages(Protocol):
    """An open file whose pages can be drawn, counted from 0."""

    @property
    def sizes(self) -> tuple[PageSize, ...]:
        """Each page's size."""
        ...

    @property
    def starts(self) -> frozenset[int]:
        """The first page of each paper in the file."""
        ...

    def picture(self, page: int, *, dpi: float) -> PagePicture:
        """Draw a page in colour."""
        ...

    def grey_picture(self, page: int, *, dpi: float) -> PagePicture:
        """Draw a page in shades of grey."""
        ...


class PrinterFacts(NamedTuple):
    """A printer of this computer.

    Attributes:
        both_sides: whether it turns the sheets by itself.
        usual: whether it is the one that the system uses if nobody chooses.
    """

    name: str
    both_sides: bool = False
    usual: bool = False


class Order(NamedTuple):
    """What is to be printed, and how.

    Attributes:
        printer: the printer's name in the system.
        pages: counted from 1 through all that is shown, rising.
    """

    printer: str
    pages: tuple[int, ...]
    copies: int = 1
    both_sides: bool = False
    grey: bool = False


class PrinterRefusedError(EnvironmentProblem):
    """The printer or the system did not take the pages."""

    code = "printer-refused"

    def __init__(self, printer: str) -> None:
        super().__init__(
            f"打印机“{printer}”没有接收，这一份没有打印；记录没有改变。"
            "请检查它是否开机、连线和有纸，再打印一次，或先存为 PDF。"
        )


def found_printers() -> tuple[PrinterFacts, ...]:
    """Return the printers of the system, the usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    found = [_facts(info, usual) for info in QPrinterInfo.availablePrinters()]
    return tuple(sorted(found, key=lambda facts: (not facts.usual, facts.name)))


def _facts(info: QPrinterInfo, usual: str) -> PrinterFacts:
    two = QPrinter.DuplexMode.DuplexLongSide in info.supportedDuplexModes()
    return PrinterFacts(info.printerName(), both_sides=two, usual=info.printerName() == usual)


def open_printer(name: str) -> QPrinter:
    """Return the printer of that name, ready to be painted on by the calling thread."""
    return QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)


def print_pages(
    pages: Pages,
    numbers: Sequence[int],
    order: Order,
    *,
    goes_on: Callable[[], bool],
) -> bool:
    """Print some pages of one file as one print job, and say whether it went out.

    Args:
        pages: the open file.
        numbers: which of its pages, counted from 0.
        order: printer, copies and the rest; its own pages are not looked at.
        goes_on: asked before each page; a no takes back all of this job.

    Raises:
        PrinterRefusedError: the printer did not take it.
    """
    printer = open_printer(order.printer)
    _set_up(printer, order)
    sides, copies = sides_of(
        numbers, starts=pages.starts, copies=order.copies, both_sides=order.both_sides
    )
    times = 1 if printer.supportsMultipleCopies() else copies
    printer.setCopyCount(copies if times == 1 else 1)
    painter = QPainter()
    size = pages.sizes[numbers[0]]
    try:
        for place, number in enumerate(sides * times):
            if number is not None and not goes_on():
                printer.abort()
                return False
            # An empty side is as large as the page before it.
            size = pages.sizes[number] if number is not None else size
            _lay(printer, size, both_sides=order.both_sides)
            taken = printer.newPage() if place else painter.begin(printer)
            if not taken:
                raise PrinterRefusedError(order.printer)
            if number is not None:
                _paint(painter, printer, pages, number, grey=order.grey)
    finally:
        ended = painter.end() if painter.isActive() else True
    if not ended or printer.printerState() is QPrinter.PrinterState.Error:
        raise PrinterRefusedError(order.printer)
    return True


def _set_up(printer: QPrinter, order: Order) -> None:
    printer.setFullPage(True)
    printer.setCreator("入校督导工作台")
    mode = QPrinter.ColorMode.GrayScale if order.grey else QPrinter.ColorMode.Color
    printer.setColorMode(mode)


def _lay(printer: QPrinter, size: PageSize, *, both_sides: bool) -> None:
    """Give the next sheet its size, without margins: pages bring margins of their own."""
    wide = size.width > size.height
    paper = QPageSize(
        QSizeF(min(size), max(size)),
        QPageSize.Unit.Point,
        "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, turned, QMarginsF()))
    sides = QPrinter.DuplexMode
    # Sheets are bound at the left: a sheet that lies is turned over its short side.
    two = sides.DuplexShortSide if wide else sides.DuplexLongSide
    printer.setDuplex(two if both_sides else sides.DuplexNone)


def _paint(painter: QPainter, printer: QPrinter, pages: Pages, number: int, *, grey: bool) -> None:
    size, dots = pages.sizes[number], printer.resolution()
    finest = GREY_DPI if grey else COLOUR_DPI
    draw = pages.grey_picture if grey else pages.picture
    image = image_of(draw(number, dpi=min(dots, finest)))
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    scale = dots / _POINTS_PER_INCH
    whole = QRectF(0, 0, size.width * scale, size.height * scale)
    painter.drawImage(whole, image, QRectF(image.rect()))


def image_of(picture: PagePicture) -> QImage:
    """Return a page's picture as Qt's; the bytes are shared with it while it lives."""
    per_pixel = 1 if picture.grey else 3
    grey, colour = QImage.Format.Format_Grayscale8, QImage.Format.Format_RGB888
    return QImage(
        picture.samples,
        picture.width,
        picture.height,
        picture.width * per_pixel,
        grey if picture.grey else colour,
    )
