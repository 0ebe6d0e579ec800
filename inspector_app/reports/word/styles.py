"""The named styles of a Word file: what an office changes once, it changes everywhere.

Built-in styles are used where there are any (Title, Subtitle, Heading, Header, Footer): Word and
WPS show them as 标题, 副标题, 标题 1, 页眉, 页脚, and the navigation pane lists them. Sizes and
distances are those of the PDF, so that both break alike.
"""

from typing import Final, NamedTuple

from inspector_app.reports import blocks as pdf
from inspector_app.reports import furniture as pdf_furniture
from inspector_app.reports.grid_looks import POSTER
from inspector_app.reports.strips import PAD_Y
from inspector_app.reports.word.fonts import HEI, SONG, TITLE_FONT
from inspector_app.reports.word.look import Look, character_style, look_of
from inspector_app.reports.word.xml import Element

TITLE: Final = "Title"
SUBTITLE: Final = "Subtitle"
HEADING: Final = "Heading1"
HEADER: Final = "Header"
FOOTER: Final = "Footer"
REFERENCE: Final = "Reference"
LABEL: Final = "TableLabel"
BODY: Final = "TableText"
RUNNING: Final = "TableRunning"
ITEM: Final = "TableItem"
ITEM_MORE: Final = "TableItemMore"
TABLE_HEAD: Final = "FigureHead"
TABLE_BODY: Final = "FigureText"
TABLE_STRONG: Final = "FigureTotal"
SIGNATURE_SPACE: Final = "SignatureSpace"
HEADING_AGAIN: Final = "HeadingAgain"
CAPTION: Final = "PhotoCaption"
SMALL: Final = "SmallPrint"
POSTER_LABEL: Final = "PosterLabel"
POSTER_BODY: Final = "PosterText"
POSTER_ITEM: Final = "PosterItem"
SEAM: Final = "Seam"
MARK: Final = "PageMark"


class Texts(NamedTuple):
    """The styles of one kind of table of labels and values."""

    label: str
    body: str
    running: str
    item: str
    item_more: str


RECORD_TEXTS: Final = Texts(LABEL, BODY, RUNNING, ITEM, ITEM_MORE)
POSTER_TEXTS: Final = Texts(POSTER_LABEL, POSTER_BODY, POSTER_BODY, POSTER_ITEM, POSTER_BODY)

INDENT: Final = 2.0
# A number of one or two digits with its full stop; the words begin at a tab there.
HANG: Final = 2.25
_SEAM: Final = 1.0
SIGNATURE_ROOM: Final = pdf.SIGNATURE_HEIGHT - pdf.LABEL.leading - pdf.BODY.leading - 2 * PAD_Y
"""Height of the place for a signature between its label and its date."""


_BODY: Final = look_of(pdf.BODY, "表格正文", SONG)
_POSTER: Final = look_of(POSTER.body, "公示牌正文", SONG)
_FIGURE: Final = look_of(pdf.TABLE_BODY, "统计表正文", SONG)

LOOKS: Final = {
    TITLE: look_of(pdf.TITLE, "Title", TITLE_FONT)._replace(align="center", keep=True, level=1),
    SUBTITLE: look_of(pdf.SUBTITLE, "Subtitle", SONG)._replace(align="center", keep=True),
    HEADING: look_of(pdf.HEADING, "heading 1", HEI)._replace(before=6, keep=True, level=1),
    HEADER: look_of(pdf_furniture.MARK, "header", HEI)._replace(align="right"),
    FOOTER: look_of(pdf_furniture.FOOT, "footer", SONG),
    REFERENCE: look_of(pdf.SMALL, "文件编号", SONG)._replace(align="right", keep=True),
    LABEL: look_of(pdf.LABEL, "表格标签", HEI)._replace(align="center"),
    BODY: _BODY,
    RUNNING: _BODY._replace(name="表格段落", align="both", first=INDENT),
    ITEM: _BODY._replace(name="表格条目", align="both", first=-HANG, left=HANG),
    ITEM_MORE: _BODY._replace(name="表格条目续段", align="both", left=HANG),
    TABLE_HEAD: look_of(pdf.TABLE_HEAD, "统计表头", HEI)._replace(align="center", keep=True),
    TABLE_BODY: _FIGURE._replace(align="center"),
    TABLE_STRONG: _FIGURE._replace(name="统计表合计", align="center", bold=True),
    HEADING_AGAIN: look_of(pdf.HEADING, "标题续页", HEI)._replace(before=6, keep=True),
    SIGNATURE_SPACE: _BODY._replace(name="签名处", leading=SIGNATURE_ROOM, exact=True),
    CAPTION: look_of(pdf.CAPTION, "照片说明", SONG)._replace(align="center"),
    SMALL: look_of(pdf.SMALL, "小字", SONG),
    POSTER_LABEL: look_of(POSTER.label, "公示牌标签", HEI)._replace(align="center"),
    POSTER_BODY: _POSTER,
    POSTER_ITEM: _POSTER._replace(name="公示牌条目", first=-HANG, left=HANG),
    # Two tables that touch are one for Word: a line that nobody sees stands between them.
    SEAM: Look("表间", SONG, _SEAM, _SEAM, exact=True),
}
"""Every paragraph style of records and tables by its id."""


def mark_styles() -> tuple[Element, ...]:
    """Return the styles of words inside a paragraph."""
    return (character_style(MARK, "页眉标记", framed=True),)
