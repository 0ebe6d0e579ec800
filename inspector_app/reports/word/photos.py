"""Photo pages in a Word file: two by two, each with its caption."""

from collections.abc import Sequence
from typing import Final

from inspector_app.reports.blocks import CAPTION as PDF_CAPTION
from inspector_app.reports.document import Photo, PhotoPages
from inspector_app.reports.strips import PAD_X, PAD_Y
from inspector_app.reports.word import styles, xml
from inspector_app.reports.word.blocks import add
from inspector_app.reports.word.measure import line_count
from inspector_app.reports.word.pictures import Room, picture
from inspector_app.reports.word.tables import Cell, Frame, Row
from inspector_app.reports.word.writer import Writer

_FRAME: Final = Frame(pad_x=PAD_X, pad_y=PAD_Y, ruled=False)
_ON_A_PAGE: Final = 4
# What a page has besides the two rows: the heading with its distance, and the line that ends it.
_HEAD: Final = styles.LOOKS[styles.HEADING].leading + styles.LOOKS[styles.HEADING].before + 6
_LEAST_PICTURE: Final = 60.0


@add.register
def _(block: PhotoPages, writer: Writer) -> None:
    for start in range(0, len(block.photos), _ON_A_PAGE):
        writer.new_page()
        # Only the first page's heading belongs into the navigation pane.
        writer.text(block.heading, styles.HEADING_AGAIN if start else styles.HEADING)
        shown = block.photos[start : start + _ON_A_PAGE]
        pairs = (shown[:2], shown[2:])
        writer.rows([_pair(pair, writer) for pair in pairs if pair], _FRAME)


def _pair(photos: Sequence[Photo], writer: Writer) -> Row:
    width = writer.sheet.text_width / 2
    height = (writer.sheet.text_height - _HEAD) / 2
    cells = [_cell(photo, n * width, width, height, writer) for n, photo in enumerate(photos)]
    if len(cells) == 1:
        empty = xml.paragraph(styles.CAPTION)
        cells.append(Cell(paragraphs=[empty], left=width, right=2 * width))
    return Row(cells=cells, least=height, whole=True)


def _cell(photo: Photo, left: float, width: float, height: float, writer: Writer) -> Cell:
    said = (f"{photo.number}　{photo.caption}".strip("　"), photo.taken, photo.place)
    caption = xml.clean("\n".join(filter(None, said)))
    inner = width - 2 * PAD_X
    taken = line_count(caption, size=PDF_CAPTION.size, width=inner) * PDF_CAPTION.leading
    room = Room(width=inner, height=max(_LEAST_PICTURE, height - 2 * PAD_Y - taken))
    shown = picture(photo.image, room, writer, said=caption.replace("\n", "，"))
    return Cell(
        paragraphs=[
            xml.paragraph(styles.CAPTION, shown, keep=True),
            *(xml.paragraph(styles.CAPTION, xml.run(line)) for line in caption.split("\n")),
        ],
        left=left,
        right=left + width,
    )
