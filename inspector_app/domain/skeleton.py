"""Last year's summary as the skeleton of this one: headings and prose stay, numbers do not.

A number becomes the figure that it is where a rule is sure, and moves with the records from then
on. Any other number, day or table asks to be completed, with what the old text said; so does a
sentence that praises, for what was true of last year is no achievement of this one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from inspector_app.domain.figured_text import TO_FILL, token
from inspector_app.domain.letter_headings import heading_in
from inspector_app.domain.skeleton_rules import NumberForm, Surroundings, figure_behind

_CHARACTER: Final = "一二三四五六七八九十百千两"
_UNIT: Final = r"(?:校次|所次|人次|节次|学时|[次所场份篇节名件期人个项条])"
_PARTS: Final = re.compile(
    rf"""(?P<keep>《[^》]*》|〔\d+〕\d*号?|第[\d{_CHARACTER}]+|\d+[+＋]\d+|[A-Za-z]+\d+
        |(?:不少于|不低于|不超过|至少|每[^\d，。；]{{0,4}})\d+(?:\.\d+)?%?)
    |(?P<school_year>\d{{4}}\s*[-—–~至]\s*\d{{4}}学年度?(?:第?[一二上下]学期)?)
    |(?P<day>(?:\d{{4}}年)?(?:\d{{1,2}}\s*[-—–~至]\s*)?\d{{1,2}}月(?:\d{{1,2}}日)?)
    |(?P<year>\d{{4}}年度?)
    |(?P<number>\d+/\d+(?:（[\d.]+%）)?|百分之[零点{_CHARACTER}]+|\d[\d,]*(?:\.\d+)?\s*万?[余多]?[%％]?
        |(?<![第每上下同另某这那各])[{_CHARACTER}]{{1,5}}(?={_UNIT}))""",
    re.VERBOSE,
)
_LIST_NUMBER: Final = re.compile(
    r"\s*(?:[（(]?\d{1,2}[)）.、．]|[（(]?[一二三四五六七八九十]+[)）、])"
)
_SENTENCES: Final = re.compile(r"[^。！？；]*[。！？；]?")
_CLAUSE_ENDS: Final = "，,：:、"
# 一次 and 三项制度 are as often turns of phrase as numbers.
_ONCE: Final = "一"
_PHRASED: Final = ("个", "项", "条")
_PRAISE: Final = re.compile(
    r"荣获|获得|获评|评为|表彰|先进|[一二三]等奖|名列|居全|显著|明显|大幅|圆满|好评|肯定|满意"
    r"|突破|典型经验|推广|领先|大力提升|有效提升|稳步提升"
)
_TITLE: Final = re.compile(r"总结|报告|述职|情况")
_LONGEST_TITLE: Final = 50
_LONGEST_UNIT: Final = 30
_ATTACHMENT: Final = re.compile(r"附件\s*[\d一二三四五六七八九十]*")
_ATTACHED: Final = re.compile(r"附件\s*[：:]")
_DATED: Final = re.compile(r"[\d二〇零一三四五六七八九十○]{4}\s*年.{1,4}月.{1,4}日")
PRAISE_TO_CHECK: Final = f"{TO_FILL}：这是旧稿的说法，核对今年是否如此】"


class OldText(NamedTuple):
    """An old paper taken apart: its title, what runs below it, and who signed."""

    title: str
    lines: tuple[str, ...]
    unit: str


class NewWords(NamedTuple):
    """What numbers and the period are by now.

    Attributes:
        year: the calendar year that is written about; ``period`` what the period is called.
        figures: what is said for each figure, by its id.
    """

    year: int
    period: str
    figures: Mapping[str, str]


def taken_apart(lines: Sequence[str]) -> OldText:
    """Return title, text and signature of a paper, from its lines without empty ones."""
    rest = list(lines)
    title = ""
    if rest and len(rest[0]) <= _LONGEST_TITLE and _TITLE.search(rest[0]):
        title = rest.pop(0)
    rest = [line for line in _before_attachments(rest) if not _ATTACHED.match(line)]
    dated = bool(rest and _DATED.fullmatch(rest[-1]))
    if dated:
        rest.pop()
    unit = rest.pop() if rest and _signs(rest[-1], dated=dated) else ""
    return OldText(title, tuple(rest), unit)


def _before_attachments(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines of the paper itself: what is attached are last year's tables."""
    at = next((n for n, line in enumerate(lines) if _ATTACHMENT.fullmatch(line)), len(lines))
    return lines[:at]


