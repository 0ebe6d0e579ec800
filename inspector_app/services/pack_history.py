"""下发 of the past of schools: last records and open issues, for who takes a school on.

The records are those that laptops handed over, with teachers as 代称 and without pictures. They are
noted on the laptop as having left: what its inspector adds to an open issue goes to the office, the
record itself does not go a second time.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.domain.alias import outgoing
from inspector_app.domain.issue_source import OutsideSource
from inspector_app.domain.names import without_surnames
from inspector_app.domain.sourced_issue import SourcedIssue
from inspector_app.domain.views import LedgerRow
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_json import JsonObject, visit_json
from inspector_app.domain.visit_options import COUNTED_STATUSES, VisitStatus
from inspector_app.services.bundle_content import event_json
from inspector_app.services.bundle_ledger import sourced_issues
from inspector_app.services.bundle_news import EVENTS, record_sent
from inspector_app.services.context import Context
from inspector_app.services.edit_journal import months_of
from inspector_app.services.lookup import ContextLookup
from inspector_app.services.pack_history_rows import (
    JudgedIssue,
    JudgedVisit,
    SourcedRow,
    event_words,
    issue_words,
    judged_issues,
    judged_visits,
    read_events,
    sourced_row,
)
from inspector_app.services.pack_kind import NothingToSendError
from inspector_app.services.pack_lines import Mark, PackLine
from inspector_app.services.pack_sending import Laptop
from inspector_app.services.received_rows import freeze
from inspector_app.storage.bundles import SentRow
from inspector_app.storage.visit_lists import VisitFilter

HISTORY: Final = "history"
LAST_VISITS: Final = 3
_WRITTEN: Final = frozenset({Mark.NEW, Mark.CHANGED})
# Noted as what has left with no bundle of this laptop: the office had it before.
_BY_OFFICE: Final = 0


class HistoryKind:
    """Sends each person the past of the schools that they answer for."""

    kind = HISTORY
    title = "学校台账"
    about = "未销号问题和最近几次督导，写学校名称；不写就是各人负责的全部学校"
    replaces = False
    each_person = True
    chooses = True

    def __init__(self, context: Context) -> None:
        self._context = context

    # -- the office ------------------------------------------------------------------------------

    def gather(self, wanted: Sequence[str], *, to: Sequence[Laptop]) -> Mapping[str, Any]:
        """Return records and open issues of schools (errors as of a ``PackKind``)."""
        stores = self._context.stores
        with self._context.database.snapshot():
            codes = self._codes(wanted, {each.inspector_id for each in to})
            rows = [row for code in codes for row in stores.issues.open_at(code)]
            uids = [uid for code in codes for uid in self._last(code)]
            uids += [row.visit_uid for row in rows if row.visit_uid]
            visits = [stores.visits.get(uid) for uid in dict.fromkeys(uids)]
            sourced = [self._sourced(row) for row in rows if not row.visit_uid]
            issues = [issue.uid for visit in visits for issue in visit.issues]
            issues += [each.uid for each in sourced]
            events = [e for uid in issues for e in stores.issue_events.events(uid)]
        if not visits and not sourced:
            raise NothingToSendError("督导记录和未销号问题", "这些学校还没有记录")
        return {
            "visits": [visit_json(outgoing(each)) for each in visits],
            "issues": [sourced_row(each) for each in sourced],
            "issue_events": [event_json(each) for each in events],
        }

    def _codes(self, wanted: Sequence[str], people: set[str]) -> tuple[str, ...]:
        if wanted:
            lookup = ContextLookup(self._context)
            return tuple(dict.fromkeys(lookup.school(name).code for name in wanted))
        today = self._context.today()
        found = [
            each.school_code
            for each in self._context.stores.schools.assignments()
            if each.inspector_id in people and (each.end is None or each.end >= today)
        ]
        if not found:
            raise NothingToSendError("学校台账", "名册里没有分给这位督学的学校，请先写责任分配")
        return tuple(dict.fromkeys(found))

    def _last(self, code: str) -> tuple[str, ...]:
        wanted = VisitFilter(school_code=code, statuses=COUNTED_STATUSES, limit=LAST_VISITS)
        return tuple(each.uid for each in self._context.stores.visit_lists.summaries(wanted))

    def _sourced(self, row: LedgerRow) -> SourcedRow:
        (key,) = self._context.database.row(
            "SELECT coalesce(source_key, '') FROM issue WHERE uid = ?", row.issue.uid
        ) or ("",)
        issue = row.issue
        assert isinstance(row.source, OutsideSource)
        given = SourcedIssue(
            source=row.source, reference=row.reference, item=row.item, key=str(key),
            description=without_surnames(issue.description), school_code=row.school_code,
            unit=row.school_name, matter=row.matter, category=issue.category,
            severity=issue.severity, handling=issue.handling,
            requirement=without_surnames(issue.requirement),
            responsible_unit=issue.responsible_unit, assisting_units=issue.assisting_units,
            responsible=issue.responsible, deadline=issue.deadline, found_on=row.found_on,
        )  # fmt: skip
        return SourcedRow(issue.uid, issue.number, row.school_name, given)

    # -- the laptop ------------------------------------------------------------------------------

    def preview(self, rows: Mapping[str, Any]) -> tuple[PackLine, ...]:
        """Return which records and which open issues would be here."""
        names = self._context.names()
        return (
            *(self._visit_line(each, names) for each in judged_visits(self._context, rows)),
            *self._open_lines(rows),
            *(self._issue_line(each) for each in judged_issues(self._context, rows)),
            *self._event_lines(rows),
        )

    def _visit_line(self, each: JudgedVisit, names: Mapping[str, str]) -> PackLine:
        row = each.row
        lead = names.get(str(row["lead"]), str(row["lead"]))
        said = f"督导记录 {each.number}：{row['date']} {row['school_name']}，{lead}"
        return PackLine(each.mark, f"{said}；{each.why}" if each.why else said)

    def _open_lines(self, rows: Mapping[str, Any]) -> Iterator[PackLine]:
        """Yield the open issues of records that are new, as they stand after all that happened."""
        today, held = self._context.today(), self._context.stores.issues
        for each in judged_visits(self._context, rows):
            for issue in each.visit.issues if each.visit and each.mark in _WRITTEN else ():
                known = held.ledger_row(issue.uid)
                told = self._as_told(rows, issue.uid)
                if known is None and told.is_open:
                    text = issue_words(replace(issue, dates=told), on=today)
                    yield PackLine(Mark.NEW, f"未销号问题 {text}")

    def _event_lines(self, rows: Mapping[str, Any]) -> Iterator[PackLine]:
        """Yield what happened, as far as it is new, to issues that are here already."""
        held = {
            uid: row for uid in {str(each["issue_uuid"]) for each in rows["issue_events"]}
            if (row := self._context.stores.issues.ledger_row(uid)) is not None
        }  # fmt: skip
        known = {e.uid for uid in held for e in self._context.stores.issue_events.events(uid)}
        for event in read_events(rows, frozenset(held)):
            if event.uid not in known:
                number = held[event.issue_uid].issue.number
                yield PackLine(Mark.NEW, f"问题经过 {number}：{event_words(event)}")

    def _as_told(self, rows: Mapping[str, Any], uid: str) -> Any:
        from inspector_app.domain.issue_fold import fold

        return fold(tuple(read_events(rows, frozenset({uid}))))

    def _issue_line(self, each: JudgedIssue) -> PackLine:
        text = f"未销号问题 {issue_words(each.row.issue, on=self._context.today())}"
        return PackLine(each.mark, f"{text}；{each.why}" if each.why else text)

    def take(self, rows: Mapping[str, Any]) -> Changes:
        """Write what is new; of records that are here, only what happened to their issues."""
        days: set[date | None] = set()
        visits = list(judged_visits(self._context, rows))
        for each in visits:
            if each.visit is not None and each.mark in _WRITTEN:
                self._put(each.visit, each.row)
                days.add(each.visit.visited_on)
        issues = [each for each in judged_issues(self._context, rows) if each.mark is Mark.NEW]
        for each_issue in issues:
            self._put_issue(each_issue.row)
        self._note_issues_left(frozenset(each_issue.row.uid for each_issue in issues))
        told = self._tell(rows, visits)
        return Changes(
            visits=bool(days), issues=bool(days or issues or told), lessons=bool(days),
            months=months_of(*(str(day) for day in days if day)),
            visit_uids=frozenset(v.visit.uid for v in visits if v.visit and v.mark in _WRITTEN),
        )  # fmt: skip

    def _put(self, visit: Visit, row: JsonObject | Mapping[str, Any]) -> None:
        stores = self._context.stores
        visit = replace(visit, status=_as_handed_over(visit))
        if stores.visits.find(visit.uid) is None:
            stores.visits.insert(visit)
        else:
            stores.visits.replace_content(visit)
        freeze(self._context, visit, row)
        note = {"note": "接收督导室下发的记录", "revision": visit.revision}
        self._context.note("visit", visit.uid, note, visit_uid=visit.uid, field="*")
        stores.search.index_visit(visit.uid)
        self._note_left(record_sent(self._context, visit.uid))

    def _put_issue(self, row: SourcedRow) -> None:
        stores = self._context.stores
        stores.sourced_issues.add(
            row.issue, row.given, unit=row.unit, lead_id=self._context.identity.inspector_id
        )
        self._context.note("issue", row.uid, {"note": "接收督导室下发的问题", "no": row.number})

    def _note_issues_left(self, uids: frozenset[str]) -> None:
        for leaving in sourced_issues(self._context, self._context.identity.inspector_id):
            if leaving.sent.uid in uids:
                self._note_left(leaving.sent)

    def _tell(self, rows: Mapping[str, Any], visits: Sequence[JudgedVisit]) -> int:
        """Append what happened to issues that are here now, and return how much is new."""
        stores = self._context.stores
        offered = [i.uid for v in visits if v.visit for i in v.visit.issues]
        offered += [str(each["uuid"]) for each in rows["issues"]]
        here = frozenset(uid for uid in offered if stores.issues.ledger_row(uid) is not None)
        before = {e.uid for uid in here for e in stores.issue_events.events(uid)}
        fresh = [event for event in read_events(rows, here) if event.uid not in before]
        for event in fresh:
            stores.issue_events.append(event)
            self._note_left(SentRow(EVENTS, event.uid))
        for uid in here:
            stores.issue_events.refold(uid)
        return len(fresh)

    def _note_left(self, sent: SentRow) -> None:
        self._context.stores.bundles.add_rows([sent], chain="", seq=_BY_OFFICE)


def _as_handed_over(visit: Visit) -> VisitStatus:
    void = visit.status is VisitStatus.VOIDED
    return VisitStatus.VOIDED if void else VisitStatus.HANDED_OVER
