"""Which lines of a running text are headings, by their numbers (GB/T 9704-2012, 7.3.3)."""

import re
from typing import Final, NamedTuple

from inspector_app.domain.numerals import in_characters

_CHARACTERS: Final = "一二三四五六七八九十百零"
_NUMBERS: Final = (
    re.compile(rf"[{_CHARACTERS}]{{1,5}}、\s*(.+)"),
    re.compile(rf"[（(][{_CHARACTERS}]{{1,5}}[）)]\s*(.+)"),
)
# A heading is short and no sentence.
_LONGEST: Final = 45
_ENDS: Final = ("。", "；", "，", "：", ".", ";", "！", "？")


class HeadingLine(NamedTuple):
    """A heading without its number; ``level`` 1 is 一、 and 2 is （一）."""

    text: str
    level: int


def heading_in(line: str) -> HeadingLine | None:
    """Return the heading that a line is, ``None`` where it is running text."""
    told = line.strip()
    if len(told) > _LONGEST or told.endswith(_ENDS):
        return None
    for level, pattern in enumerate(_NUMBERS, start=1):
        if found := pattern.fullmatch(told):
            return HeadingLine(found[1], level)
    return None


def with_number(text: str, *, level: int, number: int) -> str:
    """Return a heading with its number; below （一） headings run as 1. in the text."""
    written = in_characters(number)
    return (f"{written}、{text}", f"（{written}）{text}", f"{number}.{text}")[min(level, 3) - 1]
