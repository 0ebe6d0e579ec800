"""How a named style of a Word file is written down."""

from collections.abc import Iterable, Mapping
from math import floor
from typing import Final, NamedTuple

from inspector_app.reports.blocks import BODY
from inspector_app.reports.lines import Style
from inspector_app.reports.word.fonts import LATIN, SONG
from inspector_app.reports.word.xml import Element, element, twips

_RED: Final = "FF0000"


class Look(NamedTuple):
    """A paragraph style.

    Attributes:
        name: what offices read in the list of styles; a built-in style has its English name here.
        font: the Chinese font; Latin letters and digits are in Times New Roman.
        size, leading, before: in points; ``leading`` is the least unless ``exact``.
        align: left, center, right or both.
        first, left: indent of the first line and of all lines, in characters.
        keep: stays on the page of what follows.
        tracking: added to the width of each character, in points.
        red: in red, not black.
        level: level in the navigation pane, from 1; 0 for none.
    """

    name: str
    font: str
    size: float
    leading: float
    align: str = "left"
    bold: bool = False
    first: float = 0.0
    left: float = 0.0
    before: float = 0.0
    exact: bool = False
    keep: bool = False
    level: int = 0
    tracking: float = 0.0
    red: bool = False


def look_of(style: Style, name: str, font: str) -> Look:
    """Return the look with size and distance of lines of a style of the PDF."""
    return Look(name, font, style.size, style.leading, tracking=style.tracking, red=style.red)


def style_elements(looks: Mapping[str, Look], marks: Iterable[Element]) -> list[Element]:
    """Return the styles of a file: what the format needs, those of paragraphs, those of words."""
    return [
        _normal(),
        _base("character", "DefaultParagraphFont", "Default Paragraph Font"),
        _plain_table(),
        _base("numbering", "NoList", "No List"),
        *(_paragraph_style(style_id, look) for style_id, look in looks.items()),
        *marks,
    ]


def defaults() -> Element:
    """Return what holds where no style says otherwise: font, size and language."""
    words = element(
        "rPr",
        _fonts(SONG),
        *_sizes(BODY.size),
        element("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"),
    )
    return element("docDefaults", element("rPrDefault", words), element("pPrDefault"))


def _normal() -> Element:
    """Return the style that all others are based on: how Chinese is set.

    Marks are kept from a line's start and end, none hangs into the margin, and no space is put
    between Chinese and digits: all as in the PDF.
    """
    shape = element(
        "pPr",
        element("widowControl"),
        element("kinsoku", val=1),
        element("overflowPunct", val=0),
        element("autoSpaceDE", val=0),
        element("autoSpaceDN", val=0),
        element("snapToGrid", val=0),
        element("spacing", before=0, after=0, line=twips(BODY.leading), lineRule="atLeast"),
    )
    kind = _kind("paragraph", "Normal")
    return element("style", _name("Normal"), element("qFormat"), shape, **kind)


def _kind(kind: str, style_id: str) -> dict[str, str]:
    return {"type": kind, "default": "1", "styleId": style_id}


def _name(name: str) -> Element:
    return element("name", val=name)


def _base(kind: str, style_id: str, name: str) -> Element:
    hidden = (element("semiHidden"), element("unhideWhenUsed"))
    return element("style", _name(name), *hidden, **_kind(kind, style_id))


def _plain_table() -> Element:
    made = _base("table", "TableNormal", "Normal Table")
    made.append(element("tblPr", element("tblInd", w=0, type="dxa")))
    return made


def _paragraph_style(style_id: str, look: Look) -> Element:
    own = {} if look.name.isascii() else {"customStyle": "1"}
    return element(
        "style",
        _name(look.name),
        element("basedOn", val="Normal"),
        element("qFormat"),
        _shape(look),
        _words(look),
        type="paragraph",
        styleId=style_id,
        **own,
    )


def _shape(look: Look) -> Element:
    shape = element("pPr")
    if look.keep:
        shape.append(element("keepNext"))
    if look.left > 0 > look.first:
        stop = element("tab", val="left", pos=twips(look.left * look.size))
        shape.append(element("tabs", stop))
    rule = "exact" if look.exact else "atLeast"
    # An exact distance is rounded down: one line too many for a page would begin another.
    line = floor(20 * look.leading) if look.exact else twips(look.leading)
    lengths = {"before": twips(look.before), "after": 0, "line": line}
    shape.append(element("spacing", **lengths, lineRule=rule))
    if look.left or look.first:
        shape.append(_indent(look))
    shape.append(element("jc", val=look.align))
    if look.level:
        shape.append(element("outlineLvl", val=look.level - 1))
    return shape


def _indent(look: Look) -> Element:
    """Return an indent in characters, so that it follows the size, and in points for the rest."""
    first = "hanging" if look.first < 0 else "firstLine"
    lengths: dict[str, int] = {}
    for side, characters in (("left", look.left), (first, abs(look.first))):
        if characters:
            lengths[f"{side}Chars"] = round(100 * characters)
            lengths[side] = twips(characters * look.size)
    return element("ind", **lengths)


def _words(look: Look) -> Element:
    words = element("rPr", _fonts(look.font))
    if look.bold:
        words.append(element("b"))
    if look.red:
        words.append(element("color", val=_RED))
    if look.tracking:
        words.append(element("spacing", val=floor(20 * look.tracking)))
    for size in _sizes(look.size):
        words.append(size)
    return words


def _fonts(font: str) -> Element:
    return element("rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=font, cs=LATIN)


def _sizes(points: float) -> tuple[Element, Element]:
    halves = round(2 * points)
    return element("sz", val=halves), element("szCs", val=halves)


def character_style(style_id: str, name: str, *, font: str = "", framed: bool = False) -> Element:
    """Return a style of words inside a paragraph: another font, or a thin frame."""
    words = element("rPr")
    if font:
        words.append(_fonts(font))
    if framed:
        words.append(element("bdr", val="single", sz=4, space=0, color="auto"))
    return element(
        "style",
        _name(name),
        element("basedOn", val="DefaultParagraphFont"),
        element("qFormat"),
        words,
        type="character",
        customStyle="1",
        styleId=style_id,
    )
