"""About how many lines text takes: enough to say whether a row is short and boxes fit a line."""

import unicodedata
from collections.abc import Sequence
from math import ceil
from typing import Final

from inspector_app.reports.document import Choice

# Marks that offices print on their forms. GB 2312 has both (A1F6, A1F5), and so has every Chinese
# font; it has neither ☑ nor ☐, which a system without Segoe UI Symbol shows as blanks, and the tick
# of Wingdings 2 is a letter R where that font is missing. Being text, they can be typed over.
TICKED: Final = "■"
EMPTY: Final = "□"


def ems(text: str) -> float:
    """Return how many Chinese characters ``text`` is as wide as."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def line_count(text: str, *, size: float, width: float) -> int:
    """Return how many lines of ``width`` points text of ``size`` points takes."""
    room = max(1.0, width / size)
    return sum(max(1, ceil(ems(line) / room)) for line in text.split("\n"))


def box_lines(choices: Sequence[Choice], *, size: float, width: float) -> list[str]:
    """Return check boxes in lines in which no option is parted from its box or in itself."""
    lines: list[str] = []
    for choice in choices:
        option = f"{TICKED if choice.ticked else EMPTY}{choice.label}"
        longer = f"{lines[-1]}　{option}" if lines else option
        if lines and ems(longer) * size <= width:
            lines[-1] = longer
        else:
            lines.append(option)
    return lines
