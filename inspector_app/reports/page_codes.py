"""QR codes on pages: one path in a PDF file, a picture in a Word file.

Where a page's code stands: in the corner at the lower right, outside the text area, so that a page
with a code breaks where the same page without one does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any, Final, Protocol

import zxingcpp
from PIL import Image, ImageOps

from inspector_app.reports.letter import Printable
from inspector_app.reports.paper import MILLIMETRE, Sheet

QUIET: Final = 4
"""Modules of white around a code (ISO/IEC 18004, 9.1)."""
_MOST_SIDE: Final = 20 * MILLIMETRE
# Printers leave so much of a sheet white.
_EDGE: Final = 4.5 * MILLIMETRE
# White that parts the code from the rules of a table which fills its page.
_GAP: Final = 0.7 * MILLIMETRE
_LEVEL: Final = "M"
# Dots of a module in the picture for a Word file.
_DOTS: Final = 8
# Any of the eight masks can be read; to weigh them all takes most of the time of making a code.
_MASK: Final = 3
_DARK: Final = re.compile(rb"\x01+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSaid:
    """A finished page: its number through the file, and all that stands on it, in order.

    Attributes:
        printable: the document or letter that it belongs to.
    """

    printable: Printable
    page: int
    said: tuple[str, ...]


class PageCoder(Protocol):
    """Gives each page the text of its code."""

    def code(self, page: PageSaid) -> str:
        """Take note of a finished page; return the text of its code, or nothing for none."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where the dark modules of a code stand on a sheet: upper left corner and side, in points."""

    left: float
    top: float
    side: float


def spot(sheet: Sheet, modules: int) -> Spot:
    """Return where a code of so many modules goes on a sheet, in its lower right corner."""
    side = min(_MOST_SIDE * modules / (modules + 2 * QUIET), sheet.right - _EDGE - _GAP)
    return Spot(
        left=sheet.width - _EDGE - side, top=sheet.height - _EDGE - MILLIMETRE - side, side=side
    )


@lru_cache(maxsize=8)
def modules(text: str) -> tuple[bytes, ...]:
    """Return the rows of a code's modules, 1 for dark; without white around it."""
    code = zxingcpp.create_barcode(
        text, zxingcpp.BarcodeFormat.QRCode, ecLevel=_LEVEL, dataMask=_MASK
    )
    # A buffer of two dimensions, which the stubs of the library do not say.
    drawn: Any = code.to_image(scale=1, add_quiet_zones=False)
    rows: Any = memoryview(drawn).tolist()
    return tuple(bytes(shade == 0 for shade in row) for row in rows)


def path(rows: Sequence[bytes]) -> str:
    """Return the dark modules as one path of PDF, a module being one unit, y growing upwards."""
    top = len(rows) - 1
    parts = [
        f"{run.start()} {top - number} {run.end() - run.start()} 1 re"
        for number, row in enumerate(rows)
        for run in _DARK.finditer(row)
    ]
    return "\n".join([*parts, "f"])


def png(text: str, *, module: int = _DOTS) -> bytes:
    """Return a code as a picture, with the white around it; a module is so many pixels wide."""
    rows = modules(text)
    shades = bytes(255 * (not dark) for row in rows for dark in row)
    small = ImageOps.expand(Image.frombytes("L", (len(rows), len(rows)), shades), QUIET, fill=255)
    side = small.width * module
    buffer = BytesIO()
    small.resize((side, side), Image.Resampling.NEAREST).convert("1").save(buffer, "PNG")
    return buffer.getvalue()
