"""Write into a Word file where it stands: only what is filled in changes, and nothing of the form.

A place that holds words of the form is never written over. A box is ticked by changing that one
sign; a blank behind a label takes what it is a blank for and keeps its underline.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from inspector_app.domain.boxes import TICKED, Filling, blank_parts, box_of
from inspector_app.domain.word_content import WordContent
from inspector_app.domain.word_spot import Spot
from inspector_app.papers.lines import Line, Piece
from inspector_app.papers.package import MOST_BYTES_OF_XML, BrokenXmlError, Package, damaged
from inspector_app.papers.places import Places, Span, Splice, xml_text
from inspector_app.papers.reading import (
    ALTERNATE,
    part_of,
    parts_named,
    read_word,
    tag_of,
    text_boxes,
    unfolded,
    value_of,
)

_WORD_14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_CHECKED: Final = f"{_WORD_14}checkbox/{_WORD_14}checked"
_CHECKED_STATE: Final = f"{_WORD_14}checkbox/{_WORD_14}checkedState"
# Ticked boxes of the fonts of symbols, by the font and by the empty one.
_SYMBOL_TICKED: Final = {"A8": b"F0FE", "6F": b"F0FE", "A3": b"F052"}
_CHAR: Final = re.compile(rb'(:char\s*=\s*["\'])[^"\']*')
_VAL: Final = re.compile(rb'(<[^\s>]+[^>]*?:val\s*=\s*["\'])[^"\']*')
_OWN_NUMBER: Final = re.compile(rb"""\s[\w]+:(?:paraId|textId)\s*=\s*(?:"[^"]*"|'[^']*')""")
_TRACKED: Final = frozenset({"ins", "del", "moveFrom", "moveTo", "rPrChange"})


