"""领导小组: who leads a piece of work, which units belong to it, and what each answers for."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from inspector_app.base.errors import Problem
from inspector_app.domain.registers.kind import Entry, Facts, RegisterKind, Values
from inspector_app.domain.registers.shapes import (
    Day,
    Field,
    Files,
    Line,
    Paragraphs,
    Rows,
    UnitName,
)


def _checks(entry: Entry, facts: Facts) -> Iterator[Problem]:
    founded, ended = entry.day("founded_on"), entry.day("ended_on")
    if founded is not None and founded > facts.today:
        yield Problem(where="founded_on", what="成立日期在今天之后", remedy="请核对文件上的日期")
    if founded is not None and ended is not None and ended < founded:
        yield Problem(where="ended_on", what="撤销日期早于成立日期", remedy="请核对两个日期")
    seen: set[str] = set()
    for place, row in enumerate(entry.values["members"]):
        unit = row["unit"].strip()
        if unit in seen:
            what = f"成员单位“{unit}”写了两次"
            yield Problem(where=f"members[{place}].unit", what=what, remedy="请合成一行")
        if unit:
            seen.add(unit)


def _hints(entry: Entry, _facts: Facts) -> Iterator[Problem]:
    if not entry.values["document_no"].strip():
        yield Problem(where="document_no", what="还没有成立文件的文号")


def _title(values: Values) -> str:
    return " ".join(filter(None, (values["name"].strip(), values["document_no"])))


def _start(today: date, _me: str) -> Values:
    return {"founded_on": today.isoformat()}


_MEMBER: Final = (
    Field(id="unit", label="成员单位", shape=UnitName(), needed=True),
    Field(id="person", label="成员", shape=Line(limit=100), needed=True),
    Field(id="post", label="职务", shape=Line(limit=100)),
    Field(id="duty", label="职责", shape=Paragraphs(limit=1_000, lines=2), needed=True),
)


def _fields() -> Iterator[Field]:
    hint = "如 县域学前教育普及普惠创建工作领导小组"
    yield Field(id="name", label="名称", shape=Line(limit=100), needed=True, hint=hint)
    yield Field(id="document_no", label="成立文号", shape=Line(limit=100), later=True)
    yield Field(id="founded_on", label="成立日期", shape=Day(), needed=True)
    yield Field(id="head", label="组长", shape=Line(limit=100), needed=True, hint="姓名和职务")
    deputies = "几位用、隔开"
    yield Field(id="deputies", label="副组长", shape=Line(limit=500), hint=deputies)
    members = Rows(noun="成员单位", fields=_MEMBER)
    yield Field(id="members", label="成员单位", shape=members, needed=True)
    yield Field(id="duties", label="小组职责", shape=Paragraphs(lines=3), needed=True)
    yield Field(id="office", label="办公室设在", shape=UnitName())
    yield Field(id="office_head", label="办公室主任", shape=Line(limit=100))
    yield Field(id="files", label="附件", shape=Files(), later=True)
    yield Field(id="ended_on", label="撤销日期", shape=Day(), later=True)


GROUP: Final[RegisterKind] = RegisterKind(
    id="group",
    name="领导小组",
    prefix="LX",
    purpose="创建工作的领导小组：组长、副组长、成员单位和各自的职责",
    paper="领导小组名单",
    fields=tuple(_fields()),
    title=_title,
    named_by="领导小组",
    listed=("founded_on", "head"),
    day="founded_on",
    start=_start,
    checks=_checks,
    hints=_hints,
)
