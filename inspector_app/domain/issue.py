"""问题 and its life: the state that is folded from its events."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from inspector_app.domain.issue_event import IssueEvent, IssueEventKind, in_order


class Severity(StrEnum):
    """程度, mildest first; a 安全隐患 is the gravest and has a fixed path."""

    MINOR = "minor"
    ORDINARY = "ordinary"
    SERIOUS = "serious"
    HAZARD = "hazard"


class Handling(StrEnum):
    """处理方式: what the inspector does about the issue, mildest first."""

    ON_SITE = "on_site"
    NOTICE = "notice"
    ESCALATE = "escalate"
    CONSULT = "consult"


class Disposition(StrEnum):
    """处理意见 of a record, derived from its issues, mildest first."""

    NONE = "none"
    ON_SITE = "on_site"
    NOTICE = "notice"
    ESCALATE = "escalate"
    CONSULT = "consult"


class IssueState(StrEnum):
    """Where an issue stands in 整改."""

    FOUND = "found"
    NOTIFIED = "notified"
    AWAITING_CHECK = "awaiting_check"
    CLOSED = "closed"
    VOIDED = "voided"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDates:
    """The state of an issue, folded from its events.

    Attributes:
        extended_to: the 时限 of the last approved extension.
        due_now: the 时限 in force where an event set one: an extension, a delivered notice, or a
            check that found the 整改 wanting.
        waived_on: the day of 免于整改; ``voided_on`` is set too, since both leave the open ones.
        asked_on: an extension was asked for and not yet decided on.
        escalated_on, consulted_on: with the 督导室 or another department, no answer yet.
        told_on, phoned_on: a 安全隐患 was told to the school, and to the 督导室 by telephone.
        rejected: how often a check found the 整改 wanting.
    """

    extended_to: date | None = None
    due_now: date | None = None
    noticed_on: date | None = None
    planned_on: date | None = None
    answered_on: date | None = None
    closed_on: date | None = None
    voided_on: date | None = None
    waived_on: date | None = None
    asked_on: date | None = None
    escalated_on: date | None = None
    consulted_on: date | None = None
    told_on: date | None = None
    phoned_on: date | None = None
    rejected: int = 0

    @property
    def state(self) -> IssueState:
        """Where the issue stands now."""
        if self.voided_on is not None and (
            self.closed_on is None or self.voided_on < self.closed_on
        ):
            return IssueState.WAIVED if self.waived_on is not None else IssueState.VOIDED
        if self.closed_on is not None:
            return IssueState.CLOSED
        if self.answered_on is not None:
            return IssueState.AWAITING_CHECK
        under_way = self.noticed_on or self.planned_on or self.rejected
        return IssueState.NOTIFIED if under_way else IssueState.FOUND

    @property
    def is_open(self) -> bool:
        """Say whether the issue is neither closed nor voided."""
        return self.closed_on is None and self.voided_on is None

    @property
    def settled_on(self) -> date | None:
        """The last day on which it was closed or voided; ``None`` while it is open."""
        days = [day for day in (self.closed_on, self.voided_on) if day is not None]
        return max(days, default=None)

    @property
    def round(self) -> int:
        """第几轮整改: one more than the checks that found it wanting."""
        return self.rejected + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One entry of 存在问题, which is also one row of the 台账.

    Attributes:
        responsible_unit: 责任单位, the one that answers for it by its office (牵头).
        assisting_units: 配合单位.
        responsible: 责任人.
        deadline: the 时限 first set; ``dates`` holds what happened since.
        witness: who saw that it was put right on the spot, where no pictures show it.
        shown: whether pictures of 整改前 and of 整改后 hang on it; known to its record alone.
    """

    uid: str
    number: str = ""
    category: str = ""
    description: str = ""
    severity: Severity | None = None
    handling: Handling | None = None
    fixed_on_the_spot: bool = False
    witness: str = ""
    requirement: str = ""
    responsible_unit: str = ""
    assisting_units: str = ""
    responsible: str = ""
    deadline: date | None = None
    shown: bool = False
    dates: IssueDates = field(default_factory=IssueDates)

    @property
    def is_hazard(self) -> bool:
        """Say whether it is a 安全隐患."""
        return self.severity is Severity.HAZARD

    @property
    def due(self) -> date | None:
        """The 时限 that counts: the last one that was set."""
        return self.dates.due_now or self.deadline

    def overdue(self, *, on: date) -> bool:
        """Say whether it is open, past its 时限 and not 待核查 (it is not the school's fault)."""
        waiting = self.dates.state is IssueState.AWAITING_CHECK
        return self.dates.is_open and not waiting and self.due is not None and self.due < on

    @property
    def untold_hazard(self) -> bool:
        """Say whether a 安全隐患 that is open was not yet told to the school and the 督导室."""
        told = self.dates.told_on is not None and self.dates.phoned_on is not None
        return self.is_hazard and self.dates.is_open and not told


