"""Issues that no record found, taken into the 台账: from 意见函, 投诉, 自评自查, 上级督导, 监测."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import IncompleteError
from inspector_app.base.ids import new_uid
from inspector_app.domain.issue_event import (
    EventDetails,
    EventSource,
    IssueEvent,
    IssueEventKind,
    standing,
)
from inspector_app.domain.issue_rules import NextStep
from inspector_app.domain.issue_source import OutsideSource
from inspector_app.domain.sourced_issue import SourcedIssue, faults, said_anew
from inspector_app.domain.views import LedgerRow
from inspector_app.services.context import Context
from inspector_app.services.issue_life import IssueLife
from inspector_app.services.lookup import ContextLookup
from inspector_app.services.sourced_issue_reader import read_sourced
from inspector_app.storage import issue_rows

_PREFIX: Final = "WT"
_NO_INSPECTOR: Final = "000"


class TakenLine(NamedTuple):
    """What became of one issue.

    Attributes:
        fresh: it stands in the ledger since now.
        restated: the words of what was written anew, because its source says it otherwise now.
        settled: it was closed or voided before; nothing of it was touched.
    """

    uid: str
    number: str
    fresh: bool = False
    restated: tuple[str, ...] = ()
    settled: bool = False


class TakenIn(NamedTuple):
    """What was taken in, in the order in which it was given."""

    lines: tuple[TakenLine, ...]
    changes: Changes

    def sentence(self) -> str:
        """Say in Chinese what became of all of them."""
        fresh = sum(line.fresh for line in self.lines)
        anew = sum(bool(line.restated) for line in self.lines)
        kept = len(self.lines) - fresh - anew
        parts = (
            f"新列入台账 {fresh} 个" if fresh else "",
            f"按来源更正 {anew} 个" if anew else "",
            f"早已在台账里、没有变化 {kept} 个" if kept else "",
        )
        return "，".join(filter(None, parts)) + "。"


class LedgerSourcesService:
    """Takes issues of other sources than records into the ledger."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.sourced_issues
        self._life = IssueLife(context)

    def take_in(self, issues: Iterable[SourcedIssue]) -> TakenIn:
        """Take issues of another source than a record into the ledger, all of them or none.

        May be called again and again with the same issues (one click, pressed twice): an issue is
        the same where ``source`` and ``key`` (without a key ``reference`` and ``item``) are. What
        its source says otherwise by then is written anew and noted as an event, while it is open;
        what is closed or voided stays as it is. May be called inside a transaction of the caller.

        Args:
            issues: see ``SourcedIssue``; the least is ``source``, ``reference``, ``description``
                and either ``school_code`` (标识码) or ``unit`` (a department).

        Returns:
            One line for each issue in its order, with its 问题编号; ``changes`` for the pages.

        Raises:
            IncompleteError: something is missing or cannot be; it lists all of it for all issues
                and nothing was changed.
            NotFoundError: no school has the code.
        """
        given = tuple(issues)
        today = self._context.today()
        problems = tuple(problem for each in given for problem in faults(each, today=today))
        if problems:
            raise IncompleteError(f"没有列入台账：有 {len(problems)} 处要改。", problems=problems)
        with self._context.database.transaction():
            lines = tuple(self._take(each, today=today) for each in given)
        touched = any(line.fresh or line.restated for line in lines)
        return TakenIn(lines, Changes(issues=True) if touched else Changes())

    def take_in_json(self, source: OutsideSource, entries: Iterable[Mapping[str, Any]]) -> TakenIn:
        """Take in issues that files describe by their fields (errors as above).

        Raises:
            InputError: a field is unknown or cannot be read; the sentence names it.
        """
        lookup = ContextLookup(self._context)
        with self._context.database.transaction():
            return self.take_in(read_sourced(each, lookup, source=source) for each in entries)

    def of_entry(self, source: OutsideSource, number: str) -> dict[str, LedgerRow]:
        """Return the rows of the ledger that an entry of a register brought, by their keys."""
        stores = self._context.stores
        with self._context.database.snapshot():
            found = {
                place: stores.issues.ledger_row(uid)
                for place, uid in self._store.of_entry(source, number).items()
            }
        return {place: row for place, row in found.items() if row is not None}

    def _take(self, given: SourcedIssue, *, today: date) -> TakenLine:
        uid = self._store.uid_at(given.source, given.place)
        if uid is not None:
            return self._again(uid, given, today=today)
        given = replace(given, found_on=given.found_on or today)
        unit = given.unit.strip()
        if given.school_code:
            unit = self._context.stores.schools.get(given.school_code).name
        issue = given.as_issue(uid=new_uid(), number=self._number(given, year=today.year))
        lead_id = self._context.identity.inspector_id
        self._store.add(issue, given, unit=unit, lead_id=lead_id)
        self._say(issue.uid, _form_steps(given, (), today=today))
        return TakenLine(issue.uid, issue.number, fresh=True)

    def _again(self, uid: str, given: SourcedIssue, *, today: date) -> TakenLine:
        row = self._context.stores.issues.ledger_row(uid)
        assert row is not None
        known = row.issue
        said = given.as_issue(uid=known.uid, number=known.number)
        words = said_anew(known, said)
        events = standing(self._context.stores.issue_events.events(uid))
        steps = tuple(_form_steps(given, events, today=today))
        anew = (*_moved(row, given), *words.values(), *_untold(steps, events))
        if not known.dates.is_open:
            return TakenLine(uid, known.number, settled=True)
        if not anew:
            return TakenLine(uid, known.number)
        columns = {name: issue_rows.issue_columns(said)[name] for name in words}
        self._store.restate(uid, columns, given)
        note = f"按来源更正：{'、'.join(anew)}"
        self._say(uid, (NextStep(kind=IssueEventKind.RESTATED, on=today, note=note), *steps))
        return TakenLine(uid, known.number, restated=anew)

    def _say(self, uid: str, steps: Iterable[NextStep]) -> None:
        for step in steps:
            self._life.append(uid, step, source=EventSource.FORM)

    def _number(self, given: SourcedIssue, *, year: int) -> str:
        """Return a 问题编号: under the entry it came from, as that counts, or one of ours."""
        if given.record:
            wanted = f"{given.record}-{int(given.item):02d}" if given.item.isdecimal() else ""
            if wanted and not self._store.is_taken(wanted):
                return wanted
            under = f"{given.record}-"
            return f"{under}{self._store.highest_serial(under) + 1:02d}"
        identity = self._context.identity
        prefix = f"{_PREFIX}-{year}-{identity.inspector_id or _NO_INSPECTOR}-"
        return identity.next_number(prefix, highest=self._store.highest_serial(prefix))


