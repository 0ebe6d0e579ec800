"""What can happen to an issue: append-only events, each on the day that figures count it on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
    DELIVERED = "delivered"
    PLANNED = "planned"
    PROGRESS = "progress"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_REFUSED = "extension_refused"
    ESCALATED = "escalated"
    ESCALATION_ANSWERED = "escalation_answered"
    CONSULTED = "consulted"
    CONSULTATION_ANSWERED = "consultation_answered"
    WAIVED = "waived"
    # 安全隐患: the school is told at once, then the 督导室 by telephone.
    SCHOOL_TOLD = "school_told"
    OFFICE_PHONED = "office_phoned"
    # One of the aims of a long-term measure was reached by its day, or later.
    MILESTONE_MET = "milestone_met"
    # A measure with a 目标值 came so far by this day.
    MEASURED = "measured"


class EventSource(StrEnum):
    """Who says so: this program's users, the record itself when filed, or a workbook taken over.

    Imported closings are exempt from the rule that 销号 needs evidence.
    """

    RECORDED = "recorded"
    FORM = "form"
    IMPORT = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One 整改措施; ``parts`` are those that it consists of (一是…二是…).

    Attributes:
        responsible: 责任单位 or 责任人 of this measure, empty where the issue's own answers for it.
        due: its own 时限; for long-term work the milestone of a year.
        target: 目标值 as it was written (275万余元 keeps its 余), with its unit in ``unit``.
        actual: 实际值 in the same unit.
        done_on: the day on which it was reached.
    """

    text: str
    responsible: str = ""
    due: date | None = None
    target: str = ""
    unit: str = ""
    actual: str = ""
    done_on: date | None = None
    parts: tuple["Measure", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDetails:
    """What an event says beside its note; which of these it needs is a rule of its kind.

    Attributes:
        person: who approved, decided, was told or took delivery.
        at: the time of day, ``08:15``.
        reference: 文号 of the paper that says so.
        visit_uid: the other record on which it was seen (回访).
        documents: names of the papers that were shown (佐证材料).
        photos: pictures of the issue that show it.
        measures: 整改措施, in order.
        reply_uid: the 学校回复 that the event was recorded with.
    """

    person: str = ""
    at: str = ""
    reference: str = ""
    visit_uid: str = ""
    documents: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    reply_uid: str = ""

    @property
    def is_evidence(self) -> bool:
        """Say whether something other than a word of the writer stands behind the event."""
        return bool(self.visit_uid or self.documents or self.photos)


NO_DETAILS = EventDetails()


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueEvent:
    """One thing that happened to an issue.

    Attributes:
        uid: identity; merging two histories is the union by it.
        effective_on: the day that figures count it on.
        recorded_at: UTC instant of writing, never used for counting or order.
        seq: one more than that of any event of the issue known where it was recorded; it travels.
        until: the new 时限 that an extension, a delivered notice or a failed check sets.
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
    details: EventDetails = NO_DETAILS


def standing(events: Iterable[IssueEvent]) -> frozenset[IssueEvent]:
    """Return the events that hold: all but what a corrected record no longer says."""
    known = frozenset(events)
    restated = max((e.seq for e in known if e.kind is IssueEventKind.RESTATED), default=0)
    return frozenset(e for e in known if e.source is not EventSource.FORM or e.seq >= restated)


def in_order(events: Iterable[IssueEvent]) -> list[IssueEvent]:
    """Return the events that hold in the order in which they count, whatever order is given.

    By effective date, then by sequence: what was recorded knowing of another comes after it. Two
    of one number were recorded apart; kind, origin and uid decide, so that two laptops that hold
    the same set agree. An event held twice stands once.
    """
    return sorted(standing(events), key=_order)


_RANK = {kind: rank for rank, kind in enumerate(IssueEventKind)}


def _order(event: IssueEvent) -> tuple[date, int, int, str, str]:
    return (event.effective_on, event.seq, _RANK[event.kind], event.origin, event.uid)
