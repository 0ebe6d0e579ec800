"""Sheets of paper and the text areas on them, in points from the top left."""

from dataclasses import dataclass
from typing import Final

from inspector_app.reports.document import Orientation

MILLIMETRE: Final = 72 / 25.4
A4: Final = (210 * MILLIMETRE, 297 * MILLIMETRE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of paper and the text area on it, in points from the top left."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def text_width(self) -> float:
        """Width of the text area."""
        return self.width - self.left - self.right

    @property
    def text_end(self) -> float:
        """Where the text area ends, from the top of the sheet."""
        return self.height - self.bottom

    @property
    def text_height(self) -> float:
        """Height of the text area."""
        return self.text_end - self.top


SHEETS: Final = {
    # Record tables are 160 mm wide, monthly tables have margins of 20 mm.
    Orientation.PORTRAIT: Sheet(
        width=A4[0],
        height=A4[1],
        left=25 * MILLIMETRE,
        right=25 * MILLIMETRE,
        top=25 * MILLIMETRE,
        bottom=22 * MILLIMETRE,
    ),
    Orientation.LANDSCAPE: Sheet(
        width=A4[1],
        height=A4[0],
        left=20 * MILLIMETRE,
        right=20 * MILLIMETRE,
        top=20 * MILLIMETRE,
        bottom=20 * MILLIMETRE,
    ),
}

LETTER_SHEET: Final = Sheet(
    width=A4[0],
    height=A4[1],
    left=28 * MILLIMETRE,
    right=26 * MILLIMETRE,
    top=37 * MILLIMETRE,
    bottom=35 * MILLIMETRE,
)
"""GB/T 9704-2012, 5.2.1: 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm."""
