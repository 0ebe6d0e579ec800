"""How school names are compared: 第三小学, 第3小学, 三小 and ３小 begin with the same tokens.

A name is a row of tokens: each number is one token, each other character is one. What begins at a
token begins at a boundary, so that 3小 is found in 第3小学 and never in 第13小学.
"""

import re
import unicodedata
from typing import Final

_ONES: Final = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_DIGITS: Final = "零一二三四五六七八九"
_SPOKEN: Final = "".join(_ONES) + "十百"
_VALUE: Final = re.compile(
    r"(?:(?P<hundreds>[一二两三四五六七八九])百零?)?"
    r"(?:(?P<tens>[一二三四五六七八九])?(?P<ten>十))?(?P<ones>[一二两三四五六七八九])?"
)
_DROPPED: Final = re.compile(r"[^0-9a-z\u3400-\U0003ffff]+")
_ORDINAL: Final = re.compile(rf"第(?=[0-9{_SPOKEN}])|第$")
_TOKEN: Final = re.compile(rf"[0-9]+|[{_SPOKEN}]+|.")
_MOST_SPOKEN: Final = 999


def folded(text: str) -> str:
    """Return ``text`` half-width, in lower case, without signs, spaces and the 第 of a number."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return _ORDINAL.sub("", _DROPPED.sub("", plain))


def tokens(text: str) -> tuple[str, ...]:
    """Return the tokens of a folded text, every number in digits."""
    return tuple(_in_digits(token) for token in _TOKEN.findall(text))


def spoken(token: str) -> str:
    """Return a number token in Chinese numerals, any other token as it is."""
    if not token.isdigit():
        return token
    number = int(token)
    if number > _MOST_SPOKEN or token.startswith("0"):
        return "".join(_DIGITS[int(digit)] for digit in token)
    return _spoken_number(number)


def _in_digits(token: str) -> str:
    if token[0] not in _SPOKEN:
        # 007 and 7 are one number; a lone 0 stays.
        return token.lstrip("0") or "0" if token.isdigit() else token
    match = _VALUE.fullmatch(token)
    if match is None or not ("十" in token or "百" in token):
        return "".join(str(_ONES[c]) if c in _ONES else {"十": "10", "百": "100"}[c] for c in token)
    hundreds = _ONES[match["hundreds"]] if match["hundreds"] else 0
    tens = (_ONES[match["tens"]] if match["tens"] else 1) if match["ten"] else 0
    return str(hundreds * 100 + tens * 10 + (_ONES[match["ones"]] if match["ones"] else 0))


def _spoken_number(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones or not number else "")
