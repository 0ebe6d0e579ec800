"""问题整改台账: what is open, what happened to it, and the next event."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.domain.issue_event import IssueEvent, IssueEventKind
from inspector_app.domain.issue_rules import NextStep, next_kinds, refusal
from inspector_app.domain.month import Month
from inspector_app.domain.photo import PhotoOwner, PhotoRole
from inspector_app.domain.views import IssueCase, LedgerRow, VisitSummary
from inspector_app.domain.visit_options import COUNTED_STATUSES, Joint
from inspector_app.services.context import Context
from inspector_app.services.edit_journal import TAKEN_SENTENCE, months_of
from inspector_app.services.issue_life import IssueLife
from inspector_app.storage.visit_lists import VisitFilter

_SHOWS_RECTIFIED: Final = frozenset({PhotoRole.AFTER, PhotoRole.REPLY})


class IssueService:
    """Reads the ledger and records events."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._life = IssueLife(context)

    def open_ledger(self, *, inspector_id: str | None = None) -> tuple[LedgerRow, ...]:
        """Return all open issues, the most pressing first."""
        return self._context.stores.issues.open_ledger(person_id=inspector_id)

    def ledger(self, month: Month, *, inspector_id: str | None = None) -> tuple[LedgerRow, ...]:
        """Return the issues found in a month and those still open at its start."""
        period = self._context.span(month)
        return self._context.stores.issues.ledger(
            start=period.start, end=period.end, person_id=inspector_id
        )

    def open_at(self, school_code: str) -> tuple[LedgerRow, ...]:
        """Return the open issues of one school."""
        return self._context.stores.issues.open_at(school_code)

    def settled_at(self, school_code: str) -> tuple[LedgerRow, ...]:
        """Return the closed and the voided issues of one school, the newest first."""
        rows = self._context.stores.issues.settled_at(school_code)
        return tuple(
            sorted(rows, key=lambda row: row.issue.dates.settled_on or date.min, reverse=True)
        )

    def get(self, uid: str) -> LedgerRow:
        """Return one row of the ledger (NotFoundError where there is none)."""
        row = self._context.stores.issues.ledger_row(uid)
        if row is None:
            raise NotFoundError("找不到这个问题；它可能已随记录的更正而删去。")
        return row

    def events(self, uid: str) -> tuple[IssueEvent, ...]:
        """Return what happened to an issue."""
        return self._context.stores.issue_events.events(uid)

    def case(self, uid: str) -> IssueCase:
        """Return what happened to an issue and what can show that it was put right."""
        row, stores = self.get(uid), self._context.stores
        # Nobody visits a department: its 整改 is shown by papers and pictures.
        later = row.school_code and stores.visit_lists.summaries(
            VisitFilter(statuses=COUNTED_STATUSES, school_code=row.school_code, start=row.found_on)
        )
        events = stores.issue_events.events(uid)
        own = [p.uid for p in stores.photos.of(PhotoOwner.ISSUE, uid) if p.role in _SHOWS_RECTIFIED]
        replied = [p for e in events if e.details.reply_uid for p in e.details.photos]
        return IssueCase(
            events=events,
            follow_ups=tuple(v for v in later or () if not _no_follow_up(row, v)),
            photo_uids=tuple(dict.fromkeys((*own, *replied))),
        )

    def offered(self, row: LedgerRow) -> tuple[IssueEventKind, ...]:
        """Return what can be recorded here of an issue next; of a peer's, nothing."""
        if self._closed_to(row):
            return ()
        return next_kinds(row.issue, self.events(row.issue.uid))

    def record(self, uid: str, step: NextStep) -> Changes:
        """Record what happened to an issue.

        Raises:
            RefusedError: it is out of order, or something that its kind needs is missing.
        """
        with self._context.database.transaction():
            row = self.get(uid)
            self._check(row, step)
            self._life.append(uid, step)
        month = months_of(step.on.isoformat())
        records = frozenset({row.visit_uid} if row.visit_uid else ())
        return Changes(issues=True, months=month, visit_uids=records)

    def record_all(self, steps: Iterable[tuple[str, NextStep]]) -> Changes:
        """Record a step of each of several issues, all or none (one paper answers five issues).

        Raises:
            RefusedError: one of them cannot take it; the sentence names that one.
        """
        changes = Changes()
        with self._context.database.transaction():
            for uid, step in steps:
                try:
                    changes |= self.record(uid, step)
                except RefusedError as error:
                    number = self.get(uid).issue.number
                    raise RefusedError(f"{number}：{error.sentence}") from error
        return changes

    def _check(self, row: LedgerRow, step: NextStep) -> None:
        closed_to = self._closed_to(row)
        if closed_to:
            raise RefusedError(closed_to)
        today = self._context.today()
        events = self._context.stores.issue_events.events(row.issue.uid)
        wrong = refusal(row.issue, step, events=events, found_on=row.found_on, today=today)
        wrong = wrong or self._wrong_evidence(row, step)
        if wrong:
            raise RefusedError(f"{wrong}没有改动。")

    def _closed_to(self, row: LedgerRow) -> str:
        """Return why nothing can be recorded here of an issue, empty where something can."""
        if not row.visit_uid:
            return ""
        visit = self._context.stores.visit_lists.summary(row.visit_uid)
        if visit is None or visit.status not in COUNTED_STATUSES:
            return "这个问题所在的记录还没有定稿（或已作废），台账里还没有它；没有改动。"
        return TAKEN_SENTENCE if visit.joint is Joint.TAKEN else ""

    def _wrong_evidence(self, row: LedgerRow, step: NextStep) -> str:
        stores, details = self._context.stores, step.details
        if details.visit_uid:
            follow_up = stores.visit_lists.summary(details.visit_uid)
            if follow_up is None:
                return "找不到作为依据的那次入校督导；"
            late = follow_up.visited_on is not None and follow_up.visited_on > step.on
            if wrong := _no_follow_up(row, follow_up):
                return wrong
            return "作为依据的入校督导晚于核查日期；" if late else ""
        known = {p.uid for p in stores.photos.of(PhotoOwner.ISSUE, row.issue.uid)}
        # The pictures of a 学校回复 hang on the school once, however many issues it answers.
        at_school = stores.photos.of(PhotoOwner.SCHOOL, row.school_code)
        known |= {p.uid for p in at_school if p.role is PhotoRole.REPLY}
        return "作为依据的照片不在这个问题下；" if set(details.photos) - known else ""


def _no_follow_up(row: LedgerRow, visit: VisitSummary) -> str:
    """Return why a record bears no witness to an issue of another one."""
    if visit.uid == row.visit_uid:
        return "发现问题的那次督导不能作为销号的依据，要另一次入校督导；"
    if visit.status not in COUNTED_STATUSES:
        return f"记录 {visit.number} 还没有定稿（或已作废），不能作为依据；"
    if visit.joint is Joint.ENTRY:
        return f"同行登记 {visit.number} 没有写整改情况，不能作为依据；"
    if visit.school_code != row.school_code:
        return f"记录 {visit.number} 是另一所学校的，不能作为依据；"
    early = row.found_on and visit.visited_on and visit.visited_on < row.found_on
    return f"记录 {visit.number} 早于发现问题的日期，不能作为依据；" if early else ""
