"""Revisions of received records as the rules of the office read them."""

from inspector_app.office.revisions import Revision
from inspector_app.storage.office_matters import RevisionRow


def revision_of(row: RevisionRow) -> Revision:
    """Return what decides which revision counts."""
    return Revision(
        chain=row.chain, number=row.number, void=row.void, digest=row.digest,
        filed_at=row.filed_at, frozen=row.frozen, replaces=frozenset(row.replaces),
    )  # fmt: skip
