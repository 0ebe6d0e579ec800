"""Puts wrong cells into a made-up district, by the written rule of what makes a cell bad."""

import random
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from tests.oracle.recount_books import METHODS
from tests.oracle.recount_made import Book, Row

Place = tuple[str, int, str]
"""Sheet, place of the row, column."""

_NOWHERE: Final = "210304-2017-DX001-9999"
_COUNTS: Final = tuple(METHODS.values())
_LATER_DAYS: Final = ("通知书日期", "学校报送日期", "销号日期", "撤销日期")
_NO_DAYS: Final = ("2023-02-30", "待定", "2023-13-01", "5月", "2022.9")
_FUTURE: Final = ("2096-05-02", date(2088, 1, 1))
# A wrong value by column; None is an empty cell.
_WRONG: Final[dict[str, dict[str, tuple[Any, ...]]]] = {
    "督导记录": {
        "记录编号": (None, "　"),
        "学校标识码": (None, "9999999999", "21A1000007", 212100),
        "督导日期": (None, *_NO_DAYS, *_FUTURE),
        "时段": (None, "晚上", "上下午"),
        "督导类型": (None, "随便看看"),
        "责任督学": (None, "督学99", "督学01、督学02"),
        "同行督学": ("督学99", "督学01、督学98", "DX999"),
        "是否线上": (None, "不详"),
        "状态": (None, "已完成"),
        **dict.fromkeys(_COUNTS, (-1, "-２", 1.5, "2.5", "若干", "1-2")),
    },
    "听课记录": {
        "记录编号": (None, _NOWHERE),
        "听课督学": (None, "督学97"),
        "节次": (None, "下午", -1, 2.5),
        "是否整节": (None, "大半节"),
    },
    "问题": {
        "问题编号": (None,),
        "记录编号": (None, _NOWHERE),
        "类别": (None, "T9", "T0", "安防"),
        "严重程度": (None, "特大"),
        "当场整改": (None, "部分"),
        "整改时限": (None, *_NO_DAYS),
        "延期至": _NO_DAYS,
        **dict.fromkeys(_LATER_DAYS, (*_NO_DAYS, *_FUTURE)),
    },
    "投诉": {
        "编号": (None,),
        "受理日期": (None, *_NO_DAYS, *_FUTURE),
        "学校标识码": (None, "9999999999"),
        "核实督学": (None, "督学96"),
        "办结时限": (None, *_NO_DAYS),
        "办结日期": (*_NO_DAYS, *_FUTURE),
        "属实情况": ("基本属实",),
    },
}
# A day before that of its record is wrong too; by column where that day stands.
_EARLIER: Final = {
    "问题": ("整改时限", "延期至", *_LATER_DAYS),
    "投诉": ("办结时限", "办结日期"),
}


class Spoiled(NamedTuple):
    """The wrong cells, and which rows of each sheet stay good."""

    cells: dict[Place, Any]
    good: Book


def spoiled(visits: Book, written: set[Place], pick: random.Random, *, share: float) -> Spoiled:
    """Spoil some of the cells that were written; a row may have more than one.

    Args:
        visits: the rows of a sound workbook.
        written: where its cells stand.
        pick: chooses.
        share: how many of the rows get a wrong cell.
    """
    cells: dict[Place, Any] = {}
    for sheet, rows in visits.items():
        for _ in range(round(len(rows) * share) + 1 if rows else 0):
            at = pick.randrange(len(rows))
            column = pick.choice([c for c in _WRONG[sheet] if (sheet, at, c) in written])
            cells[sheet, at, column] = pick.choice(_WRONG[sheet][column])
    days = {row["记录编号"]: row["督导日期"] for row in visits["督导记录"]}
    unsure = _unsure(visits, cells)
    for sheet, columns in _EARLIER.items():
        for at, row in enumerate(visits[sheet]):
            first = days[row["记录编号"]] if sheet == "问题" else row["受理日期"]
            if pick.random() < share and (sheet, at) not in unsure:
                cells[sheet, at, pick.choice(columns)] = first - timedelta(days=1)
    _put_off(visits, cells, pick)
    return Spoiled(cells, _good(visits, cells))


def _unsure(visits: Book, cells: dict[Place, Any]) -> set[tuple[str, int]]:
    """Return the rows of which nobody can tell the day of their record any more."""
    dateless = {
        row["记录编号"] for at, row in enumerate(visits["督导记录"])
        if {("督导记录", at, "记录编号"), ("督导记录", at, "督导日期")} & cells.keys()
    }  # fmt: skip
    issues = {
        ("问题", at) for at, row in enumerate(visits["问题"])
        if row["记录编号"] in dateless or ("问题", at, "记录编号") in cells
    }  # fmt: skip
    return issues | {(s, at) for s, at, column in cells if (s, column) == ("投诉", "受理日期")}


def _put_off(visits: Book, cells: dict[Place, Any], pick: random.Random) -> None:
    """Let some deadlines lie ahead of today, which is no fault."""
    for sheet, column in (("问题", "整改时限"), ("投诉", "办结时限")):
        for at, row in enumerate(visits[sheet]):
            if (sheet, at, column) not in cells and pick.random() < 0.1:
                row[column] = date(2030, 1, 1) + timedelta(days=at)
                if row.get("延期至") is not None:
                    row["延期至"] = row[column]


def _good(visits: Book, cells: dict[Place, Any]) -> Book:
    """Return the rows without a wrong cell that hang on no row with one."""
    bad = {(sheet, at) for sheet, at, _ in cells}
    good = {
        sheet: [row for at, row in enumerate(rows) if (sheet, at) not in bad]
        for sheet, rows in visits.items()
    }
    numbers = {row["记录编号"] for row in good["督导记录"]}

    def stands(row: Row) -> bool:
        return row.get("记录编号") in {None, *numbers}

    return {sheet: [row for row in rows if stands(row)] for sheet, rows in good.items()}
