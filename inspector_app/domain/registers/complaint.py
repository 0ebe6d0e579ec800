"""投诉: taken at the telephone, accepted, verified, answered, closed.

Who complains is kept apart (``sealed``) and never leaves with the entry. 定稿 is the acceptance:
until then a complaint is only noted; what follows is written in the filed entry.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from inspector_app.base.errors import Problem
from inspector_app.domain.labels.complaints import (
    CHANNEL_LABEL,
    COMPLAINT_TOPIC_LABEL,
    STAGE_LABEL,
)
from inspector_app.domain.register_options import Channel, Nature, Stage
from inspector_app.domain.registers.complaint_fields import SEALED, complaint_fields
from inspector_app.domain.registers.complaint_terms import (
    extension_problem,
    finish_by,
    inform_by,
    stage_of,
)
from inspector_app.domain.registers.kind import (
    Due,
    Entry,
    Facts,
    RegisterKind,
    Values,
    leaks_of,
)
from inspector_app.domain.text_line import first_line

_LIKENESS: Final = timedelta(days=365)
_WAYS_TO_REACH: Final = frozenset({"name", "phone", "mail", "address"})


def similar(entry: Entry, others: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries about the same school and matter within a year, the newest first."""
    found = [each for each in others if each.uid != entry.uid and _alike(each, entry)]
    return tuple(sorted(found, key=lambda each: each.values["received_on"], reverse=True))


def _alike(one: Entry, other: Entry) -> bool:
    day, its = one.day("received_on"), other.day("received_on")
    if day is None or its is None or abs(its - day) > _LIKENESS:
        return False
    return all(one.values[f] and one.values[f] == other.values[f] for f in ("school", "category"))


def closing_problems(values: Values) -> Iterator[Problem]:
    """Yield what a complaint lacks to be closed."""
    if values["nature"] == Nature.QUESTION:
        if not values["answer"].strip():
            yield Problem(where="answer", what="办结还缺“答复内容”", remedy="补上")
        return
    for name, label in (("verification", "核实经过"), ("result", "最终处理结果"),
                        ("handler", "承办人")):  # fmt: skip
        if not values[name].strip():
            yield Problem(where=name, what=f"办结还缺“{label}”", remedy="补上")
    if not values["finding"]:
        yield Problem(where="finding", what="办结还缺“属实情况”", remedy="选一项")


def _checks(entry: Entry, facts: Facts) -> Iterator[Problem]:
    values = entry.values
    yield from _days(entry, facts.today)
    if not (values["school"] or values["department"].strip()):
        yield Problem(where="school", what="“反映学校”还没有填", remedy="选学校，或填反映部门")
    if not (values["anonymous"] or facts.sealed.filled & _WAYS_TO_REACH):
        remedy = "填姓名或联系方式；不留姓名的勾选“不留姓名”"
        yield Problem(where="anonymous", what="反映人还没有填", remedy=remedy)
    if values["source"] == Channel.REFERRED:
        for name, label in (("order_no", "转办单号"), ("order_on", "转办日期")):
            if not values[name]:
                yield Problem(where=name, what=f"上级转办的还没有填“{label}”", remedy="照转办单填")
    yield from leaks_of(COMPLAINT, facts)


def _days(entry: Entry, today: date) -> Iterator[Problem]:
    received, accepted = entry.day("received_on"), entry.day("accepted_on")
    if received is not None and received > today:
        yield Problem(where="received_on", what="来件日期在今天之后", remedy="请核对日期")
    if received is not None and accepted is not None and accepted < received:
        yield Problem(where="accepted_on", what="受理日期早于来件日期", remedy="请核对两个日期")


def _hints(entry: Entry, facts: Facts) -> Iterator[Problem]:
    values, stage = entry.values, stage_of(entry)
    if facts.sealed.handed_on is not None:
        yield Problem(where="account", what=f"已转督导室（{facts.sealed.handed_on}）")
    if stage is Stage.CLOSED:
        yield from closing_problems(values)
    complains = values["nature"] == Nature.COMPLAINT
    if complains and stage in {Stage.ACCEPTED, Stage.VERIFYING, Stage.ANSWERED}:
        due = finish_by(values)
        if due is not None and due < facts.today:
            yield Problem(where="closed_on", what=f"办结期限 {due} 已过，还没有办结")
    extension = extension_problem(values)
    if extension is not None:
        yield extension
    yield from leaks_of(COMPLAINT, facts)
    yield from _repeats(entry, facts)


