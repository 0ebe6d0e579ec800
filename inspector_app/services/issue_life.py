"""What 定稿 does to issues, and events in general; the caller holds the transaction."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from inspector_app.base.ids import new_uid
from inspector_app.domain.issue import Issue, IssueDates
from inspector_app.domain.issue_event import EventSource, IssueEvent, IssueEventKind, standing
from inspector_app.domain.issue_fold import fold
from inspector_app.domain.issue_rules import NextStep
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import FeedbackWay
from inspector_app.services.context import Context

ON_THE_SPOT: Final = "当场整改"
_RESTATED: Final = "记录更正后，以更正后的内容为准"
_SETTLES: Final = (IssueEventKind.ANSWERED, IssueEventKind.CLOSED)


class IssueLife:
    """Appends events to issues."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def append(
        self, issue_uid: str, step: NextStep, *, source: EventSource = EventSource.RECORDED
    ) -> IssueEvent:
        """Add one event and fold the issue anew."""
        event = IssueEvent(
            uid=new_uid(),
            issue_uid=issue_uid,
            kind=step.kind,
            effective_on=step.on,
            recorded_at=self._context.now_text(),
            seq=0,
            actor=self._context.actor,
            origin=self._context.identity.device,
            until=step.until,
            source=source,
            note=step.note.strip(),
            details=step.details,
        )
        self._context.stores.issue_events.append(event)
        return event

    def dates_of(self, issue_uid: str, *, otherwise: IssueDates) -> IssueDates:
        """Return what the events of an issue lead to, ``otherwise`` where it has none."""
        events = self._context.stores.issue_events.events(issue_uid)
        return fold(events) if events else otherwise

    def enter_ledger(self, visit: Visit) -> None:
        """Let each issue of a record being filed become a row of the 台账.

        The form itself says two things that happen on the day of the visit: an issue was put right
        on the spot, and a 整改通知书 was handed over. A corrected record says them anew.
        """
        assert visit.visited_on is not None
        noticed = FeedbackWay.NOTICE in visit.feedback_ways
        for issue in visit.issues:
            self._enter(issue, on=visit.visited_on, noticed=noticed)

    def _enter(self, issue: Issue, *, on: date, noticed: bool) -> None:
        events = standing(self._context.stores.issue_events.events(issue.uid))
        said = {(e.kind, e.effective_on) for e in events if e.source is EventSource.FORM}
        # A workbook told these days already.
        told = {e.kind for e in events if e.source is EventSource.IMPORT}
        says = [k for k in _form_kinds(issue, noticed=noticed) if k not in told]
        if said == {(kind, on) for kind in says}:
            return
        if said:
            anew = NextStep(kind=IssueEventKind.RESTATED, on=on, note=_RESTATED)
            self.append(issue.uid, anew, source=EventSource.FORM)
        for kind in says:
            note = _on_the_spot(issue) if kind in _SETTLES else ""
            self.append(issue.uid, NextStep(kind=kind, on=on, note=note), source=EventSource.FORM)


def _on_the_spot(issue: Issue) -> str:
    seen = f"，见证人：{issue.witness.strip()}" if issue.witness.strip() else ""
    return ON_THE_SPOT + seen


def _form_kinds(issue: Issue, *, noticed: bool) -> Iterator[IssueEventKind]:
    """Yield what the form itself says of an issue, all on the day of the visit."""
    yield IssueEventKind.FOUND
    if issue.fixed_on_the_spot:
        yield from _SETTLES
    elif noticed:
        yield IssueEventKind.NOTICE_ISSUED
