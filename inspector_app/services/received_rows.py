"""What taking a record over from elsewhere writes beside the record itself."""

from collections.abc import Collection, Mapping
from typing import Any

from inspector_app.base.stable_json import stable_digest
from inspector_app.domain.photo import Photo
from inspector_app.domain.views import RevisionSummary
from inspector_app.domain.visit import Visit
from inspector_app.services.context import Context
from inspector_app.services.row_checks import ROWS

# The row of each picture with its thumbnail, by the uid of the picture.
Pictures = Mapping[str, tuple[Photo, bytes]]


def foreign_row(context: Context, visit: Visit) -> str:
    """Return in Chinese which row of a record another record of this folder holds, if one does."""
    for table, (word, attribute) in ROWS.items():
        for row in getattr(visit, attribute):
            found = context.database.row(
                f"SELECT 1 FROM {table} r JOIN visit v ON v.id = r.visit_id"  # noqa: S608 - names of ours
                " WHERE r.uid = ? AND v.uid <> ?",
                row.uid,
                visit.uid,
            )
            if found:
                return word
    return ""


def has_foreign_photo(context: Context, photos: Collection[Photo], visit_uid: str) -> bool:
    """Say whether one of these pictures hangs on another record of this folder."""
    return any(
        context.database.row(
            "SELECT 1 FROM photo WHERE uid = ? AND visit_uid <> ?", photo.uid, visit_uid
        )
        for photo in photos
    )


def hang(context: Context, pictures: Pictures, *, origin: str) -> None:
    """Write the rows of pictures that are stored."""
    photos, now = context.stores.photos, context.now_text()
    for uid, (photo, thumbnail) in pictures.items():
        known = context.database.row("SELECT 1 FROM photo WHERE uid = ?", uid)
        if known is None:
            photos.insert(photo, thumbnail=thumbnail, added_at=now, origin=origin)
            continue
        photos.mark_removed(uid, at=None)
        photos.update(
            uid, owner=photo.owner, owner_uid=photo.owner_uid, role=photo.role,
            caption=photo.caption, ordinal=photo.ordinal,
        )  # fmt: skip


def freeze(context: Context, visit: Visit, content: Mapping[str, Any]) -> None:
    """Keep a revision of a record as it was read; the first of a number stays."""
    history = context.stores.history
    if visit.revision in {r.revision for r in history.revisions(visit.uid)}:
        return
    summary = RevisionSummary(
        revision=visit.revision,
        reason=visit.reason,
        filed_at=visit.filed_at,
        digest=stable_digest(dict(content)),
        actor=visit.lead_id,
    )
    history.add_revision(visit.uid, summary, dict(content))
