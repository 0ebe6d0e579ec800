"""The few elements of WordprocessingML that documents are made of.

python-docx finds a cell by walking over its whole table, and looks a style up for each paragraph: a
台账 of a thousand rows would take minutes. Paragraphs and tables are therefore made as elements.
"""

from collections.abc import Iterable
from typing import Final

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from inspector_app.reports.lines import plain

Element = BaseOxmlElement
_TWIPS: Final = 20
# XML 1.0 has no place for halves of pairs and these two; ``plain`` takes out control characters.
_NOT_XML: Final = dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF))


def clean(text: str) -> str:
    """Return ``text`` without the characters that an XML file cannot hold."""
    return plain(text).translate(_NOT_XML)


def twips(points: float) -> int:
    """Return a length in twentieths of a point, which is how Word counts."""
    return round(points * _TWIPS)


def name(tag: str) -> str:
    """Return the full name of an element or attribute of Word's main namespace."""
    return qn(f"w:{tag}")


def element(tag: str, *parts: Element, **values: str | int) -> Element:
    """Return an element of Word's main namespace with attributes of that namespace."""
    made: Element = OxmlElement(f"w:{tag}")
    for key, value in values.items():
        made.set(name(key), str(value))
    for part in parts:
        made.append(part)
    return made


def paragraph(
    style_id: str,
    *runs: Element,
    align: str = "",
    keep: bool = False,
    new_page: bool = False,
    shape: Element | None = None,
) -> Element:
    """Return one paragraph of a style.

    Args:
        style_id: how it looks.
        runs: its content.
        align: where it stands if not as its style says.
        keep: it stays on the page of what follows.
        new_page: it begins a page.
        shape: a border, distance or indent that this one paragraph has.
    """
    parts = [element("pStyle", val=style_id)]
    if keep:
        parts.append(element("keepNext"))
    if new_page:
        parts.append(element("pageBreakBefore"))
    if shape is not None:
        parts.append(shape)
    if align:
        parts.append(element("jc", val=align))
    return element("p", element("pPr", *parts), *runs)


def run(text: str, *, style_id: str = "") -> Element:
    """Return a run of text; a line feed is a line end and a tab goes to the next tab stop."""
    # “ ” … — □ ■ are Western marks or Chinese ones: without the hint Word takes them from Times.
    words = element("rPr", element("rFonts", hint="eastAsia"))
    if style_id:
        words.insert(0, element("rStyle", val=style_id))
    made = element("r", words)
    for number, line in enumerate(clean(text).split("\n")):
        if number:
            made.append(element("br"))
        if line:
            made.append(_words("t", line))
    return made


def tab() -> Element:
    """Return a run that goes to the next tab stop."""
    return element("r", element("tab"))


def field(code: str, shown: str) -> Iterable[Element]:
    """Yield the runs of a field that is filled in by the program that shows it (PAGE).

    Args:
        code: the field.
        shown: what stands there where a program does not know the field.
    """
    yield element("r", element("fldChar", fldCharType="begin"))
    yield element("r", _words("instrText", f" {code} "))
    yield element("r", element("fldChar", fldCharType="separate"))
    if shown:
        yield run(shown)
    yield element("r", element("fldChar", fldCharType="end"))


def _words(tag: str, text: str) -> Element:
    made = element(tag)
    made.text = text
    made.set(qn("xml:space"), "preserve")
    return made
