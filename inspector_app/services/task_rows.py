"""Tasks and what was done about them as they travel; what comes is never taken on trust."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from inspector_app.domain.task import (
    MOST_ANSWER,
    MOST_REFERENCE,
    MOST_TEXT,
    MOST_TITLE,
    Task,
)
from inspector_app.domain.task_basis import is_number, is_own
from inspector_app.domain.task_json import task_of
from inspector_app.domain.task_progress import TaskEvent, TaskStep
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

TASKS: Final = "tasks"
"""The list of a pack that holds tasks."""
TASK_EVENTS: Final = "task_events"
"""The list of records.json in which a laptop tells what was done about them."""
_MOST_ROWS: Final = 5_000
_MOST_SCHOOLS: Final = 2_000


def read_tasks(rows: Mapping[str, Any], *, person_id: str) -> tuple[Task, ...]:
    """Return the tasks of a pack for one person (UnsoundError, KeyError, TypeError, ValueError)."""
    listed = objects(rows[TASKS])
    if len(listed) > _MOST_ROWS:
        msg = "任务太多"
        raise UnsoundError(msg)
    found = tuple(_task(row) for row in listed)
    if any(set(task.people) - {person_id} for task in found):
        msg = "任务里有别人的"
        raise UnsoundError(msg)
    if len({task.uid for task in found}) != len(found):
        msg = "同一个任务有两份"
        raise UnsoundError(msg)
    return found


def _task(row: Mapping[str, Any]) -> Task:
    uid_of(row["uuid"])
    whole_of(row["version"], least=1)
    text_of(row["title"], most=MOST_TITLE)
    text_of(row["text"], most=MOST_TEXT, least=0)
    text_of(row["reference"], most=MOST_REFERENCE, least=0)
    for name in ("by", "withdrawn"):
        text_of(row[name], most=MOST_TEXT, least=0)
    for share in objects(row["shares"]):
        text_of(share["person"], most=NUMBER_LENGTH)
        if not isinstance(share["schools"], list) or len(share["schools"]) > _MOST_SCHOOLS:
            msg = "任务的学校写法不符"
            raise UnsoundError(msg)
        for code in share["schools"]:
            text_of(code, most=NUMBER_LENGTH)
    number = text_of(row["no"], most=NUMBER_LENGTH)
    if not is_number(number) or is_own(number):
        msg = "任务编号不是督导室的"
        raise UnsoundError(msg)
    return task_of(row)


def event_row(event: TaskEvent) -> JsonObject:
    """Return an event as it travels."""
    return {
        "uuid": event.uid,
        "task": event.task_uid,
        "person": event.person_id,
        "school": event.school_code,
        "seq": event.seq,
        "step": event.step.value,
        "at": event.at,
        "content": dict(event.content),
    }


def read_events(rows: Any, *, person_id: str) -> tuple[TaskEvent, ...]:
    """Return the events that a person's laptop sent (errors as above)."""
    listed = objects(rows)
    if len(listed) > _MOST_ROWS:
        msg = "任务的经过太多"
        raise UnsoundError(msg)
    found = tuple(_event(row) for row in listed)
    if any(event.person_id != person_id for event in found):
        msg = "任务的答复不是上报人的"
        raise UnsoundError(msg)
    return found


def _event(row: Mapping[str, Any]) -> TaskEvent:
    step = TaskStep(row["step"])
    return TaskEvent(
        uid=uid_of(row["uuid"]), task_uid=uid_of(row["task"]),
        person_id=text_of(row["person"], most=NUMBER_LENGTH),
        school_code=text_of(row["school"], most=NUMBER_LENGTH, least=0),
        seq=whole_of(row["seq"], least=1), step=step,
        at=text_of(instant_of(row["at"]), most=40), content=_CONTENT[step](row["content"]),
    )  # fmt: skip


def _taken(said: Mapping[str, Any]) -> JsonObject:
    return {"version": whole_of(said["version"], least=1)}


def _answered(said: Mapping[str, Any]) -> JsonObject:
    return {
        "text": text_of(said["text"], most=MOST_ANSWER),
        "on": date.fromisoformat(text_of(said["on"], most=10)).isoformat(),
    }


def _retracted(said: Mapping[str, Any]) -> JsonObject:
    return {"reason": text_of(said["reason"], most=MOST_ANSWER, least=0)}


_CONTENT: Final[Mapping[TaskStep, Callable[[Any], JsonObject]]] = {
    TaskStep.TAKEN: _taken,
    TaskStep.ANSWERED: _answered,
    TaskStep.RETRACTED: _retracted,
}
