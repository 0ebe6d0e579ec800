"""The content tree of a summary: a draft with the numbers of now, a filed one as 定稿 left it."""

from typing import TYPE_CHECKING

from inspector_app.base.clock import day_of_instant
from inspector_app.domain.figured_text import with_values
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.registers.summary import SECTIONS, is_duty
from inspector_app.domain.summary_charts import summary_charts
from inspector_app.domain.summary_facts import SummaryFacts
from inspector_app.services.context import Context
from inspector_app.services.duty_assessments import ToldSummary, duty_assessment
from inspector_app.services.issued_summaries import issued_revision
from inspector_app.services.summary_closing import SummaryClosing
from inspector_app.services.wishes import SummaryForm, SummaryPrint

if TYPE_CHECKING:
    from inspector_app.reports.letter import Letter, Printable

_MARKS = {EntryState.DRAFT: "草稿", EntryState.FILED: "", EntryState.VOIDED: "作废"}


class SummaryTrees:
    """Gathers what a summary prints."""

    def __init__(self, context: Context, closing: SummaryClosing) -> None:
        self._context = context
        self._closing = closing

    def of(self, wish: SummaryPrint) -> "Printable":
        """Return the letter, or the 考核表 of one person.

        Raises:
            NotFoundError: there is no such summary or revision.
            RefusedError: a 考核表 is asked for of a summary that is not one person's.
        """
        with self._context.database.snapshot():
            told = self._told(wish)
            if wish.form is SummaryForm.ASSESSMENT:
                return duty_assessment(self._context, told)
        return _letter(told)

    def _told(self, wish: SummaryPrint) -> ToldSummary:
        entry = self._context.stores.registers.get(wish.uid)
        revision = issued_revision(self._context, wish)
        frozen = self._closing.frozen(entry, revision) if revision else None
        if frozen is None:
            facts = self._closing.facts(entry)
            values = {**entry.values, **_sections(entry, facts)}
            return ToldSummary(entry.number, values, facts, None, _MARKS[entry.state])
        history = self._context.stores.history
        values = history.content(entry.uid, revision)["values"]
        filed = next(r for r in history.revisions(entry.uid) if r.revision == revision)
        mark = _MARKS[EntryState.VOIDED] if entry.state is EntryState.VOIDED else ""
        dated = day_of_instant(filed.filed_at)
        return ToldSummary(entry.number, values, frozen.facts, dated, mark)


def _sections(entry: Entry, facts: SummaryFacts) -> dict[str, str]:
    values = facts.values()
    return {section: with_values(entry.values[section], values) for section in SECTIONS}


def _letter(told: ToldSummary) -> "Letter":
    from inspector_app.reports.summary_report import SummaryPaper, summary_report
    from inspector_app.reports.words import day

    values, facts = told.values, told.facts
    return summary_report(
        SummaryPaper(
            title=values["title"],
            document_no=values["document_no"].strip(),
            unit=values["unit"].strip(),
            number=told.number,
            dated=day(told.dated),
            mark=told.mark,
            sections=tuple(told.sections()),
            body=told.body(),
            facts=facts,
            charts=summary_charts(facts),
            personal=is_duty(values),
        )
    )
