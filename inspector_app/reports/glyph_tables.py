"""Reads a face's glyphs and widths table by table, where reportlab reads them number by number.

A Chinese face has tens of thousands of characters: read one by one, three faces were a third of
the time that the first document of a process took.
"""

import struct
import sys
from array import array
from itertools import zip_longest
from typing import Final, Literal

from reportlab.pdfbase import ttfonts

from inspector_app.base.override import override

_SPACE: Final = 0x20
_NO_BREAK: Final = 0xA0
_SEGMENTS: Final = 4
_GROUPS: Final = 12
_LAST: Final = 0xFFFF
# Where a head table says how long an entry of loca is, and hhea how many widths there are.
_LOCA_FORMAT: Final = 50
_METRICS: Final = 34
_WINDOWS: Final = 3


class WholeTables(ttfonts.TTFontFace):
    """A face whose cmap, hmtx and loca are each read at once.

    It has no ``glyphToChar``, which only shaped text needs: no face here is set that way.

    Raises:
        TTFError: a table is torn or absent.
    """

    @override
    def extractInfo(self, charInfo: Literal[0, 1] | bool = 1) -> None:
        try:
            glyphs = _glyphs(self._table("cmap")) if charInfo else None
            super().extractInfo(charInfo if glyphs is None else 0)
            if glyphs is not None:
                self._take(glyphs)
        except (struct.error, LookupError, ValueError) as error:
            msg = f"a table of the face is torn or absent: {error}"
            raise ttfonts.TTFError(msg) from error

    def _take(self, glyphs: dict[int, int]) -> None:
        """Hold these glyphs, their widths, and what a subset is made from."""
        if _SPACE in glyphs or _NO_BREAK in glyphs:
            # Each stands for the other, as reportlab has it.
            space = glyphs.get(_SPACE, glyphs.get(_NO_BREAK, 0))
            glyphs[_SPACE] = glyphs[_NO_BREAK] = space
        self.charToGlyph = glyphs
        self.hmetrics = _metrics(self._table("hhea"), self._table("hmtx"), self.numGlyphs)
        scale = 1000 / self.unitsPerEm
        widths = [advance * scale for advance, _ in self.hmetrics]
        self.defaultWidth = widths[0]
        self.charWidths = {
            char: widths[glyph] for char, glyph in glyphs.items() if glyph < len(widths)
        }
        self.glyphPos = _positions(self._table("head"), self._table("loca"), self.numGlyphs)

    def _table(self, tag: str) -> bytes:
        table: bytes = self.get_table(tag)  # type: ignore[no-untyped-call]
        return table


def install() -> None:
    """Make reportlab read faces this way; calling it again changes nothing."""
    ttfonts.TTFontFace = WholeTables  # type: ignore[misc]


def _glyphs(cmap: bytes) -> dict[int, int] | None:
    """Return the glyph of each character; nothing where the table is none of the usual two."""
    _, count = struct.unpack_from(">HH", cmap)
    entries = [struct.unpack_from(">HHL", cmap, 4 + 8 * place) for place in range(count)]
    # They stand sorted, the largest last.
    starts = [start for platform, _, start in entries if platform == _WINDOWS]
    if not starts:
        return None
    form, length = struct.unpack_from(">HH", cmap, starts[-1])
    if form == _GROUPS:
        return _of_groups(cmap[starts[-1] :])
    if form == _SEGMENTS:
        return _of_segments(_numbers("H", cmap[starts[-1] : starts[-1] + length]))
    return None


def _of_groups(table: bytes) -> dict[int, int]:
    (count,) = struct.unpack_from(">L", table, 12)
    return {
        char: glyph
        for first, last, begins in struct.iter_unpack(">LLL", table[16 : 16 + 12 * count])
        for glyph, char in enumerate(range(first, last + 1), begins)
    }


def _of_segments(table: "array[int]") -> dict[int, int]:
    count = table[3] // 2
    ends, starts = table[7 : 7 + count], table[8 + count : 8 + 2 * count]
    deltas = table[8 + 2 * count : 8 + 3 * count]
    glyphs: dict[int, int] = {}
    for place, (first, last, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        chars = range(first, last + 1)
        # Either the code itself is moved, or the glyphs stand listed, from this entry on.
        at = 8 + 3 * count + place
        if table[at] == 0:
            glyphs.update((char, (char + delta) & _LAST) for char in chars)
            continue
        listed = table[at + table[at] // 2 :][: len(chars)]
        named = (glyph and (glyph + delta) & _LAST for glyph in listed)
        glyphs.update(zip_longest(chars, named, fillvalue=0))
    return glyphs


def _metrics(hhea: bytes, hmtx: bytes, count: int) -> list[tuple[int, int]]:
    """Return advance and bearing of each glyph; the last advance stands for all that follow."""
    (full,) = struct.unpack_from(">H", hhea, _METRICS)
    numbers = _numbers("H", hmtx)
    pairs = list(zip(numbers[: 2 * full : 2], numbers[1 : 2 * full : 2], strict=True))
    last, _ = pairs[-1]
    return pairs + [(last, bearing) for bearing in numbers[2 * full :][: count - full]]


def _positions(head: bytes, loca: bytes, count: int) -> list[int]:
    (long,) = struct.unpack_from(">H", head, _LOCA_FORMAT)
    if long:
        return _numbers("I", loca)[: count + 1].tolist()
    return [place * 2 for place in _numbers("H", loca)[: count + 1]]


def _numbers(kind: str, table: bytes) -> "array[int]":
    """Return a table of numbers, which a face holds with the high byte first."""
    numbers = array(kind)
    numbers.frombytes(table[: len(table) // numbers.itemsize * numbers.itemsize])
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers
