"""Which texts can be kept: the rule of every field, item and question that is written in."""

import re
from typing import Final

# Control characters but line end and tab, and halves of pairs, which no file can hold.
_NOT_TEXT: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def keeping_fault(text: str, *, most: int | None) -> str:
    """Return in Chinese why a text cannot be kept, empty where it can.

    Args:
        text: with one kind of line ends.
        most: how many characters it may have, ``None`` for any number.
    """
    if most is not None and len(text) > most:
        return f"最多 {most} 字，现有 {len(text)} 字"
    if found := _NOT_TEXT.search(text):
        return f"第 {found.start() + 1} 个字符不能保存（控制字符或半个字符）"
    return ""
