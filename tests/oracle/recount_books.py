"""An office's two workbooks as plain values, read straight from their cells.

Nothing of the program is used here: whoever counts again must also read again.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import openpyxl

METHODS: Final = {
    "campus_walks": "校园巡视(次)",
    "documents_read": "查阅资料(份)",
    "meetings_attended": "列席会议(次)",
    "panels": "座谈(场)",
    "teachers_interviewed": "访谈教师(人)",
    "students_interviewed": "访谈学生(人)",
    "parents_interviewed": "访谈家长(人)",
    "questionnaires_sent": "问卷发放(份)",
    "questionnaires_returned": "问卷回收(份)",
    "briefings_heard": "听取汇报(次)",
}
_EXCEL_DAY_0: Final = date(1899, 12, 30)
_NUMERALS: Final = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0}

_TENS: Final = re.compile(r"([一二三])?十([一二三四五六七八九])?")

Row = dict[str, Any]


@dataclass(frozen=True)
class Assignment:
    person: str
    school: str
    start: date
    end: date | None


@dataclass(frozen=True)
class Record:
    no: str
    school: str
    day: date
    session: str
    kind: str
    lead: str
    on: frozenset[str]
    counts: bool
    methods: dict[str, int]


@dataclass(frozen=True)
class Lesson:
    record: str
    listener: str
    period: str
    group: str
    whole: bool


@dataclass(frozen=True)
class Issue:
    no: str
    record: str
    topic: str
    severity: str
    on_the_spot: bool
    deadline: date | None
    extended: bool
    notice: date | None
    answered: date | None
    closed: date | None
    voided: date | None


@dataclass(frozen=True)
class Complaint:
    no: str
    received: date
    checker: str
    deadline: date | None
    closed: date | None
    finding: str


@dataclass(frozen=True)
class District:
    """All that two workbooks say; ``rows`` is how many lines each of them holds."""

    schools: dict[str, date | None]
    zones: dict[str, str]
    assignments: list[Assignment]
    records: dict[str, Record]
    lessons: list[Lesson]
    issues: list[Issue]
    complaints: list[Complaint]
    rows: tuple[int, int]


def read_district(roster: Path, visits: Path) -> District:
    """Read both workbooks of a district."""
    people_book, record_book = _sheets(roster), _sheets(visits)
    people = people_book["督学"]
    ids = {text(row["姓名"]): text(row["督学编号"]) for row in people}
    ids |= {number: number for number in list(ids.values())}
    return District(
        schools={text(r["学校标识码"]): day(r.get("停办日期")) for r in people_book["学校"]},
        zones={text(r["督学编号"]): text(r["责任区"]) for r in people},
        assignments=[_assignment(r) for r in people_book["责任分配"]],
        records={text(r["记录编号"]): _record(r, ids) for r in record_book["督导记录"]},
        lessons=[_lesson(r, ids) for r in record_book["听课记录"]],
        issues=[_issue(r) for r in record_book["问题"]],
        complaints=[_complaint(r, ids) for r in record_book["投诉"]],
        rows=(_lines(people_book), _lines(record_book)),
    )


def text(value: Any) -> str:
    """Return a cell's words in half width, without any space."""
    return re.sub(r"\s", "", _half_width(value))


def _half_width(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unicodedata.normalize("NFKC", "" if value is None else str(value))


def whole_number(value: Any) -> int:
    """Return a count; an empty cell is none."""
    return int(text(value) or 0)


def day(value: Any) -> date | None:
    """Return the day that a cell says in any of the spellings of an office."""
    if isinstance(value, datetime):
        return value.date()
    written = text(value).lstrip("'").partition("(")[0]
    tens_read = _TENS.sub(lambda m: f"{m[1] or '一'}{m[2] or '〇'}", written)
    words = "".join(str(_NUMERALS.get(c, c)) for c in tens_read)
    if re.fullmatch(r"\d{5}", words):
        return _EXCEL_DAY_0 + timedelta(days=int(words))
    return _written_day(words) if words else None


def _written_day(words: str) -> date:
    found = re.match(r"(\d{4})\D*(\d{2})\D*(\d{2})|(\d{4})\D+(\d{1,2})\D+(\d{1,2})", words)
    assert found, words
    year, month, number = (int(part) for part in found.groups() if part)
    return date(year, month, number)


def _sheets(path: Path) -> dict[str, list[Row]]:
    book = openpyxl.load_workbook(path, data_only=True)
    empty: dict[str, list[Row]] = {t: [] for t in ("督导记录", "听课记录", "问题", "投诉")}
    return empty | {text(sheet.title): list(_rows(sheet)) for sheet in book.worksheets}


def _rows(sheet: Any) -> Iterator[Row]:
    head: list[str] | None = None
    for cells in sheet.iter_rows(values_only=True):
        words = [text(cell) for cell in cells]
        if head is None:
            head = words if _HEADS.intersection(words) and sum(map(bool, words)) > 2 else None
        elif sum(map(bool, words)) > 1:
            yield dict(zip(head, cells, strict=True))


_HEADS: Final = {"学校标识码", "督学编号", "记录编号", "问题编号", "编号"}


def _lines(book: dict[str, list[Row]]) -> int:
    return sum(len(rows) for rows in book.values())


def _assignment(row: Row) -> Assignment:
    start = day(row["开始日期"])
    assert start is not None
    return Assignment(
        text(row["督学编号"]), text(row["学校标识码"]), start, day(row.get("结束日期"))
    )


def _record(row: Row, ids: dict[str, str]) -> Record:
    when, lead = day(row["督导日期"]), ids[text(row["责任督学"])]
    assert when is not None
    peers = re.split(r"[、,;/\s]+", _half_width(row.get("同行督学")))
    return Record(
        no=text(row["记录编号"]),
        school=text(row["学校标识码"]),
        day=when,
        session=text(row["时段"]),
        kind=text(row["督导类型"]),
        lead=lead,
        on=frozenset({lead, *(ids[peer] for peer in peers if peer)}),
        counts=text(row["状态"]) in {"已提交", "已上报"} and text(row["是否线上"]) == "否",
        methods={name: whole_number(row.get(head)) for name, head in METHODS.items()},
    )


def _lesson(row: Row, ids: dict[str, str]) -> Lesson:
    return Lesson(
        text(row["记录编号"]), ids[text(row["听课督学"])], text(row["节次"]), text(row["班级"]),
        text(row["是否整节"]) == "是",
    )  # fmt: skip


def _issue(row: Row) -> Issue:
    extended = day(row.get("延期至"))
    return Issue(
        no=text(row["问题编号"]),
        record=text(row["记录编号"]),
        topic=text(row["类别"]),
        severity=text(row["严重程度"]),
        on_the_spot=text(row["当场整改"]) == "是",
        deadline=extended or day(row.get("整改时限")),
        extended=extended is not None,
        notice=day(row.get("通知书日期")),
        answered=day(row.get("学校报送日期")),
        closed=day(row.get("销号日期")),
        voided=day(row.get("撤销日期")),
    )


def _complaint(row: Row, ids: dict[str, str]) -> Complaint:
    received = day(row["受理日期"])
    assert received is not None
    return Complaint(
        text(row["编号"]), received, ids[text(row["核实督学"])], day(row.get("办结时限")),
        day(row.get("办结日期")), text(row.get("属实情况")),
    )  # fmt: skip
