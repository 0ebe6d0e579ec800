"""Which revision of a summary a print is of."""

from typing import Final

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.labels.summaries import SUMMARY_GENRE_LABEL
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.registers.summary import genre_of
from inspector_app.services.context import Context
from inspector_app.services.wishes import SummaryForm, SummaryPrint

_KEPT_AS: Final = {
    SummaryForm.LETTER: "summary-print",
    SummaryForm.ASSESSMENT: "duty-print",
}


def issued_revision(context: Context, wish: SummaryPrint) -> int:
    """Return which filed revision a wish means, 0 for a draft.

    Raises:
        NotFoundError: there is no such revision.
    """
    entry = context.stores.registers.get(wish.uid)
    if wish.revision:
        known = {each.revision for each in context.stores.history.revisions(wish.uid)}
        if wish.revision not in known:
            raise NotFoundError(
                f"{entry.number} 没有第 {wish.revision} 版定稿，没有生成文件；请核对版次。"
            )
        return wish.revision
    return 0 if entry.state is EntryState.DRAFT else entry.revision


def kept_as(wish: SummaryPrint, revision: int) -> str:
    """Return the kind under which the print of a filed revision is kept."""
    return f"{_KEPT_AS[wish.form]}-r{revision}"


def summary_name(wish: SummaryPrint, entry: Entry) -> str:
    """Return what the paper is called."""
    if wish.form is SummaryForm.ASSESSMENT:
        return "履职考核表"
    return SUMMARY_GENRE_LABEL[genre_of(entry.values)]
