"""What 定稿 does to issues, and events in general; the caller holds the transaction."""

from datetime import date
from typing import Final

from inspector_app.base.ids import new_uid
from inspector_app.domain.issue import (
    Issue,
    IssueDates,
    IssueEvent,
    IssueEventKind,
    fold,
)
from inspector_app.domain.visit import FeedbackWay, Visit
from inspector_app.services.context import Context

ON_THE_SPOT: Final = "当场整改"


class IssueLife:
    """Appends events to issues."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def append(
        self,
        issue_uid: str,
        kind: IssueEventKind,
        *,
        on: date,
        note: str = "",
        until: date | None = None,
    ) -> IssueEvent:
        """Add one event and fold the issue anew."""
        event = IssueEvent(
            uid=new_uid(),
            issue_uid=issue_uid,
            kind=kind,
            effective_on=on,
            recorded_at=self._context.now_text(),
            seq=0,
            actor=self._context.identity.inspector_id or self._context.identity.role.value,
            origin=self._context.identity.device,
            until=until,
            note=note,
        )
        self._context.stores.issues.append(event)
        return event

    def dates_of(self, issue_uid: str, *, otherwise: IssueDates) -> IssueDates:
        """Return what the events of an issue lead to, ``otherwise`` where it has none."""
        events = self._context.stores.issues.events(issue_uid)
        return fold(events) if events else otherwise

    def enter_ledger(self, visit: Visit) -> None:
        """Let each issue of a record being filed become a row of the 台账.

        The form itself says two things that happen on the day of the visit: an issue was put right
        on the spot, and a 整改通知书 was handed over.
        """
        assert visit.visited_on is not None
        noticed = FeedbackWay.NOTICE in visit.feedback_ways
        for issue in visit.issues:
            self._enter(issue, on=visit.visited_on, noticed=noticed)

    def _enter(self, issue: Issue, *, on: date, noticed: bool) -> None:
        kinds = {event.kind for event in self._context.stores.issues.events(issue.uid)}
        if IssueEventKind.FOUND not in kinds:
            self.append(issue.uid, IssueEventKind.FOUND, on=on)
        if noticed and not issue.fixed_on_the_spot and IssueEventKind.NOTICE_ISSUED not in kinds:
            self.append(issue.uid, IssueEventKind.NOTICE_ISSUED, on=on)
        if issue.fixed_on_the_spot and issue.dates.is_open:
            self.append(issue.uid, IssueEventKind.ANSWERED, on=on, note=ON_THE_SPOT)
            self.append(issue.uid, IssueEventKind.CLOSED, on=on, note=ON_THE_SPOT)
        elif not issue.fixed_on_the_spot and self._closed_on_the_spot(issue):
            self.append(issue.uid, IssueEventKind.NOT_ACCEPTED, on=on, note="更正：不是当场整改")
            self.append(issue.uid, IssueEventKind.REOPENED, on=on, note="更正：不是当场整改")

    def _closed_on_the_spot(self, issue: Issue) -> bool:
        events = self._context.stores.issues.events(issue.uid)
        closings = [e for e in events if e.kind is IssueEventKind.CLOSED]
        return bool(closings) and closings[-1].note == ON_THE_SPOT and not issue.dates.is_open
