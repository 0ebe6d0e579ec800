"""The code of an issued document in a Word file: a picture at the edge of every page's foot.

It is anchored to the page, so that no line moves for it. A Word file breaks its own pages; the code
stands for the whole document.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from inspector_app.reports.page_codes import QUIET, modules, png, spot
from inspector_app.reports.paper import Sheet
from inspector_app.reports.word import xml

if TYPE_CHECKING:
    from docx.section import Section
    from docx.text.paragraph import Paragraph

_EMU: Final = 12_700
_SAID: Final = "核验用二维码"


def put_code(section: "Section", text: str, sheet: Sheet, ids: Iterator[int]) -> None:
    """Put the code of a document into the feet of its section.

    Args:
        section: the pages of the document.
        text: what the code says.
        sheet: the paper.
        ids: numbers for pictures, each given once in a file.
    """
    feet = [section.footer]
    if not section.even_page_footer.is_linked_to_previous:
        feet.append(section.even_page_footer)
    for foot in feet:
        _anchor(foot.paragraphs[0], text, sheet, ident=next(ids))


def _anchor(paragraph: "Paragraph", text: str, sheet: Sheet, *, ident: int) -> None:
    run = paragraph.add_run()
    inline = run.part.new_pic_inline(BytesIO(png(text)), 1, 1)
    inline.docPr.set("id", str(ident))
    inline.docPr.set("descr", _SAID)
    rows = len(modules(text))
    place = spot(sheet, rows)
    edge = place.side / rows * QUIET
    side = round((place.side + 2 * edge) * _EMU)
    for extent in inline.iter(qn("a:ext"), qn("wp:extent")):
        extent.set("cx", str(side))
        extent.set("cy", str(side))
    left, top = round((place.left - edge) * _EMU), round((place.top - edge) * _EMU)
    anchor = parse_xml(
        f'<wp:anchor {nsdecls("wp")} distT="0" distB="0" distL="0" distR="0" simplePos="0"'
        ' relativeHeight="1" behindDoc="1" locked="1" layoutInCell="0" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        "</wp:anchor>"
    )
    parts = list(inline)
    anchor.append(parts[0])
    anchor.append(parse_xml(f"<wp:wrapNone {nsdecls('wp')}/>"))
    for part in parts[1:]:
        anchor.append(part)
    run._r.append(xml.element("drawing", anchor))  # noqa: SLF001 - python-docx knows inline alone
