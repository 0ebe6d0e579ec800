"""周汇报: one person's teaching week, drafted from records and told to the others."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from inspector_app.base.errors import Problem
from inspector_app.domain.registers.kind import Entry, Facts, RegisterKind, Values, day_in
from inspector_app.domain.registers.shapes import (
    Day,
    Field,
    Line,
    Paragraphs,
    PersonId,
    WholeNumber,
)
from inspector_app.domain.term import monday_of, week_before, week_from

COUNTS: Final = ("visit_count", "lesson_count", "issue_count", "closed_count")
TEXTS: Final = ("visits", "lessons", "issues", "merits", "other", "matters", "plan")


def week_words(monday: date) -> str:
    """Return ``11月16日至11月22日``."""
    first, last = monday, week_from(monday).end
    return f"{first.month}月{first.day}日至{last.month}月{last.day}日"


def _checks(entry: Entry, facts: Facts) -> Iterator[Problem]:
    monday = entry.day("monday")
    if monday is None:
        return
    if monday.weekday():
        yield Problem(
            where="monday",
            what=f"{monday} 不是星期一",
            remedy=f"一周从星期一算起，请写 {monday_of(monday)}",
        )
    if monday > facts.today:
        yield Problem(where="monday", what="这一周还没有到", remedy="请核对日期")
    for other in facts.others:
        if other.day("monday") == monday:
            yield Problem(
                where="monday",
                what=f"这一周已经有定稿的周汇报（{other.number}）",
                remedy="要改的请更正那一份",
            )


def _title(values: Values) -> str:
    monday = day_in(values, "monday")
    week = "" if monday is None else week_words(monday)
    return "　".join(filter(None, (values["teaching_week"], week)))


def _start(today: date, me: str) -> Values:
    return {"monday": week_before(today).isoformat(), "inspector": me}


_LABELS: Final = {
    "visit_count": "入校（校次）",
    "lesson_count": "听课（节）",
    "issue_count": "发现问题（个）",
    "closed_count": "销号（个）",
    "visits": "上周入校",
    "lessons": "听课情况",
    "issues": "发现问题和处理",
    "merits": "亮点",
    "other": "会议、培训和案头工作",
    "matters": "需协调事项",
    "plan": "下周计划",
}


def _fields() -> Iterator[Field]:
    monday = "汇报的那一周，从星期一算起"
    yield Field(id="monday", label="周一", shape=Day(), needed=True, hint=monday)
    yield Field(id="inspector", label="督学", shape=PersonId(), needed=True)
    yield Field(id="teaching_week", label="教学周", shape=Line(limit=50), hint="如 第12教学周")
    yield Field(id="zone", label="责任区", shape=Line(limit=50))
    for name in COUNTS:
        yield Field(id=name, label=_LABELS[name], shape=WholeNumber(), needed=True)
    for name in TEXTS:
        needed = name in {"visits", "plan"}
        yield Field(id=name, label=_LABELS[name], shape=Paragraphs(lines=3), needed=needed)


WEEKLY: Final[RegisterKind] = RegisterKind(
    id="weekly",
    name="周汇报",
    prefix="ZB",
    purpose="每周汇报上一周的工作：从记录、会议和计划起草，改好再定稿",
    paper="周汇报",
    fields=tuple(_fields()),
    title=_title,
    named_by="汇报的一周",
    start=_start,
    listed=("monday", "inspector", "visit_count", "issue_count"),
    day="monday",
    inspector="inspector",
    checks=_checks,
)
