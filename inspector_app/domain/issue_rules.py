"""What may happen to an issue next, who decides it, and what has to be said of it.

The order is that of the 问题整改台账: 已反馈 → (已下达通知) → 整改中 → 学校已报 → 待核查 → 到位
(销号) or 不到位 (整改中, a new round). Beside it: 上报督导室, 协商科室, 延期 with approval,
免于整改 and 撤销 with a reason. 销号 needs a 回访 or a paper or a picture, never a word alone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from inspector_app.domain.issue import Issue, IssueDates
from inspector_app.domain.issue_event import (
    NO_DETAILS,
    EventDetails,
    IssueEvent,
    IssueEventKind,
    Measure,
)
from inspector_app.domain.issue_fold import fold, shows
from inspector_app.domain.labels.issue_events import ISSUE_EVENT_LABEL
from inspector_app.domain.labels.issues import ISSUE_STATE_LABEL
from inspector_app.domain.milestones import Aim, measurable, open_milestones

_K = IssueEventKind
# The record says these itself.
SAID_BY_RECORD: Final = frozenset({_K.FOUND, _K.RESTATED})
_HAZARD_ALONE: Final = frozenset({_K.SCHOOL_TOLD, _K.OFFICE_PHONED})


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What somebody wants to record of an issue."""

    kind: IssueEventKind
    on: date
    note: str = ""
    until: date | None = None
    details: EventDetails = NO_DETAILS


# Only what waits can be answered.
_WAITS_FOR: Final[dict[IssueEventKind, tuple[str, str]]] = {
    _K.NOT_ACCEPTED: ("answered_on", "学校还没有报送整改结果，谈不上整改不到位；"),
    _K.EXTENSION_REFUSED: ("asked_on", "学校没有申请延期，或已经答复；"),
    _K.ESCALATION_ANSWERED: ("escalated_on", "这个问题没有上报督导室，或已经答复；"),
    _K.CONSULTATION_ANSWERED: ("consulted_on", "这个问题没有协商科室，或已经答复；"),
}
# What waits already is not sent again.
_SENT_ONCE: Final[dict[IssueEventKind, tuple[str, str]]] = {
    _K.ESCALATED: ("escalated_on", "这个问题已经上报督导室，还没有答复；"),
    _K.CONSULTED: ("consulted_on", "这个问题已经在协商科室，还没有答复；"),
    _K.EXTENSION_ASKED: ("asked_on", "延期已经申请，还没有答复；"),
}
# The day from which on each can be.
_NOT_BEFORE: Final = {
    _K.NOT_ACCEPTED: "answered_on",
    _K.CLOSED: "answered_on",
    _K.EXTENDED: "asked_on",
    _K.EXTENSION_REFUSED: "asked_on",
    _K.ESCALATION_ANSWERED: "escalated_on",
    _K.CONSULTATION_ANSWERED: "consulted_on",
    _K.DELIVERED: "noticed_on",
}


# Of these the step names an aim of the plan.
_AIMED_AT: Final[dict[IssueEventKind, Callable[[Iterable[IssueEvent]], tuple[Aim, ...]]]] = {
    _K.MILESTONE_MET: open_milestones,
    _K.MEASURED: measurable,
}


def next_kinds(issue: Issue, events: Iterable[IssueEvent] = ()) -> tuple[IssueEventKind, ...]:
    """Return what can be recorded of an issue next, in the order of the ledger."""
    order = (
        _K.SCHOOL_TOLD, _K.OFFICE_PHONED, _K.NOTICE_ISSUED, _K.DELIVERED, _K.PLANNED, _K.PROGRESS,
        _K.MEASURED, _K.MILESTONE_MET, _K.ANSWERED, _K.CLOSED, _K.NOT_ACCEPTED,
        _K.EXTENSION_ASKED, _K.EXTENDED, _K.EXTENSION_REFUSED, _K.ESCALATED,
        _K.ESCALATION_ANSWERED, _K.CONSULTED, _K.CONSULTATION_ANSWERED, _K.WAIVED, _K.VOIDED,
        _K.REOPENED,
    )  # fmt: skip
    known = tuple(events)
    idle = {kind for kind, aims in _AIMED_AT.items() if not aims(known)}
    return tuple(kind for kind in order if not out_of_place(issue, kind) and kind not in idle)


