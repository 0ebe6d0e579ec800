"""The month of a district as the rows of a bundle, and back: nothing is read on trust."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final

from inspector_app.base.clock import parse_instant
from inspector_app.base.errors import InputError
from inspector_app.domain.district_month import DistrictMonth, SchoolLine, Unit
from inspector_app.domain.fact_rows import (
    ASSIGNMENT,
    COMPLAINT,
    ISSUE,
    LESSON,
    VISIT,
    Column,
    Row,
    complaint_row,
    issue_row,
    lesson_row,
    visit_row,
)
from inspector_app.domain.facts import (
    AssignmentFact,
    ComplaintFact,
    InspectorFact,
    IssueFact,
    LessonFact,
    TableFacts,
    VisitFact,
)
from inspector_app.domain.issue_weight import Weight
from inspector_app.domain.month import Month, Period
from inspector_app.domain.school import SchoolKind
from inspector_app.domain.visit_options import MethodCounts, Session, VisitStatus, VisitType

Json = Mapping[str, Any]
_Readers = Sequence[tuple[str, bool, Callable[[Any], Any]]]
_CODE: Final = re.compile(r"[0-9]{6}")
_MOST_TEXT: Final = 200
_MOST: Final = 2**31
_DAYS: Final = 2**12
_PERSON: Final = (Column("id"), Column("name"), Column("zone", may_lack=True))
_SCHOOL: Final = (
    Column("code"), Column("name"), Column("kind"), Column("closed_on", date, may_lack=True),
)  # fmt: skip
_PEERS: Final = "peers"
_UNITS: Final = "units"
_FIGURES: Final = ("district", "zones", "inspectors")
LISTS: Final = (
    "people", "schools", "assignments", "visits", "lessons", "issues", "complaints",
)  # fmt: skip
"""The lists of a district's month, each of which its statement counts."""


class UnsoundRowError(ValueError):
    """A value that this program has not written."""


# -- out -------------------------------------------------------------------------------------------


def district_json(found: DistrictMonth) -> dict[str, Any]:
    """Return a district's month as plain values."""
    facts = found.facts
    closed = facts.closed_schools
    return {
        "district": {
            "code": found.code,
            "name": found.name,
            "month": str(found.month),
            "start": found.span.start.isoformat(),
            "end": found.span.end.isoformat(),
            "locked_at": found.locked_on,
            "edition": found.edition,
        },
        "month_table": found.table,
        "people": _written(
            _PERSON, ((p.id, found.names.get(p.id, p.id), p.zone or None) for p in facts.inspectors)
        ),
        "schools": _written(
            _SCHOOL, ((s.code, s.name, s.kind, closed.get(s.code)) for s in found.schools)
        ),
        "assignments": _written(ASSIGNMENT, sorted(facts.assignments, key=str)),
        "visits": _visits_json(found),
        "lessons": _written(LESSON, (lesson_row(x) for x in _by_uid(facts.lessons))),
        "issues": _written(
            ISSUE,
            (issue_row(i, found.categories.get(i.uid, "")) for i in _by_uid(facts.issues)),
        ),
        "complaints": _written(COMPLAINT, (complaint_row(c) for c in _by_uid(facts.complaints))),
        # Only of an office above districts: what a district hands over stays as it was.
        **({_UNITS: [[name, list(codes)] for name, codes in found.units]} if found.units else {}),
    }


def _visits_json(found: DistrictMonth) -> list[list[Any]]:
    visits = _by_uid(found.facts.visits)
    rows = _written(VISIT, (visit_row(v, found.numbers[v.uid]) for v in visits))
    return [[*row, list(visit.peer_ids)] for row, visit in zip(rows, visits, strict=True)]


def _by_uid(facts: Iterable[Any]) -> list[Any]:
    return sorted(facts, key=lambda fact: fact.uid)


def _written(columns: Sequence[Column], rows: Iterable[Row]) -> list[list[Any]]:
    """Return rows without the names of their columns, which would be half of what travels."""
    return [
        [
            value.isoformat() if isinstance(value, date) else value
            for _, value in zip(columns, row, strict=True)
        ]
        for row in rows
    ]


# -- in --------------------------------------------------------------------------------------------


