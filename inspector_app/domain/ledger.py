"""A row of the 问题整改台账 with everything that the office's columns ask of it."""

from datetime import date
from typing import Final, NamedTuple

from inspector_app.domain.issue_event import IssueEvent, IssueEventKind
from inspector_app.domain.labels.issue_events import ISSUE_EVENT_LABEL
from inspector_app.domain.measure_text import text_of
from inspector_app.domain.milestones import aim_word, aims_of
from inspector_app.domain.views import LedgerRow

# The day and the words of the finding have columns of their own.
_SAID_ELSEWHERE: Final = frozenset({IssueEventKind.FOUND, IssueEventKind.RESTATED})


class LedgerEntry(NamedTuple):
    """One issue as it stands in the 台账.

    Attributes:
        row: the issue with the record, or the other source, it came from.
        source: 来源 in words, for a record its 督导类型.
        school_kind: 办学类型 of the school in words.
        zone: 责任区 of the inspector who found it.
        events: what happened to it, in the order in which it counts.
    """

    row: LedgerRow
    source: str = ""
    school_kind: str = ""
    zone: str = ""
    events: tuple[IssueEvent, ...] = ()

    @property
    def progress(self) -> tuple[str, ...]:
        """进展: one line for each thing that happened after the finding, then each aim."""
        happened = (
            f"{event.effective_on} {ISSUE_EVENT_LABEL[event.kind]}{'：' if said else ''}{said}"
            for event in self.events
            if event.kind not in _SAID_ELSEWHERE
            for said in [_said(event)]
        )
        aims = (f"{aim_word(each)}：{each.line()}" for each in aims_of(self.events))
        return (*happened, *aims)

    def days_overdue(self, *, on: date) -> int:
        """Return by how many days the 时限 is passed, 0 where it is not overdue."""
        due = self.row.due
        return (on - due).days if due is not None and self.row.overdue(on=on) else 0


def _said(event: IssueEvent) -> str:
    """Return the words of an event; those of a plan without a note are its measures."""
    return event.note or "；".join(text_of(event.details.measures).splitlines())
