"""Made-up districts as plain rows: what two workbooks say before anybody has spelled it.

Days crowd where counting goes wrong: at the ends of months, school years and calendar years.
"""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from tests.oracle.recount_books import METHODS
from tests.oracle.recount_month import SEVERITIES, TYPES

Row = dict[str, Any]
Book = dict[str, list[Row]]

SESSIONS: Final = ("上午", "下午", "全天")
STATUSES: Final = ("已提交", "已提交", "已上报", "草稿", "作废")
FINDINGS: Final = ("属实", "部分属实", "不属实", "无法查实", None)
KINDS: Final = ("幼儿园", "小学", "初级中学", "高级中学", "九年一贯制学校")
_DIGITS: Final = "零一二三四五六七八九"


@dataclass(frozen=True)
class Shape:
    """How large a district is, and on how many days its records fall."""

    zones: int
    people: int
    schools: int
    records: int
    days: int = 400


SHAPES: Final = (
    Shape(zones=5, people=12, schools=30, records=110),
    Shape(zones=1, people=4, schools=9, records=60),
    Shape(zones=30, people=34, schools=60, records=130),
    Shape(zones=3, people=6, schools=3, records=70, days=25),
    Shape(zones=4, people=9, schools=12, records=120, days=9),
    Shape(zones=6, people=15, schools=400, records=90),
    Shape(zones=2, people=2, schools=5, records=3),
    Shape(zones=3, people=7, schools=20, records=100, days=60),
)


@dataclass(frozen=True)
class Made:
    """The rows of a district's two workbooks, and the months that they are about."""

    roster: Book
    visits: Book
    months: tuple[str, ...]


def made(seed: int, *, scale: int = 1) -> Made:
    """Return a district, the same for the same seed; seeds go through the shapes in turn.

    ``scale`` multiplies its records.
    """
    shape = SHAPES[seed % len(SHAPES)]
    return made_of(replace(shape, records=shape.records * scale), seed)


def made_of(shape: Shape, seed: int) -> Made:
    """Return a district of a shape, the same for the same seed."""
    return _Maker(shape, seed).made()


