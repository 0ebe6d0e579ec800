"""责任分解: each item of an indicator set, with who leads, who helps, what is to be done by when.

One record is two lists: who answers for what (责任清单), and what to do by when (任务清单). An item
may have several tasks. How far a task is follows from its dates and its progress.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from inspector_app.base.errors import Problem
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.by_items import set_and_year, title_by_year
from inspector_app.domain.registers.kind import (
    Due,
    Entry,
    Facts,
    RegisterKind,
    Values,
    day_in,
)
from inspector_app.domain.registers.shapes import (
    Day,
    Field,
    Line,
    Paragraphs,
    Rows,
    UnitName,
    WholeNumber,
)
from inspector_app.domain.standard_options import TaskState
from inspector_app.domain.text_line import first_line
from inspector_app.domain.units import units_in

_TOLD: Final = 8


class Duty(NamedTuple):
    """One task of an item, and who answers for it.

    Attributes:
        item: number of the item in its set.
        support: 配合部门, each once.
        due: by when; ``done_on`` the day on which it was done.
    """

    uid: str
    item: int
    lead: str
    support: tuple[str, ...]
    person: str
    duty: str
    task: str
    progress: str
    due: date | None
    done_on: date | None

    def state(self, *, on: date) -> TaskState:
        """Return how far it is on a day."""
        if self.done_on is not None:
            return TaskState.DONE
        if self.due is not None and self.due < on:
            return TaskState.OVERDUE
        return TaskState.UNDER_WAY if self.progress.strip() else TaskState.WAITING


def duties_of(entry: Entry) -> tuple[Duty, ...]:
    """Return the tasks of a breakdown by item, those of one item in their order."""
    found = [_duty(row) for row in entry.values["duties"]]
    return tuple(sorted(found, key=lambda duty: duty.item))


def _duty(row: Mapping[str, Any]) -> Duty:
    return Duty(
        uid=row["uuid"],
        item=row["item"] or 0,
        lead=row["lead"].strip(),
        support=units_in(row["support"]),
        person=row["person"],
        duty=row["duty"],
        task=row["task"],
        progress=row["progress"],
        due=day_in(row, "due"),
        done_on=day_in(row, "done_on"),
    )


def _checks(entry: Entry, facts: Facts) -> Iterator[Problem]:
    made = entry.day("made_on")
    for place, row in enumerate(entry.values["duties"]):
        duty = _duty(row)
        told = f"第 {duty.item} 项的"
        if duty.lead and duty.lead in duty.support:
            what = f"{told}牵头部门“{duty.lead}”又写在配合部门里"
            yield Problem(where=f"duties[{place}].support", what=what, remedy="请去掉一处")
        if made is not None and duty.due is not None and duty.due < made:
            what = f"{told}时限早于制定日期"
            yield Problem(where=f"duties[{place}].due", what=what, remedy="请核对两个日期")
        if duty.done_on is not None and duty.done_on > facts.today:
            what = f"{told}完成日期在今天之后"
            yield Problem(where=f"duties[{place}].done_on", what=what, remedy="请核对日期")
    yield from facts.elsewhere


def _hints(entry: Entry, facts: Facts) -> Iterator[Problem]:
    late = [d for d in duties_of(entry) if d.state(on=facts.today) is TaskState.OVERDUE]
    if late:
        told = "、".join(f"第 {d.item} 项（{d.lead or '未定部门'}）" for d in late[:_TOLD])
        more = f"等 {len(late)} 项" if len(late) > _TOLD else ""
        yield Problem(where="duties", what=f"逾期没有完成：{told}{more}")


def _dues(entry: Entry) -> Iterable[Due]:
    """Yield one line a day, or a set with one day for all would fill 今日."""
    if entry.state is not EntryState.FILED:
        return
    waiting: defaultdict[date, list[Duty]] = defaultdict(list)
    for duty in duties_of(entry):
        if duty.due is not None and duty.done_on is None:
            waiting[duty.due].append(duty)
    for day, duties in sorted(waiting.items()):
        first = f"{first_line(duties[0].task, most=20)}（{duties[0].lead}）"
        more = f"等 {len(duties)} 项任务" if len(duties) > 1 else ""
        yield Due(day, f"责任分解：{first}{more}")


def _start(today: date, _me: str) -> Values:
    return {"year": today.year, "made_on": today.isoformat()}


_DUTY: Final = (
    Field(id="item", label="序号", shape=WholeNumber(), needed=True),
    Field(id="lead", label="牵头部门", shape=UnitName(), needed=True),
    Field(id="support", label="配合部门", shape=Line(limit=500), hint="几个部门用、隔开"),
    Field(id="person", label="责任人", shape=Line(limit=100), needed=True),
    Field(id="duty", label="责任", shape=Paragraphs(limit=1_000, lines=2), hint="对什么负责"),
    Field(id="task", label="任务", shape=Paragraphs(limit=2_000, lines=2), needed=True),
    Field(id="due", label="时限", shape=Day(ahead=True), needed=True),
    Field(id="progress", label="进展", shape=Paragraphs(limit=4_000, lines=2), later=True),
    Field(id="done_on", label="完成日期", shape=Day(), later=True),
)


def _fields() -> Iterator[Field]:
    yield from set_and_year()
    yield Field(id="made_on", label="制定日期", shape=Day(), needed=True)
    yield Field(id="basis", label="依据", shape=Line(limit=500), hint="工作方案或通知的名称、文号")
    yield Field(id="group", label="领导小组", shape=Line(), hint="负责推进的领导小组")
    duties = Rows(noun="任务", fields=_DUTY, page="逐项分解")
    yield Field(id="duties", label="各项分解", shape=duties, needed=True)
    yield Field(id="demands", label="工作要求", shape=Paragraphs(limit=4_000, lines=3))


DUTY: Final[RegisterKind] = RegisterKind(
    id="duty",
    name="责任分解",
    prefix="FJ",
    purpose="把指标逐项分解到部门：责任清单、任务清单、责任矩阵，进展和逾期",
    paper="责任清单",
    fields=tuple(_fields()),
    title=title_by_year,
    named_by="责任分解",
    listed=("year", "made_on"),
    day="made_on",
    written_by_items=True,
    start=_start,
    checks=_checks,
    hints=_hints,
    dues=_dues,
)
