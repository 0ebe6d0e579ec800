"""Gathers what a month's bundle holds; a record leaves whole or not at all."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from inspector_app.base.stable_json import stable_digest
from inspector_app.domain.alias import outgoing, outgoing_photos
from inspector_app.domain.issue_event import IssueEvent
from inspector_app.domain.labels.issue_events import EVENT_SOURCE_LABEL, ISSUE_EVENT_LABEL
from inspector_app.domain.labels.visits import VISIT_STATUS_LABEL
from inspector_app.domain.late_entries import LateMonth
from inspector_app.domain.month import Month
from inspector_app.domain.photo import Photo
from inspector_app.domain.views import VisitSummary
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_json import JsonObject, photo_json, visit_json
from inspector_app.domain.visit_options import Joint, VisitStatus
from inspector_app.services.context import Context
from inspector_app.services.joint_rows import joint_rows
from inspector_app.services.late_rows import late_rows
from inspector_app.storage.event_details import details_json

if TYPE_CHECKING:
    from inspector_app.exchange.bundle import Attachment
    from inspector_app.exchange.statement import Superseded


_VOID: Final = VISIT_STATUS_LABEL[VisitStatus.VOIDED]


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleRecords:
    """What a bundle is made of.

    Attributes:
        content: what records.json holds.
        counted_uids: the records and entries that are not void.
        late: the lists that tell 补报 and 更正 of earlier months.
        digest: of the content without what handing over itself changes.
    """

    content: Mapping[str, Any]
    attachments: Sequence["Attachment"] = field(repr=False)
    counts: Mapping[str, int]
    supersedes: Sequence["Superseded"]
    counted_uids: Sequence[str]
    table: JsonObject
    late: Mapping[str, Sequence[JsonObject]]
    digest: str


class ToldMonth(NamedTuple):
    """What a month's table says: its figures as JSON, and 补报 and 更正 of earlier months."""

    table: JsonObject
    late: Sequence[LateMonth]


def gather(
    context: Context,
    *,
    inspector_id: str,
    month: Month,
    visits: Sequence[VisitSummary],
    pdfs: Mapping[str, bytes],
    told: ToldMonth,
) -> BundleRecords:
    """Return the content of a month's bundle of one inspector.

    Args:
        context: the data folder.
        inspector_id: who hands over.
        month: what is handed over.
        visits: the records that leave, and the visits of others that the person was on.
        pdfs: the printed record of each of them.
        told: what the month's table says; the person's own row and late records travel.
    """
    from inspector_app.exchange.statement import SCHEMA

    stores = context.stores
    year = month.period.school_year_start.year
    led = [v for v in visits if v.joint is None]
    joint = [v for v in visits if v.joint is not None]
    entries = [v for v in joint if v.joint is Joint.ENTRY]
    whole = {v.uid: stores.visits.get(v.uid) for v in (*led, *entries)}
    photos = {
        uid: outgoing_photos(visit, stores.photos.of_visit(uid)) for uid, visit in whole.items()
    }
    records = [
        visit_json(outgoing(whole[v.uid]), photos=photos[v.uid])
        for v in sorted(led, key=lambda v: v.number)
    ]
    pictures = {p.sha256: p for group in photos.values() for p in group}
    rows = [photo_row(p) for group in photos.values() for p in group]
    events = [
        event_json(event)
        for record in records
        for issue in record["issues"]
        for event in stores.issue_events.events(issue["uuid"])
    ]
    own = told.table["inspectors"].get(inspector_id)
    content: JsonObject = {
        "schema": SCHEMA,
        "visits": records,
        "issue_events": events,
        "photos": sorted(rows, key=lambda row: (row["visit_uuid"], row["uuid"])),
        "tombstones": tombstone_rows(context, inspector_id, year=year),
        "month_table": {"month": str(month), "inspectors": {inspector_id: own} if own else {}},
    }
    lists = ["visits", "issue_events", "photos", "tombstones"]
    if joint:
        content["joint"] = joint_rows(context, joint)
        lists.append("joint")
    late = late_rows(context, told.late, inspector_id=inspector_id)
    content |= late
    lists += late
    counts = {name: len(content[name]) for name in lists}
    return BundleRecords(
        content=content,
        attachments=[*pictures_of(context, pictures), *documents_of(pdfs)],
        counts=counts,
        supersedes=[s for v in led if (s := superseded(context, whole[v.uid])) is not None],
        counted_uids=[v.uid for v in (*led, *entries) if v.status is not VisitStatus.VOIDED],
        table=told.table,
        late=late,
        digest=_digest(content),
    )


