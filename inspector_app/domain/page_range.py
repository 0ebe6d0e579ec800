"""Which pages to print, or which rows to change, as people write it: "1-3,5"."""

import re
from typing import Final, NamedTuple

from inspector_app.base.errors import InputError

# As an input method writes them: full-width digits are digits already, commas and dashes are not.
_PART: Final = re.compile(r"(\d{1,6})(?:\s*[-－–—~～至到]\s*(\d{1,6}))?")
_BETWEEN: Final = re.compile(r"[,，、;；\s]+")
_SPREAD: Final = re.compile(r"\s*([-－–—~～至到])\s*")


class RangeWords(NamedTuple):
    """How a refusal speaks of what is counted.

    Attributes:
        one: what a number stands for; ``unit`` what they are counted in.
        kept: that nothing was done.
        all: what an empty text stands for.
    """

    one: str
    unit: str
    kept: str
    all: str

    @property
    def how(self) -> str:
        """How it is written."""
        return f"请写成“1-3,5”这样，或留空{self.all}。"


_PAGES: Final = RangeWords("页码", "页", "没有打印", "打印全部")


def parse_pages(text: str, *, count: int, words: RangeWords = _PAGES) -> tuple[int, ...]:
    """Return the pages that ``text`` names, counted from 1, rising and each once.

    Args:
        text: numbers and ranges; empty for all pages.
        count: how many pages there are.
        words: what they are called, where they are no pages.

    Raises:
        InputError: it is no range of pages, or names one that there is not.
    """
    parts = [part for part in _BETWEEN.split(_SPREAD.sub(r"\1", text.strip())) if part]
    if not parts:
        return tuple(range(1, count + 1))
    wanted: set[int] = set()
    for part in parts:
        wanted.update(_pages_of(part, count, words))
    return tuple(sorted(wanted))


def _pages_of(part: str, count: int, words: RangeWords) -> range:
    found = _PART.fullmatch(part)
    if found is None:
        raise InputError(f"“{part}”不是{words.one}；{words.kept}。{words.how}")
    first = int(found[1])
    last = int(found[2]) if found[2] else first
    if last < first:
        raise InputError(f"“{part}”的起{words.unit}在止{words.unit}后面；{words.kept}。{words.how}")
    if first < 1 or last > count:
        raise InputError(
            f"“{part}”超出了范围，一共只有 {count} {words.unit}；{words.kept}。{words.how}"
        )
    return range(first, last + 1)
