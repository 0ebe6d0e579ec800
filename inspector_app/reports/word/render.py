"""The Word renderer: each content tree becomes a section of one file.

The file is a copy to work on. What is issued, numbered and kept is the PDF.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING

from docx.enum.section import WD_SECTION

from inspector_app.reports.document import Document
from inspector_app.reports.letter import Letter, Printable
from inspector_app.reports.paper import LETTER_SHEET, SHEETS, Sheet
from inspector_app.reports.pdf import NothingToPrintError
from inspector_app.reports.word import (  # noqa: F401 - each registers the blocks it knows
    charts,
    figures,
    furniture,
    grids,
    letters,
    package,
    photos,
    styles,
    xml,
)
from inspector_app.reports.word.blocks import add
from inspector_app.reports.word.codes import put_code
from inspector_app.reports.word.writer import Writer

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import Section


def render_docx(
    documents: Sequence[Printable],
    *,
    author: str = "",
    made: datetime | None = None,
    codes: Sequence[str] = (),
) -> bytes:
    """Return one Word file with all ``documents``, each with pages, head and foot of its own.

    Args:
        documents: what it holds, in order.
        author: who is named in the file's properties; for letters, else who signs them.
        made: the instant (UTC) in the file's properties; without it the same trees give the same
            bytes at any time.
        codes: the text of the QR code of each document, empty for none.

    Raises:
        NothingToPrintError: there is no document.
        PictureError: a photo cannot be read.
    """
    if not documents:
        raise NothingToPrintError
    word = package.new_file()
    package.describe(word, documents, author=author, made=made)
    paired = any(isinstance(document, Letter) for document in documents)
    # Letters have their page numbers at the outer edge: the whole file then tells pages apart.
    word.settings.odd_and_even_pages_header_footer = paired
    ids = count(1)
    for number, document in enumerate(documents):
        section = _next_section(word) if number else word.sections[0]
        _furnish(section, document, alone=len(documents) == 1, paired=paired)
        if any(codes[number : number + 1]):
            put_code(section, codes[number], _sheet_of(document), ids)
        _write(word, document, ids)
    return package.content_of(word)


def _sheet_of(printable: Printable) -> Sheet:
    return LETTER_SHEET if isinstance(printable, Letter) else SHEETS[printable.orientation]


def _next_section(word: "WordDocument") -> "Section":
    section: Section = word.add_section(WD_SECTION.NEW_PAGE)
    # The paragraph that ends a section must not need a page of its own.
    last = word.paragraphs[-1]
    last.paragraph_format.element.get_or_add_pPr().insert(0, xml.element("pStyle", val=styles.SEAM))
    return section


def _furnish(section: "Section", printable: Printable, *, alone: bool, paired: bool) -> None:
    """Give a section its paper, margins, head and foot."""
    if isinstance(printable, Letter):
        furniture.lay(section, LETTER_SHEET, foot_distance=letters.FOOT_DISTANCE)
        odd, even = letters.foot(even=False), letters.foot(even=True)
    else:
        sheet = SHEETS[printable.orientation]
        furniture.lay(section, sheet, foot_distance=furniture.foot_distance(sheet))
        odd, even = (furniture.foot(printable, sheet, alone=alone) for _ in range(2))
    furniture.dress(section, mark=printable.mark, odd=odd, even=even if paired else None)


def _write(word: "WordDocument", printable: Printable, ids: Iterator[int]) -> None:
    if isinstance(printable, Letter):
        writer = Writer(word, LETTER_SHEET, picture_ids=ids)
        letters.write(printable, writer)
    else:
        writer = Writer(word, SHEETS[printable.orientation], picture_ids=ids)
        _write_document(printable, writer)
    writer.finish()


def _write_document(document: Document, writer: Writer) -> None:
    writer.text(document.title, styles.TITLE)
    if document.subtitle:
        writer.text(document.subtitle, styles.SUBTITLE)
    if document.reference:
        writer.text(document.reference, styles.REFERENCE)
    for block in document.blocks:
        add(block, writer)