def fold(events: Iterable[IssueEvent]) -> IssueDates:
    """Return the state that ``events`` lead to, whatever order they are given in.

    Of what the record itself said, only the newest filing counts.
    """
    dates = IssueDates()
    for event in in_order(events):
        dates = _apply(dates, event)
    return dates


# Of these the first day stands: what is said again happened then.
_FIRST_DAY_OF: Final = {
    IssueEventKind.NOTICE_ISSUED: "noticed_on",
    IssueEventKind.ANSWERED: "answered_on",
    IssueEventKind.CLOSED: "closed_on",
    IssueEventKind.VOIDED: "voided_on",
    IssueEventKind.PLANNED: "planned_on",
    IssueEventKind.EXTENSION_ASKED: "asked_on",
    IssueEventKind.ESCALATED: "escalated_on",
    IssueEventKind.CONSULTED: "consulted_on",
    IssueEventKind.SCHOOL_TOLD: "told_on",
    IssueEventKind.OFFICE_PHONED: "phoned_on",
}
# An extension, a delivered notice and a failed check set the 时限 anew; to ask for one does not.
_SETS_DUE: Final = frozenset(
    {IssueEventKind.EXTENDED, IssueEventKind.DELIVERED, IssueEventKind.NOT_ACCEPTED}
)
# These take back what waited for them.
_ENDS: Final = {
    IssueEventKind.NOT_ACCEPTED: ("answered_on",),
    IssueEventKind.REOPENED: ("closed_on", "voided_on", "waived_on"),
    IssueEventKind.EXTENDED: ("asked_on",),
    IssueEventKind.EXTENSION_REFUSED: ("asked_on",),
    IssueEventKind.ESCALATION_ANSWERED: ("escalated_on",),
    IssueEventKind.CONSULTATION_ANSWERED: ("consulted_on",),
}


def shows(dates: IssueDates, kind: IssueEventKind, *, until: date | None) -> bool:
    """Say whether the newest event, of this kind, can be seen in what it and all others lead to.

    An event that is dated before one that takes it back leads to nothing.
    """
    if kind in _SETS_DUE and until is not None and dates.due_now != until:
        return False
    if kind is IssueEventKind.WAIVED:
        set_by_it: tuple[str, ...] = ("waived_on", "voided_on")
    else:
        set_by_it = (_FIRST_DAY_OF[kind],) if kind in _FIRST_DAY_OF else ()
    return all(getattr(dates, name) is not None for name in set_by_it) and all(
        getattr(dates, name) is None for name in _ENDS.get(kind, ())
    )


def _apply(dates: IssueDates, event: IssueEvent) -> IssueDates:
    kind = event.kind
    changed: dict[str, Any] = dict.fromkeys(_ENDS.get(kind, ()))
    if name := _FIRST_DAY_OF.get(kind):
        changed[name] = getattr(dates, name) or event.effective_on
    if kind in _SETS_DUE and event.until is not None:
        changed["due_now"] = event.until
    match kind:
        case IssueEventKind.EXTENDED:
            changed["extended_to"] = event.until
        case IssueEventKind.NOT_ACCEPTED:
            changed["rejected"] = dates.rejected + 1
        case IssueEventKind.WAIVED:
            changed["voided_on"] = dates.voided_on or event.effective_on
            changed["waived_on"] = dates.waived_on or event.effective_on
        case _:
            pass
    return replace(dates, **changed)


_USUAL_HANDLING: Final = {
    Severity.MINOR: Handling.ON_SITE,
    Severity.ORDINARY: Handling.NOTICE,
    Severity.SERIOUS: Handling.ESCALATE,
    Severity.HAZARD: Handling.ESCALATE,
}


def handling_of(issue: Issue) -> Handling | None:
    """Return the 处理方式 of an issue: what was chosen, else what its 程度 usually asks for."""
    if issue.handling is not None or issue.severity is None:
        return issue.handling
    return _USUAL_HANDLING[issue.severity]


def disposition_of(issues: Iterable[Issue]) -> Disposition:
    """Return the 处理意见 that the gravest of ``issues`` asks for.

    The five levels are those of deployed inspection systems: none; small, on site; ordinary, a
    rectification notice; serious, to the 督导室; complex, a consultation with another department.
    """
    order = list(Disposition)
    asked = [Disposition(way.value) for issue in issues if (way := handling_of(issue)) is not None]
    return max(asked, key=order.index, default=Disposition.NONE)
