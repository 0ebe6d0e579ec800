"""Random districts as plain rows, the way an office writes them, and their way into the program.

Days crowd at the ends of months: that is where counting goes wrong.
"""

import random
from datetime import date, timedelta
from typing import Any, Final

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
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.visits import SESSION_LABEL, VISIT_TYPE_LABEL
from inspector_app.domain.labels.weights import WEIGHT_LABEL
from inspector_app.domain.visit_options import MethodCounts, Session, VisitStatus, VisitType

Plain = dict[str, Any]

FIRST: Final = date(2021, 12, 20)
LAST: Final = date(2022, 11, 10)
METHODS: Final = (
    "campus_walks", "documents_read", "meetings_attended", "panels", "teachers_interviewed",
    "students_interviewed", "parents_interviewed", "questionnaires_sent",
    "questionnaires_returned", "briefings_heard",
)  # fmt: skip
_STATUS: Final = {
    "草稿": VisitStatus.DRAFT, "已提交": VisitStatus.FILED,
    "已上报": VisitStatus.HANDED_OVER, "作废": VisitStatus.VOIDED,
}  # fmt: skip
_EDGES: Final = tuple(
    date(2022, month, 1) + timedelta(days=shift) for month in range(8, 12) for shift in (-1, 0, 1)
)


