"""扫描件: pages of paper that the office types records from (督导室代录)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from inspector_app.base.errors import InputError

_SPAN: Final = re.compile(r"(\d{1,4})(?:\s*[-–—~至]\s*(\d{1,4}))?")
_BETWEEN: Final = re.compile(r"[,，、;；\s]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanPage:
    """One page of a scan.

    Attributes:
        number: its place in the scan, from 1.
        photo_uid: of its picture.
        records: 记录编号 of the records that were typed from it.
        blank: whether there is nothing on it to type: a back, a cover.
    """

    number: int
    photo_uid: str
    records: tuple[str, ...] = ()
    blank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The pages that came in together, of one 责任督学.

    Attributes:
        inspector_id: whose records they hold.
        taken_at: the instant at which they were put in.
        files: names of the files that they came in.
    """

    uid: str
    inspector_id: str
    taken_at: str
    files: tuple[str, ...]
    pages: tuple[ScanPage, ...] = ()

    @property
    def left(self) -> tuple[int, ...]:
        """The pages that are still to be typed from."""
        return tuple(p.number for p in self.pages if not (p.records or p.blank))

    @property
    def records(self) -> tuple[str, ...]:
        """记录编号 of the records that were typed from it, in the order of its pages."""
        return tuple(dict.fromkeys(no for page in self.pages for no in page.records))


def pages_words(pages: Iterable[int]) -> str:
    """Return pages as people say them: 第1–2、4页."""
    wanted = sorted(set(pages))
    spans = []
    for _, run in groupby(enumerate(wanted), key=lambda each: each[1] - each[0]):
        numbers = [number for _, number in run]
        first, last = numbers[0], numbers[-1]
        spans.append(str(first) if first == last else f"{first}–{last}")
    return f"第{'、'.join(spans)}页" if spans else ""


def scan_words(pages: Sequence[Iterable[int]]) -> str:
    """Return what a record was typed from, its pages of each scan: 扫描件第1–2页."""
    told = [f"扫描件{words}" for words in map(pages_words, pages) if words]
    return "、".join(told)


def read_pages(text: str, *, count: int) -> tuple[int, ...]:
    """Return the pages that somebody wrote, such as 1-2,4.

    Args:
        text: what was written.
        count: how many pages there are.

    Raises:
        InputError: it says no pages, or one that is not there.
    """
    found: set[int] = set()
    for part in filter(None, _BETWEEN.split(text.strip().removeprefix("第").removesuffix("页"))):
        span = _SPAN.fullmatch(part)
        if span is None:
            raise InputError(f"“{text}”不是页码，没有录入；请写成 1-2 或 1-2,4。")
        first = int(span[1])
        found.update(range(first, int(span[2] or first) + 1))
    return checked_pages(found, count=count)


def checked_pages(pages: Iterable[int], *, count: int) -> tuple[int, ...]:
    """Return pages in order.

    Raises:
        InputError: there are none, or one is not there.
    """
    found = tuple(sorted(set(pages)))
    if not found:
        raise InputError("没有写明是扫描件的哪几页，没有录入；请写成 1-2 或 1-2,4。")
    if found[0] < 1 or found[-1] > count:
        wrong = found[-1] if found[-1] > count else found[0]
        raise InputError(f"扫描件没有第 {wrong} 页（共 {count} 页），没有录入。")
    return found
