"""例会和交流会: who came, what was spoken of, what was decided and by when it is done."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from inspector_app.base.errors import Problem
from inspector_app.domain.labels.meetings import MEETING_TYPE_LABEL
from inspector_app.domain.registers.kind import (
    Due,
    Entry,
    Facts,
    RegisterKind,
    Values,
    day_in,
)
from inspector_app.domain.registers.shapes import (
    CampaignName,
    Day,
    Field,
    Line,
    OneOf,
    Paragraphs,
    PersonId,
    Rows,
    TimeOfDay,
    WholeNumber,
)
from inspector_app.domain.text_line import first_line


class Task(NamedTuple):
    """Something that a meeting decided.

    Attributes:
        due: by when it is to be done, where that was said.
        done_on: when it was done, ``None`` while it is not.
    """

    uid: str
    matter: str
    owner: str
    due: date | None
    done_on: date | None


def tasks_of(meeting: Entry) -> tuple[Task, ...]:
    """Return what a meeting decided, in its order."""
    return tuple(
        Task(
            uid=row["uuid"],
            matter=row["matter"],
            owner=row["owner"],
            due=day_in(row, "due"),
            done_on=day_in(row, "done_on"),
        )
        for row in meeting.values["decisions"]
    )


def attendance_problem(expected: int | None, present: int | None, absent: int | None) -> str | None:
    """Say in Chinese that 应到 is not 实到 and 缺席 together; what was not counted is no fault."""
    if expected is None or present is None:
        return None
    counted = present + (absent or 0)
    if counted == expected:
        return None
    return f"应到 {expected} 人，实到 {present} 人和缺席 {absent or 0} 人合计 {counted} 人，对不上"


def _checks(entry: Entry, facts: Facts) -> Iterator[Problem]:
    values, held_on = entry.values, entry.day("held_on")
    if held_on is not None and held_on > facts.today:
        yield Problem(where="held_on", what="会议日期在今天之后", remedy="请核对；开完会再定稿")
    wrong = attendance_problem(values["expected"], values["present"], values["absent"])
    if wrong:
        yield Problem(where="absent", what=wrong, remedy="应到＝实到＋缺席，请核对人数")
    for place, task in enumerate(tasks_of(entry)):
        yield from _of_task(place, task, held_on)


def _of_task(place: int, task: Task, held_on: date | None) -> Iterator[Problem]:
    at, name = f"decisions[{place}]", f"决定事项 {place + 1} "
    for where, label, day in (("due", "时限", task.due), ("done_on", "完成日期", task.done_on)):
        if day is not None and held_on is not None and day < held_on:
            yield Problem(
                where=f"{at}.{where}", what=f"{name}的{label}早于会议日期", remedy="请核对两个日期"
            )


def _dues(entry: Entry) -> Iterable[Due]:
    for task in tasks_of(entry):
        if task.due is not None and task.done_on is None:
            owner = f"（{task.owner}）" if task.owner else ""
            yield Due(task.due, f"会议决定：{first_line(task.matter)}{owner}")


def _title(values: Values) -> str:
    held = MEETING_TYPE_LABEL[values["type"]] if values["type"] else ""
    topics = "、".join(row["topic"] for row in values["topics"])
    return "　".join(filter(None, (held, first_line(values["campaign"] or topics))))


def _start(today: date, me: str) -> Values:
    return {"held_on": today.isoformat(), "recorder": me}


_TOPIC: Final = (
    Field(id="topic", label="议题", shape=Line(), needed=True),
    Field(id="speaker", label="汇报人", shape=Line(limit=100)),
)
_DECISION: Final = (
    Field(id="matter", label="事项", shape=Paragraphs(limit=1_000, lines=2), needed=True),
    Field(id="owner", label="责任人", shape=Line(limit=100), needed=True),
    Field(id="due", label="时限", shape=Day(ahead=True)),
    Field(id="done_on", label="完成日期", shape=Day(), later=True),
)


def _fields() -> Iterator[Field]:
    yield Field(id="type", label="会议种类", shape=OneOf(words=MEETING_TYPE_LABEL), needed=True)
    yield Field(id="held_on", label="日期", shape=Day(), needed=True)
    yield Field(id="began_at", label="开始时间", shape=TimeOfDay())
    yield Field(id="place", label="地点", shape=Line(limit=100), needed=True)
    yield Field(id="chair", label="主持", shape=Line(limit=100), needed=True)
    yield Field(
        id="campaign",
        label="关联专项",
        shape=CampaignName(),
        hint="专项结束后的交流会选是哪个专项",
    )
    yield Field(id="expected", label="应到", shape=WholeNumber(), needed=True)
    yield Field(id="present", label="实到", shape=WholeNumber(), needed=True)
    yield Field(id="absent", label="缺席", shape=WholeNumber())
    yield Field(id="absentees", label="缺席人员", shape=Line(limit=500), hint="谁缺席、什么原因")
    yield Field(id="topics", label="议题", shape=Rows(noun="议题", fields=_TOPIC), needed=True)
    yield Field(id="points", label="发言要点", shape=Paragraphs(limit=20_000, lines=6))
    yield Field(id="decisions", label="决定事项", shape=Rows(noun="决定", fields=_DECISION))
    yield Field(id="recorder", label="记录人", shape=PersonId(), needed=True)


MEETING: Final[RegisterKind] = RegisterKind(
    id="meeting",
    name="例会和交流会",
    prefix="HY",
    purpose="工作例会、交流会、领导小组会和校长专题会：到会、议题、决定和完成的情况",
    paper="会议记录表",
    fields=tuple(_fields()),
    title=_title,
    named_by="会议",
    start=_start,
    listed=("held_on", "place", "present"),
    day="held_on",
    inspector="recorder",
    checks=_checks,
    dues=_dues,
)
