"""From a content tree to pages of strips."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from inspector_app.reports.blocks import Continuation, Item, Measures, items_of
from inspector_app.reports.document import Document, Orientation
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.strips import Strip

MILLIMETRE: Final = 72 / 25.4
A4: Final = (210 * MILLIMETRE, 297 * MILLIMETRE)
_TOLERANCE: Final = 0.01


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A strip and where its upper edge stands on the sheet."""

    strip: Strip
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a document."""

    sheet: Sheet
    placed: tuple[Placed, ...]


def paginate(document: Document, fonts: FontLibrary) -> tuple[Page, ...]:
    """Lay ``document`` out on pages."""
    sheet = SHEETS[document.orientation]
    items = items_of(document, Measures(width=sheet.text_width, height=sheet.text_height), fonts)
    pages = _Pages(sheet)
    for position, item in enumerate(items):
        pages.add(item, followers=items[position + 1 :] if item.keep else ())
    return pages.done()


@dataclass(slots=True)
class _Pages:
    """Pages that are being filled from top to bottom."""

    sheet: Sheet
    finished: list[Page] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)
    used: float = 0.0
    filled: bool = False
    table: Continuation | None = None

    @property
    def _space(self) -> float:
        return self.sheet.text_height - self.used + _TOLERANCE

    def add(self, item: Item, *, followers: Sequence[Item]) -> None:
        """Stack one strip, on this page, over several or on the next."""
        if item.strip is None:
            self._turn()
            return
        strip = item.strip
        if self.filled and _least_with(strip, followers) > self._space:
            self._turn(item)
        while strip.height > self._space:
            parts = strip.parted(self._space)
            if parts is None and not self.filled:
                break  # Nothing can part it further; no block makes a strip as high as that.
            if parts is not None:
                self._put(parts[0], item.table)
                strip = parts[1]
            self._turn(item)
        self._put(strip, item.table)

    def _put(self, strip: Strip, table: Continuation | None) -> None:
        self._stack(strip)
        self.filled = True
        self.table = table

    def _stack(self, strip: Strip) -> None:
        self.placed.append(Placed(strip=strip, top=self.sheet.top + self.used))
        self.used += strip.height

    def _turn(self, item: Item | None = None) -> None:
        """Begin a new page; within a table it begins with 续表 and the table's head."""
        if not self.filled:
            return
        self._close()
        if item is not None and item.table is not None and item.table is self.table:
            for strip in item.table.again:
                self._stack(strip)

    def _close(self) -> None:
        self.finished.append(Page(sheet=self.sheet, placed=tuple(self.placed)))
        self.placed = []
        self.used = 0.0
        self.filled = False

    def done(self) -> tuple[Page, ...]:
        """Return all pages."""
        if self.placed or not self.finished:
            self._close()
        return tuple(self.finished)


def _least_with(strip: Strip, followers: Sequence[Item]) -> float:
    """Return the height that must be free for ``strip`` with what it must not be parted from."""
    height = strip.height if followers else strip.least
    for item in followers:
        if item.strip is None:
            break
        if not item.keep:
            return height + item.strip.least
        height += item.strip.height
    return height
