"""One change of one record of a made-up district, as an office makes it in its workbook.

A change keeps the rows true to each other: no day of an issue comes before the day of its record.
"""

import random
from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from tests.oracle.recount_books import METHODS
from tests.oracle.recount_made import FINDINGS, SESSIONS, STATUSES, Book, Made, Row
from tests.oracle.recount_month import SEVERITIES, TYPES

_ISSUE_DAYS: Final = (
    "整改时限", "延期至", "通知书日期", "学校报送日期", "销号日期", "撤销日期",
)  # fmt: skip
_HANGING: Final = ("听课记录", "问题")


class Changed(NamedTuple):
    """The visits' workbook after one change, and which row was changed: sheet, place, column."""

    visits: Book
    sheet: str
    at: int
    column: str


def changed(made: Made, pick: random.Random) -> Changed:
    """Change one cell of one row of the workbook of visits to another value."""
    visits = deepcopy(made.visits)
    sheet = pick.choice([title for title, rows in visits.items() if rows and title in _COLUMNS])
    at = pick.randrange(len(visits[sheet]))
    row = visits[sheet][at]
    column = pick.choice(list(_COLUMNS[sheet]))
    before = row[column]
    for _ in range(20):
        row[column] = _COLUMNS[sheet][column](_Place(made, visits, row, column), pick)
        if row[column] != before:
            break
    return Changed(visits, sheet, at, column)


def without(visits: Book, numbers: set[str]) -> Book:
    """Return the workbook without some records and what hangs on them."""
    return {
        title: [row for row in rows if row.get("记录编号") not in numbers]
        for title, rows in visits.items()
    }


class _Place(NamedTuple):
    made: Made
    visits: Book
    row: Row
    column: str


_Change = Callable[[_Place, random.Random], Any]


def _one_of(*values: object) -> _Change:
    return lambda place, pick: pick.choice(values)


def _person(place: _Place, pick: random.Random) -> str:
    return str(pick.choice(place.made.roster["督学"])["姓名"])


def _people(place: _Place, pick: random.Random) -> tuple[str, ...]:
    return tuple(_person(place, pick) for _ in range(pick.randint(0, 2)))


def _school(place: _Place, pick: random.Random) -> str:
    return str(pick.choice(place.made.roster["学校"])["学校标识码"])


def _record_day(place: _Place, pick: random.Random) -> date:
    """Return a day on or before every day of what was found then."""
    own = [r for r in place.visits["问题"] if r["记录编号"] == place.row["记录编号"]]
    days = [row[name] for row in own for name in _ISSUE_DAYS if row[name] is not None]
    latest = min(days, default=place.row["督导日期"] + timedelta(days=40))
    return min(latest, place.row["督导日期"] + timedelta(days=pick.choice((-40, -1, 1, 40))))


def _issue_day(place: _Place, pick: random.Random) -> date | None:
    """Return a day of an issue, or none where the column may be empty."""
    number = place.row["记录编号"]
    record = next(r for r in place.visits["督导记录"] if r["记录编号"] == number)
    if place.column != "整改时限" and pick.random() < 0.3:
        return None
    found: date = record["督导日期"]
    return found + timedelta(days=pick.choice((0, 1, 14, 35, 90)))


def _complaint_day(place: _Place, pick: random.Random) -> date | None:
    if place.column == "受理日期":
        first: date = place.row["受理日期"]
        return first - timedelta(days=pick.choice((1, 30)))
    if place.column == "办结日期" and pick.random() < 0.3:
        return None
    return place.row["受理日期"] + timedelta(days=pick.choice((0, 1, 31, 60)))  # type: ignore[no-any-return]


_COLUMNS: Final[dict[str, dict[str, _Change]]] = {
    "督导记录": {
        "学校标识码": _school,
        "督导日期": _record_day,
        "时段": _one_of(*SESSIONS),
        "督导类型": _one_of(*TYPES),
        "责任督学": _person,
        "同行督学": _people,
        "是否线上": _one_of("是", "否"),
        "状态": _one_of(*STATUSES),
        **dict.fromkeys(METHODS.values(), _one_of(0, 1, 3, None)),
    },
    "听课记录": {
        "听课督学": _person,
        "节次": _one_of(1, 2, 3),
        "班级": _one_of("3年1班", "3年2班"),
        "是否整节": _one_of("是", "否"),
    },
    "问题": {
        "严重程度": _one_of(*SEVERITIES),
        "当场整改": _one_of("是", "否"),
        **dict.fromkeys(_ISSUE_DAYS, _issue_day),
    },
    "投诉": {
        "核实督学": _person,
        "受理日期": _complaint_day,
        "办结时限": _complaint_day,
        "办结日期": _complaint_day,
        "属实情况": _one_of(*FINDINGS),
    },
}
