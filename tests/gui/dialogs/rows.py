"""A row of the ledger to ask about."""

from datetime import date

from inspector_app.domain.issue import Issue, IssueDates
from inspector_app.domain.views import IssueCase, LedgerRow

TODAY = date(2026, 11, 20)
NOTHING_SEEN = IssueCase()


def no_units(*_asked: object) -> None:
    """Find nobody to consult."""


def ledger_row(**dates: date) -> LedgerRow:
    """Return a row of the ledger whose issue was found on 1 November."""
    issue = Issue(uid="i", description="消防通道堆放课桌。", dates=IssueDates(**dates))
    return LedgerRow(
        issue=issue, visit_uid="v", visit_number="", school_code="", school_name="", lead_id="",
        lead_name="", found_on=date(2026, 11, 1),
    )  # fmt: skip
