"""Reads the records of a bundle whose signature and chain were checked, for the office."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from inspector_app.base.errors import InputError, NotFoundError
from inspector_app.base.stable_json import stable_digest
from inspector_app.domain.district_figures import KeptMonth
from inspector_app.domain.issue_event import EventDetails, IssueEvent
from inspector_app.domain.labels.visits import JOINT_LABEL, VISIT_STATUS_LABEL
from inspector_app.domain.month import Month
from inspector_app.domain.number_events import NumberEvent
from inspector_app.domain.photo import Photo
from inspector_app.domain.returned import ReturnEvent
from inspector_app.domain.task_progress import TaskEvent
from inspector_app.domain.typed import TypedEvent
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_json import JsonObject, said_of_issue
from inspector_app.domain.visit_options import Joint, VisitStatus
from inspector_app.services.context import Context
from inspector_app.services.district_held import HeldDistricts
from inspector_app.services.ledger_reading import (
    ISSUE,
    HeldEvent,
    ReadRow,
    ToFollow,
    read_following,
    read_rows,
)
from inspector_app.services.lookup import ContextLookup
from inspector_app.services.number_rows import read_numbers
from inspector_app.services.office_owners import has_taken_on, is_theirs
from inspector_app.services.record_reading import (
    NUMBER_LENGTH,
    UnsoundError,
    instant_of,
    objects,
    read_event_row,
    read_photo_row,
    read_record_row,
    text_of,
    uid_of,
)
from inspector_app.services.return_rows import read_of_laptop
from inspector_app.services.task_rows import TASK_EVENTS, read_events
from inspector_app.services.typed_rows import TYPED_ANSWERS, read_answers
from inspector_app.storage.event_details import details_json, details_of
from inspector_app.storage.office_matters import ReferenceRow

if TYPE_CHECKING:
    from inspector_app.exchange.verify import Verified

FROZEN: Final = "digest"
"""Of a row of ``visits``: the digest under which a later revision names it as replaced."""
READS: Final = 4
"""How much of a bundle is read: what a program took in that read less of it is read again."""
_EXTENSION: Final = "x_"
_VOID: Final = VISIT_STATUS_LABEL[VisitStatus.VOIDED]
_ROWS: Final = ("merits", "issues", "interviews", "questionnaires", "draws", "photos")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadVisit:
    """A record, or a 同行登记, as a bundle holds it.

    Attributes:
        digest: of what it says, without what handing over and later events change.
        frozen: under which later revisions name it, empty where that was not told.
        replaces: what the statement says that it replaces.
    """

    visit: Visit
    content: Mapping[str, Any] = field(repr=False)
    digest: str
    frozen: str
    replaces: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBundle:
    """Everything that a bundle holds.

    Attributes:
        files: path of each picture in the archive, by the uid of the picture.
        references: records of others that it names.
        tombstones: number and instant of each discarded record.
        report: the month with the person's own row, if there is one.
        documents: path of each printed record, by the uid of the record.
        returns: what was done about records that were sent back.
        numbers: which 文号 were used or made void.
        tasks: what was done about tasks besides records.
        district: what is kept of a district's month, beside the bundle that the in-tray keeps.
        rows: entries of registers, issues of other sources and replies.
        held: events of issues that are not here yet, or that are another's.
        following: pictures that come with later bundles.
    """

    records: tuple[ReadVisit, ...]
    entries: tuple[ReadVisit, ...]
    events: tuple[IssueEvent, ...]
    photos: tuple[Photo, ...]
    files: Mapping[str, str]
    references: tuple[ReferenceRow, ...]
    tombstones: tuple[tuple[str, str], ...]
    report: tuple[str, Mapping[str, Any]] | None
    documents: Mapping[str, str]
    rows: tuple[ReadRow, ...]
    held: tuple[HeldEvent, ...]
    following: tuple[ToFollow, ...]
    returns: tuple[ReturnEvent, ...] = ()
    numbers: tuple[NumberEvent, ...] = ()
    tasks: tuple[TaskEvent, ...] = ()
    typed: tuple[TypedEvent, ...] = ()
    district: KeptMonth | None = None


def read_bundle(context: Context, verified: "Verified") -> ReadBundle:
    """Return what a bundle holds, inside the caller's read.

    Raises:
        BundleRefusedError: E100; none of it may be used.
    """
    from inspector_app.exchange.statement import BundleType
    from inspector_app.services.districts import check_district

    with unsound_refused():
        if verified.statement.type is BundleType.DISTRICT:
            found = check_district(context, verified)
            return replace(_NO_RECORDS, district=HeldDistricts(context).read(found))
        return _Reading(context, verified).bundle()


@contextmanager
def unsound_refused() -> Iterator[None]:
    """Refuse a bundle (BundleRefusedError, E100) whose rows this program could not have written.

    What one bundle holds must never end a look at all the others: whatever a row is wrong in, and
    wherever that shows, is the bundle's.
    """
    from inspector_app.exchange.refusal import BundleRefusedError, Refusal

    try:
        yield
    except (UnsoundError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise BundleRefusedError(Refusal.RECORDS, str(error)[:80]) from error
    except (InputError, NotFoundError) as error:
        raise BundleRefusedError(Refusal.RECORDS, error.sentence) from error


# A district's month is asked of the bundle itself, which the in-tray keeps.
_NO_RECORDS: Final = ReadBundle(
    records=(), entries=(), events=(), photos=(), files={}, references=(), tombstones=(),
    report=None, documents={}, rows=(), held=(), following=(),
)  # fmt: skip


def read_kept(context: Context, content: Mapping[str, Any], *, entry: bool) -> Visit:
    """Return the record of a revision that was kept."""
    said = said_of_record(context, content, entry=entry)
    return read_record_row(context, said, joint=Joint.ENTRY if entry else None)


def said_of_record(
    context: Context, content: Mapping[str, Any], *, entry: bool
) -> Mapping[str, Any]:
    """Return a row as a record is frozen here, without what stands beside it in a bundle."""
    return _entry_content(context, content) if entry else _known(content)


class _Reading:
    """One bundle while it is read."""

    def __init__(self, context: Context, verified: "Verified") -> None:
        self._context = context
        self._statement = verified.statement
        self._records: Mapping[str, Any] = verified.records
        self._paths = {file.path: file for file in verified.payload}
        self._person = verified.statement.inspector.id
        self._chain = verified.statement.chain
        self._replaces = {(row.id, row.rev): row.replaces for row in verified.statement.supersedes}

    def bundle(self) -> ReadBundle:
        records = tuple(self._record(row) for row in self._list("visits"))
        joint = self._list("joint")
        entries = tuple(
            self._entry(row) for row in joint if row["kind"] == JOINT_LABEL[Joint.ENTRY]
        )
        visits = {each.visit.uid: each.visit for each in (*records, *entries)}
        if len(visits) != len(records) + len(entries):
            msg = "同一份记录在包里有两份"
            raise UnsoundError(msg)
        rows = self._list("photos")
        photos = tuple(self._photos(rows, visits))
        beside = read_rows(self._context, self._records, person=self._person)
        known, held = self._events(visits, {row.uid for row in beside if row.kind == ISSUE})
        return ReadBundle(
            records=records,
            entries=entries,
            events=known,
            photos=photos,
            files={p.uid: str(row["file"]) for p, row in zip(photos, rows, strict=True)},
            references=tuple(
                self._reference(row) for row in joint if row["kind"] == JOINT_LABEL[Joint.TAKEN]
            ),
            tombstones=tuple(
                (text_of(row["no"], most=NUMBER_LENGTH), instant_of(row["at"]))
                for row in self._list("tombstones")
            ),
            report=self._report(),
            documents=self._documents(visits),
            returns=read_of_laptop(self._records.get("returns", []), actor=self._person),
            numbers=read_numbers(self._records, actor=self._person, chain=self._chain),
            tasks=read_events(self._records.get(TASK_EVENTS, []), person_id=self._person),
            typed=read_answers(self._records.get(TYPED_ANSWERS, []), actor=self._person),
            rows=beside,
            held=held,
            following=read_following(self._records),
        )

    def _list(self, name: str) -> Sequence[Mapping[str, Any]]:
        return objects(self._records.get(name, []))

    def _record(self, row: Mapping[str, Any]) -> ReadVisit:
        visit = read_record_row(self._context, _known(row))
        if visit.lead_id != self._person:
            msg = f"{visit.number} 的责任督学不是上报人"
            raise UnsoundError(msg)
        for photo in objects(row.get("photos", [])):
            uid_of(photo["uuid"])
        return self._read(visit, row)

    def _entry(self, row: Mapping[str, Any]) -> ReadVisit:
        content = _entry_content(self._context, row)
        visit = read_record_row(self._context, content, joint=Joint.ENTRY)
        if visit.peer_ids != (self._person,):
            msg = f"同行登记 {visit.number} 不是上报人的"
            raise UnsoundError(msg)
        return self._read(visit, row)

    def _read(self, visit: Visit, row: Mapping[str, Any]) -> ReadVisit:
        frozen = row.get(FROZEN, "")
        return ReadVisit(
            visit=visit,
            content=row,
            digest=_digest(row),
            frozen=frozen if isinstance(frozen, str) else "",
            replaces=tuple(self._replaces.get((visit.uid, visit.revision), ())),
        )

    def _events(
        self, visits: Mapping[str, Visit], sourced: Collection[str]
    ) -> tuple[tuple[IssueEvent, ...], tuple[HeldEvent, ...]]:
        """Return what happened to this person's issues, and to issues that are not here."""
        here = {issue.uid for visit in visits.values() for issue in visit.issues} | set(sourced)
        known: list[IssueEvent] = []
        held: list[HeldEvent] = []
        for row in self._list("issue_events"):
            issue = text_of(row["issue_uuid"], most=NUMBER_LENGTH)
            event = read_event_row(row, issues={issue})
            event = replace(event, details=_details(row.get("details", {})))
            if issue in here or is_theirs(self._context, issue, self._person):
                known.append(event)
            else:
                held.append(HeldEvent(uid=event.uid, issue_uid=issue, content=row))
        return tuple(known), tuple(held)

    def _photos(
        self, rows: Sequence[Mapping[str, Any]], visits: Mapping[str, Visit]
    ) -> Iterator[Photo]:
        for place, row in enumerate(rows, 1):
            uid = uid_of(row["visit_uuid"])
            visit = visits.get(uid) or self._context.stores.visits.find(uid)
            people = () if visit is None else (visit.lead_id, *visit.peer_ids)
            took_on = visit is not None and has_taken_on(
                self._context, visit.school_code, self._person
            )
            if visit is None or not (self._person in people or took_on):
                msg = "照片的记录不在包里，也没有先收到"
                raise UnsoundError(msg)
            yield read_photo_row(row, visit=visit, place=place)

    def _reference(self, row: Mapping[str, Any]) -> ReferenceRow:
        return ReferenceRow(
            visit_uid=uid_of(row["uuid"]),
            named_by=self._person,
            number=text_of(row["no"], most=NUMBER_LENGTH),
            school_code=text_of(row["school"], most=NUMBER_LENGTH),
            visited_on=text_of(row["date"], most=10),
            lead_id=text_of(row["lead"], most=NUMBER_LENGTH),
        )

    def _report(self) -> tuple[str, Mapping[str, Any]] | None:
        table = self._records.get("month_table")
        if table is None:
            return None
        own = table["inspectors"].get(self._person)
        month = str(Month.parse(table["month"]))
        if own is not None and not isinstance(own, dict):
            msg = "month_table 的写法不符"
            raise UnsoundError(msg)
        return None if own is None else (month, own)

    def _documents(self, visits: Mapping[str, Visit]) -> Mapping[str, str]:
        from inspector_app.exchange.layout import document_path

        wanted = {uid: document_path(uid) for uid in visits}
        return {uid: path for uid, path in wanted.items() if path in self._paths}


