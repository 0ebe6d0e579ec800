"""The content tree: what a document says, without a word about ink.

Every value is frozen. A renderer decides fonts, line ends and pages; tests assert on the tree.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum, StrEnum
from functools import cache
from hashlib import sha256
from typing import Any

from inspector_app.domain import chart as charts


class Orientation(StrEnum):
    """How the A4 sheet lies."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class Align(StrEnum):
    """Where a cell's text stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class LongText:
    """Running text; a line feed makes a paragraph, and it may pass over pages."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One option of a row of check boxes."""

    label: str
    ticked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckBoxes:
    """Options with the chosen ones ticked; the boxes are drawn, since no face has ☑."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedList:
    """Items that are numbered 1. 2. 3. where they are printed."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A label and what stands beside it."""

    label: str
    content: str | LongText | CheckBoxes | NumberedList


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """One ruled row of a record table: one field over the whole width, or two beside each other."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGrid:
    """A record table of labels and values."""

    rows: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterGrid:
    """A table of labels and values in letters that are read from some steps away."""

    rows: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureSlot:
    """A place to sign; ``image`` is a scanned or drawn signature, or nothing for a pen."""

    label: str
    image: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRow:
    """Places to sign beside each other; each has its own 年 月 日."""

    slots: tuple[SignatureSlot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading that stays with what follows it."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Small print below a table: counting rules, sources."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadCell:
    """A cell of a table's head, over ``columns`` columns and ``rows`` rows of the head."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column's share of the width and how its cells stand."""

    weight: float
    align: Align = Align.CENTRE


class Emphasis(StrEnum):
    """How much a row of a table stands out."""

    PLAIN = "plain"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """The cells of one row, as text."""

    cells: tuple[str, ...]
    emphasis: Emphasis = Emphasis.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A ruled table whose head is repeated on every page it passes.

    ``head`` lists, row by row, the cells that begin in that row, from left to right.
    """

    columns: tuple[Column, ...]
    head: tuple[tuple[HeadCell, ...], ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture with what is known about it."""

    image: bytes
    number: str
    caption: str = ""
    taken: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoPages:
    """Photos in rows, in their order, on pages of their own."""

    heading: str
    photos: tuple[Photo, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoRows:
    """Photos where they stand in the text; those of one row are told side by side.

    ``height`` is in points and the most that a row has, its captions included.
    """

    rows: tuple[tuple[Photo, ...], ...]
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing of numbers over the whole width, with the numbers beside or below it.

    ``height`` is in points; it grows where the numbers need more, and shrinks where they need less.
    """

    value: charts.Chart
    height: float = 230.0


Block = (
    Chart
    | FieldGrid
    | Heading
    | LongText
    | Note
    | NumberedList
    | PageBreak
    | PhotoPages
    | PhotoRows
    | PosterGrid
    | SignatureRow
    | Table
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Everything that one printed document says.

    Attributes:
        title: the centred title of the first page.
        subtitle: a smaller line under it (unit, month), or nothing.
        reference: stands at the right above the content (number of the record), or nothing.
        blocks: the content, from top to bottom.
        orientation: how the sheets lie.
        record_no: number of the record, printed on every page.
        revision: which revision this is, in words ("第2版").
        mark: 草稿, 送签稿 2 … printed at the head of every page; empty on a final copy.
    """

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    reference: str = ""
    orientation: Orientation = Orientation.PORTRAIT
    record_no: str = ""
    revision: str = ""
    mark: str = ""

    @property
    def check_code(self) -> str:
        """Eight characters that change with any word or picture of the document.

        Two prints of one revision bear the same code, so that a page can be matched to its record
        without a network.
        """
        digest = sha256()
        for leaf in _leaves(self):
            data = leaf if isinstance(leaf, bytes) else leaf.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "big"))
            digest.update(data)
        code = digest.hexdigest()[:8].upper()
        return f"{code[:4]}-{code[4:]}"

    def texts(self) -> Iterator[str]:
        """Yield every piece of text that the document prints."""
        return texts_of(self)


def _leaves(value: object) -> list[str | bytes]:
    """Return a tree's leaves and the names of its nodes: equal text differs by its place."""
    leaves: list[str | bytes] = []

    def gather(part: Any) -> None:
        if isinstance(part, str | bytes):
            leaves.append(part)
        elif isinstance(part, tuple):
            for each in part:
                gather(each)
        elif (names := _names_of(part.__class__)) is not None:
            leaves.append(type(part).__name__)
            for name in names:
                gather(getattr(part, name))
        else:
            leaves.append(repr(part))

    gather(value)
    return leaves


def texts_of(value: object) -> Iterator[str]:
    """Return the strings of a tree, its enums apart."""
    texts: list[str] = []

    def gather(part: Any) -> None:
        if isinstance(part, str) and not isinstance(part, Enum):
            texts.append(part)
        elif isinstance(part, charts.Chart):
            texts.extend(part.texts())
        elif isinstance(part, tuple):
            for each in part:
                gather(each)
        else:
            for name in _names_of(part.__class__) or ():
                gather(getattr(part, name))

    gather(value)
    return iter(texts)


@cache
def _names_of(kind: type) -> tuple[str, ...] | None:
    """Return the names of the fields of a node; a leaf has none."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None
