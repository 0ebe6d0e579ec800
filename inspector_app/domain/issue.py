"""问题 and its life: append-only events, and the state that is folded from them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """严重程度, in the order in which the table prints it."""

    MINOR = "minor"
    ORDINARY = "ordinary"
    SERIOUS = "serious"
    COMPLEX = "complex"


class Disposition(StrEnum):
    """处理意见, derived from the gravest issue of the record, mildest first."""

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


class IssueEventKind(StrEnum):
    """What can happen to an issue; each happens on an effective date."""

    FOUND = "found"
    NOTICE_ISSUED = "notice_issued"
    EXTENDED = "extended"
    ANSWERED = "answered"
    NOT_ACCEPTED = "not_accepted"
    CLOSED = "closed"
    VOIDED = "voided"
    REOPENED = "reopened"
    # A corrected record says other things: what it said of the issue before holds no more.
    RESTATED = "restated"


class EventSource(StrEnum):
    """Who says so: this program's users, the record itself when filed, or a workbook taken over.

    Imported closings are exempt from the rule that 销号 needs evidence.
    """

    RECORDED = "recorded"
    FORM = "form"
    IMPORT = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueEvent:
    """One thing that happened to an issue.

    Attributes:
        uid: identity; merging two histories is the union by it.
        effective_on: the day that figures count it on.
        recorded_at: UTC instant of writing, never used for counting or order.
        seq: one more than that of any event of the issue known where it was recorded; it travels.
        until: the new 时限 of an extension.
        note: free text (evidence, reason).
    """

    uid: str
    issue_uid: str
    kind: IssueEventKind
    effective_on: date
    recorded_at: str
    seq: int
    actor: str = ""
    origin: str = ""
    source: EventSource = EventSource.RECORDED
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDates:
    """The state of an issue, folded from its events."""

    extended_to: date | None = None
    noticed_on: date | None = None
    answered_on: date | None = None
    closed_on: date | None = None
    voided_on: date | None = None

    @property
    def state(self) -> IssueState:
        """Where the issue stands now."""
        if self.voided_on is not None and (
            self.closed_on is None or self.voided_on < self.closed_on
        ):
            return IssueState.VOIDED
        if self.closed_on is not None:
            return IssueState.CLOSED
        if self.answered_on is not None:
            return IssueState.AWAITING_CHECK
        return IssueState.NOTIFIED if self.noticed_on is not None else IssueState.FOUND

    @property
    def is_open(self) -> bool:
        """Say whether the issue is neither closed nor voided."""
        return self.closed_on is None and self.voided_on is None

    @property
    def settled_on(self) -> date | None:
        """The last day on which it was closed or voided; ``None`` while it is open."""
        days = [day for day in (self.closed_on, self.voided_on) if day is not None]
        return max(days, default=None)

    def next_kinds(self) -> tuple[IssueEventKind, ...]:
        """Return what a person can record next."""
        if not self.is_open:
            return (IssueEventKind.REOPENED,)
        answered = () if self.answered_on is None else (IssueEventKind.NOT_ACCEPTED,)
        return (
            IssueEventKind.NOTICE_ISSUED,
            IssueEventKind.ANSWERED,
            IssueEventKind.EXTENDED,
            IssueEventKind.CLOSED,
            IssueEventKind.VOIDED,
            *answered,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One entry of 存在问题, which is also one row of the 台账.

    ``deadline`` is the 时限 first set; ``dates`` holds what happened since.
    """

    uid: str
    number: str = ""
    category: str = ""
    description: str = ""
    severity: Severity | None = None
    safety_hazard: bool = False
    fixed_on_the_spot: bool = False
    requirement: str = ""
    responsible: str = ""
    deadline: date | None = None
    dates: IssueDates = field(default_factory=IssueDates)

    @property
    def due(self) -> date | None:
        """The 时限 that counts: the approved extension where there is one."""
        return self.dates.extended_to or self.deadline

    def overdue(self, *, on: date) -> bool:
        """Say whether it is open, past its 时限 and not 待核查 (it is not the school's fault)."""
        waiting = self.dates.state is IssueState.AWAITING_CHECK
        return self.dates.is_open and not waiting and self.due is not None and self.due < on


def fold(events: Iterable[IssueEvent]) -> IssueDates:
    """Return the state that ``events`` lead to, whatever order they are given in.

    Events are applied by effective date, then by sequence: what was recorded knowing of another
    comes after it. Two of one number were recorded apart; kind, origin and uid decide, so that two
    laptops that hold the same set agree. An event held twice is applied once. Of what the record
    itself said, only the newest filing counts.
    """
    dates = IssueDates()
    for event in sorted(standing(events), key=_order):
        dates = _apply(dates, event)
    return dates


def standing(events: Iterable[IssueEvent]) -> frozenset[IssueEvent]:
    """Return the events that hold: all but what a corrected record no longer says."""
    known = frozenset(events)
    restated = max((e.seq for e in known if e.kind is IssueEventKind.RESTATED), default=0)
    return frozenset(e for e in known if e.source is not EventSource.FORM or e.seq >= restated)


_RANK: Final = {kind: rank for rank, kind in enumerate(IssueEventKind)}


def _order(event: IssueEvent) -> tuple[date, int, int, str, str]:
    return (event.effective_on, event.seq, _RANK[event.kind], event.origin, event.uid)


# Of these the first day stands: what is said again happened then.
_FIRST_DAY_OF: Final = {
    IssueEventKind.NOTICE_ISSUED: "noticed_on",
    IssueEventKind.ANSWERED: "answered_on",
    IssueEventKind.CLOSED: "closed_on",
    IssueEventKind.VOIDED: "voided_on",
}


def _apply(dates: IssueDates, event: IssueEvent) -> IssueDates:
    changed: dict[str, date | None] = {}
    match event.kind:
        case IssueEventKind.FOUND | IssueEventKind.RESTATED:
            pass
        case IssueEventKind.EXTENDED:
            changed["extended_to"] = event.until
        case IssueEventKind.NOT_ACCEPTED:
            changed["answered_on"] = None
        case IssueEventKind.REOPENED:
            changed["closed_on"] = changed["voided_on"] = None
        case kind:
            name = _FIRST_DAY_OF[kind]
            changed[name] = getattr(dates, name) or event.effective_on
    return replace(dates, **changed)


_DISPOSITION_OF: Final = {
    Severity.MINOR: Disposition.ON_SITE,
    Severity.ORDINARY: Disposition.NOTICE,
    Severity.SERIOUS: Disposition.ESCALATE,
    Severity.COMPLEX: Disposition.CONSULT,
}


def disposition_of(issues: Iterable[Issue]) -> Disposition:
    """Return the 处理意见 that the gravest of ``issues`` asks for.

    The five levels are those of deployed inspection systems: none; small, on site; ordinary, a
    rectification notice; serious, to the 督导室; complex, a consultation with another department.
    """
    order = list(Disposition)
    asked = [_DISPOSITION_OF[i.severity] for i in issues if i.severity is not None]
    return max(asked, key=order.index, default=Disposition.NONE)
