"""An issue that no record found, as another source hands it to the 台账."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from inspector_app.base.errors import Problem
from inspector_app.domain.issue import Handling, Issue, Severity
from inspector_app.domain.issue_event import Measure
from inspector_app.domain.issue_source import Matter, OutsideSource


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcedIssue:
    """An issue as another source hands it to the ledger.

    Attributes:
        source: where it comes from.
        reference: what people find the place by: 文号 of an 意见函, 指标, 编号 of a 投诉.
        item: which of several of that reference it is, as people number them.
        key: what stays the same however often, and however corrected, it is handed in; without it
            reference and item together.
        record: 编号 of the entry here that it came from; the issue is then numbered under it.
        school_code: the school that has to put it right, or nothing.
        unit: the department that has to where it is no school; the name of a school is looked up.
        category: a 督导事项, or what the source sorts by (指标号).
        found_on: the day on which it was found; without it today.
        measures: 整改措施 that came along.
        answer, answered_on: what was done already, and the day on which it was said to be done:
            it waits for its check then.
    """

    source: OutsideSource
    reference: str
    description: str
    item: str = ""
    key: str = ""
    record: str = ""
    school_code: str = ""
    unit: str = ""
    matter: Matter = Matter.SCHOOLS
    category: str = ""
    severity: Severity | None = None
    handling: Handling | None = None
    requirement: str = ""
    responsible_unit: str = ""
    assisting_units: str = ""
    responsible: str = ""
    deadline: date | None = None
    found_on: date | None = None
    measures: tuple[Measure, ...] = ()
    answer: str = ""
    answered_on: date | None = None

    @property
    def place(self) -> str:
        """What no two issues of one source share."""
        return self.key.strip() or f"{self.reference.strip()}\n{self.item.strip()}"

    def as_issue(self, *, uid: str, number: str) -> Issue:
        """Return the issue of the ledger."""
        return Issue(
            uid=uid,
            number=number,
            category=self.category.strip(),
            description=self.description.strip(),
            severity=self.severity,
            handling=self.handling,
            requirement=self.requirement.strip(),
            responsible_unit=self.responsible_unit.strip() or self.unit.strip(),
            assisting_units=self.assisting_units.strip(),
            responsible=self.responsible.strip(),
            deadline=self.deadline,
        )


FOLLOWS_SOURCE: Final = {
    "category": "类别",
    "description": "问题描述",
    "severity": "程度",
    "handling": "处理方式",
    "requirement": "整改要求",
    "responsible_unit": "责任单位",
    "assisting_units": "配合单位",
    "responsible": "责任人",
    "deadline": "整改时限",
}
"""What of an issue is written anew where its source says it otherwise later, and its words."""


def said_anew(known: Issue, given: Issue) -> dict[str, str]:
    """Return in which fields, with their words, ``given`` says something else than ``known``.

    What is not given says nothing.
    """
    return {
        name: word
        for name, word in FOLLOWS_SOURCE.items()
        if getattr(given, name) and getattr(given, name) != getattr(known, name)
    }


def faults(given: SourcedIssue, *, today: date) -> Iterator[Problem]:
    """Yield why an issue cannot be taken into the ledger."""
    where = given.item.strip() or given.reference.strip()
    for text, what, remedy in (
        (given.description, "没有写问题", "请写明问题"),
        (given.reference, "没有写来源的文号、指标或编号", "请写明它出自哪里"),
        (given.school_code or given.unit, "没有写被督导单位", "请写学校，或写责任单位（部门）"),
    ):
        if not text.strip():
            yield Problem(where=where, what=what, remedy=remedy)
    if given.school_code.strip() and given.unit.strip():
        yield Problem(
            where=where, what="学校和部门都写了", remedy="被督导单位只写一个，另一个写成配合单位"
        )
    if given.found_on is not None and given.found_on > today:
        yield Problem(
            where=where, what=f"发现日期 {given.found_on} 在今天之后", remedy="请核对日期"
        )
    for what, day in (("整改时限", given.deadline), ("完成日期", given.answered_on)):
        if day is not None and given.found_on is not None and day < given.found_on:
            yield Problem(
                where=where,
                what=f"{what} {day} 早于发现日期 {given.found_on}",
                remedy="请核对两个日期",
            )
    if given.answered_on is not None and given.answered_on > today:
        yield Problem(
            where=where, what=f"完成日期 {given.answered_on} 在今天之后", remedy="请核对日期"
        )
