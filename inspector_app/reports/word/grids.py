"""Record tables, posters and places to sign in a Word file."""

from collections.abc import Iterable, Iterator
from typing import Final

from inspector_app.reports.blocks import DATE_LINE, RECORD, SIGNATURE_HEIGHT
from inspector_app.reports.document import (
    CheckBoxes,
    Field,
    FieldGrid,
    FieldRow,
    LongText,
    PosterGrid,
    SignatureRow,
    SignatureSlot,
)
from inspector_app.reports.grid_looks import POSTER, GridLook
from inspector_app.reports.strips import PAD_X, PAD_Y
from inspector_app.reports.word import styles, xml
from inspector_app.reports.word.blocks import Said, add, items, lines, running
from inspector_app.reports.word.measure import box_lines, line_count
from inspector_app.reports.word.styles import Texts
from inspector_app.reports.word.tables import Cell, Frame, Row
from inspector_app.reports.word.writer import Writer

_FRAME: Final = Frame(pad_x=PAD_X, pad_y=PAD_Y)
# As in the PDF: up to so many lines a row is not parted.
_WHOLE: Final = 6


@add.register
def _(block: FieldGrid, writer: Writer) -> None:
    rows = [_row(row, writer.sheet.text_width, RECORD, styles.RECORD_TEXTS) for row in block.rows]
    writer.rows(rows, _FRAME)


@add.register
def _(block: PosterGrid, writer: Writer) -> None:
    rows = [_row(row, writer.sheet.text_width, POSTER, styles.POSTER_TEXTS) for row in block.rows]
    writer.rows(rows, _FRAME)


@add.register
def _(block: SignatureRow, writer: Writer) -> None:
    # It stands in the table of the record, and never alone on a page.
    writer.keep_with_next()
    width = writer.sheet.text_width / len(block.slots)
    cells = [_signed(slot, n * width, width) for n, slot in enumerate(block.slots)]
    writer.rows([Row(cells=cells, least=SIGNATURE_HEIGHT, whole=True)], _FRAME)


def _row(row: FieldRow, width: float, look: GridLook, texts: Texts) -> Row:
    labels = (look.first_label, *[look.other_labels] * (len(row.fields) - 1))
    value = (width - sum(labels)) / len(row.fields)
    cells: list[Cell] = []
    taken = 0
    x = 0.0
    for field, label in zip(row.fields, labels, strict=True):
        said = list(_content(field, value - 2 * PAD_X, look, texts))
        cells.append(_cell(lines(field.label, texts.label), x, x + label))
        cells.append(_cell(said, x + label, x + label + value))
        x += label + value
        taken = max(taken, _height(field, len(said), value - 2 * PAD_X, look))
    return Row(cells=cells, least=look.row, whole=taken <= _WHOLE)


def _cell(said: Iterable[Said], left: float, right: float) -> Cell:
    paragraphs = [xml.paragraph(each.style_id, *each.runs) for each in said]
    return Cell(paragraphs=paragraphs, left=left, right=right)


def _content(field: Field, width: float, look: GridLook, texts: Texts) -> Iterator[Said]:
    content = field.content
    if isinstance(content, str):
        return lines(content, texts.body)
    if isinstance(content, LongText):
        return running(content.text, texts)
    if isinstance(content, CheckBoxes):
        options = box_lines(content.choices, size=look.body.size, width=width)
        return lines("\n".join(options), texts.body)
    # An empty list is an empty cell, and a cell without a paragraph is a damaged file.
    return items(content, texts) if content.items else lines("", texts.body)


def _height(field: Field, paragraphs: int, width: float, look: GridLook) -> int:
    """Return about how many lines the content of a field takes."""
    content = field.content
    if isinstance(content, CheckBoxes):
        return paragraphs
    if isinstance(content, str):
        text = content
    elif isinstance(content, LongText):
        text = content.text
    else:
        text = "\n".join(content.items)
    return line_count(text, size=look.body.size, width=width)


def _signed(slot: SignatureSlot, left: float, width: float) -> Cell:
    """Return a place to sign: label, room for a pen, date at the foot.

    A signature that was given already is left out: it belongs to the words that it was given to,
    and these words can be changed.
    """
    label = xml.paragraph(styles.LABEL, xml.run(slot.label), align="left")
    middle = xml.paragraph(styles.SIGNATURE_SPACE)
    date = xml.paragraph(styles.BODY, xml.run(DATE_LINE), align="right")
    return Cell(paragraphs=[label, middle, date], left=left, right=left + width, middle=False)
