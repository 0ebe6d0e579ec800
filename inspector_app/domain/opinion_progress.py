"""完成情况 of a problem of an 意见函, drawn from the 台账."""

from collections.abc import Iterable
from typing import Final

from inspector_app.domain.issue import Issue
from inspector_app.domain.issue_event import IssueEvent, IssueEventKind, in_order
from inspector_app.domain.labels.issues import ISSUE_STATE_LABEL
from inspector_app.domain.milestones import measurable
from inspector_app.domain.registers.opinion import Finding

_TELLS: Final = frozenset({IssueEventKind.PROGRESS, IssueEventKind.ANSWERED, IssueEventKind.CLOSED})


def in_ledger(finding: Finding, issue: Issue, events: Iterable[IssueEvent]) -> Finding:
    """Return a problem as far as it has come: the ledger decides, what the letter adds stays.

    Done is what was checked and closed there. What was told last stands for 整改情况 where the
    letter itself says nothing of it; each measure with a 目标值 is shown with its 实际值.
    """
    known = tuple(events)
    said = [event.note for event in in_order(known) if event.kind in _TELLS and event.note]
    return finding._replace(
        due=issue.due,
        done_on=issue.dates.closed_on,
        result=finding.result or (said[-1] if said else ""),
        standing=f"{ISSUE_STATE_LABEL[issue.dates.state]}（问题编号 {issue.number}）",
        reached=measurable(known),
    )
