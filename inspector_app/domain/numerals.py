"""Numbers as headings of letters count them: 一、 十、 二十一、."""

from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"


def in_characters(count: int) -> str:
    """Return a number from 1 to 99 in Chinese characters."""
    tens, ones = divmod(count, 10)
    if tens == 0:
        return _DIGITS[ones]
    return f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones] if ones else ''}"
