"""Draws the pages of one PDF or TIFF file as JPEG pictures; run as a program of its own.

    python scan_drawer.py <scan.pdf >pages

Whoever brings a scan brings the file: one that was made to bring its decoder down must cost the
taking in and not the program. Pages and pixels are counted before any is decoded. The answer is
each page's length as four bytes and its picture. Nothing of the package is imported here, so that
it starts fast and wherever the package lies.
"""

import struct
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

TOO_LARGE: Final = 3
UNREADABLE: Final = 4
PDF: Final = b"%PDF-"
MOST_PAGES: Final = 100
LENGTH: Final = struct.Struct(">I")

_MEMORY_BYTES: Final = 2_000_000_000
_POINTS_PER_INCH: Final = 72
_DPI: Final = 220
_LONGEST: Final = 2600
_MOST_PIXELS: Final = 64_000_000
_QUALITY: Final = 90


class TooLargeError(Exception):
    """More pages or pixels than a scan of records has."""


def main() -> int:
    """Read standard input, write pictures to standard output; 0, or why not."""
    _limit_memory()
    data = sys.stdin.buffer.read()
    try:
        pages = [_jpeg(page) for page in _pages(data)]
    except TooLargeError:
        return TOO_LARGE
    except Exception:  # noqa: BLE001 - decoders raise whatever they like; the caller has a sentence
        return UNREADABLE
    for page in pages:
        sys.stdout.buffer.write(LENGTH.pack(len(page)) + page)
    return 0


def _pages(data: bytes) -> "Iterator[Picture]":
    return _of_pdf(data) if data.startswith(PDF) else _of_tiff(data)


def _of_pdf(data: bytes) -> "Iterator[Picture]":
    import pypdfium2  # noqa: PLC0415 - under the limit

    file = pypdfium2.PdfDocument(data)
    if len(file) > MOST_PAGES:
        raise TooLargeError
    for page in file:
        longest = max(page.get_width(), page.get_height(), 1)
        dpi = min(_DPI, _LONGEST / longest * _POINTS_PER_INCH)
        # Stamps are red, and remarks are written in red.
        yield page.render(scale=dpi / _POINTS_PER_INCH).to_pil()


def _of_tiff(data: bytes) -> "Iterator[Picture]":
    from PIL import Image, ImageOps, ImageSequence  # noqa: PLC0415 - under the limit

    Image.MAX_IMAGE_PIXELS = None  # counted below, for each frame
    with Image.open(BytesIO(data), formats=("TIFF",)) as opened:
        for number, frame in enumerate(ImageSequence.Iterator(opened)):
            if number >= MOST_PAGES or frame.width * frame.height > _MOST_PIXELS:
                raise TooLargeError
            yield ImageOps.exif_transpose(frame)


def _jpeg(page: "Picture") -> bytes:
    picture = page.convert("L" if page.mode in {"1", "L"} else "RGB")
    picture.thumbnail((_LONGEST, _LONGEST))
    made = BytesIO()
    picture.save(made, "JPEG", quality=_QUALITY)
    return made.getvalue()


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - absent on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))


if __name__ == "__main__":
    sys.exit(main())
