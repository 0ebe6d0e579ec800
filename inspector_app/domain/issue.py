"""问题: what is written of it, and the dates that say how it stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final


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
