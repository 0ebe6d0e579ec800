"""Paper, margins, head and foot of a section of a Word file."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from docx.enum.section import WD_ORIENT
from docx.shared import Pt

from inspector_app.reports.document import Document
from inspector_app.reports.furniture import FOOT, FOOT_DROP, HEAD_RISE, identity_text
from inspector_app.reports.paper import Sheet
from inspector_app.reports.word import styles, xml

if TYPE_CHECKING:
    from docx.section import Section
    from docx.text.paragraph import Paragraph

# After one of these the schema (ECMA-376, CT_SectPr) wants the numbering of pages.
_BEFORE_NUMBERS: Final = ("lnNumType", "pgBorders", "paperSrc", "pgMar")


def lay(section: "Section", sheet: Sheet, *, foot_distance: float) -> None:
    """Set a section's paper and margins; its pages are counted from 1.

    Args:
        section: where the content of one document or letter stands.
        sheet: the paper.
        foot_distance: from the foot's last line to the edge of the paper, in points.
    """
    lies = sheet.width > sheet.height
    section.orientation = WD_ORIENT.LANDSCAPE if lies else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Pt(sheet.width), Pt(sheet.height)
    section.left_margin, section.right_margin = Pt(sheet.left), Pt(sheet.right)
    section.top_margin, section.bottom_margin = Pt(sheet.top), Pt(sheet.bottom)
    section.header_distance = Pt(sheet.top - HEAD_RISE)
    section.footer_distance = Pt(foot_distance)
    _number_from_one(section)


def dress(section: "Section", *, mark: str, odd: xml.Element, even: xml.Element | None) -> None:
    """Give a section its head and foot, apart from those of the section before.

    Args:
        section: the section.
        mark: 草稿, 送签稿 2 … at the head of every page, or nothing.
        odd: the foot of odd pages.
        even: the foot of even pages, where the file tells them apart.
    """
    heads, feet = [section.header], [section.footer]
    if even is not None:
        heads.append(section.even_page_header)
        feet.append(section.even_page_footer)
    for place in (*heads, *feet):
        place.is_linked_to_previous = False
    for head in heads:
        marked = [xml.run(f" {mark} ", style_id=styles.MARK)] if mark else []
        _put(head.paragraphs, xml.paragraph(styles.HEADER, *marked))
    for place, foot in zip(feet, (odd, even), strict=False):
        if foot is not None:
            _put(place.paragraphs, foot)


def foot_distance(sheet: Sheet) -> float:
    """Return how far the foot of a record stands from the edge of the paper."""
    return sheet.bottom - FOOT_DROP - FOOT.leading


def foot(document: Document, sheet: Sheet, *, alone: bool) -> xml.Element:
    """Return the foot of a record: number, revision, check code, page.

    Args:
        document: the record.
        sheet: its paper.
        alone: the file has no other document.
    """
    # LibreOffice does not know how many pages a section has and shows what stands in the file:
    # nothing rather than a wrong number. Where a file is one document, both counts are the same.
    count = xml.field("NUMPAGES", "1") if alone else xml.field("SECTIONPAGES", "")
    stop = xml.element("tab", val="right", pos=xml.twips(sheet.text_width))
    return xml.paragraph(
        styles.FOOTER,
        xml.run(identity_text(document)),
        xml.tab(),
        xml.run("第"),
        *xml.field("PAGE", "1"),
        xml.run("页 共"),
        *count,
        xml.run("页"),
        shape=xml.element("tabs", stop),
    )


def _put(there: "Sequence[Paragraph]", made: xml.Element) -> None:
    """Put a paragraph in the place of the empty one that a new head or foot has."""
    there[0]._p.getparent().replace(there[0]._p, made)  # noqa: SLF001 - no public way


def _number_from_one(section: "Section") -> None:
    properties = section._sectPr  # noqa: SLF001 - python-docx has no face for page numbers
    numbers = properties.find(xml.name("pgNumType"))
    if numbers is None:
        numbers = xml.element("pgNumType")
        found = (properties.find(xml.name(tag)) for tag in _BEFORE_NUMBERS)
        next(each for each in found if each is not None).addnext(numbers)
    numbers.set(xml.name("start"), "1")
