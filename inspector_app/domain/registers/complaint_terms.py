"""Until when a complaint is to be told, finished and, at most, extended, and what it counts as.

信访工作条例 (2022): within 15 days of receipt the person is told in writing whether the matter is
taken (article 22); within 60 days of acceptance it is finished, and with leave and a reason at most
30 days later (article 34); what somebody else should answer for is sent back within five working
days. A 转办单 may set its own day. All but the last are 自然日, so that a day is found without a
calendar; the calendar gives the reason.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from inspector_app.base.errors import Problem
from inspector_app.domain.complaint import Finding
from inspector_app.domain.facts import ComplaintFact
from inspector_app.domain.register_options import EntryState, Nature, Stage
from inspector_app.domain.registers.kind import Entry, day_in

INFORM_DAYS: Final = 15
FINISH_DAYS: Final = 60
MOST_EXTENSION: Final = 30
OBJECTION_DAYS: Final = 5
_RIGHT: Final = frozenset({Finding.SUBSTANTIATED, Finding.PARTLY})

Values = Mapping[str, Any]


def inform_by(values: Values) -> date | None:
    """Return by when the person is told whether the complaint is taken."""
    received = day_in(values, "received_on")
    return None if received is None else received + timedelta(days=INFORM_DAYS)


def usual_finish(values: Values) -> date | None:
    """Return by when it is finished without an extension: as its 转办单 says, or the law."""
    ordered, accepted = day_in(values, "order_due"), day_in(values, "accepted_on")
    if ordered is not None:
        return ordered
    return None if accepted is None else accepted + timedelta(days=FINISH_DAYS)


def finish_by(values: Values) -> date | None:
    """Return by when a complaint is finished; an extension counts once nothing is wrong with it."""
    extended = day_in(values, "extended_to")
    if extended is not None and extension_problem(values) is None:
        return extended
    return usual_finish(values)


def extension_problem(values: Values) -> Problem | None:
    """Say what is wrong with an extension, ``None`` where nothing is or there is none."""
    extended, usual = day_in(values, "extended_to"), usual_finish(values)
    if extended is None:
        return None
    if usual is None:
        return Problem(
            where="extended_to", what="还没有受理日期，不能延期", remedy="先填受理日期"
        )  # fmt: skip
    latest = usual + timedelta(days=MOST_EXTENSION)
    if not usual < extended <= latest:
        what = f"延期到 {extended} 不在 {usual} 之后 {MOST_EXTENSION} 日以内，按原期限算"
        return Problem(where="extended_to", what=what, remedy=f"最晚 {latest}")
    for name, label in (("extension_approver", "批准人"), ("extension_reason", "延期理由")):
        if not values[name].strip():
            what = f"延期还没有写{label}，按原期限算"
            return Problem(where=name, what=what, remedy=f"补上{label}")
    return None


def stage_of(entry: Entry) -> Stage:
    """Return how far a complaint has come."""
    values = entry.values
    if entry.state is EntryState.VOIDED:
        return Stage.VOIDED
    if entry.state is EntryState.DRAFT and entry.revision == 1:
        return Stage.NOTED
    if values["closed_on"]:
        return Stage.CLOSED
    if values["answered_on"]:
        return Stage.ANSWERED
    begun = values["verified_on"] or values["verification"].strip() or values["visit_no"].strip()
    return Stage.VERIFYING if begun else Stage.ACCEPTED


def counted(entries: Iterable[Entry]) -> tuple[tuple[Entry, ComplaintFact], ...]:
    """Return what the month's table counts of filed entries, each with its dates.

    A question is no complaint. One that is joined to an earlier one counts with that one, as long
    as the earlier one counts itself.
    """
    own = [each for each in entries if _is_complaint(each)]
    firsts = {each.number for each in own if not each.values["repeat_of"].strip()}
    return tuple(
        (each, _fact(each)) for each in own if each.values["repeat_of"].strip() not in firsts
    )


def _is_complaint(entry: Entry) -> bool:
    alive = entry.state is EntryState.FILED and not entry.removed
    return alive and entry.values["nature"] == Nature.COMPLAINT and entry.values["received_on"]


def _fact(entry: Entry) -> ComplaintFact:
    values, received = entry.values, entry.day("received_on")
    assert received is not None
    return ComplaintFact(
        uid=entry.uid,
        inspector_id=values["inspector"],
        received_on=received,
        deadline=finish_by(values),
        closed_on=entry.day("closed_on"),
        substantiated=values["finding"] in _RIGHT,
    )