def _signs(line: str, *, dated: bool) -> bool:
    """Say whether the last line of a paper is the name of who signs it."""
    short = len(line) <= _LONGEST_UNIT and not re.search(r"[。；，：】]", line)
    return short and (dated or line.endswith(("室", "局", "会", "院")))


def renewed(old: OldText, new: NewWords) -> OldText:
    """Return the paper with its numbers as figures of now, or asking to be completed."""
    was = _year_of(old)
    writer = _Writer(was, new)
    return OldText(writer.heading(old.title), tuple(writer.lines(old.lines)), old.unit)


def _year_of(old: OldText) -> int | None:
    """Return the year that a paper is about: the first in its title, else in its text."""
    for text in (old.title, *old.lines):
        if found := re.search(r"(?<!\d)(\d{4})(?=年)", text):
            return int(found[1])
    return None


class _Writer:
    """Renews the lines of one paper."""

    def __init__(self, was: int | None, new: NewWords) -> None:
        self._was = was
        self._new = new

    def lines(self, lines: Iterable[str]) -> Iterator[str]:
        for line in lines:
            yield self.heading(line) if heading_in(line) else self._running(line)

    def heading(self, line: str) -> str:
        """Return a heading: only what the period is called changes in it."""

        def said(found: re.Match[str]) -> str:
            if found["school_year"] or found["year"]:
                return self._period(found)
            return found[0]

        return _PARTS.sub(said, line)

    def _running(self, line: str) -> str:
        number = _LIST_NUMBER.match(line)
        at = number.end() if number else 0
        return line[:at] + "".join(self._sentence(each) for each in _SENTENCES.findall(line[at:]))

    def _sentence(self, sentence: str) -> str:
        if TO_FILL in sentence:
            return sentence

        def said(found: re.Match[str]) -> str:
            return self._part(found, sentence)

        text = _PARTS.sub(said, sentence)
        return f"{text}{PRAISE_TO_CHECK}" if _PRAISE.search(sentence) else text

    def _part(self, found: re.Match[str], sentence: str) -> str:
        if found["keep"]:
            return found[0]
        if found["school_year"] or found["year"]:
            return self._period(found)
        if found["day"]:
            return to_fill(found[0])
        return self._number(found, sentence)

    def _period(self, found: re.Match[str]) -> str:
        if found["school_year"]:
            return self._new.period if "学年" in self._new.period else to_fill(found[0])
        year = int(found["year"][:4])
        if self._was is not None and year > self._was:
            return to_fill(found[0])
        if year != self._was:
            # Another year than the paper's own tells of a time that is past for good.
            return found[0]
        tail = "度" if found["year"].endswith("度") else ""
        return f"{self._new.year}年{tail}"

    def _number(self, found: re.Match[str], sentence: str) -> str:
        written = found["number"].strip()
        if written == _ONCE:
            return found[0]
        around = _around(found, sentence)
        figure = figure_behind(_form_of(written), around)
        value = self._new.figures.get(figure, "—")
        if value != "—":
            return token(figure, value)
        phrase = written in _CHARACTER and around.after.startswith(_PHRASED)
        return found[0] if phrase else to_fill(written)


def to_fill(written: str) -> str:
    """Return what stands in place of something that only people know."""
    return f"{TO_FILL}：旧稿写“{written}”】"


def _form_of(written: str) -> NumberForm:
    if "/" in written:
        return NumberForm.RATIO
    percent = written.endswith(("%", "％")) or written.startswith("百分之")
    return NumberForm.PERCENT if percent else NumberForm.COUNT


def _around(found: re.Match[str], sentence: str) -> Surroundings:
    before, after = sentence[: found.start()], sentence[found.end() :]
    cut = max(before.rfind(mark) for mark in _CLAUSE_ENDS) + 1
    ends = [place for mark in _CLAUSE_ENDS if (place := after.find(mark)) >= 0]
    behind = after[: min(ends)] if ends else after
    return Surroundings(before[cut:].strip(), behind.strip(), before[:cut])
