"""A Word file read as a visit's record: our form, a district's table, or prose with headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from inspector_app.domain.listed_items import issue_in, items_in
from inspector_app.domain.record_words import (
    LISTS,
    SURE_OF_LESSON,
    chapter_of,
    field_named,
    inline,
    lesson_field_named,
    talk_told_in,
)
from inspector_app.domain.word_content import (
    WordCell,
    WordContent,
    WordParagraph,
    WordPicture,
    WordTable,
)

_BEGINNING: Final = "开头"
_TICKED: Final = "■☑☒✓✔√"
_BOX: Final = re.compile(rf"[{_TICKED}□☐]")
_TICK: Final = re.compile(rf"[{_TICKED}]\s*([^{_TICKED}□☐]+)")
_NUMBER: Final = re.compile(r"(?:记录)?编号[:：]\s*([0-9]{6}-[0-9]{4}-\w+-[0-9]{4,9})")
# A place for a date that nobody has filled in, and lines to write a number on.
_EMPTY: Final = re.compile(r"[\s年月日_＿/]*")
_SIGNATURES: Final = re.compile(r"(?:督学签名|学校负责人|督导人员签名|签名|盖章).*", re.DOTALL)
_KEPT_BACK: Final = re.compile(r"另有\s*[0-9]+\s*次访谈保密.*")
_FORM_WORDS: Final = re.compile(r"编号已留给本表.*|第[0-9]+页.*|.*校验码.*")


@dataclass(slots=True, kw_only=True)
class RecognisedRecord:
    """What was recognised in a file; values are texts under the ids of the record's fields.

    Attributes:
        number: the 记录编号 that stands on it.
        ticks: fields whose value was ticked in boxes; their values are lists of words.
        rest: what was not recognised, with the heading that it stood under.
        skipped: sections of our own print that are recognised and never read: 访谈, 问卷, 抽签.
    """

    number: str = ""
    values: dict[str, str] = field(default_factory=dict)
    ticks: dict[str, list[str]] = field(default_factory=dict)
    merits: list[str] = field(default_factory=list)
    issues: list[dict[str, object]] = field(default_factory=list)
    lessons: list[dict[str, object]] = field(default_factory=list)
    pictures: list[WordPicture] = field(default_factory=list)
    rest: list[tuple[str, str]] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing of a record was recognised."""
        return not (self.values or self.ticks or self.merits or self.issues or self.lessons)


def recognised(content: WordContent) -> RecognisedRecord:
    """Return what a file says of a visit."""
    reader = _Reader()
    for block in content.blocks:
        if isinstance(block, WordTable):
            reader.table(block)
        else:
            reader.paragraph(block)
    return reader.done()


