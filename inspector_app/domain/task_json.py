"""A task as JSON values: how it is kept, travels in packs, and is shown by the command line."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from inspector_app.domain.task import Task, TaskKind, TaskNeed, TaskShare, TaskSource
from inspector_app.domain.visit_json import JsonObject


def task_json(task: Task) -> JsonObject:
    """Return a version of a task; only strings, integers and lists occur."""
    return {
        "uuid": task.uid,
        "no": task.number,
        "version": task.version,
        "given_on": task.given_on.isoformat(),
        "title": task.title,
        "text": task.text,
        "due": task.due.isoformat(),
        "kind": task.kind.value,
        "source": task.source.value,
        "needs": task.needs.value,
        "reference": task.reference,
        "by": task.by,
        "shares": [
            {"person": each.person_id, "schools": list(each.school_codes)} for each in task.shares
        ],
        "withdrawn": task.withdrawn,
    }


def task_of(row: Mapping[str, Any]) -> Task:
    """Return the task of a row.

    Raises:
        KeyError, TypeError, ValueError: the row is none of a task.
    """
    return Task(
        uid=row["uuid"], number=row["no"], version=row["version"],
        given_on=date.fromisoformat(row["given_on"]), title=row["title"], text=row["text"],
        due=date.fromisoformat(row["due"]), kind=TaskKind(row["kind"]),
        source=TaskSource(row["source"]), needs=TaskNeed(row["needs"]),
        reference=row["reference"], by=row["by"], withdrawn=row["withdrawn"],
        shares=tuple(TaskShare(person_id=each["person"], school_codes=tuple(each["schools"]))
                     for each in row["shares"]),
    )  # fmt: skip