def tombstone_rows(
    context: Context, inspector_id: str, *, year: int | None = None
) -> list[JsonObject]:
    """Return the numbers that a person discarded, of one school year or of all.

    They explain the gaps in the numbers.

    Why stays here: it may name people.
    """
    return [
        {"no": number, "at": at}
        for number, _, at in context.stores.history.tombstones()
        if f"-{'' if year is None else f'{year}-'}{inspector_id}-" in number
    ]


def photo_row(photo: Photo) -> JsonObject:
    """Return what is known of a picture that stands in the same bundle."""
    from inspector_app.exchange.layout import photo_path

    return {**photo_json(photo), "file": photo_path(photo.sha256, suffix=photo.suffix)}


def pictures_of(context: Context, pictures: Mapping[str, Photo]) -> list["Attachment"]:
    """Return pictures by their SHA-256 as they travel in a bundle."""
    from inspector_app.exchange.bundle import Attachment
    from inspector_app.exchange.layout import photo_path

    return [
        Attachment(
            path=photo_path(sha256, suffix=photo.suffix),
            sha256=sha256,
            size=photo.size,
            label=f"照片 {photo.file_name}",
            # Nobody counts it again: what is wrong in the row shows when the file is read back.
            crc32=photo.crc32 or None,
            read=lambda sha256=sha256: context.vault.get(sha256),  # type: ignore[misc]
            is_present=lambda sha256=sha256: context.vault.has(sha256),  # type: ignore[misc]
        )
        for sha256, photo in pictures.items()
    ]


def documents_of(pdfs: Mapping[str, bytes]) -> list["Attachment"]:
    """Return printed records by the uid of their record as they travel in a bundle."""
    from inspector_app.exchange.bundle import Attachment
    from inspector_app.exchange.layout import document_path

    return [
        Attachment(
            path=document_path(uid),
            sha256=hashlib.sha256(pdf).hexdigest(),
            size=len(pdf),
            label="记录的 PDF",
            read=lambda pdf=pdf: pdf,  # type: ignore[misc]
            is_present=lambda: True,
        )
        for uid, pdf in pdfs.items()
    ]


def event_json(event: IssueEvent) -> JsonObject:
    """Return what happened to an issue as it travels."""
    return {
        "uuid": event.uid,
        "issue_uuid": event.issue_uid,
        "seq": event.seq,
        "kind": event.kind.value,
        "label": ISSUE_EVENT_LABEL[event.kind],
        "effective_on": event.effective_on.isoformat(),
        "recorded_at": event.recorded_at,
        "actor": event.actor,
        "origin": event.origin,
        "source": EVENT_SOURCE_LABEL[event.source],
        "until": None if event.until is None else event.until.isoformat(),
        "note": event.note,
        "details": details_json(event.details),
    }


def superseded(context: Context, visit: Visit) -> "Superseded | None":
    """Return what a corrected or voided record replaces: every filed revision before it."""
    from inspector_app.exchange.statement import Superseded

    revisions = context.stores.history.revisions(visit.uid)
    void = visit.status is VisitStatus.VOIDED
    earlier = [r for r in revisions if r.revision < visit.revision or void]
    if not earlier:
        return None
    return Superseded(
        kind="visit",
        id=visit.uid,
        rev=visit.revision,
        replaces=tuple(r.digest for r in earlier),
        reason=visit.reason,
    )


def _digest(content: Mapping[str, Any]) -> str:
    compared = {
        **content,
        # Handing over makes 已上报 of 已定稿; only 作废 says something of its own.
        **{
            name: [{**row, "status": row["status"] == _VOID} for row in content[name]]
            for name in ("visits", "joint")
            if name in content
        },
        # A draft of another month given up is no news of this one.
        "tombstones": [],
    }
    return stable_digest(compared)
