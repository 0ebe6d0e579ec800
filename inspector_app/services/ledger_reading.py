"""Reads the rows beside the records: entries of registers, issues of other sources, replies.

As with records, what this program could not have written is refused. Who complains, attached files
and pictures of replies are no part of these rows, whatever a row says.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from inspector_app.base.stable_json import stable_digest
from inspector_app.domain.issue import Issue
from inspector_app.domain.issue_source import OutsideSource
from inspector_app.domain.labels.registers import ENTRY_STATE_LABEL
from inspector_app.domain.labels.sources import MATTER_LABEL, OUTSIDE_SOURCE_LABEL
from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.kind import Entry, RegisterKind
from inspector_app.domain.reply import Reply, ReplyState
from inspector_app.domain.reply_json import reply_of
from inspector_app.domain.sourced_issue import SourcedIssue
from inspector_app.domain.visit import SchoolSnapshot
from inspector_app.domain.visit_json import said_of_issue
from inspector_app.services.bundle_ledger import LEAVING_KINDS
from inspector_app.services.context import Context
from inspector_app.services.lookup import ContextLookup
from inspector_app.services.record_reading import (
    NUMBER_LENGTH,
    UnsoundError,
    instant_of,
    label_of,
    objects,
    text_of,
    uid_of,
    whole_of,
)
from inspector_app.services.register_fields import read_values
from inspector_app.services.value_readers import read_day
from inspector_app.services.visit_reader import read_issue

ENTRY: Final = "entry"
ISSUE: Final = "issue"
REPLY: Final = "reply"

_KINDS: Final = {kind.id: kind for kind in LEAVING_KINDS}
_LEFT: Final = frozenset({EntryState.FILED, EntryState.VOIDED})
_EXTENSION: Final = "x_"
# Which revision it is, and which it replaces, stands beside what an entry says.
_BESIDE: Final = frozenset({"digest", "replaces"})
_OF_SOURCE: Final = frozenset(
    {"source", "matter", "school", "unit", "lead", "found_on", "ref", "item", "entry", "category"}
)
_OF_REPLY: Final = ("way", "note", "checked_on", "answers")
_LINE: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """A row beside the records, as a bundle holds it.

    Attributes:
        kind: entry, issue or reply.
        number: its revision; 0 for rows that have none.
        frozen: the digest under which later revisions name it, empty where that was not told.
    """

    kind: str
    uid: str
    number: int
    void: bool
    digest: str
    frozen: str
    replaces: tuple[str, ...]
    filed_at: str
    content: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldEvent:
    """What happened to an issue that is not here yet, or that is another's."""

    uid: str
    issue_uid: str
    content: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToFollow:
    """A picture that comes with a later bundle."""

    uid: str
    visit_uid: str
    content: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadIssue:
    """An issue of another source, with whoever follows it up."""

    issue: Issue
    given: SourcedIssue
    unit: str
    lead_id: str


def read_rows(context: Context, records: Mapping[str, Any], *, person: str) -> tuple[ReadRow, ...]:
    """Return the rows of a bundle's records, inside the caller's read.

    Args:
        context: the data folder.
        records: what records.json holds.
        person: who handed it over; what is another's is unsound.

    Raises:
        UnsoundError: a row that no program of ours has written (also KeyError, TypeError,
            ValueError, InputError and NotFoundError).
    """
    rows = [
        *(_entry(context, row, person) for row in objects(records.get("register_entries", []))),
        *(_issue(context, row, person) for row in objects(records.get("issues", []))),
        *(_reply(context, row) for row in objects(records.get("replies", []))),
    ]
    if len({(row.kind, row.uid) for row in rows}) < len(rows):
        msg = "同一条登记、问题或回复在包里有两份"
        raise UnsoundError(msg)
    return tuple(rows)


def read_following(records: Mapping[str, Any]) -> tuple[ToFollow, ...]:
    """Return the pictures that a bundle announces (errors as ``read_rows``)."""
    return tuple(
        ToFollow(uid=uid_of(row["uuid"]), visit_uid=uid_of(row["visit_uuid"]), content=row)
        for row in objects(records.get("following", []))
    )


# -- entries of registers --------------------------------------------------------------------------


def _entry(context: Context, row: Mapping[str, Any], person: str) -> ReadRow:
    entry = read_entry(context, row)
    kind = _KINDS[entry.kind]
    if kind.inspector and entry.values[kind.inspector] != person:
        msg = f"{kind.name} {entry.number} 不是上报人的"
        raise UnsoundError(msg)
    replaces = row.get("replaces", [])
    if not isinstance(replaces, list):
        msg = f"{kind.name} {entry.number} 接替哪一版写法不符"
        raise UnsoundError(msg)
    return ReadRow(
        kind=ENTRY,
        uid=entry.uid,
        number=entry.revision,
        void=entry.state is EntryState.VOIDED,
        digest=stable_digest(_said(row)),
        frozen=text_of(row.get("digest", ""), most=64, least=0),
        replaces=tuple(text_of(each, most=64) for each in replaces),
        filed_at=entry.filed_at,
        content=row,
    )


