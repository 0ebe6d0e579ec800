"""Answers to typed records as they travel, and how one that came is read."""

from collections.abc import Iterable
from typing import Any, Final

from inspector_app.domain.labels.typed import TYPED_ANSWER_LABEL
from inspector_app.domain.typed import MOST_WORDS, TypedAnswer, TypedEvent
from inspector_app.domain.visit_json import JsonObject
from inspector_app.services.context import Context
from inspector_app.services.record_reading import (
    NUMBER_LENGTH,
    UnsoundError,
    instant_of,
    objects,
    text_of,
    uid_of,
    whole_of,
)

TYPED_ANSWERS: Final = "typed_answers"
"""The list of records.json in which a laptop answers, and that of the answers in a pack."""
_MOST: Final = 20_000


def event_row(event: TypedEvent) -> JsonObject:
    """Return an answer as it travels."""
    return {
        "uuid": event.uid,
        "visit": event.visit_uid,
        "revision": event.revision,
        "seq": event.seq,
        "answer": event.answer.value,
        "text": event.text,
        "at": event.at,
        "actor": event.actor,
    }


def read_answers(rows: Any, *, actor: str) -> tuple[TypedEvent, ...]:
    """Return the answers of one person (UnsoundError, KeyError, TypeError, ValueError)."""
    listed = objects(rows)
    if len(listed) > _MOST:
        msg = "对代录记录的答复太多"
        raise UnsoundError(msg)
    found = tuple(
        TypedEvent(
            uid=uid_of(row["uuid"]), visit_uid=uid_of(row["visit"]),
            revision=whole_of(row["revision"], least=1), seq=whole_of(row["seq"], least=1),
            answer=TypedAnswer(row["answer"]), text=text_of(row["text"], most=MOST_WORDS, least=0),
            at=text_of(instant_of(row["at"]), most=40),
            actor=text_of(row["actor"], most=NUMBER_LENGTH),
        )
        for row in listed
    )  # fmt: skip
    if any(event.actor != actor for event in found):
        msg = "对代录记录的答复不是上报人的"
        raise UnsoundError(msg)
    if any(event.answer is TypedAnswer.OBJECTED and not event.text.strip() for event in found):
        msg = "异议没有写明内容"
        raise UnsoundError(msg)
    return found


def keep_answers(context: Context, events: Iterable[TypedEvent]) -> tuple[TypedEvent, ...]:
    """Keep answers that are not here yet, each with its entry in the history."""
    new = tuple(event for event in events if context.stores.typed.add_answer(event))
    for event in new:
        note = {"note": TYPED_ANSWER_LABEL[event.answer], "event": event.uid,
                "revision": event.revision, "text": event.text}  # fmt: skip
        context.note("typed", event.visit_uid, note)
    return new
