"""What every page bears besides the content: mark, record number, revision, check code, page.

The foot and the head are the same words on every page but for the page number, and each stands on
a line of its own, so that whoever extracts the text can take them out again.
"""

import re
from typing import Final

from inspector_app.reports.blocks import CONTINUED
from inspector_app.reports.document import Document, Orientation
from inspector_app.reports.fonts import FontLibrary, Role
from inspector_app.reports.lines import Style, Typesetter
from inspector_app.reports.paper import Sheet
from inspector_app.reports.strips import Ink

FOOT: Final = Style(role=Role.SONG, size=9, leading=12)
MARK: Final = Style(role=Role.HEI, size=10.5, leading=16)
FOOT_DROP: Final = 14.0
HEAD_RISE: Final = 24.0
_MARK_PAD: Final = 6.0
# Characters of a title that stand beside check code and page number, all of them full width.
_TITLE_MOST: Final = {Orientation.PORTRAIT: 28, Orientation.LANDSCAPE: 56}


def identity_text(document: Document) -> str:
    """Return what the foot says at its left: number (or title), revision, check code."""
    title = "　".join(filter(None, (document.title, document.subtitle)))
    name = f"记录编号 {document.record_no}" if document.record_no else _shortened(title, document)
    parts = (name, document.revision, f"校验码 {document.check_code}")
    return "　".join(filter(None, parts))


def _shortened(title: str, document: Document) -> str:
    """Leave out the middle of a title that has no room; its first page bears it whole."""
    most = _TITLE_MOST[document.orientation]
    half = most // 2
    return title if len(title) <= most else f"{title[:half]}…{title[-half:]}"


def furniture_patterns(document: Document) -> tuple[re.Pattern[str], ...]:
    """Return patterns for the lines of extracted text, without white space, that are furniture."""
    identity = re.escape("".join(identity_text(document).split()))
    pages = r"第\d+页共\d+页"
    mark = re.escape("".join(document.mark.split()))
    lines = [rf"{identity}(?:{pages})?", pages, CONTINUED]
    return tuple(re.compile(f"^{line}$") for line in [*lines, *([mark] if mark else [])])


class Furniture:
    """Head and foot of the pages of one document, whose check code is told once for all of them."""

    def __init__(self, document: Document, fonts: FontLibrary) -> None:
        self._identity = identity_text(document)
        self._mark = document.mark
        self._fonts = fonts

    def draw(self, ink: Ink, sheet: Sheet, pages: str) -> None:
        """Draw them on one page; ``pages`` is its page number in words."""
        foot = Typesetter(self._fonts, FOOT)
        top = sheet.text_end + FOOT_DROP
        (page_line,) = foot.lines(pages, sheet.text_width)
        page_x = sheet.width - sheet.right - page_line.width
        (line, *_) = foot.lines(self._identity, sheet.text_width)
        ink.line(line, FOOT, x=sheet.left, top=top)
        ink.line(page_line, FOOT, x=page_x, top=top)
        if self._mark:
            draw_mark(ink, self._mark, sheet, self._fonts)


def draw_mark(ink: Ink, mark: str, sheet: Sheet, fonts: FontLibrary) -> None:
    """Draw 草稿, 送签稿 2 … in a frame above the text area, at its right."""
    (line, *_) = Typesetter(fonts, MARK).lines(mark, sheet.text_width)
    width = line.width + 2 * _MARK_PAD
    x = sheet.width - sheet.right - width
    top = sheet.top - HEAD_RISE
    ink.frame(x=x, top=top, width=width, height=MARK.leading)
    ink.line(line, MARK, x=x + _MARK_PAD, top=top)
