"""Which pages to print, as people write it: "1-3,5"."""

import re
from typing import Final

from inspector_app.base.errors import InputError

# As an input method writes them: full-width digits are digits already, commas and dashes are not.
_PART: Final = re.compile(r"(\d{1,6})(?:\s*[-－–—~～至到]\s*(\d{1,6}))?")
_BETWEEN: Final = re.compile(r"[,，、;；\s]+")
_SPREAD: Final = re.compile(r"\s*([-－–—~～至到])\s*")
_HOW: Final = "请写成“1-3,5”这样，或留空打印全部。"


def parse_pages(text: str, *, count: int) -> tuple[int, ...]:
    """Return the pages that ``text`` names, counted from 1, rising and each once.

    Args:
        text: numbers and ranges; empty for all pages.
        count: how many pages there are.

    Raises:
        InputError: it is no range of pages, or names one that there is not.
    """
    parts = [part for part in _BETWEEN.split(_SPREAD.sub(r"\1", text.strip())) if part]
    if not parts:
        return tuple(range(1, count + 1))
    wanted: set[int] = set()
    for part in parts:
        wanted.update(_pages_of(part, count))
    return tuple(sorted(wanted))


def _pages_of(part: str, count: int) -> range:
    found = _PART.fullmatch(part)
    if found is None:
        raise InputError(f"“{part}”不是页码；没有打印。{_HOW}")
    first = int(found[1])
    last = int(found[2]) if found[2] else first
    if last < first:
        raise InputError(f"“{part}”的起页在止页后面；没有打印。{_HOW}")
    if first < 1 or last > count:
        raise InputError(f"“{part}”超出了范围，一共只有 {count} 页；没有打印。{_HOW}")
    return range(first, last + 1)
