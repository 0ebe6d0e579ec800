"""Write into a Word file where it stands: only what is filled in changes, and nothing of the form.

A place that holds words of the form is never written over. A box is ticked by changing that one
sign; a blank behind a label takes what it is a blank for and keeps its underline.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element

from inspector_app.domain.word_content import WordContent
from inspector_app.domain.word_spot import Spot, day_text
from inspector_app.papers.lines import Line, Piece
from inspector_app.papers.package import MOST_BYTES_OF_XML, BrokenXmlError, Package, damaged
from inspector_app.papers.places import Places, Span, Splice, xml_text
from inspector_app.papers.reading import (
    part_of,
    parts_named,
    read_word,
    tag_of,
    text_boxes,
    unfolded,
    value_of,
)

_TICKED: Final = {"□": "☑", "☐": "☑", "○": "●", "◯": "●"}
# What ends words that lead to boxes, and do not belong to one.
_LEADS: Final = "：:.．、）)，,;；。"
_BRACKETS: Final = re.compile(r"[(（].*$", re.DOTALL)
_BOX: Final = re.compile("[□☐○◯☑☒■●√✓]")
_BETWEEN: Final = re.compile(r"[\s,，、;；/／|｜.．。:：]+")
_BLANK: Final = "_＿ \u3000\u00a0\t"
_DAY: Final = re.compile(rf"[{_BLANK}]*年[{_BLANK}]*月[{_BLANK}]*日")
_WORD_14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_CHECKED: Final = f"{_WORD_14}checkbox/{_WORD_14}checked"
_CHECKED_STATE: Final = f"{_WORD_14}checkbox/{_WORD_14}checkedState"
# Ticked boxes of the fonts of symbols, by the font and by the empty one.
_SYMBOL_TICKED: Final = {"A8": b"F0FE", "6F": b"F0FE", "A3": b"F052"}
_CHAR: Final = re.compile(rb'(:char\s*=\s*["\'])[^"\']*')
_VAL: Final = re.compile(rb'(<[^\s>]+[^>]*?:val\s*=\s*["\'])[^"\']*')
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
        self._written: set[Spot] = set()
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
        if not lines or within or spot in self._written or any(x.text.strip() for x in lines):
            return False
        self._written.add(spot)
        paragraph = lines[0].paragraph
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
            at = _box_of(line.text, word)
            if at is not None:
                return self._tick_at(line, at)
        return False

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
        sign = _TICKED.get(piece.text[offset])
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

    def fill_blank(self, line: Line, behind: int, value: str | date) -> bool:
        """Fill the blank that begins at a character of a line; say whether there is one."""
        if isinstance(value, date):
            day = _DAY.match(line.text, behind)
            if day is not None:
                return self._fill_day(line, day.start(), value)
            value = day_text(value)
        end = behind
        while end < len(line.text) and line.text[end] in _BLANK:
            end += 1
        rest = line.text[end:]
        if end == behind:
            return not rest and self._append(line, value)
        room = sum(map(_columns, line.text[behind:end])) - sum(map(_columns, value))
        filler = line.text[end - 1]
        left = max(room // _columns(filler), 1 if rest else 0)
        self._replace(line, behind, end, value + filler * left)
        return True

    def _append(self, line: Line, value: str) -> bool:
        if not line.pieces or not line.pieces[-1].is_text:
            return False
        last = line.pieces[-1]
        self._change(last, len(last.text), len(last.text), value)
        return True

    def _fill_day(self, line: Line, at: int, value: date) -> bool:
        for number, sign in ((value.year, "年"), (value.month, "月"), (value.day, "日")):
            end = line.text.index(sign, at)
            if end > at:
                self._replace(line, at, end, str(number))
            else:
                piece, offset = line.at(end)
                self._change(piece, offset, offset, str(number))
            at = end + 1
        return True

    def _replace(self, line: Line, start: int, end: int, text: str) -> None:
        """Put a text in place of some characters, in the looks of the first of them."""
        for piece, first, last in line.within(start, end):
            if piece.is_text:
                self._change(piece, first, last, text)
                text = ""
        assert not text or start == end

    # -- the file --------------------------------------------------------------------------------

    def _change(self, piece: Piece, start: int, end: int, text: str) -> None:
        self._changed.setdefault(piece.element, []).append((start, end, text))

    def file(self) -> bytes:
        """Return the file as it is filled in."""
        splices = [*self._splices]
        for element, changes in self._changed.items():
            splices.append(self._text_splice(element, changes))
        part = self._places.with_splices(splices)
        return self._package.with_part(self._package.document, part)

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


def _box_of(text: str, word: str) -> int | None:
    """Return where the box of a word stands: before it, or behind it; None where it is unsure.

    Words before the first box may belong to it (是□ 否□) or lead to all (情况：□是 □否).
    """
    boxes = [found.start() for found in _BOX.finditer(text)]
    if not boxes:
        return None
    ends = (*boxes[1:], len(text))
    starts = (0, *(box + 1 for box in boxes))
    after = _told_by(word, boxes, [text[b + 1 : end] for b, end in zip(boxes, ends, strict=True)])
    lead = text[: boxes[0]].rstrip()
    if not _plain(lead) or lead[-1] in _LEADS:
        return after
    before = _told_by(word, boxes, [text[s:box] for s, box in zip(starts, boxes, strict=False)])
    if not _plain(text[boxes[-1] + 1 :]):
        return before
    # Words on both sides: it is sure only where one way of reading finds the word.
    found = [box for box in (before, after) if box is not None]
    return found[0] if len(found) == 1 else None


def _told_by(word: str, boxes: Sequence[int], told: Sequence[str]) -> int | None:
    """Return the one box of which a word is told; what stands in brackets behind it is aside."""
    wanted = _plain(word)
    found = [
        box
        for box, each in zip(boxes, map(_plain, told), strict=True)
        if wanted in {each, _BRACKETS.sub("", each)}
    ]
    return found[0] if len(found) == 1 else None


def _plain(text: str) -> str:
    return _BETWEEN.sub("", text)


def _columns(text: str) -> int:
    return 1 if text.isascii() or text == "\u00a0" else 2
