"""Which revision of a received record counts, and which pictures it names."""

from inspector_app.office.revisions import Standing, standing
from inspector_app.services.context import Context
from inspector_app.services.office_revisions import revision_of


def standing_of(context: Context, visit_uid: str) -> Standing | None:
    """Return what holds of a record, None where nothing of it was received."""
    rows = context.stores.office_matters.revisions(visit_uid)
    return standing([revision_of(row) for row in rows]) if rows else None


def named_photos(context: Context, visit_uid: str) -> frozenset[str] | None:
    """Return the pictures of the revision that counts; None where it does not say."""
    found = standing_of(context, visit_uid)
    if found is None:
        return None
    counts = found.counts
    content = context.stores.office_matters.content(
        visit_uid, chain=counts.chain, digest=counts.digest
    )
    if "photos" not in content:
        return None
    return frozenset(str(row["uuid"]) for row in content["photos"])
