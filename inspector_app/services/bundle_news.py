"""What has not left for the office yet: records, the ledger, pictures; each row leaves once.

Records and rows of the ledger travel as they come, without pictures and a few kilobytes at a time.
The month is a closing statement over them: it names every record by revision, brings what is still
missing, and the pictures.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from inspector_app.base.stable_json import stable_digest
from inspector_app.domain.alias import outgoing, outgoing_photos
from inspector_app.domain.labels.visits import VISIT_STATUS_LABEL
from inspector_app.domain.photo import Photo
from inspector_app.domain.views import VisitSummary
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_json import JsonObject, photo_json, said_of_issue, visit_json
from inspector_app.domain.visit_options import Joint, VisitStatus
from inspector_app.services.bundle_content import (
    documents_of,
    event_json,
    photo_row,
    pictures_of,
    superseded,
    tombstone_rows,
)
from inspector_app.services.bundle_ledger import (
    ENTRIES,
    ISSUES,
    REPLIES,
    LeavingRow,
    answers_to_returns,
    answers_to_tasks,
    answers_to_typed,
    entries,
    numbers_used,
    replies,
    sourced_issues,
)
from inspector_app.services.context import Context
from inspector_app.services.joint_rows import joint_rows
from inspector_app.services.number_rows import NUMBERS
from inspector_app.services.return_rows import RETURNS
from inspector_app.services.task_rows import TASK_EVENTS
from inspector_app.services.typed_rows import TYPED_ANSWERS
from inspector_app.storage.bundles import SentRow

if TYPE_CHECKING:
    from inspector_app.exchange.bundle import Attachment
    from inspector_app.exchange.statement import Superseded

VISITS: Final = "visits"
EVENTS: Final = "issue_events"
PHOTOS: Final = "photos"
FOLLOWING: Final = "following"
TOMBSTONES: Final = "tombstones"
DOCUMENTS: Final = "documents"
JOINT: Final = "joint"
CLOSING: Final = "closing"

_VOID: Final = VISIT_STATUS_LABEL[VisitStatus.VOIDED]
# Of a record that is filed these change all the same; events and pictures tell them.
_CHANGING: Final = ("photos", "status")


class Picture(NamedTuple):
    """A picture that leaves: its row, and the file beside it."""

    row: JsonObject
    attachment: "Attachment"

    @property
    def sent(self) -> SentRow:
        """What it is noted by."""
        return _photo_sent(self.row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What the closing statement of a month says over the records that have left.

    Attributes:
        led: every record of the month that counts or was made void.
        joint: the visits of others that the person was on.
        table: the month's table; the person's own row travels.
        pdfs: the printed records that have not left, by the uid of their record.
        late: the lists that tell 补报 and 更正 of earlier months.
    """

    month: str
    led: Sequence[VisitSummary]
    joint: Sequence[VisitSummary]
    table: JsonObject
    pdfs: Mapping[str, bytes]
    late: Mapping[str, Sequence[JsonObject]]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What leaves.

    Attributes:
        lists: the rows of each list of records.json, pictures apart.
        plain: what stands in records.json beside the lists.
        sent: what is noted of all of it, pictures apart.
        pictures: those that leave now.
        announced: rows of pictures that belong to these records and leave another time.
        documents: printed records.
        supersedes: which filed revisions are replaced.
        corrected: whether every record in it replaces one that has left.
        visit_uids: the records that count among those that leave.
    """

    lists: Mapping[str, Sequence[JsonObject]]
    plain: JsonObject
    sent: Sequence[SentRow]
    pictures: Sequence[Picture] = field(repr=False)
    announced: Sequence[JsonObject]
    documents: Sequence["Attachment"] = field(repr=False)
    supersedes: Sequence["Superseded"]
    corrected: bool
    visit_uids: Sequence[str]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing new to be told."""
        return not (any(self.lists.values()) or self.pictures or self.documents)

    def count(self, name: str) -> int:
        """Return how many rows a list has."""
        return len(self.lists.get(name, ()))


