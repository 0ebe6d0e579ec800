"""Under what papers beside a record are issued, and tables, lists and entries of registers.

What is empty, of a draft, or counted only to be looked at is no issued paper: a blank form, a page
to take along, an entry that is not filed, a workbook that was measured without being kept.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from inspector_app.domain.register_options import EntryState
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import COUNTED_STATUSES
from inspector_app.services.context import Context
from inspector_app.services.issued import IssuedDocuments, Paper, content_of
from inspector_app.services.paper_titles import title_of_paper
from inspector_app.services.wishes import (
    BalancePrint,
    CasesPrint,
    ChecklistsPrint,
    ComplaintPrint,
    CreationPlanPrint,
    EntriesPrint,
    EntryPrint,
    FormCountsPrint,
    FormsPrint,
    InterviewsPrint,
    LedgerPrint,
    LessonsPrint,
    NumbersPrint,
    PeriodPrint,
    PlateCoveragePrint,
    QuestionnairesPrint,
    ReportPrint,
    RosterPrint,
    StandardPrint,
    TravelPrint,
    Wish,
    ZonesPrint,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector_app.reports.letter import Printable

Beside = LessonsPrint | InterviewsPrint | QuestionnairesPrint | ChecklistsPrint | FormsPrint
OfEntry = EntryPrint | ComplaintPrint | StandardPrint | ReportPrint
_BESIDE: Final[Mapping[type, str]] = {
    LessonsPrint: "lessons",
    InterviewsPrint: "interviews",
    QuestionnairesPrint: "questionnaires",
    ChecklistsPrint: "checklists",
    FormsPrint: "forms",
}
_OF_ENTRY: Final[Mapping[type, str]] = {
    EntryPrint: "entry",
    ComplaintPrint: "complaint",
    StandardPrint: "standard",
    ReportPrint: "report",
}
# What is the same table or list at another time; its later prints are its next editions.
_SAME: Final[Mapping[type, Callable[[Any], tuple[str, str]]]] = {
    PeriodPrint: lambda wish: ("tables", f"{wish.period.span}/{wish.period.name}"),
    LedgerPrint: lambda wish: ("ledger", f"{wish.month or ''}/{wish.inspector_id or ''}"),
    EntriesPrint: lambda wish: ("entries", f"{wish.wanted.kind}/{wish.wanted.words()}"),
    RosterPrint: lambda wish: ("roster", f"{wish.on}"),
    ZonesPrint: lambda wish: ("zones", f"{wish.on}"),
    PlateCoveragePrint: lambda wish: ("plate-coverage", f"{wish.on}"),
    FormCountsPrint: lambda wish: (
        "form-counts", f"{wish.form}/{wish.campaign}/{wish.month or ''}"
    ),
    TravelPrint: lambda wish: ("travel", f"{wish.first}/{wish.until}/{wish.inspector_id or ''}"),
    NumbersPrint: lambda wish: ("numbers", f"{wish.code}/{wish.year}"),
    CasesPrint: lambda wish: ("cases", "/".join(wish.uids)),
    BalancePrint: lambda wish: ("balance", f"{wish.uid}/{wish.part.value}"),
    CreationPlanPrint: lambda wish: ("creation-plan", wish.uid),
}  # fmt: skip
_COUNTED: Final = frozenset({"tables", "ledger"})


def is_issued_here(visit: Visit) -> bool:
    """Say whether a print of the record is kept and printed again byte for byte.

    What a peer wrote is issued by him; a 同行登记 names the record once that is here.
    """
    return visit.status in COUNTED_STATUSES and visit.joint is None


def list_paper(
    context: Context, issued: IssuedDocuments, wish: Wish, trees: "Sequence[Printable]"
) -> Paper | None:
    """Return under what a paper beside a record, of an entry, or a list is issued, if it is."""
    if isinstance(wish, Beside):
        return _beside(context, wish, trees)
    if isinstance(wish, OfEntry):
        return _of_entry(context, wish, trees)
    if type(wish) not in _SAME or _only_looked_at(wish):
        return None
    kind, which = _SAME[type(wish)](wish)
    title = title_of_paper(wish)  # type: ignore[arg-type]  # all of them are single papers
    return by_content(
        issued,
        trees,
        Paper(
            kind=kind,
            family="tables" if kind in _COUNTED else "list",
            record_uid=f"{kind}/{context.scope}/{which}",
            title=title,
            figures=title,
        ),
    )


def _only_looked_at(wish: Wish) -> bool:
    """Say whether figures are of drafts, or of a workbook that is not kept here."""
    if isinstance(wish, FormCountsPrint):
        return wish.drafts
    if isinstance(wish, EntriesPrint):
        return wish.wanted.removed
    return isinstance(wish, BalancePrint) and wish.workbook is not None


def by_content(issued: IssuedDocuments, trees: "Sequence[Printable]", paper: Paper) -> Paper:
    """Let what is said tell prints apart: the same again is a reprint, else an edition."""
    kind = f"{paper.kind}-{content_of(trees)}"
    revision = issued.revision_of(kind, paper.family, paper.record_uid)
    return paper._replace(kind=kind, revision=revision)


def _beside(context: Context, wish: Beside, trees: "Sequence[Printable]") -> Paper | None:
    visit = context.stores.visits.get(wish.uid)
    if not is_issued_here(visit):
        return None
    day = f" {visit.visited_on:%Y%m%d}" if visit.visited_on else ""
    return Paper(
        kind=f"{_BESIDE[type(wish)]}-r{visit.revision}-{content_of(trees)}",
        family="annex",
        record_uid=visit.uid,
        title=f"{trees[0].title} {visit.number}",
        number=visit.number,
        revision=visit.revision,
        figures=f"{visit.number}{day}",
    )


def _of_entry(context: Context, wish: OfEntry, trees: "Sequence[Printable]") -> Paper | None:
    entry = context.stores.registers.get(wish.uid)
    # Who complains is told to somebody who asked, and noted; no copy of it is kept.
    sealed = isinstance(wish, ComplaintPrint) and wish.sealed
    if entry.state is not EntryState.FILED or sealed:
        return None
    return Paper(
        kind=f"{_OF_ENTRY[type(wish)]}-r{entry.revision}-{content_of(trees)}",
        family="register",
        record_uid=entry.uid,
        title=f"{trees[0].title} {entry.number}",
        number=entry.number,
        revision=entry.revision,
        figures=f"{entry.number} r{entry.revision}",
    )