class _Office:
    """Makes up one district."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def day(self) -> date:
        if self.random.random() < 0.5:
            return self.random.choice(_EDGES)
        return FIRST + timedelta(days=self.random.randrange((LAST - FIRST).days))

    def maybe_day(self, *, since: date | None = None, chance: float = 0.5) -> date | None:
        if self.random.random() > chance:
            return None
        if since is None or self.random.random() < 0.5:
            day = self.day()
            return day if since is None or day >= since else since
        return since + timedelta(days=self.random.randrange(60))

    def record(self, number: int, people: list[str], schools: list[str]) -> Plain:
        pick = self.random
        return {
            "no": f"r{number}",
            "school": pick.choice(schools),
            "date": self.day(),
            "session": pick.choice(("上午", "下午", "全天")),
            "type": pick.choice((*list(VISIT_TYPE_LABEL.values()), "经常性")),
            "lead": pick.choice(people),
            "peers": pick.sample(people, pick.choice((0, 0, 1, 2)) if len(people) > 1 else 0),
            "online": pick.random() < 0.1,
            "status": pick.choice(("已提交", "已提交", "已上报", "草稿", "作废")),
            **{name: pick.choice((0, 0, 1, 7)) for name in METHODS},
        }

    def lesson(self, number: int, people: list[str], records: list[Plain]) -> Plain:
        pick = self.random
        return {
            "id": f"l{number}",
            "record": pick.choice(records)["no"],
            "listener": pick.choice(people),
            "class": pick.choice(("1班", "2班")),
            "period": pick.choice((1, 2)),
            "whole": pick.random() < 0.85,
        }

    def issue(self, number: int, records: list[Plain]) -> Plain:
        pick = self.random
        record = pick.choice(records)
        found = record["date"]
        ended = pick.choice(("closed", "voided", None, "closed"))
        last = self.maybe_day(since=found, chance=1.0)
        return {
            "no": f"i{number}",
            "record": record["no"],
            "severity": pick.choice(list(WEIGHT_LABEL.values())),
            "on_the_spot": pick.random() < 0.2,
            "deadline": self.maybe_day(since=found, chance=0.95),
            "extended": self.maybe_day(since=found, chance=0.2),
            "notice": self.maybe_day(since=found),
            "answered": self.maybe_day(since=found),
            "closed": last if ended == "closed" else None,
            "voided": last if ended == "voided" else None,
        }

    def complaint(self, number: int, people: list[str]) -> Plain:
        received = self.day()
        return {
            "no": f"c{number}",
            "checker": self.random.choice(people),
            "received": received,
            "deadline": self.maybe_day(since=received, chance=0.9),
            "closed": self.maybe_day(since=received),
            "finding": self.random.choice(("属实", "部分属实", "不属实", "无法查实", "")),
        }

    def assignment(self, people: list[str], schools: list[str]) -> Plain:
        start = self.random.choice((date(2021, 9, 1), self.day()))
        return {
            "inspector": self.random.choice(people),
            "school": self.random.choice(schools),
            "start": start,
            "end": self.maybe_day(since=start, chance=0.3),
        }


def district(seed: int, size: int) -> Plain:
    """Return a district of about ``size`` records, the same for the same seed."""
    office = _Office(seed)
    pick = office.random
    people = [f"D{n}" for n in range(1, pick.randint(1, 6) + 1)]
    schools = [f"S{n}" for n in range(1, pick.randint(1, 8) + 1)]
    # A person from elsewhere leads or accompanies now and then: nobody's row in the table.
    guests = [*people, "X1"] if pick.random() < 0.3 else people
    records = [office.record(n, guests, schools) for n in range(pick.randint(0, size))]
    rows = range(size if records else 0)
    return {
        "people": [{"id": p, "zone": f"第{pick.randint(1, 3)}责任区"} for p in people],
        "schools": [{"code": s, "closed": office.maybe_day(chance=0.2)} for s in schools],
        "assignments": [office.assignment(people, schools) for _ in range(2 * len(schools))],
        "records": records,
        "lessons": [office.lesson(n, guests, records) for n in rows],
        "issues": [office.issue(n, records) for n in rows],
        "complaints": [office.complaint(n, guests) for n in range(size // 4)],
    }


def facts_of(plain: Plain) -> TableFacts:
    """Return the rows as the facts that a table is compiled from."""
    records = {record["no"]: record for record in plain["records"]}
    return TableFacts(
        inspectors=[InspectorFact(p["id"], p["id"], p["zone"]) for p in plain["people"]],
        assignments=[
            AssignmentFact(a["inspector"], a["school"], a["start"], a["end"])
            for a in plain["assignments"]
        ],
        closed_schools={s["code"]: s["closed"] for s in plain["schools"] if s["closed"]},
        visits=[_visit(record) for record in plain["records"]],
        lessons=[_lesson(row, records[row["record"]]) for row in plain["lessons"]],
        issues=[_issue(row, records[row["record"]]) for row in plain["issues"]],
        complaints=[
            ComplaintFact(
                c["no"], c["checker"], c["received"], c["deadline"], c["closed"],
                c["finding"] in {"属实", "部分属实"},
            )
            for c in plain["complaints"]
        ],
    )  # fmt: skip


def session_of(record: Plain) -> Session:
    """Return the 时段 of a plain record."""
    found = from_label(SESSION_LABEL, record["session"])
    assert found is not None
    return found


def type_of(record: Plain) -> VisitType:
    """Return the 督导类型 of a plain record."""
    found = from_label(VISIT_TYPE_LABEL, record["type"])
    assert found is not None
    return found


def status_of(record: Plain) -> VisitStatus:
    """Return the 状态 of a plain record."""
    return _STATUS[record["status"]]


def weight_of_row(row: Plain) -> Weight:
    """Return the 严重程度 of a plain issue."""
    found = from_label(WEIGHT_LABEL, row["severity"])
    assert found is not None
    return found


def methods_of(record: Plain) -> MethodCounts:
    """Return the 督导方式 of a plain record."""
    return MethodCounts(**{name: record[name] for name in METHODS})


def _counts(record: Plain) -> bool:
    return (
        status_of(record) in {VisitStatus.FILED, VisitStatus.HANDED_OVER} and not record["online"]
    )


def _visit(record: Plain) -> VisitFact:
    return VisitFact(
        record["no"], record["school"], record["date"], session_of(record), type_of(record),
        record["lead"], tuple(record["peers"]), status_of(record), record["online"],
        methods_of(record),
    )  # fmt: skip


def _lesson(row: Plain, record: Plain) -> LessonFact:
    return LessonFact(
        row["id"], record["no"], row["listener"], row["class"], row["period"], row["whole"],
        record["date"], _counts(record),
    )  # fmt: skip


def _issue(row: Plain, record: Plain) -> IssueFact:
    return IssueFact(
        row["no"], record["no"], record["lead"], record["date"], weight_of_row(row),
        row["on_the_spot"], row["deadline"], row["extended"], row["extended"], row["notice"],
        row["answered"],
        row["closed"], row["voided"], _counts(record),
    )  # fmt: skip