class WordPaper:
    """A Word form that is being filled in."""

    def __init__(self, data: bytes, *, name: str) -> None:
        """Open it (InputError: it cannot be read, or not be written into)."""
        self.content: WordContent = read_word(data, name=name)
        self._package = Package(data, name=name)
        part = self._package.bytes_of(self._package.document, most=MOST_BYTES_OF_XML)
        assert part is not None
        try:
            self._places = Places(part)
        except BrokenXmlError as error:
            raise damaged(name) from error
        body = part_of(self._places.root, "body")
        blocks = list(_blocks(body)) if body is not None else []
        self._tables = [
            [list(parts_named(row, "tc")) for row in parts_named(block, "tr")]
            for block in blocks
            if tag_of(block) == "tbl"
        ]
        self.lines: Sequence[Line] = [Line(b) for b in blocks if tag_of(b) == "p"]
        self._splices: list[Splice] = []
        self._written: set[Element] = set()
        self._changed: dict[Element, list[tuple[int, int, str]]] = {}

    # -- cells -----------------------------------------------------------------------------------

    def cell_lines(self, spot: Spot) -> list[Line]:
        """Return the paragraphs of a cell."""
        return [Line(each) for each in _blocks(self._cell(spot)) if tag_of(each) == "p"]

    def _cell(self, spot: Spot) -> Element:
        return self._tables[spot.table][spot.row][spot.place]

    def write(self, spot: Spot, text: str) -> bool:
        """Write into an empty cell; say whether it was one, and had no writing yet."""
        lines = self.cell_lines(spot)
        within = any(tag_of(each) == "tbl" for each in _blocks(self._cell(spot)))
        if not lines or within or any(x.text.strip() for x in lines):
            return False
        return self.write_line(lines[0], text)

    def write_line(self, line: Line, text: str) -> bool:
        """Write into an empty paragraph; say whether it was one, and had no writing yet."""
        paragraph = line.paragraph
        if line.text.strip() or paragraph in self._written:
            return False
        self._written.add(paragraph)
        span = self._places.span(paragraph)
        run = self._run(paragraph, text)
        if span.closes_itself:
            name = self._places.prefix(paragraph) + b"p"
            opening = self._places.opening(paragraph)[:-2].rstrip()
            self._splices.append(
                Splice(span.start, span.end, opening + b">" + run + b"</" + name + b">")
            )
        else:
            self._splices.append(Splice(span.inner_end, span.inner_end, run))
        return True

    def tick(self, spot: Spot, word: str) -> bool:
        """Tick the box of a word in a cell; say whether there is one."""
        for line in self.cell_lines(spot):
            at = box_of(line.text, word)
            if at is not None:
                return self._tick_at(line, at)
        return False

    def tick_line(self, line: Line, word: str, behind: int = 0) -> bool:
        """Tick the box of a word behind a character of a line; say whether there is one."""
        at = box_of(line.text[behind:], word)
        return at is not None and self._tick_at(line, behind + at)

    def mark(self, spot: Spot, word: str, sign: str = "√") -> bool:
        """Put a sign behind one of several words that stand in a cell between strokes."""
        for line in self.cell_lines(spot):
            words = [m for m in re.finditer(r"[^/／、|｜\s]+", line.text) if m[0] == word]
            if len(words) == 1 and re.search(r"[/／、|｜]", line.text):
                piece, offset = line.at(words[0].end() - 1)
                self._change(piece, offset + 1, offset + 1, sign)
                return True
        return False

    def _run(self, paragraph: Element, text: str) -> bytes:
        """Return a run with a text, in the looks that Word would write it in."""
        prefix = self._places.prefix(paragraph)
        looks = self._looks(paragraph)
        broken = (b"<" + prefix + b"br/>").join(
            b"<" + prefix + b't xml:space="preserve">' + xml_text(each) + b"</" + prefix + b"t>"
            for each in text.split("\n")
        )
        return b"<" + prefix + b"r>" + looks + broken + b"</" + prefix + b"r>"

    def _looks(self, paragraph: Element) -> bytes:
        run = next((each for each in paragraph if tag_of(each) == "r"), None)
        for holder in (run, part_of(paragraph, "pPr")):
            found = part_of(holder, "rPr")
            if found is not None and not _TRACKED & {tag_of(each) for each in found}:
                span = self._places.span(found)
                return self._places.raw(span.start, span.end)
        return b""

    # -- boxes -----------------------------------------------------------------------------------

    def _tick_at(self, line: Line, at: int) -> bool:
        piece, offset = line.at(at)
        if piece.is_symbol:
            return self._tick_symbol(piece)
        sign = TICKED.get(piece.text[offset])
        if sign is None or not piece.is_text:
            return piece.text[offset] in "☑☒■●√✓"
        self._change(piece, offset, offset + 1, self._tick_control(piece.element) or sign)
        return True

    def _tick_symbol(self, piece: Piece) -> bool:
        ticked = _SYMBOL_TICKED.get(value_of(piece.element, "char").upper()[-2:])
        if ticked is not None:
            self._retag(piece.element, _CHAR, ticked)
        return ticked is not None or piece.text in "☑☒"

    def _tick_control(self, text: Element) -> str:
        """Tick the control that a box stands in; return its own sign, empty without a control."""
        above = self._places.parent(text)
        while above is not None and tag_of(above) != "sdt":
            above = self._places.parent(above)
        shape = part_of(above, "sdtPr")
        checked = shape.find(_CHECKED) if shape is not None else None
        if shape is None or checked is None:
            return ""
        self._retag(checked, _VAL, b"1")
        state = shape.find(_CHECKED_STATE)
        code = state.get(f"{_WORD_14}val", "") if state is not None else ""
        return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) else "☒"

    def _retag(self, element: Element, where: re.Pattern[bytes], value: bytes) -> None:
        span = self._places.span(element)
        tag = where.sub(lambda found: found[1] + value, self._places.opening(element), count=1)
        self._splices.append(Splice(span.start, span.inside, tag))

    # -- blanks ----------------------------------------------------------------------------------

    def fill_blank(self, line: Line, behind: int, value: Filling) -> bool:
        """Fill the blank that begins at a character of a line; say whether there is one."""
        parts = blank_parts(line.text, behind, value)
        if parts is None:
            return False
        for start, end, text in parts:
            if start < end:
                self._replace(line, start, end, text)
            elif not self._insert(line, start, text):
                return False
        return True

    def _insert(self, line: Line, at: int, text: str) -> bool:
        """Put a text before a character, or behind the last one."""
        if at < len(line.text):
            piece, offset = line.at(at)
        elif line.pieces and line.pieces[-1].is_text:
            piece, offset = line.pieces[-1], len(line.pieces[-1].text)
        else:
            return False
        self._change(piece, offset, offset, text)
        return True

    def _replace(self, line: Line, start: int, end: int, text: str) -> None:
        """Put a text in place of some characters, in the looks of the first of them."""
        for piece, first, last in line.within(start, end):
            if piece.is_text:
                self._change(piece, first, last, text)
                text = ""
        assert not text or start == end

    # -- rows ------------------------------------------------------------------------------------

    def repeat_row(self, table: int, row: int, many: int) -> None:
        """Repeat a row below itself in the file that is made; places are those of before."""
        found: Element | None = self._tables[table][row][0]
        while found is not None and tag_of(found) != "tr":
            found = self._places.parent(found)
        assert found is not None
        span = self._places.span(found)
        # Word gives paragraphs numbers of their own, which no two may share.
        copied = _OWN_NUMBER.sub(b"", self._places.raw(span.start, span.end))
        self._splices.append(Splice(span.end, span.end, copied * many))

    # -- the file --------------------------------------------------------------------------------

    def _change(self, piece: Piece, start: int, end: int, text: str) -> None:
        self._changed.setdefault(piece.element, []).append((start, end, text))

    def file(self) -> bytes:
        """Return the file as it is filled in."""
        splices = [*self._splices]
        for element, changes in self._changed.items():
            splices.append(self._text_splice(element, changes))
        splices += self._old_twins()
        part = self._places.with_splices(splices)
        return self._package.with_part(self._package.document, part)

    def _old_twins(self) -> Iterator[Splice]:
        """Yield what takes away the copies for old programs of shapes that were written into."""
        seen: set[Element] = set()
        for element in (*self._changed, *self._written):
            above = self._places.parent(element)
            while above is not None:
                if above.tag == ALTERNATE and above not in seen:
                    seen.add(above)
                    for twin in above[1:]:
                        span = self._places.span(twin)
                        yield Splice(span.start, span.end, b"")
                above = self._places.parent(above)

    def _text_splice(self, element: Element, changes: list[tuple[int, int, str]]) -> Splice:
        text = element.text or ""
        for start, end, new in sorted(changes, reverse=True):
            text = text[:start] + new + text[end:]
        span: Span = self._places.span(element)
        opening = self._places.opening(element)
        if text != text.strip() and b"xml:space" not in opening:
            opening = opening[:-1] + b' xml:space="preserve">'
        return Splice(span.start, span.inner_end, opening + xml_text(text))


def _blocks(parent: Element) -> Iterator[Element]:
    """Yield paragraphs and tables in the order in which they are read."""
    for child in unfolded(parent):
        match tag_of(child):
            case "p":
                yield child
                for box in text_boxes(child):
                    yield from _blocks(box)
            case "tbl":
                yield child
            case "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag":
                yield from _blocks(child)
