"""Looks for QR codes in one file; run as a program of its own, by its path.

    python code_reader.py <photo.jpg >answer

Whoever brings a page brings the file: a picture or a PDF that was made to bring its decoder down
must cost the check and not the program, whatever is being typed in it. Pixels and pages are counted
before any is decoded. The answer is one JSON list, a page each: the texts of its codes, and its
lines of text without white space where the file holds any. Nothing of the package is imported here,
so that it starts fast and wherever the package lies.
"""

import json
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Final, TypedDict

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from pypdfium2 import PdfPage

TOO_LARGE: Final = 3
UNREADABLE: Final = 4
PDF: Final = b"%PDF-"
MOST_PAGES: Final = 400

_MEMORY_BYTES: Final = 2_000_000_000
_POINTS_PER_INCH: Final = 72
_DPI: Final = 300
# A camera of fifty million pixels and a little; more is no photo of a page.
_MOST_PIXELS: Final = 64_000_000
# A closely written page has five thousand.
_MOST_CHARACTERS: Final = 50_000
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "TIFF", "BMP")
_PHONE_FORMAT: Final = "HEIF"
# The longest sides at which a photo is tried at last: noise hides the modules of a large one, and
# those of a coarse and turned one are found only between its points.
_SIDES: Final = (2400, 1600, 4000)
_MOST_ENLARGED: Final = 3
_LONGEST: Final = 9000


class Page(TypedDict):
    """What is on a page."""

    codes: list[str]
    lines: list[str]


class TooLargeError(Exception):
    """More pixels, pages or characters than any paper has."""


def main() -> int:
    """Read standard input, write the answer to standard output; 0, or why not."""
    _limit_memory()
    data = sys.stdin.buffer.read()
    try:
        pages = list(_pages(data))
    except TooLargeError:
        return TOO_LARGE
    except Exception:  # noqa: BLE001 - decoders raise whatever they like; the caller has a sentence
        return UNREADABLE
    sys.stdout.buffer.write(json.dumps(pages).encode())
    return 0


def _pages(data: bytes) -> Iterator[Page]:
    return _of_pdf(data) if data.startswith(PDF) else _of_picture(data)


def _of_picture(data: bytes) -> Iterator[Page]:
    from PIL import Image, ImageOps, ImageSequence  # noqa: PLC0415 - under the limit

    Image.MAX_IMAGE_PIXELS = None  # counted below, for each frame
    with Image.open(BytesIO(data), formats=_formats()) as opened:
        # A scanner puts several sheets into one TIFF file.
        for number, frame in enumerate(ImageSequence.Iterator(opened)):
            if number >= MOST_PAGES or frame.width * frame.height > _MOST_PIXELS:
                raise TooLargeError
            picture = ImageOps.exif_transpose(frame).convert("L")
            yield Page(codes=_codes(_tries(picture)), lines=[])


def _formats() -> tuple[str, ...]:
    if find_spec("pi_heif") is None:
        return _FORMATS
    import pi_heif  # noqa: PLC0415 - under the limit

    pi_heif.register_heif_opener()
    return (*_FORMATS, _PHONE_FORMAT)


def _of_pdf(data: bytes) -> Iterator[Page]:
    import pypdfium2  # noqa: PLC0415 - under the limit
    from PIL import Image  # noqa: PLC0415 - under the limit

    file = pypdfium2.PdfDocument(data)
    if len(file) > MOST_PAGES:
        raise TooLargeError
    for page in file:
        inches = page.get_width() * page.get_height() / _POINTS_PER_INCH**2
        dpi = min(_DPI, (_MOST_PIXELS / inches) ** 0.5)
        bitmap = page.render(scale=dpi / _POINTS_PER_INCH, grayscale=True)
        textpage = page.get_textpage()
        if textpage.count_chars() > _MOST_CHARACTERS:
            raise TooLargeError
        text = textpage.get_text_range()
        lines = ["".join(line.split()) for line in text.splitlines()]
        picture = Image.frombuffer(
            "L", (bitmap.width, bitmap.height), bytes(bitmap.buffer), "raw", "L", bitmap.stride, 1
        )
        # What holds no picture was drawn here, sharp: only what a lens saw is tried in other ways.
        tries = _tries(picture) if _has_pictures(page) else iter((picture,))
        yield Page(codes=_codes(tries), lines=[line for line in lines if line])


def _has_pictures(page: "PdfPage") -> bool:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE  # noqa: PLC0415 - under the limit

    return any(True for _ in page.get_objects(filter=(FPDF_PAGEOBJ_IMAGE,)))


def _codes(tries: "Iterator[Picture]") -> list[str]:
    import zxingcpp  # noqa: PLC0415 - under the limit

    qr = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    for tried in tries:
        found = zxingcpp.read_barcodes(tried, formats=qr)
        if found:
            return list(dict.fromkeys(each.text for each in found))
    return []


def _tries(picture: "Picture") -> "Iterator[Picture]":
    """Yield a picture as it is, then smoothed and enlarged: a dim room makes a photo grainy."""
    from PIL import ImageFilter  # noqa: PLC0415 - under the limit

    yield picture
    smooth = picture.filter(ImageFilter.GaussianBlur(1))
    longest = max(picture.size)
    yield smooth
    yield _sized(smooth, min(2 * longest, _LONGEST))
    yield _sized(picture, min(2 * longest, _LONGEST))
    for side in _SIDES:
        yield _sized(picture, min(side, _MOST_ENLARGED * longest))


def _sized(picture: "Picture", longest: int) -> "Picture":
    from PIL.Image import Resampling  # noqa: PLC0415 - under the limit

    scale = longest / max(picture.size)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Resampling.BICUBIC)


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - absent on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))


if __name__ == "__main__":
    sys.exit(main())
