"""Numbers as headings of letters count them: 一、 十、 二十一、."""

from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"
_LARGEST: Final = 999


def in_characters(count: int) -> str:
    """Return a number from 1 to 999 in Chinese characters, a larger one in digits."""
    if count > _LARGEST:
        return str(count)
    hundreds, below = divmod(count, 100)
    tens, ones = divmod(below, 10)
    if not hundreds and not tens:
        return _DIGITS[ones]
    ten = "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    gap = "零" if hundreds and ones else ""
    head = f"{_DIGITS[hundreds]}百" if hundreds else ""
    return f"{head}{ten if tens else gap}{_DIGITS[ones] if ones else ''}"
