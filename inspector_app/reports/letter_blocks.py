"""From a letter's content tree to strips: 22 lines of 28 characters on a page (GB/T 9704-2012).

Every line stands on the grid: 225 mm in 22 lines, 156 mm in 28 characters, so that characters of
16 points stand 15.79 points apart. Sections named below are those of the standard.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from inspector_app.reports.blocks import Builder, Entry, Item, Measures
from inspector_app.reports.document import Align, Block, LongText, NumberedList, PageBreak
from inspector_app.reports.fonts import FontLibrary, Role
from inspector_app.reports.letter import Letter, LetterBlock, Section, attachment_name, numbered
from inspector_app.reports.letter_lines import mixed
from inspector_app.reports.letter_strips import Lines, Masthead
from inspector_app.reports.letter_title import title_lines
from inspector_app.reports.linebreak import BLANKS
from inspector_app.reports.lines import Line, Style, Typesetter, plain
from inspector_app.reports.paper import LETTER_SHEET
from inspector_app.reports.strips import Gap

LINES: Final = 22
CHARACTERS: Final = 28
PITCH: Final = LETTER_SHEET.text_height / LINES
ADVANCE: Final = LETTER_SHEET.text_width / CHARACTERS
_SIZE: Final = 16.0

TEXT: Final = Style(role=Role.FANG, size=_SIZE, leading=PITCH, tracking=ADVANCE - _SIZE)
FIRST: Final = replace(TEXT, role=Role.HEI)
SECOND: Final = replace(TEXT, role=Role.KAI)
TITLE: Final = Style(role=Role.TITLE, size=22, leading=PITCH)
SECTION_STYLES: Final = (FIRST, SECOND, TEXT, TEXT)
"""Style of a heading by its level (7.3.3)."""

INDENT: Final = 2
DATE_FROM_RIGHT: Final = 4
"""成文日期 stands four characters in from the right (7.3.5.1)."""

_OUTLINED: Final = 2
TITLE_MOST: Final = 19
# A heading stays in one piece, unless somebody wrote half a page of it.
_HEADING_LINES: Final = 6
_SIGNATURE_GAP: Final = 2
_KEPT_WITH_SIGNATURE: Final = 2
_LEAST_SPACE: Final = 10.0
_AUTHORITY_SIZES: Final = (42.0, 18.0)


def letter_items(letter: Letter, measures: Measures, fonts: FontLibrary) -> list[Item]:
    """Return the strips of ``letter`` from top to bottom."""
    return list(_LetterBuilder(measures, fonts).letter(letter))


class _LetterBuilder:
    """Makes strips of letters; tables and photos are made as those of records are."""

    def __init__(self, measures: Measures, fonts: FontLibrary) -> None:
        self._width = measures.width
        self._fonts = fonts
        self._others = Builder(measures, fonts)

    def letter(self, letter: Letter) -> Iterator[Item]:
        yield from self._head(letter)
        yield from self._title(letter.title, level=0)
        if letter.addressee:
            yield self._blank(keep=True)
            name = letter.addressee.rstrip("：:")
            yield Item(strip=self._lines([(TEXT, f"{name}：")], indent=0.0))
        else:
            yield self._blank(keep=True)
        text = [*self._body(letter.body), *self._attachment_list(letter)]
        yield from _kept_together(text, list(self._signed(letter)))
        for number, attachment in enumerate(letter.attachments, start=1):
            if attachment.body:
                yield Item(strip=None)
                yield Item(strip=self._label(attachment_name(letter, number)), keep=True)
                yield self._blank(keep=True)
                yield from self._title(attachment.title, level=1)
                yield self._blank(keep=True)
                yield from self._body(attachment.body)

    def _setter(self, style: Style) -> Typesetter:
        return Typesetter(self._fonts, style)

    def _blank(self, *, keep: bool = False) -> Item:
        return Item(strip=Gap(height=PITCH), keep=keep)

    def _label(self, text: str) -> Lines:
        return self._lines([(FIRST, text)], indent=0.0)

    def _lines(
        self, parts: Sequence[tuple[Style, str]], *, indent: float = INDENT * ADVANCE
    ) -> Lines:
        set_parts = [(self._setter(style), text) for style, text in parts]
        lines = mixed(set_parts, self._width, indent=indent)
        return Lines(lines=tuple(lines), style=parts[0][0], width=self._width)

    def _head(self, letter: Letter) -> Iterator[Item]:
        if letter.authority:
            yield Item(strip=self._masthead(letter), keep=True)
        elif letter.reference:
            # As in letters without a head (10.1): at the right edge, two lines above the title.
            lines = self._setter(TEXT).lines(letter.reference, self._width)
            strip = Lines(lines=lines, style=TEXT, width=self._width, align=Align.RIGHT)
            yield Item(strip=strip, keep=True)
        else:
            return
        yield self._blank(keep=True)
        yield self._blank(keep=True)

    def _masthead(self, letter: Letter) -> Masthead:
        largest, smallest = _AUTHORITY_SIZES
        style = replace(TITLE, size=largest, leading=largest, red=letter.red_head)
        names = plain(letter.authority).split("\n")
        width = max(self._setter(style).width(name) for name in names)
        size = max(smallest, min(largest, largest * self._width / max(width, 1.0)))
        style = replace(style, size=size, leading=size)
        return Masthead(
            authority=self._setter(style).lines(letter.authority, self._width),
            authority_style=style,
            reference=self._setter(TEXT).lines(letter.reference, self._width),
            reference_style=TEXT,
            width=self._width,
        )

    def _title(self, title: str, *, level: int) -> Iterator[Item]:
        setter = self._setter(TITLE)
        measure = min(self._width, TITLE_MOST * TITLE.size)
        lines: list[Line] = []
        for given in plain(title).split("\n"):
            for text in title_lines(given, widths=setter.widths(given), measure=measure):
                lines += setter.lines(text, self._width)
        strip = Lines(
            lines=tuple(lines),
            style=TITLE,
            width=self._width,
            align=Align.CENTRE,
            together=_HEADING_LINES,
        )
        entry = Entry(text=one_line(title)) if level else None
        yield Item(strip=strip, keep=True, entry=entry)

    def _body(self, blocks: Iterable[LetterBlock]) -> Iterator[Item]:
        for number, block in numbered(blocks):
            if isinstance(block, Section):
                yield self._section(number, block)
            elif isinstance(block, LongText):
                for paragraph in plain(block.text).split("\n"):
                    yield Item(strip=self._lines([(TEXT, paragraph.strip(BLANKS))]))
            elif isinstance(block, NumberedList):
                for count, item in enumerate(block.items, start=1):
                    yield Item(strip=self._lines([(TEXT, f"{count}.{one_line(item)}")]))
            elif isinstance(block, PageBreak):
                yield Item(strip=None)
            else:
                yield from self._other(block)

    def _section(self, number: str, section: Section) -> Item:
        style = SECTION_STYLES[section.level - 1]
        parts = [(style, number + one_line(section.text)), (TEXT, one_line(section.running))]
        outlined = section.level <= _OUTLINED
        alone = outlined and not section.running
        lines = self._lines(parts)
        return Item(
            strip=replace(lines, together=_HEADING_LINES) if alone else lines,
            keep=alone,
            entry=Entry(text=number + section.text, level=section.level) if outlined else None,
        )

    def _other(self, block: Block) -> Iterator[Item]:
        """Yield a table or the like, with the space that brings the text after it to the grid."""
        items = list(self._others.block(block))
        height = sum(item.strip.height for item in items if item.strip is not None)
        space = -(height + _LEAST_SPACE) % PITCH + _LEAST_SPACE
        yield Item(strip=Gap(height=space / 2), keep=True)
        yield from items
        yield Item(strip=Gap(height=space / 2))

    def _attachment_list(self, letter: Letter) -> Iterator[Item]:
        """Yield 附件说明: one line below the text, names below each other (7.3.4)."""
        if not letter.attachments:
            return
        yield self._blank(keep=True)
        setter = self._setter(TEXT)
        head = "附件："
        start = INDENT * ADVANCE + setter.width(head)
        lines: list[Line] = []
        for number, attachment in enumerate(letter.attachments, start=1):
            label = f"{number}." if len(letter.attachments) > 1 else ""
            hang = start + setter.width(label)
            name = setter.lines(one_line(attachment.title), self._width - hang)
            shown = (head if number == 1 else "") + label
            x = INDENT * ADVANCE if number == 1 else start
            first, *more = [line.moved(hang) for line in name]
            lines += [replace(first, pieces=(*setter.pieces(shown, x), *first.pieces)), *more]
        yield Item(strip=Lines(lines=tuple(lines), style=TEXT, width=self._width))

    def _signed(self, letter: Letter) -> Iterator[Item]:
        """Yield 署名 centred above 成文日期, with room for a seal over both (7.3.5.1)."""
        setter = self._setter(TEXT)
        dates = setter.lines(letter.dated, self._width) if letter.dated else ()
        names = [line for name in letter.signed_by for line in setter.lines(name, self._width)]
        end = self._width - DATE_FROM_RIGHT * ADVANCE
        middle = end - max((line.width for line in dates or names), default=0.0) / 2
        centred = [line.moved(self._centred(line, middle)) for line in names]
        dated = [line.moved(max(0.0, end - line.width)) for line in dates]
        lines = (*centred, *dated)
        if lines:
            for _ in range(_SIGNATURE_GAP):
                yield self._blank(keep=True)
            yield Item(strip=Lines(lines=lines, style=TEXT, width=self._width, whole=True))
        if letter.remark:
            yield Item(strip=self._lines([(TEXT, f"（{letter.remark}）")]))

    def _centred(self, line: Line, middle: float) -> float:
        """Return where a line begins that is centred about ``middle`` but stays on the page."""
        return max(0.0, min(middle - line.width / 2, self._width - line.width))


def _kept_together(text: Sequence[Item], signature: Sequence[Item]) -> Iterator[Item]:
    """Yield text and signature so that the signature never stands alone on a page (7.3.5.4)."""
    if not (text and signature):
        yield from (*text, *signature)
        return
    *before, last = text
    yield from before
    strip = last.strip
    if isinstance(strip, Lines) and len(strip.lines) > _KEPT_WITH_SIGNATURE:
        first, strip = strip.parted_after(len(strip.lines) - _KEPT_WITH_SIGNATURE)
        yield replace(last, strip=first)
        last = Item(strip=strip)
    if isinstance(strip, Lines):
        last = replace(last, strip=replace(strip, whole=True))
    yield replace(last, keep=strip is not None)
    yield from (replace(item, keep=True) for item in signature[:-1])
    yield signature[-1]


def one_line(text: str) -> str:
    """Return ``text`` without line feeds."""
    return plain(text).replace("\n", "")
