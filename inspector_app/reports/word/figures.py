"""Ruled tables of figures in a Word file: the head is repeated on every page they pass."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from inspector_app.reports.blocks import TABLE_BODY as PDF_BODY
from inspector_app.reports.blocks import TABLE_ROW_HEIGHT, TIGHT, head_places, table_edges
from inspector_app.reports.document import Align, Emphasis, Table, TableRow
from inspector_app.reports.word import styles, xml
from inspector_app.reports.word.blocks import add
from inspector_app.reports.word.measure import line_count
from inspector_app.reports.word.tables import Cell, Frame, Row
from inspector_app.reports.word.writer import Writer

_FRAME: Final = Frame(pad_x=TIGHT, pad_y=TIGHT)
_WHOLE: Final = 6
# 69/120（57.5%）: LibreOffice sees no place to break it and parts the number where a line ends.
_RATIO: Final = re.compile(r"\d+/\d+(?=（)")
# Bold figures are that much wider than half a Chinese character.
_BOLD: Final = 1.15
# The style centres: what stands otherwise says so itself.
_ALIGN: Final = {Align.LEFT: "left", Align.CENTRE: "", Align.RIGHT: "right"}


@add.register
def _(block: Table, writer: Writer) -> None:
    edges = table_edges(block, writer.sheet.text_width)
    head = [_head_row(block, number, edges) for number in range(len(block.head))]
    writer.rows([*head, *(_row(block, row, edges) for row in block.rows)], _FRAME)


def _head_row(block: Table, number: int, edges: Sequence[float]) -> Row:
    """Return one row of the head; a cell over several rows is continued in each of them."""
    places = [p for p in head_places(block) if p.row <= number < p.row + p.cell.rows]
    cells = [
        Cell(
            paragraphs=_paragraphs(
                place.cell.text if place.row == number else "", styles.TABLE_HEAD, ""
            ),
            left=edges[place.column],
            right=edges[place.column + place.cell.columns],
            starts=place.row == number and place.cell.rows > 1,
            joined=place.row < number,
        )
        for place in sorted(places, key=lambda place: place.column)
    ]
    return Row(cells=cells, least=TABLE_ROW_HEIGHT, head=True)


def _row(block: Table, row: TableRow, edges: Sequence[float]) -> Row:
    plain = row.emphasis is Emphasis.PLAIN
    style_id = styles.TABLE_BODY if plain else styles.TABLE_STRONG
    cells = [
        Cell(
            paragraphs=_paragraphs(
                _parted(text, edges[place + 1] - edges[place]), style_id, _ALIGN[column.align]
            ),
            left=edges[place],
            right=edges[place + 1],
        )
        for place, (text, column) in enumerate(zip(row.cells, block.columns, strict=True))
    ]
    taken = max(_heights(row, edges), default=0)
    return Row(cells=cells, least=TABLE_ROW_HEIGHT, whole=taken <= _WHOLE)


def _heights(row: TableRow, edges: Sequence[float]) -> Iterator[int]:
    """Yield about how many lines each cell takes."""
    for place, text in enumerate(row.cells):
        width = edges[place + 1] - edges[place] - 2 * TIGHT
        yield line_count(text, size=PDF_BODY.size, width=width)


def _parted(text: str, width: float) -> str:
    """Return a ratio in two lines where one would be too long for its column, as in the PDF."""
    ratio = _RATIO.match(text)
    if ratio is None or line_count(text, size=_BOLD * PDF_BODY.size, width=width - 2 * TIGHT) == 1:
        return text
    return f"{ratio[0]}\n{text[ratio.end() :]}"


def _paragraphs(text: str, style_id: str, align: str) -> list[xml.Element]:
    lines = xml.clean(text).split("\n")
    return [xml.paragraph(style_id, xml.run(line), align=align) for line in lines]
