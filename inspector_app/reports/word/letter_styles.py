"""The named styles of letters (GB/T 9704-2012): 仿宋 of 16 points, 22 lines of 28 characters."""

from typing import Final

from inspector_app.reports import letter_blocks as pdf
from inspector_app.reports.letter_furniture import PAGE_NUMBER
from inspector_app.reports.word.fonts import FANG, HEI, KAI, SONG, TITLE_FONT
from inspector_app.reports.word.look import Look, character_style, look_of
from inspector_app.reports.word.xml import Element

TITLE: Final = "LetterTitle"
TEXT: Final = "LetterText"
FLUSH: Final = "LetterFlush"
FIRST: Final = "LetterHeading1"
SECOND: Final = "LetterHeading2"
MASTHEAD: Final = "LetterMasthead"
RED_MASTHEAD: Final = "LetterRedMasthead"
NUMBER: Final = "LetterNumber"
SIGNED: Final = "LetterSigned"
FOOT: Final = "LetterFoot"
HEI_WORDS: Final = "LetterHei"
KAI_WORDS: Final = "LetterKai"

_TEXT: Final = look_of(pdf.TEXT, "公文正文", FANG)._replace(align="both", first=2, exact=True)
_MASTHEAD: Final = Look("公文版头", TITLE_FONT, 42, 48, align="center", keep=True)

LOOKS: Final = {
    TITLE: look_of(pdf.TITLE, "公文标题", TITLE_FONT)._replace(
        align="center", exact=True, keep=True, level=1
    ),
    TEXT: _TEXT,
    FLUSH: _TEXT._replace(name="公文顶格", first=0),
    FIRST: _TEXT._replace(name="公文一级标题", font=HEI, keep=True, level=1),
    SECOND: _TEXT._replace(name="公文二级标题", font=KAI, keep=True, level=2),
    MASTHEAD: _MASTHEAD,
    RED_MASTHEAD: _MASTHEAD._replace(name="公文红头", red=True),
    NUMBER: _TEXT._replace(name="发文字号", align="center", first=0, keep=True),
    SIGNED: _TEXT._replace(name="公文落款", align="right", first=0, keep=True),
    FOOT: look_of(PAGE_NUMBER, "公文页码", SONG),
}
"""Every paragraph style of letters by its id."""


def mark_styles() -> tuple[Element, ...]:
    """Return the styles of words inside a paragraph: a heading that goes on as text."""
    return (
        character_style(HEI_WORDS, "公文黑体", font=HEI),
        character_style(KAI_WORDS, "公文楷体", font=KAI),
    )
