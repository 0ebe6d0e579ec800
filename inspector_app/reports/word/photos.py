"""Photo pages in a Word file: the rows of the PDF, each photo with its caption."""

from typing import Final

from inspector_app.reports.blocks import CAPTION as PDF_CAPTION
from inspector_app.reports.document import Photo, PhotoPages, PhotoRows
from inspector_app.reports.photo_places import Frame as PhotoFrame
from inspector_app.reports.photo_places import (
    PhotoPlace,
    PhotoRow,
    caption_of,
    photo_rows,
    rows_in_text,
)
from inspector_app.reports.strips import PAD_X, PAD_Y
from inspector_app.reports.word import styles, xml
from inspector_app.reports.word.blocks import add
from inspector_app.reports.word.measure import line_count
from inspector_app.reports.word.pictures import Room, picture
from inspector_app.reports.word.tables import Cell, Frame, Row
from inspector_app.reports.word.writer import Writer

_FRAME: Final = Frame(pad_x=PAD_X, pad_y=PAD_Y, ruled=False)
# What a page has besides the rows: the heading with its distance, and the line that ends it.
_HEAD: Final = styles.LOOKS[styles.HEADING].leading + styles.LOOKS[styles.HEADING].before + 6

# A cell's edges are rounded to twentieths of a point; what is wider than it is cut at the right.
_ROUNDING: Final = 0.1


@add.register
def _(block: PhotoPages, writer: Writer) -> None:
    frame = PhotoFrame(writer.sheet.text_width, writer.sheet.text_height - _HEAD)
    heading = styles.HEADING
    for rows in photo_rows(block.photos, frame, _caption_height):
        writer.new_page()
        writer.text(block.heading, heading)
        writer.rows([_row(row, frame, writer) for row in rows], _FRAME)
        # Only the first page's heading belongs into the navigation pane.
        heading = styles.HEADING_AGAIN


@add.register
def _(block: PhotoRows, writer: Writer) -> None:
    frame = PhotoFrame(writer.sheet.text_width, block.height)
    rows = [_row(row, frame, writer) for row in rows_in_text(block.rows, frame, _caption_height)]
    if rows:
        writer.rows(rows, _FRAME)


def _caption_height(photo: Photo, width: float) -> float:
    lines = line_count(caption_of(photo), size=PDF_CAPTION.size, width=width - 2 * PAD_X)
    return lines * PDF_CAPTION.leading


def _row(row: PhotoRow, frame: PhotoFrame, writer: Writer) -> Row:
    cells = [_cell(place, writer) for place in row.places]
    end = cells[-1].right
    if end < frame.width - PAD_X:
        empty = xml.paragraph(styles.CAPTION)
        cells.append(Cell(paragraphs=[empty], left=end, right=frame.width))
    return Row(cells=cells, least=row.height, whole=True)


def _cell(place: PhotoPlace, writer: Writer) -> Cell:
    caption = xml.clean(caption_of(place.photo))
    most = place.width - 2 * PAD_X - _ROUNDING
    room = Room(width=min(place.picture_width, most), height=place.picture_height)
    shown = picture(place.photo.image, room, writer, said=caption.replace("\n", "，"))
    return Cell(
        paragraphs=[
            xml.paragraph(styles.CAPTION, shown, keep=True),
            *(xml.paragraph(styles.CAPTION, xml.run(line)) for line in caption.split("\n")),
        ],
        left=place.left,
        right=place.left + place.width,
        middle=False,
    )