def news_of(
    context: Context,
    *,
    inspector_id: str,
    visits: Sequence[VisitSummary],
    closing: Closing | None = None,
) -> News:
    """Return what has not left yet of a person's records and ledger.

    Args:
        context: the data folder.
        inspector_id: whose.
        visits: the person's filed and void records that are looked at; others of which something
            has left are looked at for events and pictures.
        closing: of a month that is closed with it; its pictures leave too.
    """
    read = _Reader(context)
    led = _distinct([*visits, *(closing.led if closing else ())])
    fresh = [
        each for each in map(read.record, (v.uid for v in led)) if not read.has_left(each.sent)
    ]
    lists: dict[str, Sequence[JsonObject]] = {VISITS: [each.row for each in fresh]}
    sent = [each.sent for each in fresh]
    for name, rows in _ledger(context, inspector_id, fresh):
        new = [each for each in rows if not read.has_left(each.sent)]
        lists[name] = [each.row for each in new]
        sent += [each.sent for each in new]
    events = read.events(fresh, lists[ISSUES])
    lists[EVENTS] = [each.row for each in events]
    sent += [each.sent for each in events]
    going = _pictures_of_closing(read, fresh, closing)
    uids = {picture.row["uuid"] for picture in going}
    told = [row for each in fresh for row in each.row["photos"] if row["uuid"] not in uids]
    pdfs = dict(closing.pdfs) if closing else {}
    if closing:
        lists |= _closing_lists(context, read, closing)
    visits_by_uid = {each.sent.uid: read.visit(each.sent.uid) for each in fresh}
    replaced = [s for v in visits_by_uid.values() if (s := superseded(context, v)) is not None]
    return News(
        lists={name: rows for name, rows in lists.items() if rows or name in _ALWAYS},
        plain=_plain(closing, inspector_id),
        sent=[*sent, *(document_sent(read.visit(uid)) for uid in pdfs)],
        pictures=going,
        announced=told,
        documents=documents_of(pdfs),
        supersedes=replaced,
        corrected=bool(fresh) and len(replaced) == len(fresh),
        visit_uids=[u for u, v in visits_by_uid.items() if v.status is not VisitStatus.VOIDED],
    )


_ALWAYS: Final = frozenset({VISITS, EVENTS})


def record_sent(context: Context, visit_uid: str) -> SentRow:
    """Return what a record is noted by when it leaves as it stands here."""
    return _Reader(context).record(visit_uid).sent


def document_sent(visit: Visit) -> SentRow:
    """Return what the printed record of a visit is noted by: one for each filed revision."""
    void = "void" if visit.status is VisitStatus.VOIDED else ""
    return SentRow(DOCUMENTS, visit.uid, f"{visit.revision}{void}")


def _photo_sent(row: Mapping[str, Any]) -> SentRow:
    return SentRow(PHOTOS, row["uuid"], row["sha256"])


def _distinct(visits: Iterable[VisitSummary]) -> list[VisitSummary]:
    return sorted({v.uid: v for v in visits}.values(), key=lambda v: v.number)


