"""How many lines a text takes in a column, as office programs break it."""

import re
import unicodedata
from typing import Final

# What is not broken inside: a number or word of another script with the marks that stand behind it.
_RUNS: Final = re.compile(r"[!-~]+[、，。；：！？）》”’]*|.[、，。；：！？）》”’]*", re.DOTALL)
# Lines after which the text is no longer broken one by one, and how full they are then taken to be.
_MANY: Final = 30
_FULL: Final = 0.9


def columns_of(text: str) -> int:
    """Return how wide a text is, in columns of one digit; a Chinese character has two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def lines_in(text: str, *, room: float) -> int:
    """Return how many lines a paragraph takes where there is room for so many columns."""
    if 2 * len(text) <= room or (width := columns_of(text)) <= room:
        return 1
    if width > _MANY * room:
        # So long that a break more or less in a line is not worth finding.
        return int(width // (room * _FULL)) + 1
    lines, left = 1, room
    for run in _RUNS.findall(text):
        wide = columns_of(run)
        if wide > left and left < room:
            lines, left = lines + 1, room
        # One that is wider than a whole line is broken where the line ends.
        over = max(-(-wide // room) - 1, 0)
        lines, left = lines + int(over), left - (wide - over * room)
    return lines
