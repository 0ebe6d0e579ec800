"""Reads the one record of a file for peers; whoever signed it, nothing in it is taken on trust."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from inspector_app.base.clock import parse_instant
from inspector_app.base.errors import InputError, RefusedError
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

_NUMBER_LENGTH: Final = 100
# Lists that stand in a record only where they say something.
_MAY_LACK: Final = frozenset({"checklists", "forms"})
_MOST: Final = 2**31
_STATUSES: Final = frozenset({VisitStatus.FILED, VisitStatus.VOIDED})
_OWNERS: Final = frozenset({PhotoOwner.VISIT, PhotoOwner.ISSUE, PhotoOwner.LESSON, PhotoOwner.FORM})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRecord:
    """A record as a file holds it: the record, what happened to its issues, its pictures.

    Attributes:
        files: path of each picture in the file, by the uid of the picture.
    """

    visit: Visit
    content: Mapping[str, Any]
    events: tuple[IssueEvent, ...]
    photos: tuple[Photo, ...]
    files: Mapping[str, str]


class _Unsound(Exception):  # noqa: N818 - becomes a sentence at once
    """A value that no program of ours has written."""


def read_record(context: Context, records: Mapping[str, Any]) -> ReadRecord:
    """Return the record of a file whose signature was checked.

    Raises:
        RefusedError: the content is none that this program could have written, or not known here.
    """
    try:
        content = _one(records["visits"])
        visit = _visit(context, content)
        events = tuple(_event(row, visit) for row in _objects(records["issue_events"]))
        rows = _objects(records["photos"])
        photos = tuple(_photo(row, visit, place) for place, row in enumerate(rows, 1))
    except (_Unsound, KeyError, TypeError, ValueError) as error:
        raise RefusedError(
            f"没有收取：文件里的记录不符合规定的格式（{error}）。本机没有改动；"
            "请责任督学用最新的软件重新交一次。",
            code="E100",
        ) from error
    except InputError as error:
        raise RefusedError(f"没有收取：{error.sentence}", code="E100") from error
    files = {photo.uid: str(row["file"]) for photo, row in zip(photos, rows, strict=True)}
    return ReadRecord(visit=visit, content=content, events=events, photos=photos, files=files)


def _visit(context: Context, content: Mapping[str, Any]) -> Visit:
    empty = Visit(
        uid=_uid(content["uuid"]),
        number=_text(content["no"], most=_NUMBER_LENGTH),
        school=None,
        visited_on=None,
        lead_id=_text(content["lead"], most=_NUMBER_LENGTH),
    )
    for _, group in ROWS.values():
        rows = content.get(group, []) if group in _MAY_LACK else content[group]
        for row in _objects(rows):
            _uid(row["uuid"])
    lookup = FrozenLookup(content, ContextLookup(context))
    status = _label(VISIT_STATUS_LABEL, content["status"])
    visit = read_visit(content, lookup, into=empty)
    if status not in _STATUSES or None in (
        visit.school, visit.visited_on, visit.session, visit.type
    ):  # fmt: skip
        msg = "记录没有写全"
        raise _Unsound(msg)
    return _with_life(visit, content, status)


def _with_life(visit: Visit, content: Mapping[str, Any], status: VisitStatus) -> Visit:
    return replace(
        visit,
        status=status,
        revision=_whole(content["revision"], least=1),
        reason=_text(content["reason"], most=2_000, least=0),
        filed_at=_instant(content["filed_at"]),
        created_at=_instant(content["created_at"]),
        origin=_text(content["origin"], most=_NUMBER_LENGTH),
        joint=Joint.TAKEN,
    )


def _event(row: Mapping[str, Any], visit: Visit) -> IssueEvent:
    source = _label(EVENT_SOURCE_LABEL, row["source"])
    if row["issue_uuid"] not in {i.uid for i in visit.issues} or source is EventSource.RECORDED:
        msg = "问题的经过与问题对不上"
        raise _Unsound(msg)
    return IssueEvent(
        uid=_text(row["uuid"], most=_NUMBER_LENGTH),
        issue_uid=row["issue_uuid"],
        kind=IssueEventKind(row["kind"]),
        effective_on=date.fromisoformat(row["effective_on"]),
        recorded_at=_instant(row["recorded_at"]),
        seq=_whole(row["seq"], least=1),
        actor=_text(row["actor"], most=_NUMBER_LENGTH, least=0),
        origin=_text(row["origin"], most=_NUMBER_LENGTH, least=0),
        source=source,
        until=None if row["until"] is None else date.fromisoformat(row["until"]),
        note=_text(row["note"], most=10_000, least=0),
    )


def _photo(row: Mapping[str, Any], visit: Visit, place: int) -> Photo:
    owner = _label(PHOTO_OWNER_LABEL, row["owner"])
    owned = {visit.uid, *(i.uid for i in visit.issues), *(x.uid for x in visit.lessons)}
    owned |= {form.uid for form in visit.forms}
    if owner not in _OWNERS or row["owner_uuid"] not in owned or row["shows_minors"] is not False:
        msg = "照片与记录对不上"
        raise _Unsound(msg)
    return Photo(
        uid=_uid(row["uuid"]),
        owner=owner,
        owner_uid=row["owner_uuid"],
        visit_uid=visit.uid,
        role=_label(PHOTO_ROLE_LABEL, row["role"]),
        ordinal=place,
        caption=_text(row["caption"], most=1_000, least=0),
        sha256=row["sha256"],
        # The file that was taken in stays with the 责任督学.
        original_sha256=row["sha256"],
        crc32=0,
        size=0,
        width=_whole(row["width"], least=1),
        height=_whole(row["height"], least=1),
        media_type=_text(row["media_type"], most=40),
        taken_at=_text(row["taken_at"], most=40, least=0),
        time_source=_label(TIME_SOURCE_LABEL, row["time_source"]),
        signing_no=_whole(row["signing_no"]),
        revision=_whole(row["revision"]),
    )


# -- single values ---------------------------------------------------------------------------------


def _objects(rows: Any) -> Sequence[Mapping[str, Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        msg = "列表的写法不符"
        raise _Unsound(msg)
    return rows


def _one(rows: Any) -> Mapping[str, Any]:
    if len(_objects(rows)) != 1:
        msg = "应当正好有一份记录"
        raise _Unsound(msg)
    one: Mapping[str, Any] = rows[0]
    return one


def _uid(value: Any) -> str:
    if not isinstance(value, str) or str(uuid.UUID(value)) != value:
        msg = "唯一标识的写法不符"
        raise _Unsound(msg)
    return value


def _text(value: Any, *, most: int, least: int = 1) -> str:
    if not isinstance(value, str) or not least <= len(value) <= most or "\x00" in value:
        msg = "文字的写法不符"
        raise _Unsound(msg)
    return value


def _whole(value: Any, *, least: int = 0) -> int:
    if type(value) is not int or not least <= value < _MOST:
        msg = "数字的写法不符"
        raise _Unsound(msg)
    return value


def _instant(value: Any) -> str:
    if value != "":
        parse_instant(_text(value, most=40))
    return str(value)


def _label(labels: Mapping[Any, str], value: Any) -> Any:
    member = from_label(labels, value) if isinstance(value, str) else None
    if member is None:
        msg = f"没有“{str(value)[:20]}”这个选项"
        raise _Unsound(msg)
    return member