class _Reader:
    """Reads the rows of one data folder as they leave; each record once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._visits: dict[str, Visit] = {}

    def has_left(self, sent: SentRow) -> bool:
        return self._context.stores.bundles.has_left(sent)

    def visit(self, uid: str) -> Visit:
        if uid not in self._visits:
            self._visits[uid] = self._context.stores.visits.get(uid)
        return self._visits[uid]

    def record(self, uid: str) -> LeavingRow:
        visit = self.visit(uid)
        row = visit_json(outgoing(visit), photos=self.photos(uid))
        sent = SentRow(VISITS, uid, _content_of(row))
        return LeavingRow(sent, row | self._frozen(visit))

    def _frozen(self, visit: Visit) -> JsonObject:
        """Return the digest under which a later revision names this one as replaced."""
        if visit.status is VisitStatus.VOIDED:
            return {}
        kept = self._context.stores.history.revisions(visit.uid)
        found = next((each for each in kept if each.revision == visit.revision), None)
        return {} if found is None else {"digest": found.digest}

    def photos(self, visit_uid: str) -> tuple[Photo, ...]:
        of_visit = self._context.stores.photos.of_visit(visit_uid)
        return outgoing_photos(self.visit(visit_uid), of_visit)

    def pictures(self, visit_uids: Iterable[str]) -> Iterator[Picture]:
        for uid in visit_uids:
            photos = [p for p in self.photos(uid) if not self.has_left(_photo_sent(photo_json(p)))]
            files = {a.sha256: a for a in pictures_of(self._context, {p.sha256: p for p in photos})}
            yield from (Picture(photo_row(p), files[p.sha256]) for p in photos)

    def visits_with_pictures(self) -> tuple[str, ...]:
        return self._context.stores.bundles.visits_with_pictures()

    def events(
        self, fresh: Iterable[LeavingRow], sourced: Iterable[JsonObject]
    ) -> list[LeavingRow]:
        """Return what has happened to issues that leave now or have left, as far as it is new."""
        leaving = [issue["uuid"] for each in fresh for issue in each.row["issues"]]
        leaving += [row["uuid"] for row in sourced]
        known = self._context.stores.bundles.issues_with_news()
        found = []
        for uid in dict.fromkeys((*leaving, *known)):
            for event in self._context.stores.issue_events.events(uid):
                row = LeavingRow(SentRow(EVENTS, event.uid), event_json(event))
                if not self.has_left(row.sent):
                    found.append(row)
        return found


def _content_of(row: JsonObject) -> str:
    said = {name: value for name, value in row.items() if name not in _CHANGING}
    said["issues"] = [said_of_issue(issue) for issue in row["issues"]]
    return stable_digest({**said, "void": row["status"] == _VOID})


def _ledger(
    context: Context, inspector_id: str, fresh: Sequence[LeavingRow]
) -> Iterator[tuple[str, Sequence[LeavingRow]]]:
    sourced = list(sourced_issues(context, inspector_id))
    yield ISSUES, sourced
    yield ENTRIES, list(entries(context, inspector_id))
    yield REPLIES, list(replies(context, _issues_told(context, fresh, sourced)))
    yield RETURNS, list(answers_to_returns(context, inspector_id))
    yield NUMBERS, list(numbers_used(context, inspector_id))
    yield TASK_EVENTS, list(answers_to_tasks(context, inspector_id))
    yield TYPED_ANSWERS, list(answers_to_typed(context, inspector_id))
    discarded = tombstone_rows(context, inspector_id)
    yield TOMBSTONES, [LeavingRow(SentRow(TOMBSTONES, row["no"]), row) for row in discarded]


def _issues_told(
    context: Context, fresh: Sequence[LeavingRow], sourced: Sequence[LeavingRow]
) -> Collection[str]:
    """Return the uids of all issues that the office knows of when this has arrived."""
    fresh_issues = {issue["uuid"] for each in fresh for issue in each.row["issues"]}
    left = context.stores.bundles.issues_left()
    return left | fresh_issues | {each.sent.uid for each in sourced}


def _pictures_of_closing(
    read: _Reader, fresh: Sequence[LeavingRow], closing: Closing | None
) -> list[Picture]:
    if closing is None:
        return []
    entered = [v.uid for v in closing.joint if v.joint is Joint.ENTRY]
    uids = [*(each.sent.uid for each in fresh), *(v.uid for v in closing.led), *entered]
    return list(read.pictures(dict.fromkeys((*uids, *read.visits_with_pictures()))))


def _closing_lists(
    context: Context, read: _Reader, closing: Closing
) -> dict[str, Sequence[JsonObject]]:
    rows = [
        {
            "uuid": line.uid,
            "no": line.number,
            "revision": read.visit(line.uid).revision,
            "void": line.status is VisitStatus.VOIDED,
        }
        for line in _distinct(closing.led)
    ]
    return {CLOSING: rows, JOINT: joint_rows(context, closing.joint), **closing.late}


def _plain(closing: Closing | None, inspector_id: str) -> JsonObject:
    if closing is None:
        return {}
    own = closing.table["inspectors"].get(inspector_id)
    inspectors = {inspector_id: own} if own else {}
    return {"month_table": {"month": closing.month, "inspectors": inspectors}}
