"""Reads the one record of a file for peers; whoever signed it, nothing in it is taken on trust."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from inspector_app.base.errors import InputError, RefusedError
from inspector_app.domain.issue_event import EventSource, IssueEvent
from inspector_app.domain.photo import Photo
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import Joint, VisitStatus
from inspector_app.services.context import Context
from inspector_app.services.record_reading import (
    UnsoundError,
    objects,
    read_event_row,
    read_photo_row,
    read_record_row,
)

# What became of a record at the office is not for its peers to know.
_STATUSES: Final = frozenset({VisitStatus.FILED, VisitStatus.VOIDED})


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


def read_record(context: Context, records: Mapping[str, Any]) -> ReadRecord:
    """Return the record of a file whose signature was checked.

    Raises:
        RefusedError: the content is none that this program could have written, or not known here.
    """
    try:
        content = _one(records["visits"])
        visit = read_record_row(context, content, joint=Joint.TAKEN)
        issues = {issue.uid for issue in visit.issues}
        events = tuple(
            read_event_row(row, issues=issues) for row in objects(records["issue_events"])
        )
        rows = objects(records["photos"])
        photos = tuple(
            read_photo_row(row, visit=visit, place=place) for place, row in enumerate(rows, 1)
        )
        _refuse_office_matters(visit, events, photos)
    except (UnsoundError, KeyError, TypeError, ValueError) as error:
        raise RefusedError(
            f"没有收取：文件里的记录不符合规定的格式（{error}）。本机没有改动；"
            "请责任督学用最新的软件重新交一次。",
            code="E100",
        ) from error
    except InputError as error:
        raise RefusedError(f"没有收取：{error.sentence}", code="E100") from error
    files = {photo.uid: str(row["file"]) for photo, row in zip(photos, rows, strict=True)}
    return ReadRecord(visit=visit, content=content, events=events, photos=photos, files=files)


def _refuse_office_matters(
    visit: Visit, events: tuple[IssueEvent, ...], photos: tuple[Photo, ...]
) -> None:
    """Refuse what is told to the office alone (UnsoundError)."""
    if visit.status not in _STATUSES:
        msg = "记录没有写全"
        raise UnsoundError(msg)
    if any(event.source is EventSource.RECORDED for event in events):
        msg = "问题的经过与问题对不上"
        raise UnsoundError(msg)
    if any(photo.shows_minors for photo in photos):
        msg = "照片与记录对不上"
        raise UnsoundError(msg)


def _one(rows: Any) -> Mapping[str, Any]:
    if len(objects(rows)) != 1:
        msg = "应当正好有一份记录"
        raise UnsoundError(msg)
    one: Mapping[str, Any] = rows[0]
    return one
