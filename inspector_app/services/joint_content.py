"""What a file for peers holds: one filed record, as it was filed, its teachers as 代称."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from inspector_app.base.stable_json import stable_digest
from inspector_app.domain.alias import outgoing, outgoing_photos
from inspector_app.domain.issue_event import EventSource
from inspector_app.domain.labels.visits import VISIT_STATUS_LABEL
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_json import JsonObject, photo_json, visit_json
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.services.bundle_content import event_json, pictures_of
from inspector_app.services.context import Context
from inspector_app.services.lookup import ContextLookup, FrozenLookup
from inspector_app.services.visit_reader import read_visit

if TYPE_CHECKING:
    from inspector_app.exchange.bundle import Attachment

PEERS: Final = "x_peers"
"""The key of the statement that names whom the record is for."""
# What became of an issue later is told to the office, not to those who went along.
_OF_RECORD: Final = frozenset({EventSource.FORM, EventSource.IMPORT})
_MASKED: Final[tuple[str, ...]] = (
    "host", "others", "feedback_to", "plan_text", "narrative", "merits", "advice", "lessons",
    "interviews", "questionnaires", "draws", "checklists", "forms",
)  # fmt: skip
"""What ``outgoing`` changes of a record; all the rest is told as it was filed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JointRecord:
    """One record as it goes to its peers.

    Attributes:
        peers: the 督学编号 of all that any filed revision names: who is taken off must learn it.
        kept_back: pictures with the faces of minors, which go to the 督导室 alone.
        digest: of all that is in it.
    """

    content: Mapping[str, Any]
    attachments: Sequence["Attachment"] = field(repr=False)
    peers: tuple[str, ...]
    photos: int
    kept_back: int
    digest: str

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows each list has."""
        return {name: len(self.content[name]) for name in ("visits", "issue_events", "photos")}


def joint_record(context: Context, visit: Visit) -> JointRecord:
    """Return a filed or voided record as it goes to its peers."""
    from inspector_app.exchange.layout import photo_path
    from inspector_app.exchange.statement import SCHEMA

    stores = context.stores
    every = stores.photos.of_visit(visit.uid)
    photos = tuple(p for p in every if not p.shows_minors)
    frozen = [stores.history.content(visit.uid, r.revision)
              for r in stores.history.revisions(visit.uid)]  # fmt: skip
    record = {**(frozen[-1] if frozen else visit_json(visit))}
    filed = _as_filed(context, record)
    photos = outgoing_photos(filed, photos)
    record["photos"] = [photo_json(photo) for photo in photos]
    record |= {"status": _status(visit), "reason": visit.reason}
    leaving = visit_json(outgoing(filed))
    record |= {name: leaving[name] for name in _MASKED if name in leaving}
    events = [
        event_json(event)
        for issue in record["issues"]
        for event in stores.issue_events.events(issue["uuid"])
        if event.source in _OF_RECORD
    ]
    rows = [{**photo_json(p), "file": photo_path(p.sha256, suffix=p.suffix)} for p in photos]
    named = [visit.peer_ids, *(revision["peers"] for revision in frozen)]
    peers = tuple(sorted({peer for group in named for peer in group} - {visit.lead_id}))
    content = {"schema": SCHEMA, "visits": [record], "issue_events": events, "photos": rows}
    return JointRecord(
        content=content,
        attachments=pictures_of(context, {p.sha256: p for p in photos}),
        peers=peers,
        photos=len(photos),
        kept_back=len(every) - len(photos),
        digest=stable_digest({**content, "peers": list(peers)}),
    )


def _as_filed(context: Context, record: JsonObject) -> Visit:
    """Return as much of a record as leaves in other words."""
    told = {name: record[name] for name in _MASKED if name in record}
    lookup = FrozenLookup(record, ContextLookup(context))
    empty = Visit(uid=record["uuid"], number=record["no"], school=None, visited_on=None,
                  lead_id=record["lead"])  # fmt: skip
    return read_visit(told, lookup, into=empty)


def _status(visit: Visit) -> str:
    void = visit.status is VisitStatus.VOIDED
    return VISIT_STATUS_LABEL[VisitStatus.VOIDED if void else VisitStatus.FILED]
