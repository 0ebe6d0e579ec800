"""An 意见函 or a 整改方案 as text, taken apart: numbers of items help and are never relied on.

Papers come through scanners and by hand: a number is missing, a full stop is a comma, a word is
misread. An item begins where a number of the outer kind stands, or where a paragraph begins after
one that was finished. What is read is kept as it was written.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final, NamedTuple

_HEADINGS: Final = {
    "measures": ("整改措施", "工作措施"),
    "merits": ("亮点", "经验", "成效"),
    "problems": ("问题", "不足"),
    "advice": ("建议",),
}
_LONGEST_HEADING: Final = 24
_FINISHED: Final = tuple("。；！？：")
_HEADING_MARK: Final = re.compile(r"^[一二三四五六七八九十]+、")
# The kinds of numbers, each with what it is called in the text before it.
_MARKS: Final = (
    re.compile(r"^(?:问题|措施|亮点|建议)\s*[0-9一二三四五六七八九十]+[：:、.．]?"),
    re.compile(r"^[0-9]+\s*[.．、)）]"),
    re.compile(r"^[（(][一二三四五六七八九十]+[）)]"),
    re.compile(r"^[（(][0-9]+[）)]"),
    re.compile(r"^[一二三四五六七八九十]+是"),
    re.compile(r"^[①-⑳]"),
)
_REFERENCE: Final = re.compile(r"[\u4e00-\u9fff]{2,}[〔\[［（(]\d{4}[〕\]］）)]\s*\d+\s*号")
_DAY: Final = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_CLAIM: Final = re.compile(
    r"([0-9]+|[一二三四五六七八九十]+)\s*[个项条](?:方面的?)?(?:勉强)?"
    r"(亮点|问题|建议|不能?合格|基本合格|合格)"
)
_YEARS_END: Final = re.compile(r"(?:(\d{4})\s*)?年底")
_SURPLUS: Final = re.compile(
    r"教师\D{0,6}(\d+)\s*人?\D{0,6}编制\D{0,6}(\d+)\s*[人个]?\D{0,6}超编\D{0,4}(\d+)"
)
_DIGITS: Final = {digit: value for value, digit in enumerate("一二三四五六七八九十", start=1)}
_GRADES: Final = ("不合格", "基本合格")


class OpinionText(NamedTuple):
    """What a text says.

    Attributes:
        claims: what it says of its own numbers, in its order.
        measures: 整改措施 in their order, where the text has them.
    """

    document_no: str
    dated: date | None
    merits: tuple[str, ...]
    problems: tuple[str, ...]
    advice: tuple[str, ...]
    measures: tuple[str, ...]
    claims: tuple[tuple[str, int], ...]

    def values(self) -> dict[str, Any]:
        """Return the fields of an entry: measure n belongs to problem n."""
        return {
            "document_no": self.document_no,
            "dated": self.dated and self.dated.isoformat(),
            "merits": [{"text": text} for text in self.merits],
            "problems": list(self._problems()),
            "advice": [{"text": text} for text in self.advice],
            "claims": [{"what": what, "number": number} for what, number in self.claims],
        }

    def _problems(self) -> Iterator[dict[str, str]]:
        for place, text in enumerate(self.problems):
            measures = self.measures[place] if place < len(self.measures) else ""
            due = _years_end(measures, self.dated) or _years_end(text, self.dated)
            until = {"due": due.isoformat()} if due else {}
            yield {"text": text, "measures": measures, "grade": _grade(text), **until}


def read_opinion(text: str) -> OpinionText:
    """Return what a text says, whatever is missing."""
    lines = [line.strip() for line in text.replace("\u3000", " ").splitlines() if line.strip()]
    parts: dict[str, list[str]] = {name: [] for name in _HEADINGS}
    now = ""
    for line in lines:
        part = _part_of(line)
        if part:
            now = part
        elif now and _HEADING_MARK.match(line) and len(line) <= _LONGEST_HEADING:
            # A heading of something else ends the list.
            now = ""
        elif now:
            parts[now].append(line)
    number = _REFERENCE.search(text)
    return OpinionText(
        document_no="".join(number[0].split()) if number else "",
        dated=_last_day(text),
        measures=tuple(_items(parts["measures"])),
        merits=tuple(_items(parts["merits"])),
        problems=tuple(_items(parts["problems"])),
        advice=tuple(_items(parts["advice"])),
        claims=tuple(dict.fromkeys(_claims(text))),
    )


def _part_of(line: str) -> str:
    """Return which list a line heads, nothing where it heads none."""
    if len(line) > _LONGEST_HEADING or line.endswith(("。", "；")) or _mark_of(line) is not None:
        return ""
    return next(
        (part for part, words in _HEADINGS.items() if any(word in line for word in words)), ""
    )


def _mark_of(line: str) -> re.Pattern[str] | None:
    return next((mark for mark in _MARKS if mark.match(line)), None)


def _items(lines: list[str]) -> Iterator[str]:
    """Yield items; a line of an inner kind of number, and one that goes on, stay in theirs."""
    outer: re.Pattern[str] | None = None
    item: list[str] = []
    for line in lines:
        mark = _mark_of(line)
        if outer is None:
            outer = mark
        begins = mark is outer if mark else not item or item[-1].endswith(_FINISHED)
        if item and begins:
            yield "\n".join(item)
            item = []
        item.append(mark.sub("", line, count=1).strip() if mark and mark is outer else line)
    if item:
        yield "\n".join(item)


def _last_day(text: str) -> date | None:
    found = _DAY.findall(text)
    if not found:
        return None
    try:
        return date(*map(int, found[-1]))
    except ValueError:
        return None


def _claims(text: str) -> Iterator[tuple[str, int]]:
    for number, what in _CLAIM.findall(text):
        value = int(number) if number.isdecimal() else _DIGITS.get(number, 0)
        if value:
            yield ("不合格" if what in {"不合格", "不能合格"} else what), value


def _years_end(text: str, letter: date | None) -> date | None:
    """Return 31 December of a year whose end a text names; without a number, of the letter's."""
    found = _YEARS_END.search(text)
    if found is None:
        return None
    if found[1]:
        return date(int(found[1]), 12, 31) if int(found[1]) else None
    return letter and letter.replace(month=12, day=31)


def surplus_fault(text: str) -> str:
    """Say in Chinese that 教师 less 编制 is not the 超编 that a text says, nothing where it is."""
    for teachers, posts, surplus in (map(int, found) for found in _SURPLUS.findall(text)):
        if teachers - posts != surplus:
            return f"教师 {teachers} 减编制 {posts} 是 {teachers - posts}，所写的超编是 {surplus}"
    return ""


def _grade(text: str) -> str:
    if "不能达标" in text or "不能合格" in text:
        return _GRADES[0]
    return next((grade for grade in _GRADES if grade in text), "")
