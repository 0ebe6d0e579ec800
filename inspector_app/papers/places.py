"""Where the elements of a part of a Word file stand in its bytes, so that all others stay.

What is changed is spliced in: every byte that no change names is written as it was read.
"""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from inspector_app.papers.package import BrokenXmlError, parse

# A tag that opens an element, with whatever its attributes say.
_OPENING: Final = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")


class Span(NamedTuple):
    """Where one element stands: its opening tag from ``start``, what is in it from ``inside``.

    Attributes:
        inner_end: where its closing tag begins; ``inside`` again where it closes itself.
    """

    start: int
    inside: int
    inner_end: int
    end: int

    @property
    def closes_itself(self) -> bool:
        """Whether it is written as one tag."""
        return self.inner_end == self.end


class Splice(NamedTuple):
    """Bytes to stand in place of those from ``start`` to ``end``."""

    start: int
    end: int
    text: bytes


class Places:
    """A part of a Word file with the places of its elements."""

    def __init__(self, data: bytes) -> None:
        """Read a part (BrokenXmlError: it is no XML, or written in a way that Word never does)."""
        if data.startswith(_WIDE):
            msg = "written in UTF-16"
            raise BrokenXmlError(msg)
        self._data = data
        self._open: dict[Element, tuple[int, int]] = {}
        self._spans: dict[Element, Span] = {}
        self.root = parse(data, self)
        self._above = {child: each for each in self.root.iter() for child in each}

    def begin(self, element: Element, at: int) -> None:
        """Take note of an opening tag."""
        found = _OPENING.match(self._data, at)
        assert found is not None
        self._open[element] = (at, found.end())

    def end(self, element: Element, at: int) -> None:
        """Take note of a closing tag."""
        start, inside = self._open.pop(element)
        if self._data[inside - 2 : inside] == b"/>":
            self._spans[element] = Span(start, inside, inside, inside)
        else:
            self._spans[element] = Span(start, inside, at, self._data.index(b">", at) + 1)

    def span(self, element: Element) -> Span:
        """Return where an element stands."""
        return self._spans[element]

    def parent(self, element: Element) -> Element | None:
        """Return what an element is in."""
        return self._above.get(element)

    def raw(self, start: int, end: int) -> bytes:
        """Return some of the bytes."""
        return self._data[start:end]

    def opening(self, element: Element) -> bytes:
        """Return the opening tag as it is written."""
        span = self._spans[element]
        return self._data[span.start : span.inside]

    def prefix(self, element: Element) -> bytes:
        """Return what stands before the names of its namespace, with the colon: ``w:``."""
        name = re.match(rb"<([^\s/>]+)", self.opening(element))
        assert name is not None
        before, colon, _ = name[1].partition(b":")
        return before + colon if colon else b""

    def with_splices(self, splices: Iterable[Splice]) -> bytes:
        """Return the bytes with some others put in; splices do not overlap."""
        made: list[bytes] = []
        at = 0
        for splice in sorted(splices):
            made += (self._data[at : splice.start], splice.text)
            at = splice.end
        return b"".join((*made, self._data[at:]))


def xml_text(text: str) -> bytes:
    """Return text as it stands in XML."""
    return escape(text).encode()
