"""Spells a made-up district into two workbooks, as carelessly as offices do it."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import openpyxl
from openpyxl.utils import get_column_letter

from tests.oracle.recount_made import Book, Made, Row, made

_TITLED: Final = ("学校", "督导记录")
_LEAVE_OUT: Final = {
    "学校": ("举办性质", "学生数"),
    "督导记录": ("学校名称", "亮点"),
    "听课记录": ("等级",),
}
# What the rows of these columns say is lost with them; the rest is counted.
_LEAVE_OUT_COUNTED: Final = {
    "责任分配": ("结束日期",),
    "督导记录": ("同行督学", "座谈(场)", "问卷发放(份)", "督导过程", "意见建议"),
    "问题": ("延期至", "通知书日期", "学校报送日期", "撤销日期"),
    "投诉": ("办结日期", "属实情况"),
}
_CODES: Final = {"学校标识码"}
_NAMES: Final = {"责任督学", "听课督学", "核实督学", "姓名"}
# Nothing else may stand in these cells than what is typed.
_PLAIN: Final = {"督导过程", "意见建议", "亮点", "问题描述", "学校名称"}
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")
_WEEK: Final = "一二三四五六日"
_NUMERALS: Final = "〇一二三四五六七八九"


@dataclass
class Written:
    """Where the two workbooks lie, and the address of each value: sheet, number of row, column."""

    roster: Path
    visits: Path
    addresses: dict[tuple[str, int, str], str] = field(default_factory=dict)
    lines: tuple[int, int] = (0, 0)


def write(
    rows: Made,
    folder: Path,
    *,
    seed: int,
    bad: Mapping[tuple[str, int, str], Any] = MappingProxyType({}),
    ragged: bool = False,
) -> Written:
    """Write the two workbooks.

    Args:
        rows: what they say.
        folder: where to.
        seed: of the spelling.
        bad: what stands in some cells instead, by sheet, place of the row and column.
        ragged: whether columns that are counted may be missing, and lines stand below the rows.
    """
    scribe = _Scribe(seed, bad, ragged=ragged)
    folder.mkdir(parents=True, exist_ok=True)
    written = Written(folder / "roster.xlsx", folder / "visits.xlsx")
    scribe.book(rows.roster, written.roster)
    scribe.book(rows.visits, written.visits)
    written.addresses = scribe.addresses
    written.lines = (_count(rows.roster), _count(rows.visits))
    return written


def _count(book: Book) -> int:
    return sum(map(len, book.values()))


class _Scribe:
    def __init__(self, seed: int, bad: Mapping[tuple[str, int, str], Any], *, ragged: bool) -> None:
        self.pick = random.Random(f"spelling {seed}")
        self.bad = bad
        self.ragged = ragged
        self.addresses: dict[tuple[str, int, str], str] = {}

    def book(self, sheets: Book, path: Path) -> None:
        book = openpyxl.Workbook()
        book.active.title = "Sheet1"  # stays empty, as most offices leave it
        for title in self.pick.sample(list(sheets), len(sheets)):
            if sheets[title] or self.pick.random() < 0.7:
                self._sheet(book.create_sheet(title), title, sheets[title])
        book.save(path)

    def _sheet(self, sheet: Any, title: str, rows: list[Row]) -> None:
        heads = self._heads(title, rows)
        for line in self._above(title):
            sheet.append([line] if line else [])
        # openpyxl appends nothing for an empty row, yet goes on below it.
        sheet.append([self._padded(head) for head in heads])
        for number, row in enumerate(rows):
            if self.pick.random() < 0.02:
                sheet.append([None, "　"])
            sheet.append([self._cell(title, number, head, row) for head in heads])
            self._note(title, number, heads, at=sheet.max_row)
        if self.ragged and self.pick.random() < 0.5:
            sheet.append([])
            sheet.append([self.pick.choice(("合计", "注：按本区口径填写", "填表人："))])

    def _heads(self, title: str, rows: list[Row]) -> list[str]:
        """Return the columns in an order of this office, some left out, some of its own."""
        heads = list(rows[0]) if rows else _heads_of(title)
        loose = _LEAVE_OUT.get(title, ())
        if self.ragged:
            loose += _LEAVE_OUT_COUNTED.get(title, ())
        left_out = [head for head in loose if self.pick.random() < 0.3]
        heads = [head for head in heads if head not in left_out]
        if self.pick.random() < 0.5:
            self.pick.shuffle(heads)
        if self.pick.random() < 0.5:
            heads.insert(self.pick.randint(0, len(heads)), "经办科室")
        return heads

    def _above(self, title: str) -> list[str]:
        titled = title in _TITLED or self.pick.random() < 0.3
        lines = [f"示范区{title}汇总"] if titled else []
        return lines + ["" for _ in range(self.pick.choice((0, 0, 1, 2)))]

    def _note(self, title: str, number: int, heads: list[str], *, at: int) -> None:
        for column, head in enumerate(heads, start=1):
            self.addresses[title, number, head] = f"{title}!{get_column_letter(column)}{at}"

    def _padded(self, text: str) -> str:
        return self.pick.choice(("", "", "", " ", "　")) + text + self.pick.choice(("", "", " "))

    def _cell(self, title: str, number: int, head: str, row: Row) -> object:
        # Spelled in any case: what is wrong in one cell leaves the spelling of the others alone.
        spelled = self._spelled(head, row.get(head))
        return self.bad.get((title, number, head), spelled)

    def _spelled(self, head: str, value: object) -> object:
        if value is None or head in _PLAIN:
            return value
        match value:
            case date():
                return self.pick.choice(_DAYS)(value)
            case tuple():
                return self._listed(value)
            case int():
                return self.pick.choice(_COUNTS)(value)
        return self._words(head, str(value))

    def _listed(self, names: tuple[str, ...]) -> str | None:
        between = self.pick.choice(("、", "，", ",", " ", "　", "; ", "、 ", "，　", "/"))
        return between.join(names) or None

    def _words(self, head: str, value: str) -> object:
        if head in _CODES and self.pick.random() < 0.3:
            return int(value)
        if self.pick.random() < 0.15:
            value = value.translate(_FULL_WIDTH)
        if head in _NAMES and self.pick.random() < 0.1:
            value = f"{value[:1]}　{value[1:]}"
        return self._padded(value)


def _heads_of(title: str) -> list[str]:
    first = made(0)
    return list((first.roster | first.visits)[title][0])


def _in_numerals(day: date) -> str:
    year = "".join(_NUMERALS[int(c)] for c in str(day.year))
    return f"{year}年{_spoken(day.month)}月{_spoken(day.day)}日"


def _spoken(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _NUMERALS[tens]) + "十" if tens else ""
    return head + (_NUMERALS[ones] if ones else "")


_DAYS: Final[tuple[Callable[[date], object], ...]] = (
    lambda d: d,
    lambda d: datetime.combine(d, time()),
    lambda d: f"{d}",
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d:%Y%m%d}",
    lambda d: int(f"{d:%Y%m%d}"),
    lambda d: f" {d.year}年{d.month:02d}月{d.day:02d}日　",
    lambda d: f"{d.year}．{d.month}．{d.day}".translate(_FULL_WIDTH),
    lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    lambda d: f"{d.year}年{d.month}月{d.day}号",
    lambda d: f"{d} 00:00:00",
    lambda d: (d - date(1899, 12, 30)).days,
    lambda d: f"{d.year}－{d.month}－{d.day}",
    _in_numerals,
    lambda d: f"'{d}",
    lambda d: f"{d.year}\\{d.month}\\{d.day}",
    lambda d: f"{d.year}.{d.month}.{d.day}.",
    lambda d: f"{d:%Y/%m/%d}（周{_WEEK[d.weekday()]}）",
)
_COUNTS: Final[tuple[Callable[[int], object], ...]] = (
    lambda n: n,
    lambda n: n,
    lambda n: n,
    float,
    str,
    lambda n: f" {n}".translate(_FULL_WIDTH),
)
