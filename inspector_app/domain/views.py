"""Narrow values that lists and boards show; none is ever written back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from inspector_app.domain.issue_source import Matter

if TYPE_CHECKING:
    from datetime import date

    from inspector_app.domain.coverage import SchoolCoverage
    from inspector_app.domain.issue import Issue, IssueState
    from inspector_app.domain.issue_event import IssueEvent
    from inspector_app.domain.issue_source import LedgerSource
    from inspector_app.domain.month import Month
    from inspector_app.domain.school import Assignment, Inspector, School
    from inspector_app.domain.term import Term
    from inspector_app.domain.typed import TypedState
    from inspector_app.domain.visit_options import (
        Joint,
        RecordSource,
        Session,
        VisitStatus,
        VisitType,
    )


class VisitSummary(NamedTuple):
    """One line of the list of records.

    ``late`` is 迟报: filed over two days after the visit. ``merged``: the record that a 同行登记
    stands for is here. ``source``: at the office, where it is not from its inspector's computer;
    ``scan`` says which pages it was typed from, ``said`` what its inspector says of that.
    """

    uid: str
    number: str
    school_code: str
    school_name: str
    visited_on: date | None
    session: Session | None
    type: VisitType | None
    lead_id: str
    lead_name: str
    peer_names: tuple[str, ...]
    status: VisitStatus
    online: bool
    revision: int
    issues: int
    open_issues: int
    lessons: int
    photos: int
    late: bool = False
    deleted: bool = False
    joint: Joint | None = None
    merged: bool = False
    source: RecordSource | None = None
    scan: str = ""
    said: TypedState | None = None


class LedgerRow(NamedTuple):
    """One row of the 问题整改台账: an issue with the record, or the source, it came from.

    Attributes:
        visit_uid, visit_number: of the record it was found on; empty where another source told.
        school_code, school_name: 被督导单位; a department has a name alone.
        source: 来源, ``None`` where the record does not say its 督导类型.
        reference, item: 文号 or 指标 of another source, and which of its items it is.
        entry_number: 编号 of the entry of a register that it came from.
    """

    issue: Issue
    visit_uid: str
    visit_number: str
    school_code: str
    school_name: str
    lead_id: str
    lead_name: str
    found_on: date | None
    source: LedgerSource | None = None
    matter: Matter = Matter.SCHOOLS
    reference: str = ""
    item: str = ""
    entry_number: str = ""

    @property
    def origin(self) -> str:
        """What people look it up by: 记录编号, or 文号 with the item of another source."""
        return self.visit_number or " ".join(filter(None, (self.reference, self.item)))

    @property
    def state(self) -> IssueState:
        """Where the issue stands."""
        return self.issue.dates.state

    @property
    def due(self) -> date | None:
        """The 时限 that counts."""
        return self.issue.due

    def overdue(self, *, on: date) -> bool:
        """Say whether the issue is past its 时限 and the school has not reported."""
        return self.issue.overdue(on=on)


class SchoolStatus(NamedTuple):
    """One school on the board: how it stands against the rules, and what is open there."""

    school: School
    inspector_names: tuple[str, ...]
    coverage: SchoolCoverage
    open_issues: int
    overdue: int

    @property
    def last_visit(self) -> date | None:
        """The day of the last visit."""
        return self.coverage.last_visit

    @property
    def days_since(self) -> int | None:
        """Days since the last visit, ``None`` where there never was one."""
        return self.coverage.days_since

    @property
    def visited_this_month(self) -> bool:
        """Whether the month that the board is about has a visit."""
        return self.coverage.visits_month > 0


class SchoolBoard(NamedTuple):
    """The schools that somebody answers for, those that most need a visit first.

    Attributes:
        on: the day that they are judged on: today, or the last of a month that is over.
        exempt: whether the month asks no visit; ``school_days`` says why.
        term: the term of the day, ``None`` between terms.
        unknown_years: whose holidays are not known; what hangs on them may change.
    """

    month: Month
    on: date
    exempt: bool
    school_days: int
    term: Term | None
    rows: tuple[SchoolStatus, ...]
    unknown_years: tuple[int, ...]


class SchoolCard(NamedTuple):
    """Everything that stands on the card of one school."""

    school: School
    inspectors: tuple[Inspector, ...]
    assignments: tuple[Assignment, ...]
    visits: tuple[VisitSummary, ...]
    open_issues: tuple[LedgerRow, ...]


class RecordLine(NamedTuple):
    """One record behind a printed number."""

    kind: str
    uid: str
    visit_uid: str
    number: str
    day: date | None
    school_name: str
    text: str


class IssueCase(NamedTuple):
    """What happened to an issue so far, and what can show that it was put right.

    Attributes:
        follow_ups: later filed records of its school, the newest first.
        photo_uids: pictures of it after the 整改, and of papers that the school sent.
    """

    events: tuple[IssueEvent, ...] = ()
    follow_ups: tuple[VisitSummary, ...] = ()
    photo_uids: tuple[str, ...] = ()


class RevisionSummary(NamedTuple):
    """One filed state of a record and who signed which 送签稿 of it."""

    revision: int
    reason: str
    filed_at: str
    digest: str
    actor: str


class SigningCopy(NamedTuple):
    """送签稿 n: what was printed for signature, by the digest of its content."""

    visit_uid: str
    signing_no: int
    revision: int
    digest: str
    made_at: str
    document_uid: str


class Note(NamedTuple):
    """随手记: a text jotted down, assigned to a school or a record later or never."""

    uid: str
    text: str
    noted_at: str
    school_code: str = ""
    visit_uid: str = ""


class Hit(NamedTuple):
    """One search result; ``ranges`` are the (start, length) of the words in ``snippet``."""

    kind: str
    uid: str
    number: str
    title: str
    snippet: str
    ranges: tuple[tuple[int, int], ...] = ()
