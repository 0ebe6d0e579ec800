"""What may be answered, as Word files say it: boxes, strokes, brackets to tick."""

import re
from typing import Final, NamedTuple

LONGEST_OPTION: Final = 8
YES_NO: Final = ("是", "否")
KNOWN_OPTIONS: Final = frozenset(
    {"优", "良", "中", "差", "好", "较好", "一般", "较差", "优秀", "良好", "是", "否", "有", "无",
     "符合", "基本符合", "部分符合", "不符合", "合格", "基本合格", "不合格", "达标", "基本达标",
     "未达标", "不达标", "不适用", "不涉及", "A", "B", "C", "D", "√", "×"}
)  # fmt: skip
"""Words that, over a column, mean that it is ticked."""

_BOX: Final = "□☐☑○◯■●√✓"
_BETWEEN: Final = re.compile(rf"[{_BOX}/／、|｜,，;；\s]+")
_MARKS: Final = re.compile(rf"[{_BOX}/／、]")
# 是（ ）否（ ）: the brackets are ticked as a box is.
_EMPTY_BRACKETS: Final = re.compile(r"[(（]\s*[)）]")
# 否（原因：        ）: a place to write in, which is no word to choose.
_REASON: Final = re.compile(r"[(（][^()（）]*[：:＿_][\s＿_]*[)）]")
_NUMBER: Final = re.compile(r"\d{1,2}[.．、)）]?")
_LEADS: Final = ("：", ":", ".", "．", "、", "）", ")", "，", ",", "；", ";", "。")
_LAST_BOX: Final = re.compile(rf"(?:\s*[^\s{_BOX}]{{1,{LONGEST_OPTION}}}\s*[{_BOX}])+\s*$")
_BRACKETED: Final = re.compile(rf"[(（]([^()（）]*[{_BOX}][^()（）]*)[)）]$")
_POINTS: Final = re.compile(r"(\d{1,3}(?:\.\d)?)分?")
_POINTS_BEHIND: Final = re.compile(r"[(（]\s*(\d{1,3}(?:\.\d)?)\s*分\s*[)）]\s*$")


class Ticked(NamedTuple):
    """A text without the boxes that stand behind it, and what they offer."""

    text: str
    options: tuple[str, ...]


def options_in(text: str) -> tuple[str, ...]:
    """Return the words that a text offers to choose from, empty where it offers none."""
    boxed = _from_first_box(_EMPTY_BRACKETS.sub("□", _REASON.sub("", text)).strip())
    words = [word for word in _BETWEEN.split(boxed) if word and not _NUMBER.fullmatch(word)]
    short = all(len(word) <= LONGEST_OPTION for word in words)
    return tuple(dict.fromkeys(words)) if len(words) > 1 and short and _MARKS.search(boxed) else ()


def boxes_in(text: str) -> bool:
    """Say whether a text is boxes, or empty brackets, to choose among."""
    boxed = _EMPTY_BRACKETS.sub("□", text)
    return any(sign in boxed for sign in _BOX) and bool(options_in(text))


def _from_first_box(text: str) -> str:
    """Leave out words that only lead to boxes: 情况：□是 □否."""
    at = min((text.index(sign) for sign in _BOX if sign in text), default=0)
    return text[at:] if at and text[:at].rstrip()[-1:] in _LEADS and text[-1] not in _BOX else text


def ticked(text: str) -> Ticked:
    """Take boxes to tick off the end of a text: 门窗完好 □是 □否, 门窗完好 是□ 否□."""
    boxed = _EMPTY_BRACKETS.sub("□", text).strip()
    if not any(sign in boxed for sign in _BOX):
        return Ticked(text, ())
    bracketed = _BRACKETED.search(boxed)
    if bracketed and options_in(bracketed[1]):
        return Ticked(boxed[: bracketed.start()].rstrip(), options_in(bracketed[1]))
    behind = _LAST_BOX.search(boxed) if boxed[-1] in _BOX else None
    start = behind.start() if behind else min(boxed.index(s) for s in _BOX if s in boxed)
    options = options_in(boxed[start:])
    return Ticked(boxed[:start].rstrip(" :：，,\n"), options) if options else Ticked(text, ())


def points_in(text: str) -> str:
    """Return the points that a cell says, empty where it says none."""
    found = _POINTS.fullmatch("".join(text.split()))
    return found[1] if found else ""


def points_behind(text: str) -> str:
    """Return the points that stand in brackets at the end of a text, empty without."""
    found = _POINTS_BEHIND.search(text)
    return found[1] if found else ""
