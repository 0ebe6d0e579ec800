"""Chinese numerals: 二〇二二 digit by digit, 二十一 by value."""

import re
from typing import Final

_DIGITS: Final = {
    **dict.fromkeys("〇零○◯O", 0),
    **{c: n for n, c in enumerate("一二三四五六七八九", start=1)},
    "两": 2,
}
_TENS: Final = re.compile(
    r"(?:(?P<hundreds>[一二两三四五六七八九])百)?零?"
    r"(?:(?P<tens>[一二三四五六七八九]?)(?P<ten>十)|(?P<merged>[廿卅]))?"
    r"(?P<ones>[一二两三四五六七八九])?"
)


def digits(text: str) -> int | None:
    """Read numerals that stand for one decimal digit each, e.g. 二〇二二."""
    try:
        return int("".join(str(_DIGITS[c]) for c in text))
    except (KeyError, ValueError):
        return None


def number(text: str) -> int | None:
    """Read a numeral up to 999, e.g. 十二, 二十一, 廿三, 一百零五."""
    if text in {"零", "〇"}:
        return 0
    match = _TENS.fullmatch(text)
    if match is None or not text:
        return None
    tens = {"廿": 20, "卅": 30}.get(match["merged"] or "", 0)
    if match["ten"]:
        tens = 10 * (_DIGITS[match["tens"]] if match["tens"] else 1)
    hundreds = 100 * _DIGITS[match["hundreds"]] if match["hundreds"] else 0
    return hundreds + tens + (_DIGITS[match["ones"]] if match["ones"] else 0)