def out_of_place(issue: Issue, kind: IssueEventKind) -> str:
    """Return why an event of this kind cannot come next, empty where it can."""
    dates = issue.dates
    if kind in SAID_BY_RECORD:
        return "发现和更正由记录本身说明，不能另记；"
    if kind is _K.REOPENED:
        return "这个问题没有销号，也没有撤销，不用恢复；" if dates.is_open else ""
    if not dates.is_open:
        return f"这个问题{ISSUE_STATE_LABEL[dates.state]}，要再记请先恢复；"
    if kind in _HAZARD_ALONE and not issue.is_hazard:
        return f"这个问题的程度不是安全隐患，不用记{ISSUE_EVENT_LABEL[kind]}；"
    return _out_of_turn(dates, kind)


def _out_of_turn(dates: IssueDates, kind: IssueEventKind) -> str:
    if kind in _WAITS_FOR:
        name, sentence = _WAITS_FOR[kind]
        return "" if getattr(dates, name) is not None else sentence
    if kind in _SENT_ONCE:
        name, sentence = _SENT_ONCE[kind]
        return sentence if getattr(dates, name) is not None else ""
    return ""


def refusal(
    issue: Issue,
    step: NextStep,
    *,
    events: Iterable[IssueEvent],
    found_on: date | None,
    today: date,
) -> str:
    """Return why a step cannot be recorded, as a sentence's beginning; empty where it can.

    Args:
        issue: as it stands now.
        step: what is to be recorded.
        events: what happened to it.
        found_on: the day of the record that the issue stands on.
        today: the day in China.
    """
    known = tuple(events)
    return (
        out_of_place(issue, step.kind)
        or _wrong_day(issue.dates, step, found_on=found_on, today=today)
        or _unsaid(step)
        or _ineffective(known, step)
        or _no_such_aim(known, step)
    )


def _no_such_aim(known: Iterable[IssueEvent], step: NextStep) -> str:
    """Refuse to tell of what no plan aims at, or to meet what was met before."""
    if step.kind not in _AIMED_AT:
        return ""
    events, aimed_at = tuple(known), _AIMED_AT[step.kind]
    # By its day it would count before the plan, and be forgotten.
    then = [event for event in events if event.effective_on <= step.on]
    aims = {(each.text, each.due) for each in aimed_at(events)}
    aims &= {(each.text, each.due) for each in aimed_at(then)}
    wrong = [m.text for m in step.details.measures if (m.text, m.due) not in aims]
    what = "还没达成的阶段目标" if step.kind is _K.MILESTONE_MET else "写了目标值的"
    return f"{step.on} 的整改措施里没有{what}“{wrong[0]}”；" if wrong else ""


def _ineffective(events: Iterable[IssueEvent], step: NextStep) -> str:
    """Refuse what would be taken and change nothing: by its day a later event takes it back."""
    known = tuple(events)
    newest = IssueEvent(
        uid="", issue_uid="", kind=step.kind, effective_on=step.on, recorded_at="",
        seq=max((event.seq for event in known), default=0) + 1, until=step.until,
    )  # fmt: skip
    if shows(fold((*known, newest)), step.kind, until=step.until):
        return ""
    later = max(event.effective_on for event in known)
    name = ISSUE_EVENT_LABEL[step.kind]
    return f"{later} 已有后来的经过，记在这一天的{name}不起作用，请核对日期；"


