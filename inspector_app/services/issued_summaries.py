"""Which revision of a summary a print is of."""

from typing import Final

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.labels.summaries import SUMMARY_GENRE_LABEL
from inspector_app.domain.register_options import EntryState, SummaryGenre
from inspector_app.domain.registers.kind import Entry
from inspector_app.domain.registers.summary import genre_of
from inspector_app.services.context import Context
from inspector_app.services.wishes import SummaryForm, SummaryPrint

_KEPT_AS: Final = {
    SummaryForm.LETTER: "summary-print",
    SummaryForm.ASSESSMENT: "duty-print",
}
_FAMILY: Final = {
    SummaryGenre.WORK: "summary",
    SummaryGenre.RECTIFICATION: "rectification",
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


def summary_family(wish: SummaryPrint, entry: Entry) -> str:
    """Return what a reader takes the paper for."""
    if wish.form is SummaryForm.ASSESSMENT:
        return "duty"
    return _FAMILY[genre_of(entry.values)]


def summary_title(context: Context, wish: SummaryPrint, entry: Entry, revision: int) -> str:
    """Return what a filed revision is called in the archive: which paper, of when and of whom."""
    values = context.stores.history.content(entry.uid, revision)["values"]
    if wish.form is SummaryForm.ASSESSMENT:
        person = context.names().get(values["inspector"], values["inspector"])
        told = f"履职考核表 {person} {values['first']}至{values['until']}"
    else:
        name, title = SUMMARY_GENRE_LABEL[genre_of(values)], values["title"].strip()
        told = title if name in title else f"{name} {title}".strip()
    return f"{told} {entry.number} 第{revision}版"
