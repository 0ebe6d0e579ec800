"""A letter in a Word file: the elements of GB/T 9704-2012 in their order, each in its style."""

from collections.abc import Iterable
from typing import Final

from inspector_app.reports.document import LongText, NumberedList, PageBreak
from inspector_app.reports.letter import Letter, LetterBlock, Section, attachment_name, numbered
from inspector_app.reports.letter_blocks import (
    ADVANCE,
    DATE_FROM_RIGHT,
    INDENT,
    TITLE_MOST,
    one_line,
)
from inspector_app.reports.letter_furniture import DROP, PAGE_NUMBER
from inspector_app.reports.letter_title import title_lines
from inspector_app.reports.paper import LETTER_SHEET
from inspector_app.reports.word import letter_styles as styles
from inspector_app.reports.word import xml
from inspector_app.reports.word.blocks import add
from inspector_app.reports.word.measure import ems
from inspector_app.reports.word.writer import Writer

_HEADINGS: Final = (styles.FIRST, styles.SECOND, styles.TEXT, styles.TEXT)
_WORDS: Final = (styles.HEI_WORDS, styles.KAI_WORDS, "", "")
# 7.2.4: the head begins 35 mm below the upper edge of the text area.
_HEAD_BEFORE: Final = 35 * 72 / 25.4
_RED_RULE: Final = 11
_LARGEST: Final = 42.0
FOOT_DISTANCE: Final = LETTER_SHEET.bottom - DROP - PAGE_NUMBER.leading / 2
"""From the foot's last line to the edge of the paper, in points."""


def write(letter: Letter, writer: Writer) -> None:
    """Add a letter at the end of ``writer``."""
    _head(letter, writer)
    _title(letter.title, writer)
    _blank(writer)
    if letter.addressee:
        name = one_line(letter.addressee).rstrip("：:")
        writer.paragraph(styles.FLUSH, xml.run(f"{name}："))
    _body(letter.body, writer)
    _attachment_list(letter, writer)
    _signed(letter, writer)
    for number, attachment in enumerate(letter.attachments, start=1):
        if attachment.body:
            writer.new_page()
            name = xml.run(attachment_name(letter, number), style_id=styles.HEI_WORDS)
            writer.paragraph(styles.FLUSH, name, keep=True)
            _blank(writer)
            _title(attachment.title, writer)
            _blank(writer)
            _body(attachment.body, writer)


def foot(*, even: bool) -> xml.Element:
    """Return the page number, one character in from the outer edge (7.5)."""
    align = "left" if even else "right"
    indent = xml.element("ind", **{align: xml.twips(PAGE_NUMBER.size)})
    number = (xml.run("— "), *xml.field("PAGE", "1"), xml.run(" —"))
    return xml.paragraph(styles.FOOT, *number, align=align, shape=indent)


def _head(letter: Letter, writer: Writer) -> None:
    if letter.authority:
        _masthead(letter, writer)
    elif letter.reference:
        # 10.1: a letter without a head has its number at the right, two lines above the title.
        writer.paragraph(styles.NUMBER, xml.run(letter.reference), align="right")
    else:
        return
    _blank(writer)
    _blank(writer)


def _masthead(letter: Letter, writer: Writer) -> None:
    style_id = styles.RED_MASTHEAD if letter.red_head else styles.MASTHEAD
    words = xml.run(one_line(letter.authority))
    size = min(_LARGEST, LETTER_SHEET.text_width / max(1.0, ems(letter.authority)))
    if size < _LARGEST:
        # A long name is set smaller, so that it stays on one line.
        words.rPr.append(xml.element("sz", val=int(2 * size)))
    above = xml.element("spacing", before=xml.twips(_HEAD_BEFORE))
    writer.paragraph(style_id, words, shape=above)
    _blank(writer)
    _blank(writer)
    rule = xml.element("bottom", val="single", sz=_RED_RULE, space=11, color="FF0000")
    border = xml.element("pBdr", rule) if letter.red_head else None
    writer.paragraph(styles.NUMBER, xml.run(letter.reference), shape=border)


def _title(title: str, writer: Writer) -> None:
    """Add the lines of a title, balanced as in the PDF: a trapezium or a rhombus (7.3.1)."""
    size = styles.LOOKS[styles.TITLE].size
    measure = min(LETTER_SHEET.text_width, TITLE_MOST * size)
    for given in xml.clean(title).split("\n"):
        widths = [ems(char) * size for char in given]
        for line in title_lines(given, widths=widths, measure=measure):
            writer.paragraph(styles.TITLE, xml.run(line))


def _blank(writer: Writer) -> None:
    writer.paragraph(styles.FLUSH, keep=True)


def _body(blocks: Iterable[LetterBlock], writer: Writer) -> None:
    for number, block in numbered(blocks):
        if isinstance(block, Section):
            _section(number, block, writer)
        elif isinstance(block, LongText):
            for line in xml.clean(block.text).split("\n"):
                writer.paragraph(styles.TEXT, xml.run(line.strip(" \u3000")))
        elif isinstance(block, NumberedList):
            for count, item in enumerate(block.items, start=1):
                writer.paragraph(styles.TEXT, xml.run(f"{count}.{one_line(item)}"))
        else:
            add(block, writer)
            if not isinstance(block, PageBreak):
                _blank(writer)


def _section(number: str, section: Section, writer: Writer) -> None:
    said = number + one_line(section.text)
    if section.running:
        # The navigation pane would list the whole paragraph: only its first words are a heading.
        heading = xml.run(said, style_id=_WORDS[section.level - 1])
        writer.paragraph(styles.TEXT, heading, xml.run(one_line(section.running)))
    else:
        writer.paragraph(_HEADINGS[section.level - 1], xml.run(said))


def _attachment_list(letter: Letter, writer: Writer) -> None:
    """Add 附件说明: a line below the text, names below each other (7.3.4)."""
    if not letter.attachments:
        return
    _blank(writer)
    several = len(letter.attachments) > 1
    for number, attachment in enumerate(letter.attachments, start=1):
        label = f"{number}." if several else ""
        begin = INDENT if number == 1 else INDENT + ems("附件：")
        head = "附件：" if number == 1 else ""
        hang = ems(head + label)
        shape = xml.element(
            "ind",
            left=xml.twips((begin + hang) * ADVANCE),
            hanging=xml.twips(hang * ADVANCE),
            leftChars=0,
            hangingChars=0,
            firstLineChars=0,
        )
        words = xml.run(head + label + one_line(attachment.title))
        listed = number < len(letter.attachments)
        writer.paragraph(styles.FLUSH, words, keep=listed, shape=shape)


def _signed(letter: Letter, writer: Writer) -> None:
    """Add 署名 centred above 成文日期, with room for a seal over both (7.3.5.1)."""
    if letter.signed_by or letter.dated:
        writer.keep_with_next()
        _blank(writer)
        _blank(writer)
    longest = letter.dated or next(iter(letter.signed_by), "")
    middle = DATE_FROM_RIGHT + ems(longest) / 2
    for name in letter.signed_by:
        _from_right(name, middle - ems(name) / 2, writer)
    if letter.dated:
        _from_right(letter.dated, DATE_FROM_RIGHT, writer)
    if letter.remark:
        writer.paragraph(styles.TEXT, xml.run(f"（{one_line(letter.remark)}）"))


def _from_right(text: str, characters: float, writer: Writer) -> None:
    indent = xml.element("ind", right=xml.twips(max(0.0, characters) * ADVANCE))
    writer.paragraph(styles.SIGNED, xml.run(one_line(text)), shape=indent)
