"""What a list of the 台账 is asked for, and what it adds up to."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from inspector_app.domain.issue import IssueState, Severity
from inspector_app.domain.issue_source import LedgerSource, Matter


class LedgerOrder(StrEnum):
    """What the rows of a list are ordered by."""

    DUE = "due"
    FOUND = "found"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFilter:
    """Which issues of counted records a list shows; ``None`` and empty mean no restriction.

    Attributes:
        lead_id: found by this inspector.
        follower_id: at a school that this inspector answers for on ``on`` (我负责跟进).
        source: 来源; ``matter`` is 督学, 督政 or 评估监测.
        states: where they stand; ``open_only`` leaves out all that is settled.
        overdue: only those past their 时限 on ``on`` without an answer of the school.
        text: stands in the description or the number.
        found_from, found_to: both days included.
    """

    on: date
    school_code: str | None = None
    lead_id: str | None = None
    follower_id: str | None = None
    category: str | None = None
    severity: Severity | None = None
    source: LedgerSource | None = None
    matter: Matter | None = None
    states: frozenset[IssueState] = frozenset()
    open_only: bool = False
    overdue: bool = False
    text: str = ""
    found_from: date | None = None
    found_to: date | None = None
    order: LedgerOrder = LedgerOrder.DUE
    limit: int = -1
    offset: int = 0


class LedgerCount(NamedTuple):
    """What a list adds up to, whatever part of it is shown.

    Attributes:
        total: all issues of the list.
        open: those neither closed nor voided; the next four are among them.
        earliest: the day on which the oldest open one was found.
    """

    total: int
    open: int
    overdue: int
    awaiting_check: int
    hazards: int
    untold_hazards: int
    earliest: date | None

    def sentence(self, *, on: date, whole_district: bool) -> str:
        """Say in one line how many are still open, as of which day and from whose records."""
        parts = f"逾期 {self.overdue}、待核查 {self.awaiting_check}、安全隐患 {self.hazards}"
        since = f"，最早 {self.earliest}" if self.earliest else ""
        source = "全区" if whole_district else "仅本人"
        return f"未销号 {self.open}（{parts}）{since}，截至 {on}，来源：{source}"


class CommonProblem(NamedTuple):
    """共性问题: one topic at several schools.

    Attributes:
        category: the 督导事项.
        issues: how many issues of it there are.
        schools: at how many schools.
        open: how many of them are still open.
        repeated_at: the 标识码 of schools where it was found in more than one record.
    """

    category: str
    issues: int
    schools: int
    open: int
    repeated_at: tuple[str, ...]
