"""At the office: which records are not from their inspector's computer, marked on every list."""

from collections.abc import Iterable, Mapping

from inspector_app.domain.labels.visits import RECORD_SOURCE_LABEL
from inspector_app.domain.views import RecordLine, VisitSummary
from inspector_app.domain.visit_options import RecordSource
from inspector_app.services.context import Context, Role


def with_sources(context: Context, visits: Iterable[VisitSummary]) -> tuple[VisitSummary, ...]:
    """Return lines of the list of records with their sources."""
    lines = tuple(visits)
    known = _sources(context, (line.uid for line in lines))
    return tuple(line._replace(source=known.get(line.uid)) for line in lines) if known else lines


def marked(context: Context, lines: tuple[RecordLine, ...]) -> tuple[RecordLine, ...]:
    """Return what stands behind a number, each record with the word for its source."""
    known = _sources(context, (line.visit_uid for line in lines))
    if not known:
        return lines
    return tuple(
        line._replace(text=f"{line.text}（{RECORD_SOURCE_LABEL[known[line.uid]]}）")
        if line.uid in known else line
        for line in lines
    )  # fmt: skip


def _sources(context: Context, uids: Iterable[str]) -> Mapping[str, RecordSource]:
    """Return the sources of records; nothing where no laptop hands over and all are typed here."""
    if context.identity.role is not Role.OFFICE:
        return {}
    if not context.stores.office.chains() and not context.stores.office_month.marks():
        return {}
    return context.stores.office_month.sources(uids)
