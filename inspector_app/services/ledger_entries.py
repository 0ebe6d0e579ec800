"""The rows of the 台账 with what stands elsewhere: 来源, 学段, 责任区, and what happened since."""

from collections.abc import Iterable, Iterator
from datetime import date

from inspector_app.domain.issue_event import standing
from inspector_app.domain.labels.schools import SCHOOL_KIND_LABEL
from inspector_app.domain.labels.sources import source_word
from inspector_app.domain.ledger import LedgerEntry
from inspector_app.domain.month import Month
from inspector_app.domain.views import LedgerRow
from inspector_app.services.context import Context


def ledger_entries(context: Context, rows: Iterable[LedgerRow]) -> tuple[LedgerEntry, ...]:
    """Return an entry for each of ``rows``, in their order."""
    with context.database.snapshot():
        return tuple(_entries(context, tuple(rows)))


def ledger_day(context: Context, month: Month | None) -> date:
    """Return the day that 逾期 is counted on: the month's last, but never one that is to come."""
    today = context.today()
    return today if month is None else min(context.span(month).end, today)


def _entries(context: Context, rows: tuple[LedgerRow, ...]) -> Iterator[LedgerEntry]:
    kinds = {s.code: SCHOOL_KIND_LABEL[s.kind] for s in context.stores.schools.all()}
    zones = {person.id: person.zone for person in context.inspectors()}
    events = context.stores.issue_events.events_of(row.issue.uid for row in rows)
    for row in rows:
        known = events[row.issue.uid]
        yield LedgerEntry(
            row=row,
            source=source_word(row.source),
            school_kind=kinds.get(row.school_code, ""),
            zone=zones.get(row.lead_id, ""),
            events=tuple(sorted(standing(known), key=lambda e: (e.effective_on, e.seq))),
        )