class _Maker:
    def __init__(self, shape: Shape, seed: int) -> None:
        self.pick = random.Random(seed)
        self.shape = shape
        self.first = date(2019 + seed // len(SHAPES) % 5, 5, 1)
        self.edges = tuple(_edges(self.first))
        self.days = [self._any_day() for _ in range(self.shape.days)]
        self.people = [f"督学{n:02d}" for n in range(1, self.shape.people + 1)]
        self.codes = [f"{self.pick.choice('123')}{21_000_000 + 7 * n:09d}" for n in self._numbers()]

    def made(self) -> Made:
        records = self._records()
        lessons = self._lessons(records)
        issues = [self._issue(n, r) for n, r in enumerate(self._some(records, 1.2), start=1)]
        roster = {
            "学校": [self._school(n, code) for n, code in enumerate(self.codes, start=1)],
            "督学": [self._person(n) for n in range(self.shape.people)],
            "责任分配": self._assignments(),
        }
        visits = {
            "督导记录": records,
            "听课记录": lessons,
            "问题": issues,
            "投诉": [self._complaint(n) for n in range(1, self.shape.records // 8 + 2)],
        }
        return Made(roster=roster, visits=visits, months=tuple(_months(self.first)))

    def _numbers(self) -> range:
        return range(1, self.shape.schools + 1)

    def _any_day(self) -> date:
        if self.pick.random() < 0.55:
            return self.pick.choice(self.edges)
        return self.first + timedelta(days=self.pick.randrange(540))

    def _since(self, first: date, chance: float = 1.0) -> date | None:
        """Return a day from the given one on, or nothing."""
        if self.pick.random() >= chance:
            return None
        later = [edge for edge in self.edges if edge >= first]
        if later and self.pick.random() < 0.4:
            return self.pick.choice(later[:9])
        return first + timedelta(days=self.pick.choice((0, 0, 1, 5, 14, 30, 70)))

    def _some(self, rows: list[Row], share: float) -> list[Row]:
        return self.pick.choices(rows, k=round(len(rows) * share)) if rows else []

    def _school(self, number: int, code: str) -> Row:
        closed = self.pick.choice(self.edges) if self.pick.random() < 0.15 else None
        return {
            "学校标识码": code,
            "学校名称": f"示范区第{number}学校",
            "办学类型": self.pick.choice(KINDS),
            "举办性质": self.pick.choice(("公办", "民办")),
            "学生数": self.pick.randrange(50, 3000),
            "状态": "停办" if closed else "在办",
            "停办日期": closed,
        }

    def _person(self, at: int) -> Row:
        # The first people fill the zones one by one, so that none is empty; the rest crowd.
        zone = at if at < self.shape.zones else self.pick.randrange(self.shape.zones)
        return {
            "督学编号": f"DX{at + 1:03d}",
            "姓名": self.people[at],
            "专兼职": self.pick.choice(("专职", "兼职")),
            "责任区": f"第{_numeral(zone + 1)}督学责任区",
        }

    def _assignments(self) -> list[Row]:
        """Give most schools to somebody, now and then in turns, to two at once or to nobody."""
        rows: dict[tuple[str, str, date], Row] = {}
        idle = self.pick.randrange(self.shape.people) if self.shape.people > 3 else -1
        busy = [f"DX{n + 1:03d}" for n in range(self.shape.people) if n != idle]
        for code in self.codes:
            for _ in range(self.pick.choice((0, 1, 1, 1, 2, 3))):
                start = self.pick.choice((date(2018, 9, 1), *self.edges))
                row = {
                    "督学编号": self.pick.choice(busy),
                    "学校标识码": code,
                    "开始日期": start,
                    "结束日期": self._since(start, chance=0.4),
                }
                rows.setdefault((row["督学编号"], code, start), row)
        return list(rows.values())

    def _records(self) -> list[Row]:
        rows: list[Row] = []
        for number in range(1, self.shape.records + 1):
            row = self._record(number)
            if rows and self.pick.random() < 0.3:
                # Another record of a visit that there is already.
                other = self.pick.choice(rows)
                row |= {k: other[k] for k in ("学校标识码", "学校名称", "督导日期")}
            rows.append(row)
        return rows

    def _record(self, number: int) -> Row:
        at = self.pick.randrange(self.shape.schools)
        lead = self.pick.randrange(self.shape.people)
        day = self.pick.choice(self.days)
        return {
            "记录编号": f"210304-{day.year}-DX{lead + 1:03d}-{number:04d}",
            "学校标识码": self.codes[at],
            "学校名称": f"示范区第{at + 1}学校",
            "督导日期": day,
            "时段": self.pick.choice(SESSIONS),
            "督导类型": self.pick.choice((*TYPES, "经常性", "经常性")),
            "责任督学": self.people[lead],
            "同行督学": self._peers(),
            "是否线上": "是" if self.pick.random() < 0.08 else "否",
            "状态": self.pick.choice(STATUSES),
            **{head: self.pick.choice((0, 0, 1, 4, None)) for head in METHODS.values()},
            "督导过程": "查看校园，与师生座谈。",
            "亮点": self.pick.choice((None, "课后服务内容丰富。")),
            "意见建议": "加强校门口上下学时段管理。",
        }

    def _peers(self) -> tuple[str, ...]:
        """Return who came along; the one who leads may stand there again, or one person twice."""
        return tuple(self.pick.choices(self.people, k=self.pick.choice((0, 0, 0, 1, 2, 3))))

    def _lessons(self, records: list[Row]) -> list[Row]:
        rows = [self._lesson(record) for record in self._some(records, 0.8)]
        # A second listener sat in the same lesson.
        return rows + [{**row, "听课督学": self.pick.choice(self.people)} for row in rows[::3]]

    def _lesson(self, record: Row) -> Row:
        with_others = (record["责任督学"], *record["同行督学"], self.pick.choice(self.people))
        return {
            "记录编号": record["记录编号"],
            "听课督学": self.pick.choice(with_others),
            "节次": self.pick.randint(1, 3),
            "班级": self.pick.choice(("3年1班", "3年2班")),
            "学科": self.pick.choice(("语文", "数学")),
            "是否整节": "是" if self.pick.random() < 0.8 else "否",
            "等级": self.pick.choice(("优", "良", "中", "差", None)),
        }

    def _issue(self, number: int, record: Row) -> Row:
        found = record["督导日期"]
        spot = self.pick.random() < 0.2
        deadline = self._since(found)
        assert deadline is not None
        return {
            "问题编号": f"WT{number:05d}",
            "记录编号": record["记录编号"],
            "类别": f"T{self.pick.randint(1, 8)}",
            "问题描述": "消防通道堆放杂物。",
            "严重程度": self.pick.choice(SEVERITIES),
            "当场整改": "是" if spot else "否",
            "整改时限": found if spot and self.pick.random() < 0.5 else deadline,
            "延期至": self._since(deadline, chance=0.2),
            "通知书日期": self._since(found, chance=0.5),
            **self._end(found, deadline, spot=spot),
        }

    def _end(self, found: date, deadline: date, *, spot: bool) -> Row:
        """Say how an issue went on: answered in time or late, 销号, 撤销 or still open."""
        answered = found if spot else self._since(self.pick.choice((found, deadline)), chance=0.75)
        closed = None
        if answered is not None:
            # The re-check may come long after the answer.
            closed = answered if spot else self._since(answered, chance=0.7)
        voided = self.pick.choice((found, deadline)) if self.pick.random() < 0.1 else None
        if voided is not None:
            # Now and then an office fills both; the first of them ends the issue.
            closed = closed if self.pick.random() < 0.3 else None
            voided = self._since(voided, chance=0.9) or deadline
        return {"学校报送日期": answered, "销号日期": closed, "撤销日期": voided}

    def _complaint(self, number: int) -> Row:
        received = self.pick.choice(self.days)
        due = self._since(received)
        return {
            "编号": f"TS{number:04d}",
            "受理日期": received,
            "学校标识码": self.pick.choice(self.codes),
            "核实督学": self.pick.choice(self.people),
            "办结时限": due,
            "办结日期": self._since(received, chance=0.7),
            "属实情况": self.pick.choice(FINDINGS),
        }


def _months(first: date) -> list[str]:
    """Return the months from one before the first to one after the last that has records."""
    count = first.year * 12 + first.month - 2
    return [f"{n // 12}-{n % 12 + 1:02d}" for n in range(count, count + 22)]


def _edges(first: date) -> list[date]:
    """Return the last two and first two days of months, and the days beside 29 February."""
    starts = [date.fromisoformat(f"{month}-01") for month in _months(first)[1:19]]
    near = {start + timedelta(days=shift) for start in starts for shift in (-2, -1, 0, 1)}
    return sorted(day for day in near if day >= first)


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[ones] if ones or not tens else "")
