"""问题整改台账: what is open, what happened to it, and the next event."""

from datetime import date
from typing import Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.domain.issue import IssueDates, IssueEvent, IssueEventKind
from inspector_app.domain.labels.issues import ISSUE_STATE_LABEL
from inspector_app.domain.month import Month
from inspector_app.domain.views import LedgerRow
from inspector_app.domain.visit_options import COUNTED_STATUSES
from inspector_app.services.context import Context
from inspector_app.services.edit_journal import months_of
from inspector_app.services.issue_life import IssueLife

NEEDS_NOTE: Final = {
    IssueEventKind.CLOSED: "销号要有依据：请写明核查情况，或另一次入校督导的记录编号。",
    IssueEventKind.VOIDED: "撤销要写明理由。",
    IssueEventKind.EXTENDED: "延期要写明理由。",
    IssueEventKind.NOT_ACCEPTED: "请写明哪里整改不到位。",
    IssueEventKind.REOPENED: "恢复要写明理由。",
}
_SAID_BY_RECORD: Final = frozenset({IssueEventKind.FOUND, IssueEventKind.RESTATED})


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
        period = month.period
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
        return self._context.stores.issues.events(uid)

    def record_event(
        self,
        uid: str,
        kind: IssueEventKind,
        *,
        effective_on: date,
        note: str = "",
        until: date | None = None,
    ) -> Changes:
        """Record what happened to an issue.

        Raises:
            RefusedError: evidence or a reason is missing, the day cannot be, or the record of the
                issue is not filed.
        """
        with self._context.database.transaction():
            row = self.get(uid)
            self._check(row, kind, effective_on, note, until)
            self._life.append(uid, kind, on=effective_on, note=note.strip(), until=until)
        month = months_of(effective_on.isoformat())
        return Changes(issues=True, months=month, visit_uids=frozenset({row.visit_uid}))

    def _check(
        self, row: LedgerRow, kind: IssueEventKind, on: date, note: str, until: date | None
    ) -> None:
        visit = self._context.stores.visits.get(row.visit_uid)
        if visit.status not in COUNTED_STATUSES:
            raise RefusedError(
                "这个问题所在的记录还没有定稿（或已作废），台账里还没有它；没有改动。"
            )
        if row.found_on is not None and on < row.found_on:
            raise RefusedError(f"日期早于发现问题的 {row.found_on}，没有改动；请核对日期。")
        if on > self._context.today():
            raise RefusedError("日期在今天之后，没有改动；请核对日期。")
        if refusal := _out_of_place(row.issue.dates, kind):
            raise RefusedError(f"{refusal}没有改动。")
        settled = row.issue.dates.settled_on
        if settled is not None and on < settled:
            # Counted by its day, it would come before what it takes back.
            raise RefusedError(f"恢复的日期早于销号或撤销的 {settled}，没有改动；请核对日期。")
        if kind in NEEDS_NOTE and not note.strip():
            raise RefusedError(f"没有改动。{NEEDS_NOTE[kind]}")
        if kind is IssueEventKind.EXTENDED and (until is None or until < on):
            raise RefusedError("延期要写明新的时限，且不早于延期的日期；没有改动。")


def _out_of_place(dates: IssueDates, kind: IssueEventKind) -> str:
    """Return why an event cannot come next, empty where it can."""
    if kind in _SAID_BY_RECORD:
        return "发现和更正由记录本身说明，不能另记。"
    if kind is IssueEventKind.REOPENED:
        return "这个问题没有销号，也没有撤销，不用恢复；" if dates.is_open else ""
    if not dates.is_open:
        return f"这个问题已经{ISSUE_STATE_LABEL[dates.state]}；要再记请先恢复。"
    if kind is IssueEventKind.NOT_ACCEPTED and dates.answered_on is None:
        return "学校还没有报送整改结果，谈不上整改不到位；"
    return ""