def read_entry(context: Context, row: Mapping[str, Any]) -> Entry:
    """Return the entry that a row holds (errors as ``read_rows``)."""
    kind = _KINDS.get(text_of(row["register"], most=NUMBER_LENGTH))
    if kind is None:
        msg = f"“{row['register']}”不是随上报包交来的登记"
        raise UnsoundError(msg)
    state = label_of(ENTRY_STATE_LABEL, row["state"])
    if state not in _LEFT:
        msg = f"{kind.name}还没有定稿"
        raise UnsoundError(msg)
    return Entry(
        uid=uid_of(row["uuid"]),
        kind=kind.id,
        number=text_of(row["no"], most=NUMBER_LENGTH),
        values=_values(context, kind, row),
        state=state,
        revision=whole_of(row["revision"], least=1),
        reason=text_of(row["reason"], most=2_000, least=0),
        origin=text_of(row["origin"], most=NUMBER_LENGTH, least=0),
        created_at=instant_of(row["created_at"]),
        filed_at=instant_of(row["filed_at"]),
    )


def _values(context: Context, kind: RegisterKind, row: Mapping[str, Any]) -> Mapping[str, Any]:
    lacking = [each.id for each in kind.fields if each.id not in row]
    if lacking or any(name in row for name in kind.sealed_by_id):
        msg = f"{kind.name}的字段不符"
        raise UnsoundError(msg)
    said = {name: value for name, value in _said(row).items() if name != "stage"}
    return kind.filled(read_values(kind, said, _ToldLookup(context)))


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value for name, value in row.items()
        if name not in _BESIDE and not name.startswith(_EXTENSION)
    }  # fmt: skip


# -- issues of other sources -----------------------------------------------------------------------


def _issue(context: Context, row: Mapping[str, Any], person: str) -> ReadRow:
    read = read_sourced_row(context, row)
    if read.lead_id != person:
        msg = f"{read.issue.number} 的跟进人不是上报人"
        raise UnsoundError(msg)
    return ReadRow(
        kind=ISSUE,
        uid=read.issue.uid,
        number=0,
        void=False,
        digest=stable_digest(said_of_issue(_said(row))),
        frozen="",
        replaces=(),
        filed_at="",
        content=row,
    )


def read_sourced_row(context: Context, row: Mapping[str, Any]) -> ReadIssue:
    """Return the issue of another source that a row holds (errors as ``read_rows``)."""
    lookup = _ToldLookup(context)
    said = {name: value for name, value in _said(row).items() if name not in _OF_SOURCE}
    issue = replace(
        read_issue(said, lookup),
        uid=uid_of(row["uuid"]),
        number=text_of(row["no"], most=NUMBER_LENGTH),
        # A source sorts by words of its own.
        category=text_of(row["category"], most=_LINE, least=0),
    )
    source: OutsideSource = label_of(OUTSIDE_SOURCE_LABEL, row["source"])
    code, unit = row["school"], text_of(row["unit"], most=_LINE)
    school = None if code is None else lookup.school(text_of(code, most=NUMBER_LENGTH))
    found_on = read_day(text_of(row["found_on"], most=10), lookup)
    given = SourcedIssue(
        source=source,
        reference=text_of(row["ref"], most=_LINE, least=0),
        item=text_of(row["item"], most=_LINE, least=0),
        # Two people may have taken one place of one source in: each of them is kept.
        key=issue.uid,
        record=text_of(row["entry"], most=NUMBER_LENGTH, least=0),
        school_code="" if school is None else school.code,
        unit=unit,
        matter=label_of(MATTER_LABEL, row["matter"]),
        description=issue.description,
        found_on=found_on,
    )
    lead_id = text_of(row["lead"], most=NUMBER_LENGTH)
    return ReadIssue(issue=issue, given=given, unit=unit, lead_id=lead_id)


# -- replies ---------------------------------------------------------------------------------------


def _reply(context: Context, row: Mapping[str, Any]) -> ReadRow:
    reply = read_reply(context, row)
    return ReadRow(
        kind=REPLY,
        uid=reply.uid,
        number=0,
        void=False,
        digest=stable_digest(_said(row)),
        frozen="",
        replaces=(),
        filed_at="",
        content=row,
    )


def read_reply(context: Context, row: Mapping[str, Any]) -> Reply:
    """Return the recorded reply that a row holds (errors as ``read_rows``)."""
    lookup = _ToldLookup(context)
    answers = objects(row["answers"])
    for answer in answers:
        uid_of(answer["issue"])
        for name in ("measures", "done", "responsible", "remark"):
            text_of(answer[name], most=20_000, least=0)
    said = {name: row[name] for name in _OF_REPLY}
    text_of(said["note"], most=20_000, least=0)
    return reply_of(
        {
            **said,
            "answers": [{**answer, "photos": []} for answer in answers],
            "photos": [],
            "file": None,
            "rest": "",
        },
        uid=uid_of(row["uuid"]),
        number=text_of(row["no"], most=NUMBER_LENGTH),
        school_code=lookup.school(text_of(row["school"], most=NUMBER_LENGTH)).code,
        state=ReplyState.RECORDED,
        received_on=read_day(row["received_on"], lookup),
    )


class _ToldLookup:
    """Takes ids and names as the laptop has written them; schools have to be known here."""

    limits_texts = False

    def __init__(self, context: Context) -> None:
        self._live = ContextLookup(context)

    def person_id(self, text: str) -> str:
        """Return the id itself: the roster of the laptop may be newer."""
        return text_of(text, most=NUMBER_LENGTH)

    def school(self, text: str) -> SchoolSnapshot:
        """Return the school of a 标识码 (NotFoundError)."""
        return self._live.school(text)

    def campaign(self, text: str) -> str:
        """Return the name itself."""
        return text

    def basis(self, text: str) -> str:
        """Return the text itself."""
        return text
