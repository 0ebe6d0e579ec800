"""Refuses what a bundle says of things that somebody else has handed over."""

from collections.abc import Collection, Iterable

from inspector_app.services.context import Context
from inspector_app.services.ledger_reading import ENTRY, ISSUE, ReadRow
from inspector_app.services.office_reading import ReadBundle, ReadVisit
from inspector_app.services.received_rows import foreign_row, has_foreign_photo


def refuse_foreign(context: Context, bundle: ReadBundle, *, person: str) -> None:
    """Refuse a bundle of which a row belongs to something else here (BundleRefusedError E100)."""
    for what in _foreign(context, bundle, person):
        from inspector_app.exchange.refusal import BundleRefusedError, Refusal

        raise BundleRefusedError(Refusal.RECORDS, what)


def _foreign(context: Context, bundle: ReadBundle, person: str) -> Iterable[str]:
    for each in (*bundle.records, *bundle.entries):
        if _is_anothers(context, each, person):
            yield f"{each.visit.number} 是另一位督学上报的"
        word = foreign_row(context, each.visit)
        if word or _is_sourced(context, each):
            yield f"{each.visit.number} 里的{word or '问题'}属于另一份记录"
    for photo in bundle.photos:
        if has_foreign_photo(context, [photo], photo.visit_uid):
            yield "照片属于另一份记录"
    recorded = {issue.uid for each in bundle.records for issue in each.visit.issues}
    for row in bundle.rows:
        yield from _foreign_beside(context, row, recorded)


def _is_anothers(context: Context, read: ReadVisit, person: str) -> bool:
    found = context.database.row(
        "SELECT 1 FROM office_revision r JOIN office_chain c ON c.chain = r.chain"
        " WHERE r.visit_uid = ? AND c.inspector_id <> ? LIMIT 1",
        read.visit.uid,
        person,
    )
    return found is not None


def _is_sourced(context: Context, read: ReadVisit) -> bool:
    """Say whether an issue of a record stands here as one that no record found."""
    return any(
        context.database.row("SELECT 1 FROM issue WHERE uid = ? AND visit_id IS NULL", issue.uid)
        for issue in read.visit.issues
    )


def _foreign_beside(context: Context, row: ReadRow, recorded: Collection[str]) -> Iterable[str]:
    if row.kind == ISSUE and (row.uid in recorded or _is_of_a_record(context, row.uid)):
        yield f"{row.content['no']} 是一份记录里的问题"
    known = context.stores.registers.find(row.uid) if row.kind == ENTRY else None
    if known is not None and known.kind != row.content["register"]:
        yield f"{row.content['no']} 的唯一标识是另一种登记的"


def _is_of_a_record(context: Context, issue_uid: str) -> bool:
    found = context.database.row(
        "SELECT 1 FROM issue WHERE uid = ? AND visit_id IS NOT NULL", issue_uid
    )
    return found is not None
