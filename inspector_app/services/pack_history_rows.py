"""Reads what the office sends of the past of a school, and judges each row by what is here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, NamedTuple

from inspector_app.base.errors import InputError, NotFoundError
from inspector_app.domain.issue import Issue
from inspector_app.domain.issue_event import IssueEvent
from inspector_app.domain.labels.issue_events import ISSUE_EVENT_LABEL
from inspector_app.domain.sourced_issue import SourcedIssue
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_json import JsonObject
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.services.context import Context
from inspector_app.services.pack_lines import Mark
from inspector_app.services.pack_values import row_of, rows_in, text_in, value_of
from inspector_app.services.received_rows import foreign_row
from inspector_app.services.record_reading import UnsoundError, read_event_row, read_record_row
from inspector_app.storage.event_details import details_of

# Told by the events of an issue, which travel beside it.
_SHOWN: Final = 40
_TOLD_ELSEWHERE: Final = ("measures", "answer", "answered_on", "record")


class SourcedRow(NamedTuple):
    """An issue of another source, under the uid and number that it has at the office."""

    uid: str
    number: str
    unit: str
    given: SourcedIssue

    @property
    def issue(self) -> Issue:
        """The issue of the ledger."""
        return self.given.as_issue(uid=self.uid, number=self.number)


@dataclass(frozen=True, slots=True)
class JudgedVisit:
    """A record of the past: what becomes of it here, and why."""

    row: Mapping[str, Any]
    visit: Visit | None
    mark: Mark
    why: str = ""

    @property
    def number(self) -> str:
        """记录编号."""
        return str(self.row["no"])


@dataclass(frozen=True, slots=True)
class JudgedIssue:
    """An issue of another source: what becomes of it here, and why."""

    row: SourcedRow
    mark: Mark
    why: str = ""


def sourced_row(issue: SourcedRow) -> JsonObject:
    """Return an issue of another source as it travels."""
    told = row_of(replace(issue.given, measures=(), record=""))
    told = {name: value for name, value in told.items() if name not in _TOLD_ELSEWHERE}
    return {"uuid": issue.uid, "no": issue.number, "unit_name": issue.unit, **told}


def judged_visits(context: Context, rows: Mapping[str, Any]) -> Iterator[JudgedVisit]:
    """Yield each record with what becomes of it (KeyError, TypeError, ValueError: it is none)."""
    for row in rows_in(rows, "visits"):
        try:
            visit = read_record_row(context, row)
        except UnsoundError as error:
            raise ValueError(str(error)) from error
        except (InputError, NotFoundError) as error:
            # The school is not on the roster here, or a word is not known.
            yield JudgedVisit(row, None, Mark.REFUSED, error.sentence)
            continue
        yield JudgedVisit(row, visit, *_judged(context, visit))


def _judged(context: Context, visit: Visit) -> tuple[Mark, str]:
    fault = _fault(context, visit)
    if fault:
        return Mark.REFUSED, fault
    known = context.stores.visits.find(visit.uid)
    if known is None:
        void = visit.status is VisitStatus.VOIDED
        return (Mark.SAME, "已作废") if void else (Mark.NEW, "")
    own = known.lead_id == context.identity.inspector_id or known.joint is not None
    newer = known.revision < visit.revision and not own
    return (Mark.CHANGED, f"更正到第 {visit.revision} 版") if newer else (Mark.SAME, "")


def _fault(context: Context, visit: Visit) -> str:
    taken = context.database.row(
        "SELECT 1 FROM visit WHERE number = ? AND uid <> ?", visit.number, visit.uid
    )
    if taken:
        return "本机另有一份记录是这个编号"
    if foreign_row(context, visit):
        return "里面有内容在本机属于另一份记录"
    early = visit.visited_on is not None and visit.visited_on > context.today()
    return "督导日期在今天之后，请核对本机的日期" if early else ""


def judged_issues(context: Context, rows: Mapping[str, Any]) -> Iterator[JudgedIssue]:
    """Yield each issue of another source with what becomes of it (errors as above)."""
    schools = {each.code for each in context.stores.schools.all()}
    for row in rows_in(rows, "issues"):
        given = value_of(SourcedIssue, {n: v for n, v in row.items() if n not in _TOLD_ELSEWHERE})
        made = SourcedRow(
            text_in(row, "uuid"), text_in(row, "no"), text_in(row, "unit_name"), given
        )
        known = context.stores.issues.ledger_row(made.uid)
        if known is not None:
            yield JudgedIssue(made, Mark.SAME)
        elif given.school_code not in schools:
            yield JudgedIssue(made, Mark.REFUSED, "名册里没有这所学校，请先接收名册")
        elif context.stores.sourced_issues.is_taken(made.number):
            yield JudgedIssue(made, Mark.REFUSED, "本机另有一个问题是这个编号")
        elif context.stores.sourced_issues.uid_at(given.source, given.place) is not None:
            yield JudgedIssue(made, Mark.SAME, "本机已经从同一来源列入台账")
        else:
            yield JudgedIssue(made, Mark.NEW)


def read_events(rows: Mapping[str, Any], issues: frozenset[str]) -> Iterator[IssueEvent]:
    """Yield what happened to these issues (KeyError, TypeError, ValueError: a row is none)."""
    for row in rows_in(rows, "issue_events"):
        if row["issue_uuid"] not in issues:
            continue
        try:
            event = read_event_row(row, issues=issues)
        except UnsoundError as error:
            raise ValueError(str(error)) from error
        yield replace(event, details=details_of(row["details"]))


def issue_words(issue: Issue, *, on: date) -> str:
    """Return an open issue in one line, with until when it has to be put right."""
    text = issue.description.strip()
    short = f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text
    late = "，已逾期" if issue.overdue(on=on) else ""
    return f"{issue.number} {short}（{f'时限 {issue.due}' if issue.due else '未定时限'}{late}）"


def event_words(event: IssueEvent) -> str:
    """Return what happened to an issue in one line, with its 文号 where it has one."""
    parts = (
        event.details.reference,
        event.note.strip(),
        f"时限 {event.until}" if event.until else "",
    )
    told = "，".join(part for part in parts if part)
    short = f"{told[:_SHOWN]}…" if len(told) > _SHOWN else told
    said = f"{event.effective_on} {ISSUE_EVENT_LABEL[event.kind]}"
    return f"{said}（{short}）" if short else said