def _moved(row: LedgerRow, given: SourcedIssue) -> Iterator[str]:
    """Yield the words of what the source says otherwise of the place of an issue."""
    if given.matter is not row.matter:
        yield "事项"
    if (given.reference.strip(), given.item.strip()) != (row.reference, row.item):
        yield "来源"


def _form_steps(
    given: SourcedIssue, events: Iterable[IssueEvent], *, today: date
) -> Iterator[NextStep]:
    """Yield what the source itself says happened: the finding, measures, what was done already.

    Args:
        given: the issue as its source tells it.
        events: what the source told before is told of the same day again.
        today: the day of what it tells for the first time.
    """
    known = tuple(event for event in events if event.source is EventSource.FORM)
    found = next((e.effective_on for e in known if e.kind is IssueEventKind.FOUND), None)
    yield NextStep(kind=IssueEventKind.FOUND, on=given.found_on or found or today)
    if given.measures:
        details = EventDetails(measures=given.measures)
        # What came along with the finding is of its day; what came later is of today.
        told = given.found_on if not known else None
        planned = next((e.effective_on for e in known if e.details == details), told or today)
        yield NextStep(kind=IssueEventKind.PLANNED, on=planned, details=details)
    if given.answered_on is not None:
        answer = given.answer.strip()
        yield NextStep(kind=IssueEventKind.ANSWERED, on=given.answered_on, note=answer)


_TOLD_WORD: Final = {
    IssueEventKind.FOUND: "发现日期",
    IssueEventKind.PLANNED: "整改措施",
    IssueEventKind.ANSWERED: "整改情况",
}


def _untold(steps: Iterable[NextStep], events: Iterable[IssueEvent]) -> Iterator[str]:
    """Yield the words of what the source did not tell before."""
    known = {
        (event.kind, event.effective_on, event.note, event.details)
        for event in events
        if event.source is EventSource.FORM
    }
    for step in steps:
        if (step.kind, step.on, step.note, step.details) not in known:
            yield _TOLD_WORD[step.kind]
