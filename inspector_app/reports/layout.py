"""From a content tree to pages of strips."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from inspector_app.reports.blocks import Continuation, Entry, Item, Measures, items_of
from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.letter import Letter, Printable
from inspector_app.reports.letter_blocks import letter_items
from inspector_app.reports.paper import LETTER_SHEET, SHEETS, Sheet
from inspector_app.reports.strips import Strip

_TOLERANCE: Final = 0.01
# Less than the lowest line: so much less room parts a strip before its last line.
_A_LINE: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A strip, where its upper edge stands on the sheet, and its place in the list of contents."""

    strip: Strip
    top: float
    entry: Entry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a document."""

    sheet: Sheet
    placed: tuple[Placed, ...]


def paginate(document: Printable, fonts: FontLibrary) -> tuple[Page, ...]:
    """Lay a document or a letter out on pages."""
    sheet, items = _laid_out(document, fonts)
    pages = _Pages(sheet)
    for position, item in enumerate(items):
        pages.add(item, followers=items[position + 1 :] if item.keep else ())
    return pages.done()


def _laid_out(document: Printable, fonts: FontLibrary) -> tuple[Sheet, list[Item]]:
    sheet = LETTER_SHEET if isinstance(document, Letter) else SHEETS[document.orientation]
    measures = Measures(width=sheet.text_width, height=sheet.text_height)
    if isinstance(document, Letter):
        return sheet, letter_items(document, measures, fonts)
    return sheet, items_of(document, measures, fonts)


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
        tied = _tied(followers)
        if self.filled and _least_with(strip, tied) > self._space:
            self._turn(item)
        while strip.height + tied > self._space:
            # What could stay here alone leaves a part of itself to what it must not be parted from.
            parts = strip.parted(min(self._space, strip.height - _A_LINE))
            if parts is None and not self.filled:
                break  # Nothing can part it further; no block makes a strip as high as that.
            if parts is not None:
                self._put(parts[0], item)
                strip = parts[1]
                item = replace(item, entry=None)
            self._turn(item)
        self._put(strip, item)

    def _put(self, strip: Strip, item: Item) -> None:
        self._stack(strip, item.entry)
        self.filled = True
        self.table = item.table

    def _stack(self, strip: Strip, entry: Entry | None = None) -> None:
        self.placed.append(Placed(strip=strip, top=self.sheet.top + self.used, entry=entry))
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


def _tied(followers: Sequence[Item]) -> float:
    """Return the height that must be free below a strip for what it must not be parted from."""
    height = 0.0
    for item in followers:
        if item.strip is None:
            break
        if not item.keep or item.strip.least < item.strip.height:
            return height + item.strip.least
        height += item.strip.height
    return height


def _least_with(strip: Strip, tied: float) -> float:
    """Return the height that must be free for ``strip``, or for a part of it, to begin here."""
    return strip.least if strip.least < strip.height else strip.height + tied
