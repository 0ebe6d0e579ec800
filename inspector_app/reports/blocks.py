"""From blocks of the content tree to strips: the look of an office's own record tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import singledispatchmethod
from itertools import zip_longest
from typing import Final

from inspector_app.reports.document import (
    Align,
    Chart,
    CheckBoxes,
    Document,
    Emphasis,
    Field,
    FieldGrid,
    FieldRow,
    HeadCell,
    Heading,
    LongText,
    Note,
    NumberedList,
    PageBreak,
    PhotoPages,
    PhotoRows,
    PosterGrid,
    SignatureRow,
    SignatureSlot,
    Table,
    TableRow,
)
from inspector_app.reports.fonts import FontLibrary, Role
from inspector_app.reports.grid_looks import POSTERS, GridLook
from inspector_app.reports.lines import Line, Style, Typesetter
from inspector_app.reports.photo_places import Frame
from inspector_app.reports.photo_strips import picture_rows, picture_rows_in_text
from inspector_app.reports.strips import (
    PAD_X,
    Cell,
    Gap,
    Head,
    HeadCellBox,
    Row,
    SignatureStrip,
    Signed,
    Strip,
)

TITLE: Final = Style(role=Role.SONG_BOLD, size=20, leading=30)
SUBTITLE: Final = Style(role=Role.SONG, size=12, leading=20)
HEADING: Final = Style(role=Role.HEI, size=14, leading=22)
LABEL: Final = Style(role=Role.HEI, size=12, leading=17)
BODY: Final = Style(role=Role.SONG, size=12, leading=18)
TABLE_HEAD: Final = Style(role=Role.HEI, size=10.5, leading=14)
TABLE_BODY: Final = Style(role=Role.SONG, size=10.5, leading=15)
TABLE_STRONG: Final = Style(role=Role.SONG_BOLD, size=10.5, leading=15)
CAPTION: Final = Style(role=Role.SONG, size=10.5, leading=15)
SMALL: Final = Style(role=Role.SONG, size=10.5, leading=16)

CONTINUED: Final = "续表"
"""Stands above a table that comes from the page before."""

DATE_LINE: Final = "年　　月　　日"
LABEL_WIDTH: Final = 95.0
SECOND_LABEL_WIDTH: Final = 85.0
ROW_HEIGHT: Final = 31.0
TABLE_ROW_HEIGHT: Final = 22.0
SIGNATURE_HEIGHT: Final = 84.0
TIGHT: Final = 3.0
# So many columns of a table say which row it is, and are repeated where a row passes on.
_REPEATED: Final = 2
_EMPHASIS: Final = {
    Emphasis.PLAIN: TABLE_BODY,
    Emphasis.SUBTOTAL: TABLE_STRONG,
    Emphasis.TOTAL: TABLE_STRONG,
}


RECORD: Final = GridLook(
    label=LABEL,
    body=BODY,
    first_label=LABEL_WIDTH,
    other_labels=SECOND_LABEL_WIDTH,
    row=ROW_HEIGHT,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Size of the text area."""

    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Continuation:
    """What a new page repeats of a table."""

    again: tuple[Strip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the list of contents beside the pages; the document itself is level 0."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A strip with the rules for its page.

    Attributes:
        strip: nothing stands for a page break.
        keep: must not be the last on its page.
        table: the table it belongs to.
        entry: what the list of contents says for it.
    """

    strip: Strip | None
    keep: bool = False
    table: Continuation | None = None
    entry: Entry | None = None


def items_of(document: Document, measures: Measures, fonts: FontLibrary) -> list[Item]:
    """Return the strips of ``document`` from top to bottom."""
    return list(Builder(measures, fonts).document(document))


class Builder:
    """Makes strips of one width."""

    def __init__(self, measures: Measures, fonts: FontLibrary) -> None:
        self._width = measures.width
        self._height = measures.height
        self._fonts = fonts
        self._setters: dict[Style, Typesetter] = {}

    def document(self, document: Document) -> Iterator[Item]:
        """Yield the strips of a whole document."""
        yield Item(strip=self._text(document.title, TITLE, align=Align.CENTRE), keep=True)
        if document.subtitle:
            yield Item(strip=self._text(document.subtitle, SUBTITLE, align=Align.CENTRE), keep=True)
        if document.reference:
            reference = self._text(document.reference, SMALL, align=Align.RIGHT)
            yield Item(strip=reference, keep=True)
        for block, after in zip_longest(document.blocks, document.blocks[1:]):
            if isinstance(block, PageBreak):
                yield Item(strip=None)
            elif isinstance(after, SignatureRow):
                yield from _with_signature(self.block(block))
            else:
                yield from self.block(block)

    @singledispatchmethod
    def block(self, block: object) -> Iterator[Item]:
        """Yield the strips of one block (TypeError for a kind that has no look)."""
        msg = f"no look for {type(block).__name__}"
        raise TypeError(msg)

    @block.register
    def _(self, block: Heading) -> Iterator[Item]:
        yield Item(strip=Gap(height=6), keep=True)
        entry = Entry(text=block.text)
        yield Item(strip=self._text(block.text, HEADING), keep=True, entry=entry)

    @block.register
    def _(self, block: Chart) -> Iterator[Item]:
        # Few documents have a chart; the first one of all does not wait for what draws them.
        from inspector_app.reports.chart_pdf import chart_strip

        yield Item(strip=Gap(height=12), keep=True)
        yield Item(strip=chart_strip(block, self._width, self._fonts))

    @block.register
    def _(self, block: Note) -> Iterator[Item]:
        if block.text.strip():
            yield Item(strip=self._text(block.text, SMALL))

    @block.register
    def _(self, block: LongText) -> Iterator[Item]:
        # A text without a word takes no place: alone on a page it would leave that blank.
        if block.text.strip():
            lines = self._setter(BODY).running(block.text, self._width)
            yield Item(strip=self._open_row(lines, BODY))

    @block.register
    def _(self, block: NumberedList) -> Iterator[Item]:
        if block.items:
            lines = self._setter(BODY).numbered(block.items, self._width)
            yield Item(strip=self._open_row(lines, BODY))

    @block.register
    def _(self, block: FieldGrid) -> Iterator[Item]:
        table = Continuation(again=(self._continued(),))
        rows = [self._field_row(row, RECORD) for row in block.rows]
        yield from _rows(rows, table)

    @block.register
    def _(self, block: PosterGrid) -> Iterator[Item]:
        room = self._height - self._text(" ", TITLE).height
        rows: list[Row] = []
        for look in POSTERS:
            rows = [self._field_row(row, look) for row in block.rows]
            if sum(row.height for row in rows) <= room:
                break
        yield from (Item(strip=row) for row in rows)

    @block.register
    def _(self, block: SignatureRow) -> Iterator[Item]:
        width = self._width / len(block.slots)
        signed = tuple(self._signed(slot, n * width, width) for n, slot in enumerate(block.slots))
        yield Item(strip=SignatureStrip(places=signed, least_height=SIGNATURE_HEIGHT))

    @block.register
    def _(self, block: Table) -> Iterator[Item]:
        edges = table_edges(block, self._width)
        head = self._head(block, edges)
        table = Continuation(again=(self._continued(), head))
        yield Item(strip=head, keep=True)
        yield from _rows([self._table_row(block, row, edges) for row in block.rows], table)

    @block.register
    def _(self, block: PhotoPages) -> Iterator[Item]:
        head = self._text(block.heading, HEADING)
        frame = Frame(self._width, self._height - head.height)
        entry: Entry | None = Entry(text=block.heading)
        for rows in picture_rows(block.photos, frame, self._setter(CAPTION)):
            yield Item(strip=None)
            yield Item(strip=head, keep=True, entry=entry)
            yield from (Item(strip=row) for row in rows)
            entry = None

    @block.register
    def _(self, block: PhotoRows) -> Iterator[Item]:
        frame = Frame(self._width, block.height)
        for strip in picture_rows_in_text(block.rows, frame, self._setter(CAPTION)):
            yield Item(strip=strip)

    def _setter(self, style: Style) -> Typesetter:
        if style not in self._setters:
            self._setters[style] = Typesetter(self._fonts, style)
        return self._setters[style]

    def _open_row(self, lines: Sequence[Line], style: Style, align: Align = Align.LEFT) -> Row:
        cell = Cell(
            x=0,
            width=self._width,
            lines=tuple(lines),
            style=style,
            align=align,
            middle=False,
            pad=0,
        )
        return Row(cells=(cell,), ruled=False)

    def _text(self, text: str, style: Style, *, align: Align = Align.LEFT) -> Row:
        return self._open_row(self._setter(style).lines(text, self._width), style, align)

    def _continued(self) -> Strip:
        return self._text(CONTINUED, TABLE_HEAD, align=Align.RIGHT)

    def _field_row(self, row: FieldRow, look: GridLook) -> Row:
        labels = (look.first_label, *[look.other_labels] * (len(row.fields) - 1))
        value_width = (self._width - sum(labels)) / len(row.fields)
        cells: list[Cell] = []
        x = 0.0
        for field, label_width in zip(row.fields, labels, strict=True):
            cells.append(self._label(field.label, x, label_width, look.label))
            cells.append(self._value(field, x + label_width, value_width, look.body))
            x += label_width + value_width
        return Row(cells=tuple(cells), least_height=look.row)

    def _label(self, text: str, x: float, width: float, style: Style) -> Cell:
        lines = self._setter(style).lines(text, width - 2 * PAD_X)
        return Cell(x=x, width=width, lines=lines, style=style, align=Align.CENTRE, label=True)

    def _value(self, field: Field, x: float, width: float, style: Style) -> Cell:
        measure = width - 2 * PAD_X
        content = field.content
        setter = self._setter(style)
        if isinstance(content, str):
            lines = setter.lines(content, measure)
        elif isinstance(content, LongText):
            lines = setter.running(content.text, measure)
        elif isinstance(content, CheckBoxes):
            lines = setter.choices(content.choices, measure)
        else:
            lines = setter.numbered(content.items, measure)
        return Cell(x=x, width=width, lines=lines, style=style)

    def _signed(self, slot: SignatureSlot, x: float, width: float) -> Signed:
        measure = width - 2 * PAD_X
        label = self._setter(LABEL).lines(slot.label, measure)
        date = self._setter(BODY).lines(DATE_LINE, measure)
        return Signed(
            label=Cell(x=x, width=width, lines=label, style=LABEL, middle=False),
            date=Cell(x=x, width=width, lines=date, style=BODY, align=Align.RIGHT, middle=False),
            image=slot.image,
        )

    def _head(self, table: Table, edges: Sequence[float]) -> Head:
        grid = head_places(table)
        cells = {place: self._head_cell(place, edges) for place in grid}
        heights = [TABLE_ROW_HEIGHT] * len(table.head)
        for place, cell in cells.items():
            rows = range(place.row, place.row + place.cell.rows)
            missing = cell.height + 2 * TIGHT - sum(heights[row] for row in rows)
            # What a cell needs beyond its rows is given to the last of them.
            heights[rows[-1]] += max(0.0, missing)
        return Head(
            boxes=tuple(
                HeadCellBox(
                    cell=cell,
                    top=sum(heights[: place.row]),
                    height=sum(heights[place.row : place.row + place.cell.rows]),
                )
                for place, cell in cells.items()
            )
        )

    def _head_cell(self, place: "HeadPlace", edges: Sequence[float]) -> Cell:
        x = edges[place.column]
        width = edges[place.column + place.cell.columns] - x
        lines = self._setter(TABLE_HEAD).lines(place.cell.text, width - 2 * TIGHT)
        return Cell(x=x, width=width, lines=lines, style=TABLE_HEAD, align=Align.CENTRE, pad=TIGHT)

    def _table_row(self, table: Table, row: TableRow, edges: Sequence[float]) -> Row:
        style = _EMPHASIS[row.emphasis]
        cells = tuple(
            Cell(
                x=edges[n],
                width=edges[n + 1] - edges[n],
                lines=self._setter(style).lines(text, edges[n + 1] - edges[n] - 2 * TIGHT),
                style=style,
                align=column.align,
                # Who reads on on the next page must know in which row he is.
                label=n < _REPEATED,
                pad=TIGHT,
            )
            for n, (text, column) in enumerate(zip(row.cells, table.columns, strict=True))
        )
        return Row(cells=cells, least_height=TABLE_ROW_HEIGHT, pad=TIGHT)


def _rows(rows: Sequence[Row], table: Continuation) -> Iterator[Item]:
    """Yield the rows of a table; neither its first nor its last stands alone on a page."""
    last = len(rows)
    for number, row in enumerate(rows, start=1):
        begins = number == 1 < last and row.least == row.height
        yield Item(strip=row, keep=begins or number == last - 1, table=table)


def _with_signature(items: Iterator[Item]) -> Iterator[Item]:
    """Keep the last strip with the signatures after it: they never stand alone on a page."""
    held: Item | None = None
    for item in items:
        if held is not None:
            yield held
        held = item
    # A text without a word takes no place, and nothing has to be kept.
    if held is not None:
        yield replace(held, keep=held.strip is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadPlace:
    """A cell of a head with the row and column it begins in."""

    cell: HeadCell
    row: int
    column: int


def head_places(table: Table) -> list[HeadPlace]:
    """Find where each cell of a head begins: in the first place that no cell above it covers."""
    taken: set[tuple[int, int]] = set()
    places: list[HeadPlace] = []
    for row, cells in enumerate(table.head):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            places.append(HeadPlace(cell=cell, row=row, column=column))
            taken |= {
                (row + down, column + right)
                for down in range(cell.rows)
                for right in range(cell.columns)
            }
            column += cell.columns
    return places


def table_edges(table: Table, width: float) -> list[float]:
    """Return the left edges of the columns and the right edge of the last."""
    total = sum(column.weight for column in table.columns)
    edges = [0.0]
    for column in table.columns:
        edges.append(edges[-1] + width * column.weight / total)
    return edges
