"""At the office: which records are not from their inspector's computer, marked on every list."""

import json
from collections.abc import Iterable, Mapping, Sequence

from inspector_app.domain.labels.visits import source_parts, source_words
from inspector_app.domain.scan import scan_words
from inspector_app.domain.typed import TypedState
from inspector_app.domain.views import RecordLine, VisitSummary
from inspector_app.domain.visit_options import RecordSource
from inspector_app.services.context import Context, Role


def with_sources(context: Context, visits: Iterable[VisitSummary]) -> tuple[VisitSummary, ...]:
    """Return lines of the list of records with their sources."""
    lines = tuple(visits)
    known = _sources(context, [line.uid for line in lines])
    if not known:
        return lines
    scans, said = _scans(context, known), _said(context, known)
    return tuple(
        line._replace(
            source=known.get(line.uid), scan=scans.get(line.uid, ""), said=said.get(line.uid)
        )
        for line in lines
    )


def source_of(context: Context, uid: str) -> str:
    """Return where a record is from, empty where it is its inspector's own: 代录（扫描件第1页）."""
    known = _sources(context, [uid])
    scan, said = _scans(context, known).get(uid, ""), _said(context, known).get(uid)
    return source_words(known.get(uid), scan, said)


def typed_from(context: Context, uids: Sequence[str]) -> Mapping[str, str]:
    """Return what records were typed from, without what their people say of them."""
    known = _sources(context, uids)
    scans = _scans(context, known)
    return {uid: source_words(source, scans.get(uid, "")) for uid, source in known.items()}


def marked(context: Context, lines: tuple[RecordLine, ...]) -> tuple[RecordLine, ...]:
    """Return what stands behind a number, each record with the word for its source."""
    known = _sources(context, [line.visit_uid for line in lines])
    if not known:
        return lines
    scans, said = _scans(context, known), _said(context, known)
    return tuple(
        line._replace(
            text=f"{line.text}（"
            f"{source_parts(known[line.uid], scans.get(line.uid, ''), said.get(line.uid))}）"
        )
        if line.uid in known else line
        for line in lines
    )  # fmt: skip


def _said(context: Context, known: Mapping[str, RecordSource]) -> Mapping[str, TypedState]:
    """Return what people with a computer say of what was typed for them."""
    typed = [uid for uid, source in known.items() if source is RecordSource.TYPED]
    if not typed:
        return {}
    from inspector_app.services.typed_states import states_of

    return states_of(context, typed)


def _sources(context: Context, uids: Sequence[str]) -> Mapping[str, RecordSource]:
    """Return the sources of records; nothing where no laptop hands over and all are typed here."""
    if context.identity.role is not Role.OFFICE:
        return {}
    stores = context.stores
    if not (stores.office.chains() or stores.office_month.marks() or stores.scans.any()):
        return {}
    return stores.office_month.sources(uids)


def _scans(context: Context, known: Iterable[str]) -> Mapping[str, str]:
    """Return which pages of scans records were typed from, as it is told."""
    uids = [*known]
    if not uids or not context.stores.scans.any():
        return {}
    pages = context.stores.scans.pages(json.dumps(uids))
    return {uid: scan_words([*of.values()]) for uid, of in pages.items()}
