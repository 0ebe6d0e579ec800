"""补报、更正: what came in for locked months since, told once in the next month's table."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from inspector_app.domain.late_entries import LateItem, LateMonth, items_of, late_items
from inspector_app.domain.month import Month, Period
from inspector_app.domain.month_steps import MonthStep
from inspector_app.domain.table_difference import differences
from inspector_app.domain.table_json import table_json
from inspector_app.domain.views import VisitSummary
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.services.context import Context
from inspector_app.services.district_held import month_figures
from inspector_app.services.late_fates import late_entries
from inspector_app.storage.visit_lists import VisitFilter

_DRAFTS: Final = VisitFilter(statuses=frozenset({VisitStatus.DRAFT}))
_ISSUES_CORRECTED: Final = """
SELECT i.uid, v.uid FROM visit v JOIN issue i ON i.visit_id = v.id
WHERE v.status = 'draft' AND v.revision > 1 AND v.deleted_at IS NULL"""
_MONTHS_BACK: Final = 24
"""Later news of a month long locked is shown by ``month --now`` alone."""


class LateEntries:
    """Compares locked months with their records."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def told_in(self, month: Month) -> tuple[LateMonth, ...]:
        """Return what an open month's table tells: of the locked months right before it.

        What an earlier table has told already is not told again. Of a month with a record under
        correction nothing is told yet: without that record its figures would be untrue. What is
        told of a month may move what later ones count on, as open issues and the year's lessons:
        those are told too, be it without a record of their own.
        """
        context = self._context
        with context.database.snapshot():
            earlier = list(self._locked_before(month))
            if not earlier:
                return ()
            waiting = {each for each, _ in self.under_correction(month)}
            closing = context.closing_days()
            spans = {each: closing.span(each) for each in earlier}
            whole = Period(spans[earlier[0]].start, spans[earlier[-1]].end)
            facts = context.stores.facts.facts_for(whole, ())
            late = {
                each: self._since_told(each, items_of(spans[each], facts))
                for each in earlier
                if each not in waiting
            }
            news = _with_those_moved(late, waiting)
            told = (self._month(each, spans[each], found) for each, found in news)
            return tuple(each for each in told if each.entries or each.differences)

    def under_correction(self, month: Month) -> tuple[tuple[Month, VisitSummary], ...]:
        """Return the records of locked months before a month that are being corrected."""
        drafts = self._context.stores.visit_lists.summaries(_DRAFTS)
        visits = {visit.uid: visit for visit in drafts if visit.revision > 1}
        if not visits:
            return ()
        record_of = {uid: uid for uid in visits}
        record_of.update(self._context.database.rows(_ISSUES_CORRECTED))
        return tuple(
            (each, visits[uid])
            for each in self._locked_before(month)
            for uid in sorted(self._records_told(each, record_of))
        )

    def drafts_before(self, month: Month) -> tuple[tuple[Month | None, VisitSummary], ...]:
        """Return the drafts of days before a month, by day, each with the locked month it is in."""
        closing = self._context.closing_days()
        spans = {each: closing.span(each) for each in self._locked_before(month)}
        start = closing.span(month).start
        drafts = self._context.stores.visit_lists.summaries(_DRAFTS)
        return tuple(
            (next((each for each, span in spans.items() if day in span), None), visit)
            for day, _, visit in sorted(
                (visit.visited_on, visit.number, visit)
                for visit in drafts
                if visit.visited_on is not None and visit.visited_on < start
            )
        )

    def _records_told(self, month: Month, record_of: dict[str, str]) -> set[str]:
        """Return which records the figures of a locked month were last told with."""
        told = {key.split(":")[1] for key in self._told(month)["items"]}
        return {record for uid, record in record_of.items() if uid in told}

    def _locked_before(self, month: Month) -> Iterator[Month]:
        """Yield the months locked without a gap up to the one before, the oldest first."""
        locked = self._context.stores.months.frozen_months(self._context.scope)
        first = month
        while first.shifted(-1) in locked and first > month.shifted(-_MONTHS_BACK):
            first = first.shifted(-1)
        while first < month:
            yield first
            first = first.shifted(1)

    def _since_told(self, month: Month, now: dict[str, str]) -> tuple[LateItem, ...]:
        return late_items(self._told(month)["items"], now)

    def _told(self, month: Month) -> dict[str, Any]:
        told = self._context.stores.months.last_told(month, self._context.scope)
        assert told is not None
        return told

    def _month(self, month: Month, span: Period, items: Sequence[LateItem]) -> LateMonth:
        return LateMonth(
            of=month,
            entries=late_entries(self._context.database, items, span),
            differences=differences(self._told(month)["content"], self.content(month)),
            reason=self._reason(month),
        )

    def content(self, month: Month) -> dict[str, Any]:
        """Return the figures of a month as its records say now."""
        return {"month": str(month), **table_json(month_figures(self._context, month))}

    def _reason(self, month: Month) -> str:
        steps = self._context.stores.months.steps(month, self._context.scope)
        told = [note.reason for note in steps if note.step is MonthStep.CORRECTING]
        return told[-1] if told else ""


def _with_those_moved(
    late: Mapping[Month, Sequence[LateItem]], waiting: Collection[Month]
) -> Iterator[tuple[Month, Sequence[LateItem]]]:
    """Yield the months with news, and those after one whose figures wait for no correction."""
    moved = False
    for month, found in late.items():
        moved = moved or bool(found)
        if found or (moved and not any(each < month for each in waiting)):
            yield month, found