def _known(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a row without what stands beside the record, or what a later program has added."""
    return {
        name: value for name, value in row.items()
        if name != FROZEN and not name.startswith(_EXTENSION)
    }  # fmt: skip


def _entry_content(context: Context, row: Mapping[str, Any]) -> JsonObject:
    """Return a 同行登记 as a record of which only the place and the lessons are known."""
    school = ContextLookup(context).school(text_of(row["school"], most=NUMBER_LENGTH))
    names = ("uuid", "no", "revision", "status", "reason", "date", "session", "lead", "peers",
             "lessons")  # fmt: skip
    return {
        **{name: row[name] for name in names},
        **{name: [] for name in _ROWS},
        "school": school.code,
        "school_name": school.name,
        "school_kind": school.kind,
        "school_ownership": school.ownership,
        "filed_at": "",
        "created_at": "",
        "origin": "joint",
    }


def _details(given: object) -> EventDetails:
    if not isinstance(given, dict):
        msg = "问题经过的佐证写法不符"
        raise UnsoundError(msg)
    found = details_of(given)
    texts = (found.person, found.at, found.reference, found.visit_uid, found.reply_uid)
    lists = (*found.documents, *found.photos)
    given_texts: tuple[object, ...] = (*texts, *lists)
    if not all(isinstance(text, str) and len(text) <= 1_000 for text in given_texts):
        msg = "问题经过的佐证写法不符"
        raise UnsoundError(msg)
    # What can be written again is what this program can have written.
    stable_digest(details_json(found))
    return found


def _digest(row: Mapping[str, Any]) -> str:
    """Return the digest of what a row says: what its issues came to, and 已上报, is not of it."""
    said = {
        **{name: value for name, value in row.items() if name not in {FROZEN, "photos", "record"}},
        "status": row["status"] == _VOID,
        "issues": [said_of_issue(dict(issue)) for issue in row.get("issues", [])],
    }
    return stable_digest(said)
