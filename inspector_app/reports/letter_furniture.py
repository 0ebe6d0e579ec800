"""What every page of a letter bears besides its content: the page number, and 草稿 where it is one.

GB/T 9704-2012, 7.5: 4号半角宋体, 一字线 at both sides, the line 7 mm below the text area, one
character in from the outer edge: right on odd pages, left on even ones.
"""

import re
from typing import Final

from inspector_app.reports.fonts import FontLibrary, Role
from inspector_app.reports.furniture import draw_mark
from inspector_app.reports.letter import Letter
from inspector_app.reports.lines import Style, Typesetter
from inspector_app.reports.paper import MILLIMETRE, Sheet
from inspector_app.reports.strips import Ink

PAGE_NUMBER: Final = Style(role=Role.SONG, size=14, leading=14)
DROP: Final = 7 * MILLIMETRE
# The dash stands in the middle of its line.
_DASH_RISE: Final = PAGE_NUMBER.leading / 2


def page_number(number: int) -> str:
    """Return what stands at the foot of a page."""
    return f"— {number} —"


def page_pattern() -> re.Pattern[str]:
    """Return the pattern of a page number in extracted text, without white space."""
    return re.compile(r"^—\d+—$")


def draw(ink: Ink, letter: Letter, sheet: Sheet, fonts: FontLibrary, number: int) -> None:
    """Draw the head and foot of one page."""
    (line,) = Typesetter(fonts, PAGE_NUMBER).lines(page_number(number), sheet.text_width)
    inwards = PAGE_NUMBER.size
    outer_right = sheet.left + sheet.text_width - inwards - line.width
    x = outer_right if number % 2 else sheet.left + inwards
    ink.line(line, PAGE_NUMBER, x=x, top=sheet.text_end + DROP - _DASH_RISE)
    if letter.mark:
        draw_mark(ink, letter.mark, sheet, fonts)
