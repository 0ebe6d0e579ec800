"""Reads the codes of pages back: from a photo or a scan, and from a PDF file with its text.

Nothing is fetched or started for it: zxing-cpp reads the picture in this process.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Final, NamedTuple

import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError

from inspector_app.base.errors import InputError
from inspector_app.reports.pages import PdfPages

_PDF: Final = b"%PDF-"
_QR: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_DPI: Final = 300
# A camera of fifty million pixels and a little; more is no photo of a page.
_MOST_PIXELS: Final = 64_000_000
# The longest sides at which a photo is tried after it was tried as it is: noise hides the modules
# of a large one, and those of a coarse and turned one are found only between its points.
_SIDES: Final = (2400, 1600, 4000)
_MOST_ENLARGED: Final = 3


class UnreadablePictureError(InputError):
    """The bytes are no picture that can be opened."""

    code = "unreadable-picture"

    def __init__(self) -> None:
        super().__init__(
            "这个文件不是能打开的图片或 PDF，没有核验；请用 JPEG、PNG、HEIC 照片，扫描件或 PDF。"
        )


class FoundPage(NamedTuple):
    """A page that was looked at.

    Attributes:
        codes: the texts of the QR codes on it.
        words: what the page says without white space, where the file holds its text.
    """

    codes: tuple[str, ...]
    words: str = ""


def found_pages(data: bytes) -> tuple[FoundPage, ...]:
    """Return what is on each page of a PDF file, or on a picture.

    Raises:
        UnreadablePictureError: it is neither.
        UnreadablePdfError: the PDF file is damaged.
    """
    if data.startswith(_PDF):
        return _of_pdf(data)
    try:
        with Image.open(BytesIO(data)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise UnreadablePictureError
            return (FoundPage(_codes(ImageOps.exif_transpose(opened).convert("L"))),)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise UnreadablePictureError from error


def _of_pdf(data: bytes) -> tuple[FoundPage, ...]:
    with PdfPages(data) as pages:
        return tuple(
            FoundPage(_codes(_picture(pages, number)), pages.words(number))
            for number in range(pages.count)
        )


def _picture(pages: PdfPages, number: int) -> Image.Image:
    drawn = pages.grey_picture(number, dpi=_DPI)
    return Image.frombytes("L", (drawn.width, drawn.height), drawn.samples)


def _codes(picture: Image.Image) -> tuple[str, ...]:
    for tried in _sizes(picture):
        found = zxingcpp.read_barcodes(tried, formats=_QR)
        if found:
            return tuple(dict.fromkeys(each.text for each in found))
    return ()


def _sizes(picture: Image.Image) -> Iterator[Image.Image]:
    yield picture
    for side in _SIDES:
        scale = min(side / max(picture.size), _MOST_ENLARGED)
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        yield picture.resize(size, Image.Resampling.BICUBIC)
