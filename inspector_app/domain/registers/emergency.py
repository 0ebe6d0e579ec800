"""突发事件报告: what happened, who was told by telephone and when, what was done.

挂牌督导办法 article 5: at an emergency the inspector goes there first and reports in time; an event
that nobody has reported stands above everything else.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from inspector_app.base.errors import Problem
from inspector_app.domain.labels.emergencies import EMERGENCY_TYPE_LABEL
from inspector_app.domain.registers.kind import (
    Due,
    Entry,
    Facts,
    RegisterKind,
    Values,
)
from inspector_app.domain.registers.shapes import (
    Day,
    Field,
    Line,
    OneOf,
    Paragraphs,
    PersonId,
    SchoolCode,
    TimeOfDay,
)
from inspector_app.domain.text_line import first_line

# Above whatever else there is to do.
_FIRST: Final = 0


def is_reported(emergency: Entry) -> bool:
    """Say whether somebody was told by telephone: to whom, on which day and at what time."""
    values = emergency.values
    told = values["reported_to"].strip() and values["reported_at"]
    return bool(told) and emergency.day("reported_on") is not None


def _checks(entry: Entry, facts: Facts) -> Iterator[Problem]:
    happened = _moment(entry, "happened_on", "happened_at")
    if happened is not None and happened[0] > facts.today:
        yield Problem(where="happened_on", what="发生日期在今天之后", remedy="请核对日期")
    for day, time, what in (
        ("reported_on", "reported_at", "电话报告"),
        ("arrived_on", "arrived_at", "赶赴现场"),
    ):
        later = _moment(entry, day, time)
        if happened is not None and later is not None and later < happened:
            yield Problem(where=day, what=f"{what}早于事件发生", remedy="请核对日期和时间")


def _moment(entry: Entry, day: str, time: str) -> tuple[date, str] | None:
    """Return day and time to compare; without a time the end of the day, for nobody knows."""
    found = entry.day(day)
    return None if found is None else (found, entry.values[time] or "24:00")


def _dues(entry: Entry) -> Iterable[Due]:
    happened = entry.day("happened_on")
    if happened is not None and not is_reported(entry):
        told = first_line(entry.values["account"], most=20)
        yield Due(happened, f"突发事件还没有电话报告：{told or _title(entry.values)}", _FIRST)


def _hints(entry: Entry, _facts: Facts) -> Iterator[Problem]:
    if not is_reported(entry):
        yield Problem(
            where="reported_to", what="还没有电话报告", remedy="先打电话，再补记报告谁、几时"
        )  # fmt: skip


def _title(values: Values) -> str:
    kind = EMERGENCY_TYPE_LABEL[values["type"]] if values["type"] else ""
    return "　".join(filter(None, (kind, first_line(values["account"], most=30))))


def _start(today: date, me: str) -> Values:
    return {"happened_on": today.isoformat(), "inspector": me}


def _fields() -> Iterator[Field]:
    yield Field(id="happened_on", label="发生日期", shape=Day(), needed=True, aliases=("日期",))
    yield Field(id="happened_at", label="发生时间", shape=TimeOfDay(), needed=True)
    yield Field(id="school", label="学校", shape=SchoolCode(), needed=True)
    yield Field(id="type", label="类别", shape=OneOf(words=EMERGENCY_TYPE_LABEL), needed=True)
    account = Paragraphs(limit=10_000, lines=5)
    yield Field(id="account", label="经过", shape=account, needed=True)
    yield Field(id="casualties", label="伤亡", shape=Line(), needed=True, hint="没有伤亡的写“无”")
    measures = Paragraphs(lines=3)
    yield Field(id="measures", label="已采取措施", shape=measures, needed=True)
    who = Line(limit=100)
    yield Field(id="reported_to", label="电话报告谁", shape=who, needed=True, later=True)
    yield Field(id="reported_on", label="报告日期", shape=Day(), needed=True, later=True)
    yield Field(id="reported_at", label="报告时间", shape=TimeOfDay(), needed=True, later=True)
    yield Field(id="arrived_on", label="到现场日期", shape=Day(), later=True)
    yield Field(id="arrived_at", label="到现场时间", shape=TimeOfDay(), later=True)
    yield Field(id="inspector", label="报告督学", shape=PersonId(), needed=True)
    follow_up = Paragraphs(limit=10_000, lines=4)
    yield Field(id="follow_up", label="后续", shape=follow_up, later=True)


EMERGENCY: Final[RegisterKind] = RegisterKind(
    id="emergency",
    name="突发事件报告",
    prefix="TF",
    purpose="学校突发事件：经过、伤亡、措施、电话报告和赶赴现场的时间、后续",
    paper="突发事件报告表",
    fields=tuple(_fields()),
    title=_title,
    start=_start,
    named_by="事件",
    listed=("happened_on", "school", "type", "reported_at"),
    day="happened_on",
    school="school",
    inspector="inspector",
    checks=_checks,
    hints=_hints,
    dues=_dues,
)