class _Reader:
    """Goes through a file from its beginning; ``_at`` is the part that text belongs to."""

    def __init__(self) -> None:
        self._made = RecognisedRecord()
        self._texts: dict[str, list[str]] = {}
        self._rest: dict[str, list[str]] = {}
        self._at: str | None = None
        self._named = _BEGINNING
        self._chapter = 0

    def done(self) -> RecognisedRecord:
        """Return everything."""
        made = self._made
        for name, lines in self._texts.items():
            text = "\n".join(lines).strip("\n")
            if not text.strip():
                continue
            if name == "merits":
                made.merits += items_in(text)
            elif name == "issues":
                self._issues(text)
            else:
                self._value(name, text)
        made.rest += [(name, "\n".join(lines).strip()) for name, lines in self._rest.items()]
        made.rest = [(name, text) for name, text in made.rest if text]
        return made

    # -- prose -----------------------------------------------------------------------------------

    def paragraph(self, paragraph: WordParagraph) -> None:
        """Read a line outside tables."""
        self._made.pictures += paragraph.pictures
        text = paragraph.text
        if not text or self._is_furniture(text):
            return
        named = field_named(text)
        if named is not None:
            self._chapter = chapter_of(text) or (self._chapter and self._chapter + 1)
            self._begin(named)
        elif (found := inline(text)) is not None:
            self._begin(found[0])
            self._add(found[1])
            if found[0] not in {"narrative", "advice", "plan_text", *LISTS}:
                self._end()
        elif paragraph.level or self._is_chapter(text):
            self._chapter = chapter_of(text) or self._chapter
            self._at, self._named = None, text
        else:
            self._add(text)

    def _is_chapter(self, text: str) -> bool:
        """Say whether a line is a heading that nobody knows; a row of a list looks like one."""
        number = chapter_of(text)
        in_list = self._at in {*LISTS, "advice"}
        return number > 0 and (not in_list or number == self._chapter + 1 > 1)

    def _is_furniture(self, text: str) -> bool:
        found = _NUMBER.match(text)
        if found is not None:
            self._made.number = self._made.number or found[1]
        if _KEPT_BACK.fullmatch(text):
            self._skip("访谈")
            return True
        return found is not None or _FORM_WORDS.fullmatch(text) is not None

    def _skip(self, name: str) -> None:
        if name not in self._made.skipped:
            self._made.skipped.append(name)

    def _begin(self, name: str) -> None:
        self._at = name

    def _end(self) -> None:
        self._at, self._named = None, _BEGINNING

    def _add(self, text: str) -> None:
        if self._at:
            self._texts.setdefault(self._at, []).append(text)
        elif self._at is None and text.strip():
            self._rest.setdefault(self._named, []).append(text)

    # -- tables ----------------------------------------------------------------------------------

    def table(self, table: WordTable) -> None:
        """Read a table: a lesson, pictures with their captions, or labels beside contents."""
        cells = [cell for row in table.rows for cell in row]
        talk = talk_told_in(cell.text for cell in cells)
        if talk is not None:
            self._skip(talk)
            self._end()
            return
        fields = {lesson_field_named(cell.text) for cell in cells}
        if len(fields & SURE_OF_LESSON) >= 2:
            self._lesson(table)
            return
        for row in table.rows:
            self._row(row)
        self._end()

    def _row(self, row: Sequence[WordCell]) -> None:
        cells = [cell for cell in row if not cell.continues]
        for cell in cells:
            self._made.pictures += cell.pictures
        said = [cell for cell in cells if cell.text and not _is_caption(cell)]
        if len(row) == 1 or (len(said) == 1 and len(cells) == len(said)):
            for cell in said:
                for paragraph in cell.paragraphs:
                    self.paragraph(WordParagraph(text=paragraph.text, level=paragraph.level))
            return
        merged = len(cells) < len(row) and self._at is not None
        for label, content in _pairs(cells):
            self._pair(label, content, goes_on=merged)

    def _pair(self, label: WordCell | None, content: WordCell, *, goes_on: bool) -> None:
        text = content.text
        if label is None:
            if _is_caption(content) or _SIGNATURES.match(text):
                return
            found = inline(text)
            if found is not None:
                self._begin(found[0])
                self._add(found[1])
            elif goes_on:
                self._add(text)
            elif text:
                self._rest.setdefault("表格里", []).append(text)
            return
        self._begin(field_named(label.text) or "")
        if not _EMPTY.fullmatch(text):
            for paragraph in content.paragraphs:
                self._add(paragraph.text)

    def _lesson(self, table: WordTable) -> None:
        made: dict[str, object] = {}
        for row in table.rows:
            cells = [cell for cell in row if not cell.continues]
            for label, content in pairwise(cells):
                name = lesson_field_named(label.text)
                if name and lesson_field_named(content.text) is None:
                    self._lesson_value(made, name, content.text)
            for cell in cells:
                self._made.pictures += cell.pictures
        if made:
            self._made.lessons.append(made)

    def _lesson_value(self, made: dict[str, object], name: str, text: str) -> None:
        ticked = _ticked(text)
        value = "、".join(ticked) if ticked is not None else text
        if name == "period":
            value = "".join(re.findall(r"[0-9]+", value)[:1])
        elif name == "whole":
            made[name] = value != "否"
            return
        elif name == "exchanged_views":
            made[name] = bool(value)
            return
        if value.strip():
            made[name] = value

    # -- values ----------------------------------------------------------------------------------

    def _issues(self, text: str) -> None:
        ticked = _ticked(text)
        if ticked is not None or "".join(text.split()).strip("。") in {"未发现问题", "无"}:
            if ticked != []:
                self._made.values["no_issues_found"] = "是"
            return
        self._made.issues += [issue_in(item) for item in items_in(text)]

    def _value(self, name: str, text: str) -> None:
        ticked = _ticked(text)
        if ticked is not None and name not in {"narrative", "advice", "plan_text", "methods"}:
            if ticked:
                self._made.ticks[name] = ticked
        else:
            self._made.values[name] = text


def _pairs(cells: Sequence[WordCell]) -> Iterator[tuple[WordCell | None, WordCell]]:
    """Yield labels with the cell behind each; what has no label comes alone."""
    place = 0
    while place < len(cells):
        cell = cells[place]
        after = cells[place + 1] if place + 1 < len(cells) else None
        if after is not None and field_named(cell.text) is not None:
            yield cell, after
            place += 2
        else:
            yield None, cell
            place += 1


def _is_caption(cell: WordCell) -> bool:
    """Say whether the words of a cell only describe its pictures."""
    return bool(cell.pictures)


def _ticked(text: str) -> list[str] | None:
    """Return what is ticked, ``None`` where there are no boxes."""
    if not _BOX.search(text):
        return None
    words = (re.split(r"[\s\u3000]{2,}|\u3000|\n", each.strip())[0] for each in _TICK.findall(text))
    return [word.strip() for word in words if word.strip()]
