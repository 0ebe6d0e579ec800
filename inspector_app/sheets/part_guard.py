"""The XML of a workbook, looked at before anything of it is made into cells.

A few kilobytes can promise a billion rows, a row of ten million cells, or lie in themselves so deep
that reading them takes minutes: each part is walked through once, and what no program of an office
writes ends it there.
"""

import re
from typing import Any, Final
from xml.parsers import expat

MOST_PARTS: Final = 5_000
MOST_BYTES_OF_XML: Final = 256 * 2**20
MOST_ELEMENTS: Final = 4_000_000
MOST_BESIDE: Final = 600_000
"""Elements of all parts that are no sheet."""
MOST_AREA: Final = 20_000_000
"""Cells of all sheets with the empty ones before them."""
MOST_TEXT: Final = 200_000_000
"""Characters of all cells, a text that many cells share counted for each of them."""
_DEEPEST: Final = 60
_LAST_ROW: Final = 1_048_576
_CHUNK: Final = 2**18
# A tag, a comment or a text that goes on for longer is none that a workbook holds, and a parser
# that is fed piece by piece begins each of them anew with every piece.
_MOST_WITHOUT_TAG: Final = 8
_COLUMN: Final = re.compile(r"([A-Z]{1,3})[0-9]")
_XML: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_WIDE: Final = re.compile(rb"\xff\xfe|\xfe\xff|\0<|<\0")


class UnsafeBookError(ValueError):
    """A workbook that is not read: damaged, or made to harm."""


class TooLargeBookError(UnsafeBookError):
    """A workbook with more in it than is read."""


def check_parts(archive: Any) -> None:
    """Walk through all XML of a workbook.

    Args:
        archive: an open ZIP file.

    Raises:
        TooLargeBookError: it holds more than is read.
        UnsafeBookError: it declares a document type, or lies in itself too deep.
        Exception: it is damaged, in any way.
    """
    members = archive.infolist()
    if len(members) > MOST_PARTS:
        raise TooLargeBookError
    whole, beside, size, area, cells = 0, 0, 0, 0, 0
    sheets, lengths = list[Any](), list[int]()
    for member in members:
        with archive.open(member) as stream:
            first = stream.read(64)
            if _WIDE.match(first):
                msg = "XML in another encoding than any office writes"
                raise UnsafeBookError(msg)
            if not _XML.match(first):
                continue
            size += member.file_size
            if size > MOST_BYTES_OF_XML:
                raise TooLargeBookError
            walk = _Walk(MOST_ELEMENTS - whole)
            walk.through(first, stream)
        whole += walk.elements
        area += walk.area
        cells += walk.cells
        lengths += walk.lengths
        sheets += [member] if walk.is_sheet else []
        beside += 0 if walk.is_sheet else walk.elements
        if beside > MOST_BESIDE or area > MOST_AREA:
            raise TooLargeBookError
    # Counted one by one only where the longest text in every cell would be too much.
    if max(lengths, default=0) * cells > MOST_TEXT and _text(archive, sheets, lengths) > MOST_TEXT:
        raise TooLargeBookError


def _text(archive: Any, sheets: list[Any], lengths: list[int]) -> int:
    """Return how many characters the cells take from the texts that they share."""
    found = 0
    for member in sheets:
        with archive.open(member) as stream:
            found += _Shared(lengths).through(stream)
    return found


class _Shared:
    """The cells of one sheet that name a text of the workbook's list."""

    def __init__(self, lengths: list[int]) -> None:
        self._lengths = lengths
        self._found, self._named, self._said = 0, False, ""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        self._parser = parser

    def through(self, stream: Any) -> int:
        while piece := stream.read(_CHUNK):
            self._parser.Parse(piece)
        return self._found

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._said = ""
        if _local(tag) == "c":
            self._named = attributes.get("t") == "s"

    def _text(self, text: str) -> None:
        self._said = text

    def _end(self, tag: str) -> None:
        if self._named and _local(tag) == "v" and self._said.strip().isdecimal():
            place = int(self._said)
            self._found += self._lengths[place] if place < len(self._lengths) else 0


class _Walk:
    """One part."""

    def __init__(self, most: int) -> None:
        self.elements = self.area = self.cells = 0
        self.lengths: list[int] = []
        self.is_sheet = False
        self._most, self._depth, self._quiet, self._cell = most, 0, 0, ""
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        self._parser = parser

    def through(self, first: bytes, stream: Any) -> None:
        piece = first
        while piece:
            self._quiet += 1
            self._parser.Parse(piece)
            if self._quiet > _MOST_WITHOUT_TAG:
                msg = "a tag or a text without end"
                raise UnsafeBookError(msg)
            piece = stream.read(_CHUNK)
        # The end is left open: whoever reads the part says how it is damaged.

    def _refuse(self, *_what: object) -> None:
        msg = "a document type is declared"
        raise UnsafeBookError(msg)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._quiet = 0
        self._depth += 1
        self.elements += 1
        if self.elements > self._most:
            raise TooLargeBookError
        if self._depth > _DEEPEST or len(attributes) > _DEEPEST:
            msg = "elements lie in each other too deep"
            raise UnsafeBookError(msg)
        if tag == "c" or tag.endswith(":c"):
            self._cell = attributes.get("r", "")
            self.cells += 1
        elif tag == "si" or tag.endswith(":si"):
            self.lengths.append(0)
            self._parser.CharacterDataHandler = self._shared
        elif tag.endswith("row"):
            self.is_sheet = True
            if int(attributes.get("r") or 0) > _LAST_ROW:
                raise TooLargeBookError

    def _shared(self, text: str) -> None:
        self.lengths[-1] += len(text)

    def _end(self, tag: str) -> None:
        self._quiet = 0
        self._depth -= 1
        if tag.endswith("row"):
            # A row is made as wide as where its last cell stands.
            self.area += _column(self._cell)
            self._cell = ""
            if self.area > MOST_AREA:
                raise TooLargeBookError


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _column(reference: str) -> int:
    found = _COLUMN.match(reference)
    number = 0
    for letter in found[1] if found else "":
        number = number * 26 + ord(letter) - 64
    return number
