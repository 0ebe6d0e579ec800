"""Reads the rows of a bundle's records, from a peer or for the office; nothing is taken on trust.

Whoever signed it: a value that this program could not have written is refused, and none of the
bundle is used.
"""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from inspector_app.base.clock import parse_instant
from inspector_app.domain.issue_event import EventSource, IssueEvent, IssueEventKind
from inspector_app.domain.labels.issue_events import EVENT_SOURCE_LABEL
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.photos import (
    PHOTO_OWNER_LABEL,
    PHOTO_ROLE_LABEL,
    TIME_SOURCE_LABEL,
)
from inspector_app.domain.labels.visits import VISIT_STATUS_LABEL
from inspector_app.domain.photo import Photo, PhotoOwner
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import Joint, VisitStatus
from inspector_app.services.context import Context
from inspector_app.services.lookup import ContextLookup, FrozenLookup
from inspector_app.services.row_checks import ROWS
from inspector_app.services.visit_reader import read_visit

NUMBER_LENGTH: Final = 100
# Lists that stand in a record only where they say something.
_MAY_LACK: Final = frozenset({"checklists", "forms"})
_MOST: Final = 2**31
_OWNERS: Final = frozenset({PhotoOwner.VISIT, PhotoOwner.ISSUE, PhotoOwner.LESSON, PhotoOwner.FORM})
_LEFT: Final = frozenset({VisitStatus.FILED, VisitStatus.HANDED_OVER, VisitStatus.VOIDED})


class UnsoundError(Exception):
    """A value that no program of ours has written; becomes a sentence at once."""


def read_record_row(
    context: Context, content: Mapping[str, Any], *, joint: Joint | None = None
) -> Visit:
    """Return the record that a row holds (UnsoundError, InputError, NotFoundError)."""
    empty = Visit(
        uid=uid_of(content["uuid"]),
        number=text_of(content["no"], most=NUMBER_LENGTH),
        school=None,
        visited_on=None,
        lead_id=text_of(content["lead"], most=NUMBER_LENGTH),
    )
    for _, group in ROWS.values():
        rows = content.get(group, []) if group in _MAY_LACK else content[group]
        for row in objects(rows):
            uid_of(row["uuid"])
    status = label_of(VISIT_STATUS_LABEL, content["status"])
    visit = read_visit(content, FrozenLookup(content, ContextLookup(context)), into=empty)
    # A 同行登记 is of no 督导类型.
    needed: list[object] = [visit.school, visit.visited_on, visit.session]
    needed += [] if joint is Joint.ENTRY else [visit.type]
    if status not in _LEFT or None in needed:
        msg = "记录没有写全"
        raise UnsoundError(msg)
    return _with_life(visit, content, status, joint)


def _with_life(
    visit: Visit, content: Mapping[str, Any], status: VisitStatus, joint: Joint | None
) -> Visit:
    return replace(
        visit,
        status=status,
        revision=whole_of(content["revision"], least=1),
        reason=text_of(content["reason"], most=2_000, least=0),
        filed_at=instant_of(content["filed_at"]),
        created_at=instant_of(content["created_at"]),
        origin=text_of(content["origin"], most=NUMBER_LENGTH),
        joint=joint,
    )


def read_event_row(row: Mapping[str, Any], *, issues: Collection[str]) -> IssueEvent:
    """Return what happened to one of ``issues`` (UnsoundError)."""
    if row["issue_uuid"] not in issues:
        msg = "问题的经过与问题对不上"
        raise UnsoundError(msg)
    return IssueEvent(
        uid=text_of(row["uuid"], most=NUMBER_LENGTH),
        issue_uid=row["issue_uuid"],
        kind=IssueEventKind(row["kind"]),
        effective_on=date.fromisoformat(row["effective_on"]),
        recorded_at=instant_of(row["recorded_at"]),
        seq=whole_of(row["seq"], least=1),
        actor=text_of(row["actor"], most=NUMBER_LENGTH, least=0),
        origin=text_of(row["origin"], most=NUMBER_LENGTH, least=0),
        source=source_of(row),
        until=None if row["until"] is None else date.fromisoformat(row["until"]),
        note=text_of(row["note"], most=10_000, least=0),
    )


def source_of(row: Mapping[str, Any]) -> EventSource:
    """Return who says what a row of an event says (UnsoundError)."""
    source: EventSource = label_of(EVENT_SOURCE_LABEL, row["source"])
    return source


def read_photo_row(row: Mapping[str, Any], *, visit: Visit, place: int) -> Photo:
    """Return a picture of a record (UnsoundError)."""
    owner = label_of(PHOTO_OWNER_LABEL, row["owner"])
    owned = {visit.uid, *(i.uid for i in visit.issues), *(x.uid for x in visit.lessons)}
    owned |= {form.uid for form in visit.forms}
    minors = row["shows_minors"]
    if owner not in _OWNERS or row["owner_uuid"] not in owned or not isinstance(minors, bool):
        msg = "照片与记录对不上"
        raise UnsoundError(msg)
    return Photo(
        uid=uid_of(row["uuid"]),
        owner=owner,
        owner_uid=row["owner_uuid"],
        visit_uid=visit.uid,
        role=label_of(PHOTO_ROLE_LABEL, row["role"]),
        ordinal=place,
        caption=text_of(row["caption"], most=1_000, least=0),
        sha256=row["sha256"],
        # The file that was taken in stays with the 责任督学.
        original_sha256=row["sha256"],
        crc32=0,
        size=0,
        width=whole_of(row["width"], least=1),
        height=whole_of(row["height"], least=1),
        media_type=text_of(row["media_type"], most=40),
        taken_at=text_of(row["taken_at"], most=40, least=0),
        time_source=label_of(TIME_SOURCE_LABEL, row["time_source"]),
        shows_minors=minors,
        signing_no=whole_of(row["signing_no"]),
        revision=whole_of(row["revision"]),
    )


# -- single values ---------------------------------------------------------------------------------


def objects(rows: Any) -> Sequence[Mapping[str, Any]]:
    """Return a list of objects (UnsoundError)."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        msg = "列表的写法不符"
        raise UnsoundError(msg)
    return rows


def uid_of(value: Any) -> str:
    """Return a uuid as this program writes it (UnsoundError, ValueError)."""
    if not isinstance(value, str) or str(uuid.UUID(value)) != value:
        msg = "唯一标识的写法不符"
        raise UnsoundError(msg)
    return value


def text_of(value: Any, *, most: int, least: int = 1) -> str:
    """Return a text of so many characters (UnsoundError)."""
    if not isinstance(value, str) or not least <= len(value) <= most or "\x00" in value:
        msg = "文字的写法不符"
        raise UnsoundError(msg)
    return value


def whole_of(value: Any, *, least: int = 0) -> int:
    """Return a whole number (UnsoundError)."""
    if type(value) is not int or not least <= value < _MOST:
        msg = "数字的写法不符"
        raise UnsoundError(msg)
    return value


def instant_of(value: Any) -> str:
    """Return an instant as text, or nothing (UnsoundError, ValueError)."""
    if value != "":
        parse_instant(text_of(value, most=40))
    return str(value)


def label_of(labels: Mapping[Any, str], value: Any) -> Any:
    """Return what a word stands for (UnsoundError)."""
    member = from_label(labels, value) if isinstance(value, str) else None
    if member is None:
        msg = f"没有“{str(value)[:20]}”这个选项"
        raise UnsoundError(msg)
    return member