def _wrong_day(dates: IssueDates, step: NextStep, *, found_on: date | None, today: date) -> str:
    if found_on is not None and step.on < found_on:
        return f"日期早于发现问题的 {found_on}；"
    if step.on > today:
        return "日期在今天之后；"
    if step.kind is _K.REOPENED and dates.settled_on is not None and step.on < dates.settled_on:
        # Counted by its day, it would come before what it takes back.
        return f"恢复的日期早于销号或撤销的 {dates.settled_on}；"
    before = getattr(dates, _NOT_BEFORE[step.kind]) if step.kind in _NOT_BEFORE else None
    if before is not None and step.on < before:
        return f"{ISSUE_EVENT_LABEL[step.kind]}的日期早于它所答复的 {before}；"
    return ""


def _unsaid(step: NextStep) -> str:
    for name, sentence in _NEEDS.get(step.kind, ()):
        if not _SAYS[name](step):
            return sentence
    if step.until is not None and step.until < step.on:
        return "新的时限不能早于这件事的日期；"
    return ""


def _measures_whole(step: NextStep) -> bool:
    return bool(step.details.measures) and all(map(_whole, step.details.measures))


def _whole(measure: Measure) -> bool:
    return bool(measure.text.strip()) and all(map(_whole, measure.parts))


# Whether a step says each thing that may be asked of it.
_SAYS: Final[dict[str, Callable[[NextStep], object]]] = {
    "note": lambda step: step.note.strip(),
    "person": lambda step: step.details.person.strip(),
    "until": lambda step: step.until,
    "at": lambda step: step.details.at,
    "evidence": lambda step: step.details.is_evidence,
    "measures": _measures_whole,
    "actual": lambda step: all(m.actual.strip() for m in step.details.measures),
}
_NEEDS: Final[dict[IssueEventKind, tuple[tuple[str, str], ...]]] = {
    _K.DELIVERED: (("person", "请写明谁签收；"),),
    _K.PLANNED: (("measures", "请写出整改措施，每一条都要有内容；"),),
    _K.PROGRESS: (("note", "请写明进展；"),),
    _K.MILESTONE_MET: (
        ("measures", "请选达成了哪个阶段目标；"),
        ("note", "请写明达成的情况；"),
    ),
    _K.MEASURED: (
        ("measures", "请选哪一条措施；"),
        ("actual", "请写明实际值，到了多少；"),
    ),
    _K.NOT_ACCEPTED: (
        ("note", "请写明哪里整改不到位；"),
        ("until", "整改不到位要另定时限；"),
    ),
    _K.CLOSED: (
        ("note", "请写明核查情况；"),
        ("evidence", "销号要有另一次入校督导的记录，或佐证材料、照片；"),
    ),
    _K.EXTENSION_ASKED: (
        ("note", "申请延期要写明理由；"),
        ("until", "请写明申请延到哪一天；"),
    ),
    _K.EXTENDED: (
        ("note", "延期要写明理由；"),
        ("until", "延期要写明新的时限；"),
        ("person", "延期要写明由谁批准；"),
    ),
    _K.EXTENSION_REFUSED: (("note", "请写明不同意延期的理由；"), ("person", "请写明由谁决定；")),
    _K.ESCALATED: (("note", "上报督导室要写明请求解决什么；"),),
    _K.ESCALATION_ANSWERED: (("note", "请写明督导室的答复；"),),
    _K.CONSULTED: (("person", "请写明协商哪个科室；"), ("note", "请写明请科室支持什么；")),
    _K.CONSULTATION_ANSWERED: (("note", "请写明科室的答复；"),),
    _K.WAIVED: (("note", "免于整改要写明理由；"), ("person", "免于整改要写明由谁决定；")),
    _K.VOIDED: (("note", "撤销要写明理由；"), ("person", "撤销要写明由谁决定；")),
    _K.REOPENED: (("note", "恢复要写明理由；"),),
    _K.SCHOOL_TOLD: (("person", "请写明告知了学校的谁；"), ("at", "请写明几时告知；")),
    _K.OFFICE_PHONED: (("person", "请写明督导室谁接的电话；"), ("at", "请写明几时打的电话；")),
}


def asks_for(kind: IssueEventKind) -> frozenset[str]:
    """Return what a step of a kind has to say: ``note``, ``until``, ``person``, ``at``, …."""
    return frozenset(name for name, _ in _NEEDS.get(kind, ()))
