"""专项督导: its plan (方案), its groups, the schools of each, and what was told afterwards.

A campaign is one, however many schools it goes to: its schools stand in its groups and nowhere
else. Records and meetings belong to it by its name.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

from inspector_app.base.errors import Problem
from inspector_app.domain.registers.kind import Due, Entry, Facts, RegisterKind, Values
from inspector_app.domain.registers.shapes import (
    Day,
    Field,
    Line,
    Paragraphs,
    PersonId,
    PersonIds,
    Rows,
    SchoolCodes,
)

NAME_CHARACTERS: Final = 60
OPINION_CHARACTERS: Final = 50_000


class Group(NamedTuple):
    """One 督导小组.

    Attributes:
        people: the head first, each once.
        schools: their codes, in the order of the plan.
    """

    uid: str
    head: str
    people: tuple[str, ...]
    schools: tuple[str, ...]


def groups_of(campaign: Entry) -> tuple[Group, ...]:
    """Return the groups of a campaign in their order."""
    return tuple(
        Group(
            uid=row["uuid"],
            head=row["head"],
            people=tuple(dict.fromkeys(p for p in (row["head"], *row["members"]) if p)),
            schools=tuple(row["schools"]),
        )
        for row in campaign.values["groups"]
    )


def schools_of(campaign: Entry) -> tuple[str, ...]:
    """Return the schools of a campaign, each once."""
    return tuple(dict.fromkeys(code for group in groups_of(campaign) for code in group.schools))


def name_of(values: Values) -> str:
    """Return the name by which records and meetings belong to a campaign."""
    return str(values["name"]).strip()


def days_left(campaign: Entry, *, on: date) -> int | None:
    """Return how many days are left after ``on``, below 0 once it is over; ``None`` unplanned."""
    last = campaign.day("end")
    return None if last is None else (last - on).days


def days_words(left: int | None) -> str:
    """Return how much time is left, in Chinese."""
    if left is None:
        return "还没有结束日期"
    return f"还剩 {left} 天" if left >= 0 else f"已结束 {-left} 天"


def is_open(campaign: Entry, *, on: date) -> bool:
    """Say whether a day is one of the campaign's."""
    first, last = campaign.day("start"), campaign.day("end")
    return first is not None and last is not None and first <= on <= last


def _checks(entry: Entry, facts: Facts) -> Iterator[Problem]:
    start, end = entry.day("start"), entry.day("end")
    if start is not None and end is not None and end < start:
        yield Problem(where="end", what="结束日期早于开始日期", remedy="请核对两个日期")
    told = entry.day("notice_on")
    if told is not None and start is not None and told > start:
        yield Problem(
            where="notice_on",
            what="书面督导通知晚于开始日期",
            remedy="专项督导要事先书面通知（《教育督导条例》第十七条），请核对日期",
        )
    yield from facts.elsewhere


def _hints(entry: Entry, facts: Facts) -> Iterator[Problem]:
    start = entry.day("start")
    if entry.day("notice_on") is None and start is not None and start <= facts.today:
        yield Problem(
            where="notice_on",
            what="已经开始，还没有书面督导通知的日期",
            remedy="通知后补记",
        )
    if entry.values["opinion"].strip() and entry.day("opinion_on") is None:
        yield Problem(where="opinion_on", what="总体反馈意见还没有印发日期")


def _dues(entry: Entry) -> Iterable[Due]:
    end = entry.day("end")
    waits = entry.was_filed and entry.day("opinion_on") is None
    if end is not None and waits:
        yield Due(end, f"专项“{name_of(entry.values)}”到期，还没有印发总体反馈意见")


def _title(values: Values) -> str:
    return name_of(values)


def _start(today: date, _me: str) -> Values:
    return {"start": today.isoformat()}


_GROUP: Final = (
    Field(id="head", label="组长", shape=PersonId(), needed=True),
    Field(id="members", label="组员", shape=PersonIds(), needed=True),
    Field(id="schools", label="学校", shape=SchoolCodes(), needed=True),
)


def _fields() -> Iterator[Field]:
    name = Line(limit=NAME_CHARACTERS)
    hint = "记录和交流会凭名称归到这个专项，如 2026年秋季校园安全专项督导"
    yield Field(id="name", label="专项名称", shape=name, needed=True, hint=hint)
    yield Field(id="theme", label="主题", shape=Line(limit=50), needed=True, hint="如 校园安全")
    yield Field(id="start", label="开始日期", shape=Day(ahead=True), needed=True)
    yield Field(id="end", label="结束日期", shape=Day(ahead=True), needed=True)
    yield Field(id="basis", label="依据", shape=Paragraphs(limit=1_000, lines=2), needed=True)
    yield Field(id="target", label="对象", shape=Line(), needed=True, hint="如 义务教育学校")
    yield Field(id="content", label="内容", shape=Paragraphs(lines=4), needed=True)
    yield Field(id="ways", label="方式", shape=Line(limit=500), needed=True, hint="听、看、查、谈")
    yield Field(id="form", label="量表", shape=Line(), hint="用哪一张专项量表，写名称")
    yield Field(id="groups", label="分组", shape=Rows(noun="分组", fields=_GROUP), needed=True)
    yield Field(id="demands", label="要求", shape=Paragraphs(lines=3), needed=True)
    yield Field(id="notice_no", label="通知文号", shape=Line(limit=50), later=True)
    yield Field(id="notice_on", label="通知日期", shape=Day(), later=True, hint="书面督导通知")
    opinion = Paragraphs(limit=OPINION_CHARACTERS, lines=8)
    yield Field(
        id="opinion",
        label="总体反馈意见",
        shape=opinion,
        later=True,
        apart=True,
        hint="在“进度和五有”里可以从记录起草，再在这里修改",
    )
    issued = "总体反馈意见印发的日子"
    yield Field(id="opinion_on", label="印发日期", shape=Day(), later=True, hint=issued)


CAMPAIGN: Final[RegisterKind] = RegisterKind(
    id="campaign",
    name="专项督导",
    prefix="ZX",
    purpose="方案、分组、学校，进度和总体反馈意见；一个专项算一次，不论去了几所学校",
    paper="专项督导方案",
    fields=tuple(_fields()),
    title=_title,
    named_by="专项",
    start=_start,
    listed=("start", "end", "theme"),
    day="start",
    checks=_checks,
    hints=_hints,
    dues=_dues,
)