def _repeats(entry: Entry, facts: Facts) -> Iterator[Problem]:
    first = entry.values["repeat_of"].strip()
    if first:
        if first not in {each.number for each in facts.others}:
            yield Problem(where="repeat_of", what=f"同校已受理的投诉里没有“{first}”，按另一件统计")
        return
    alike = [each.number for each in similar(entry, facts.others)]
    joined = {each.values["repeat_of"].strip() for each in facts.others}
    if alike and entry.number not in joined:
        yield Problem(where="repeat_of", what=f"同校同类的一年内还有：{'、'.join(alike)}",
                      remedy="是重复投诉的请并入首次")  # fmt: skip


def _dues(entry: Entry) -> Iterable[Due]:
    """Yield what has to be done; never a word of who complained or of what was said."""
    values, stage = entry.values, stage_of(entry)
    matter = COMPLAINT_TOPIC_LABEL[values["category"]] if values["category"] else "类别未定"
    told, finish, received = inform_by(values), finish_by(values), entry.day("received_on")
    if stage is Stage.NOTED and received is not None:
        yield Due(received, f"投诉（{matter}）还没有受理")
        return
    if values["nature"] == Nature.QUESTION:
        if received is not None and not (values["answered_on"] or values["closed_on"]):
            yield Due(received, f"咨询（{matter}）还没有答复")
        return
    waits = not values["anonymous"] and not values["answered_on"]
    if told is not None and waits and not values["informed_on"] and not values["closed_on"]:
        yield Due(told, f"投诉（{matter}）应书面告知是否受理")
    if finish is not None and not values["closed_on"] and not values["repeat_of"].strip():
        yield Due(finish, f"投诉（{matter}）应办结")
    closed = entry.day("closed_on")
    if closed is not None and waits:
        yield Due(closed, f"投诉（{matter}）已办结，还没有答复")


def _remark(entry: Entry) -> str:
    """Return until when the complaint is to be told and finished, while it is open."""
    over = stage_of(entry) in {Stage.CLOSED, Stage.VOIDED}
    if over or entry.values["nature"] == Nature.QUESTION:
        return ""
    told, finish = inform_by(entry.values), finish_by(entry.values)
    waits = told is not None and not entry.values["informed_on"] and not entry.values["anonymous"]
    parts = (f"告知至 {told}" if waits else "", f"办结至 {finish}" if finish else "")
    return "　".join(filter(None, parts))


def _title(values: Values) -> str:
    channel = CHANNEL_LABEL[values["source"]] if values["source"] else ""
    return "　".join(filter(None, (channel, first_line(values["account"], most=30))))


def _start(today: date, me: str) -> Values:
    return {
        "received_on": today.isoformat(), "accepted_on": today.isoformat(), "confidential": True,
        "nature": Nature.COMPLAINT.value, "recorder": me, "inspector": me,
    }  # fmt: skip


COMPLAINT: Final[RegisterKind] = RegisterKind(
    id="complaint",
    name="投诉",
    prefix="TS",
    purpose="投诉的受理、核实、答复；反映人的信息另存，列表、打印和上报都不带",
    paper="投诉受理核实记录表",
    fields=tuple(complaint_fields()),
    sealed=SEALED,
    sealed_after="account",
    sealed_name="反映人（另存，不随登记外传）",
    sealed_about="反映人的信息",
    sealed_remedy="改成“反映人”",
    stage=lambda entry: STAGE_LABEL[stage_of(entry)],
    title=_title,
    remark=_remark,
    start=_start,
    named_by="来源和情况",
    listed=("received_on", "school", "category", "inspector"),
    day="received_on",
    school="school",
    inspector="inspector",
    heads={
        "nature": "受理",
        "verified_on": "核实",
        "extended_to": "延期",
        "result": "答复和办结",
    },
    kin="school",
    checks=_checks,
    hints=_hints,
    dues=_dues,
)