def district_from(value: Json, *, before: date = date.max) -> DistrictMonth:
    """Return the month that plain values hold.

    Args:
        value: them.
        before: lessons and issues of this day and later are told by another month and left out.

    Raises:
        UnsoundRowError: a value is none that this program has written.
    """
    try:
        return _Reading(value, before).month()
    except (InputError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise UnsoundRowError(str(error)[:80]) from error


class _Reading:
    """One district's month while it is read."""

    def __init__(self, value: Json, before: date) -> None:
        self._value, self._before = value, before.isoformat()

    def month(self) -> DistrictMonth:
        head = self._value["district"]
        people, schools = self._rows("people", _PERSON), self._rows("schools", _SCHOOL)
        visits = self._visits()
        issues = self._earlier("issues", ISSUE, "found_on")
        month = Month.parse(_text(head["month"]))
        facts = TableFacts(
            inspectors=[InspectorFact(p["id"], p["name"], p["zone"] or "") for p in people],
            assignments=[
                AssignmentFact(a["person"], a["school"], a["since"], a["until"])
                for a in self._rows("assignments", ASSIGNMENT)
            ],
            closed_schools={s["code"]: s["closed_on"] for s in schools if s["closed_on"]},
            visits=[_visit(row) for row in visits],
            lessons=[_lesson(row) for row in self._earlier("lessons", LESSON, "day")],
            issues=[_issue(row) for row in issues],
            complaints=[_complaint(row) for row in self._rows("complaints", COMPLAINT)],
        )
        _refuse_twice(facts, [p["id"] for p in people], [s["code"] for s in schools])
        return DistrictMonth(
            code=_code(head["code"]),
            name=_text(head["name"]),
            month=month,
            span=Period(_day(head["start"]), _day(head["end"])),
            locked_on=_instant(head["locked_at"]),
            edition=_whole(head["edition"]),
            table=_table(self._value["month_table"], month),
            facts=facts,
            names={p["id"]: p["name"] for p in people},
            schools=tuple(
                SchoolLine(code=s["code"], name=s["name"], kind=SchoolKind(s["kind"]).value)
                for s in schools
            ),
            numbers={v["uid"]: v["number"] for v in visits},
            categories={i["uid"]: i["category"] for i in issues},
            units=tuple(map(_unit, self._value.get(_UNITS, ()))),
        )

    def _list(self, name: str) -> Sequence[Sequence[Any]]:
        found = self._value[name]
        if not isinstance(found, list | tuple) or not all(isinstance(row, list) for row in found):
            raise UnsoundRowError(name)
        return found

    def _rows(self, name: str, columns: Sequence[Column]) -> list[dict[str, Any]]:
        readers = _readers(columns)
        return [_read(readers, row) for row in self._list(name)]

    def _earlier(self, name: str, columns: Sequence[Column], day: str) -> list[dict[str, Any]]:
        """Return the rows whose day no later month tells; nothing is read of the others."""
        place = [column.name for column in columns].index(day)
        rows = (row for row in self._list(name) if row[place] < self._before)
        readers = _readers(columns)
        return [_read(readers, row) for row in rows]

    def _visits(self) -> list[dict[str, Any]]:
        readers = _readers(VISIT)
        return [{**_read(readers, row[:-1]), _PEERS: row[-1]} for row in self._list("visits")]


def _readers(columns: Sequence[Column]) -> _Readers:
    """Return what reads each value of a row; worked out once for a whole list."""
    return tuple((column.name, column.may_lack, _KINDS[column.kind]) for column in columns)


def _read(readers: _Readers, row: Sequence[Any]) -> dict[str, Any]:
    return {
        name: None if may_lack and value is None else read(value)
        for (name, may_lack, read), value in zip(readers, row, strict=True)
    }


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _MOST_TEXT or "\x00" in value:
        raise UnsoundRowError("文字的写法不符")
    return value


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value < _MOST:
        raise UnsoundRowError("数字的写法不符")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise UnsoundRowError("是否的写法不符")
    return value


# A term has some hundred days, and its months thousands of rows that name one of them.
@lru_cache(_DAYS)
def _day(value: Any) -> date:
    day = date.fromisoformat(_text(value))
    if day.isoformat() != value:
        raise UnsoundRowError("日期的写法不符")
    return day


def _instant(value: Any) -> str:
    parse_instant(_text(value))
    return str(value)


_KINDS: Final[Mapping[type, Callable[[Any], Any]]] = {
    str: _text, int: _whole, bool: _flag, date: _day,
}  # fmt: skip


def _code(value: Any) -> str:
    if not _CODE.fullmatch(_text(value)):
        raise UnsoundRowError("区划代码的写法不符")
    return str(value)


def _unit(value: Any) -> Unit:
    name, codes = value
    if not isinstance(codes, list):
        raise UnsoundRowError("单位的写法不符")
    return Unit(_text(name), tuple(map(_code, codes)))


def _table(value: Any, month: Month) -> Json:
    rows = [value["district"], *value["zones"].values(), *value["inspectors"].values()]
    if value["month"] != str(month) or {*value} != {"month", *_FIGURES}:
        raise UnsoundRowError("month_table 的月份不符")
    if not all(isinstance(row, dict) for row in rows):
        raise UnsoundRowError("month_table 的写法不符")
    found: Json = value
    return found


def _refuse_twice(facts: TableFacts, *lists: Sequence[str]) -> None:
    uids = (facts.visits, facts.lessons, facts.issues, facts.complaints)
    for each in (*([fact.uid for fact in group] for group in uids), *lists):
        if len({*each}) < len(each):
            raise UnsoundRowError("同一行有两份")


def _visit(row: Json) -> VisitFact:
    session = Session(row["session"])
    kind = None if row["type"] is None else VisitType(row["type"])
    peers = row[_PEERS]
    if row["half_days"] != session.half_days or (kind is None) != row["entry"]:
        raise UnsoundRowError("时段或类型与半天数不符")
    if not isinstance(peers, list):
        raise UnsoundRowError(_PEERS)
    return VisitFact(
        row["uid"], row["school"], row["day"], session, kind, row["lead"],
        tuple(_text(peer) for peer in peers), VisitStatus.HANDED_OVER, _ON_SITE,
        MethodCounts(**{name: row[name] for name in MethodCounts._fields}), row["entry"],
    )  # fmt: skip


# Nothing else leaves: what is online, in part or not counted is no fact of a table.
_ON_SITE: Final = False
_WHOLE: Final = True
_COUNTS: Final = True


def _lesson(row: Json) -> LessonFact:
    return LessonFact(
        row["uid"], row["visit"], row["listener"], row["class_name"], row["period"], _WHOLE,
        row["day"], _COUNTS, row["school"], row["entry"],
    )  # fmt: skip


def _issue(row: Json) -> IssueFact:
    return IssueFact(
        row["uid"], row["visit"], row["lead"], row["found_on"], Weight(row["weight"]),
        row["fixed_on_the_spot"], row["due"], row["extended_to"], row["due"], row["noticed_on"],
        row["answered_on"], row["closed_on"], row["voided_on"], _COUNTS,
    )  # fmt: skip


def _complaint(row: Json) -> ComplaintFact:
    return ComplaintFact(
        row["uid"], row["person"], row["received_on"], row["deadline"], row["closed_on"],
        row["substantiated"],
    )  # fmt: skip
