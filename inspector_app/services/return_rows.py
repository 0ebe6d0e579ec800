"""Events of returns as they travel, and how one that came is read; nothing is taken on trust."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final

from inspector_app.domain.returned import (
    OF_OFFICE,
    OVERALL,
    MarkAnswer,
    ReturnEvent,
    ReturnStep,
)
from inspector_app.domain.visit_json import JsonObject
from inspector_app.services.record_reading import (
    NUMBER_LENGTH,
    UnsoundError,
    instant_of,
    objects,
    text_of,
    uid_of,
    whole_of,
)

RETURNS: Final = "returns"
"""The list of records.json in which a laptop answers."""
COMMENT_LENGTH: Final = 1_000
MOST_MARKS: Final = 200
_MOST_EVENTS: Final = 5_000


def event_row(event: ReturnEvent) -> JsonObject:
    """Return an event as it travels."""
    return {
        "uuid": event.uid,
        "return": event.return_uid,
        "visit": event.visit_uid,
        "seq": event.seq,
        "step": event.step.value,
        "at": event.at,
        "actor": event.actor,
        "content": dict(event.content),
    }


def read_of_office(rows: Any) -> tuple[ReturnEvent, ...]:
    """Return the events that an office sent (UnsoundError, KeyError, TypeError, ValueError)."""
    return _read(rows, steps=OF_OFFICE)


def read_of_laptop(rows: Any, *, actor: str) -> tuple[ReturnEvent, ...]:
    """Return the events that a person's laptop sent (errors as above)."""
    found = _read(rows, steps=frozenset(ReturnStep) - OF_OFFICE)
    if any(event.actor != actor for event in found):
        msg = "退回的答复不是上报人的"
        raise UnsoundError(msg)
    return found


def _read(rows: Any, *, steps: Collection[ReturnStep]) -> tuple[ReturnEvent, ...]:
    listed = objects(rows)
    if len(listed) > _MOST_EVENTS:
        msg = "退回的经过太多"
        raise UnsoundError(msg)
    found = tuple(_event(row) for row in listed)
    if any(event.step not in steps for event in found):
        msg = "退回的经过不是这一方写的"
        raise UnsoundError(msg)
    return found


def _event(row: Mapping[str, Any]) -> ReturnEvent:
    step = ReturnStep(row["step"])
    return ReturnEvent(
        uid=uid_of(row["uuid"]), return_uid=uid_of(row["return"]), visit_uid=uid_of(row["visit"]),
        seq=whole_of(row["seq"], least=1), step=step, at=_instant(row["at"]),
        actor=text_of(row["actor"], most=NUMBER_LENGTH), content=_CONTENT[step](row["content"]),
    )  # fmt: skip


def _instant(value: Any) -> str:
    found = instant_of(value)
    return text_of(found, most=40)


def _returned(said: Mapping[str, Any]) -> JsonObject:
    marks = [_mark(each) for each in objects(said["marks"])]
    comment = text_of(said["comment"], most=COMMENT_LENGTH, least=0)
    ids = {mark["id"] for mark in marks}
    if not (marks or comment) or len(ids) != len(marks) or OVERALL in ids:
        msg = "退回没有写明意见"
        raise UnsoundError(msg)
    if len(marks) > MOST_MARKS:
        msg = "退回的意见太多"
        raise UnsoundError(msg)
    return {
        "no": text_of(said["no"], most=NUMBER_LENGTH),
        "lead": text_of(said["lead"], most=NUMBER_LENGTH),
        "revision": whole_of(said["revision"], least=1),
        "by": text_of(said["by"], most=NUMBER_LENGTH, least=0),
        "comment": comment,
        "marks": marks,
    }


def _mark(said: Mapping[str, Any]) -> JsonObject:
    return {
        "id": text_of(said["id"], most=8),
        "field": text_of(said["field"], most=NUMBER_LENGTH, least=0),
        "label": text_of(said["label"], most=NUMBER_LENGTH),
        "comment": text_of(said["comment"], most=COMMENT_LENGTH),
        "rows": text_of(said["rows"], most=NUMBER_LENGTH, least=0),
        "row": text_of(said["row"], most=NUMBER_LENGTH, least=0),
    }


def _taken(said: Mapping[str, Any]) -> JsonObject:
    return {"revision": whole_of(said["revision"], least=1)}


def _answered(said: Mapping[str, Any]) -> JsonObject:
    return {
        "mark": text_of(said["mark"], most=8),
        "answer": MarkAnswer(said["answer"]).value,
        "text": text_of(said["text"], most=COMMENT_LENGTH, least=0),
    }


def _mended(said: Mapping[str, Any]) -> JsonObject:
    if not isinstance(said["void"], bool):
        msg = "退回的经过写法不符"
        raise UnsoundError(msg)
    return {
        "revision": whole_of(said["revision"], least=1),
        "void": said["void"],
        "reason": text_of(said["reason"], most=2_000, least=0),
    }


def _ended(said: Mapping[str, Any]) -> JsonObject:
    return {
        "by": text_of(said["by"], most=NUMBER_LENGTH, least=0),
        "note": text_of(said["note"], most=COMMENT_LENGTH, least=0),
    }


_CONTENT: Final[Mapping[ReturnStep, Callable[[Any], JsonObject]]] = {
    ReturnStep.RETURNED: _returned,
    ReturnStep.TAKEN: _taken,
    ReturnStep.ANSWERED: _answered,
    ReturnStep.MENDED: _mended,
    ReturnStep.CLOSED: _ended,
    ReturnStep.WITHDRAWN: _ended,
}


def rows_of(events: Sequence[ReturnEvent]) -> list[JsonObject]:
    """Return events as they travel, in their order."""
    return [event_row(event) for event in events]
