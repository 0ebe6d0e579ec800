"""The content tree of a summary: a draft with the numbers of now, a filed one as 定稿 left it."""

from datetime import date
from typing import TYPE_CHECKING

from inspector_app.base.clock import day_of_instant
from inspector_app.domain.figured_text import as_written, with_values
from inspector_app.domain.labels.summaries import SECTION_LABEL
from inspector_app.domain.register_options import EntryState, SummaryScope
from inspector_app.domain.registers.kind import Entry, Values
from inspector_app.domain.registers.summary import SECTIONS, scope_of
from inspector_app.domain.summary_charts import summary_charts
from inspector_app.domain.summary_facts import SummaryFacts
from inspector_app.services.context import Context
from inspector_app.services.issued_summaries import issued_revision
from inspector_app.services.summary_closing import SummaryClosing
from inspector_app.services.wishes import SummaryPrint

if TYPE_CHECKING:
    from inspector_app.reports.letter import Letter

_MARKS = {EntryState.DRAFT: "草稿", EntryState.FILED: "", EntryState.VOIDED: "作废"}


class SummaryTrees:
    """Gathers what a summary prints."""

    def __init__(self, context: Context, closing: SummaryClosing) -> None:
        self._context = context
        self._closing = closing

    def of(self, wish: SummaryPrint) -> "Letter":
        """Return the letter (NotFoundError: there is no such summary or revision)."""
        with self._context.database.snapshot():
            entry = self._context.stores.registers.get(wish.uid)
            revision = issued_revision(self._context, wish)
            frozen = self._closing.frozen(entry, revision) if revision else None
            if frozen is None:
                facts = self._closing.facts(entry)
                values = {**entry.values, **_sections(entry, facts)}
                return _letter(entry, values, facts, dated=None, mark=_MARKS[entry.state])
            history = self._context.stores.history
            values = history.content(entry.uid, revision)["values"]
            filed = next(r for r in history.revisions(entry.uid) if r.revision == revision)
        dated = day_of_instant(filed.filed_at)
        mark = _MARKS[EntryState.VOIDED] if entry.state is EntryState.VOIDED else ""
        return _letter(entry, values, frozen.facts, dated=dated, mark=mark)


def _sections(entry: Entry, facts: SummaryFacts) -> dict[str, str]:
    values = facts.values()
    return {section: with_values(entry.values[section], values) for section in SECTIONS}


def _letter(
    entry: Entry, values: Values, facts: SummaryFacts, *, dated: date | None, mark: str
) -> "Letter":
    from inspector_app.reports.summary_report import SummaryPaper, summary_report
    from inspector_app.reports.words import day

    return summary_report(
        SummaryPaper(
            title=values["title"],
            document_no=values["document_no"].strip(),
            unit=values["unit"].strip(),
            number=entry.number,
            dated=day(dated),
            mark=mark,
            sections=tuple(
                (label, as_written(values[section])) for section, label in SECTION_LABEL.items()
            ),
            facts=facts,
            charts=summary_charts(facts),
            personal=scope_of(values) is SummaryScope.PERSON,
        )
    )
