"""Boxes to tick, and blanks to fill, in the text of a form."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from inspector_app.domain.month import Month
from inspector_app.domain.word_spot import day_text

TICKED: Final = {"□": "☑", "☐": "☑", "○": "●", "◯": "●"}
"""The sign of a ticked box by that of the empty one."""
BLANK: Final = "_＿ \u3000\u00a0\t"
"""The signs that a blank is made of."""
_AFTER_LINE: Final = {"_": " ", "＿": "\u3000"}
# The blank of a year, behind another: a line with a space at most, or spaces.
_YEAR: Final = re.compile(r"(?:[_＿]+\s?|\s+)$")
# What ends words that lead to boxes, and do not belong to one.
_LEADS: Final = "：:.．、）)，,;；。"
_BRACKETS: Final = re.compile(r"[(（].*$", re.DOTALL)
_BOX: Final = re.compile("[□☐○◯☑☒■●√✓]")
_BETWEEN: Final = re.compile(r"[\s,，、;；/／|｜.．。:：]+")
DAY: Final = re.compile(rf"[{BLANK}]*年[{BLANK}]*月[{BLANK}]*日")
"""A blank for a day."""
MONTH: Final = re.compile(rf"[{BLANK}]*年[{BLANK}]*月(?![{BLANK}]*日)")
"""A blank for a month."""

Filling = str | date | Month
"""What goes into a blank."""


def box_of(text: str, word: str) -> int | None:
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


def has_boxes(text: str) -> bool:
    """Say whether there are boxes in a text."""
    return _BOX.search(text) is not None


def blank_parts(text: str, at: int, value: Filling) -> list[tuple[int, int, str]] | None:
    """Return what filling the blank that begins at a sign changes: from, to, and the new text.

    ``None``: there is no blank. A blank at the very end may be as long as one likes.
    """
    if not isinstance(value, str):
        shape = (DAY if isinstance(value, date) else MONTH).match(text, at)
        if shape is not None:
            return _numbers(text, _end_of_blank(text, at), value)
        value = day_text(value) if isinstance(value, date) else value.title
    end = _end_of_blank(text, at)
    rest = text[end:]
    if end == at:
        return None if rest else [(at, at, value)]
    room = sum(map(_columns, text[at:end])) - sum(map(_columns, value))
    filler, least = text[end - 1], 1 if rest else 0
    if filler in _AFTER_LINE:
        # A line to write on goes as a whole; what follows it stays where it was.
        if not rest:
            return [(at, end, value)]
        filler = _AFTER_LINE[filler]
        least = 1 if rest[0].isalnum() or rest[0] in BLANK else 0
    left = max(room // _columns(filler), least)
    return [(at, end, value + filler * left)]


def _end_of_blank(text: str, at: int) -> int:
    """Return where the blank at a sign ends: before that of a day, which stays whole."""
    end = at
    while end < len(text) and text[end] in BLANK:
        end += 1
    year = _YEAR.search(text[at:end]) if DAY.match(text, at) or MONTH.match(text, at) else None
    return end if year is None else at + year.start()


def _numbers(text: str, at: int, value: date | Month) -> list[tuple[int, int, str]]:
    numbers = [(value.year, "年"), (value.month, "月")]
    if isinstance(value, date):
        numbers.append((value.day, "日"))
    made = []
    for number, sign in numbers:
        end = text.index(sign, at)
        made.append((at, end, str(number)))
        at = end + 1
    return made


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
