"""The text of a paragraph, character by character, with where each can be changed."""

from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from inspector_app.papers.reading import (
    CHARACTERS,
    SILENT,
    SYMBOLS,
    tag_of,
    unfolded,
    value_of,
)

_TEXT: Final = "t"
_SYMBOL: Final = "sym"


class Piece(NamedTuple):
    """Some characters that one element holds; only those of a ``t`` can be changed singly."""

    element: Element
    text: str

    @property
    def is_text(self) -> bool:
        """Whether it is plain text."""
        return tag_of(self.element) == _TEXT

    @property
    def is_symbol(self) -> bool:
        """Whether it is a sign that Word takes from a font of symbols."""
        return tag_of(self.element) == _SYMBOL


class Line:
    """One paragraph as it reads."""

    def __init__(self, paragraph: Element) -> None:
        self.paragraph = paragraph
        self.pieces = tuple(_pieces(paragraph))
        self.text = "".join(piece.text for piece in self.pieces)

    def at(self, place: int) -> tuple[Piece, int]:
        """Return the piece that a character stands in, and its place there."""
        for piece in self.pieces:
            if place < len(piece.text):
                return piece, place
            place -= len(piece.text)
        msg = "behind the end of the line"
        raise IndexError(msg)

    def within(self, start: int, end: int) -> Iterator[tuple[Piece, int, int]]:
        """Yield the pieces that some characters stand in, each with the part that is meant."""
        at = 0
        for piece in self.pieces:
            first, last = max(start - at, 0), min(end - at, len(piece.text))
            if first < last:
                yield piece, first, last
            at += len(piece.text)


def _pieces(parent: Element) -> Iterator[Piece]:
    for child in unfolded(parent):
        tag = tag_of(child)
        if tag in SILENT or tag == "txbxContent":
            continue
        if tag == _TEXT:
            yield Piece(child, child.text or "")
        elif tag in CHARACTERS:
            yield Piece(child, "" if value_of(child, "type") == "page" else CHARACTERS[tag])
        elif tag == _SYMBOL:
            sign = value_of(child, "char").upper().replace("F0", "00", 1)
            yield Piece(child, SYMBOLS.get(sign, ""))
        else:
            yield from _pieces(child)
