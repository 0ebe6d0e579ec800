"""Tasks in their versions, what was done about them, and the records that name them."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from inspector_app.base.stable_json import stable_text
from inspector_app.domain.task import Task
from inspector_app.domain.task_basis import PREFIX
from inspector_app.domain.task_json import task_json, task_of
from inspector_app.domain.task_progress import TaskEvent, TaskRecord, TaskStep
from inspector_app.storage.conditions import ENTRY
from inspector_app.storage.database import Database

_NEWEST: Final = "version = (SELECT max(o.version) FROM task o WHERE o.uid = t.uid)"
_EVENT: Final = "uid, task_uid, person_id, school_code, seq, step, at, content"
_LAST: Final = "\U0010ffff"
_NAMING: Final = f"""
SELECT v.basis, v.uid, v.number, coalesce(v.school_code, ''), v.visited_on, v.lead_id,
       (SELECT group_concat(p.inspector_id, char(31)) FROM visit_peer p WHERE p.visit_id = v.id),
       v.status IN ('filed', 'handed_over')
FROM visit v WHERE v.basis <> '' AND v.basis BETWEEN ? AND ? AND v.deleted_at IS NULL
  AND v.status <> 'voided' AND NOT {ENTRY} ORDER BY v.visited_on, v.number"""  # noqa: S608 - a condition of ours


class TaskStore:
    """Keeps these; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- versions --------------------------------------------------------------------------------

    def add(self, task: Task, *, at: str, actor: str, origin: str) -> None:
        """Keep a version that is not here yet."""
        self._database.execute(
            "INSERT INTO task (uid, version, number, due, withdrawn, content, at, actor, origin)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            task.uid, task.version, task.number, task.due.isoformat(), int(task.is_withdrawn),
            stable_text(task_json(task)), at, actor, origin,
        )  # fmt: skip

    def any(self) -> bool:
        """Say whether there was ever a task here."""
        return self._database.row("SELECT 1 FROM task LIMIT 1") is not None

    def all(self) -> tuple[Task, ...]:
        """Return every task as it stands, by number."""
        return self._found(_NEWEST)

    def find(self, uid: str) -> Task | None:
        """Return a task as it stands."""
        return next(iter(self._found(f"t.uid = ? AND {_NEWEST}", uid)), None)

    def numbered(self, number: str) -> Task | None:
        """Return the task of a number as it stands."""
        return next(iter(self._found(f"t.number = ? AND {_NEWEST}", number.strip())), None)

    def versions(self, uid: str) -> tuple[Task, ...]:
        """Return every version of a task that is here, the first one first."""
        return self._found("t.uid = ?", uid)

    def numbers(self) -> tuple[str, ...]:
        """Return every number that is taken."""
        rows = self._database.rows("SELECT DISTINCT number FROM task")
        return tuple(str(number) for (number,) in rows)

    def _found(self, condition: str, *values: Any) -> tuple[Task, ...]:
        rows = self._database.rows(
            f"SELECT content FROM task t WHERE {condition} ORDER BY number, uid, version",  # noqa: S608 - conditions of ours
            *values,
        )
        return tuple(task_of(json.loads(content)) for (content,) in rows)

    # -- events ----------------------------------------------------------------------------------

    def add_event(self, event: TaskEvent) -> bool:
        """Keep an event, and say whether it was not here yet."""
        return bool(
            self._database.execute(
                f"INSERT OR IGNORE INTO task_event ({_EVENT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - columns of ours
                event.uid, event.task_uid, event.person_id, event.school_code, event.seq,
                event.step.value, event.at, stable_text(dict(event.content)),
            )
        )  # fmt: skip

    def events(self, task_uid: str = "") -> tuple[TaskEvent, ...]:
        """Return the events of a task, or of all."""
        condition, values = ("task_uid = ?", (task_uid,)) if task_uid else ("1 = 1", ())
        rows = self._database.rows(
            f"SELECT {_EVENT} FROM task_event WHERE {condition} ORDER BY task_uid, seq, uid",  # noqa: S608 - conditions of ours
            *values,
        )
        return tuple(_event(row) for row in rows)

    # -- records ---------------------------------------------------------------------------------

    def naming(self, number: str = "") -> tuple[tuple[str, TaskRecord], ...]:
        """Return the records that name a task, or any, each with its 指派依据."""
        first = number or PREFIX
        rows = self._database.rows(_NAMING, first, f"{first}{_LAST}")
        return tuple((str(basis), _record(rest)) for basis, *rest in rows)


def _event(row: Sequence[Any]) -> TaskEvent:
    uid, task_uid, person_id, school_code, seq, step, at, content = row
    return TaskEvent(
        uid=uid, task_uid=task_uid, person_id=person_id, school_code=school_code, seq=seq,
        step=TaskStep(step), at=at, content=json.loads(content),
    )  # fmt: skip


def _record(row: Sequence[Any]) -> TaskRecord:
    uid, number, school_code, visited_on, lead, peers, counts = row
    return TaskRecord(
        uid=uid, number=number, school_code=school_code,
        visited_on=None if visited_on is None else date.fromisoformat(visited_on),
        people=(lead, *(peers.split("\x1f") if peers else ())), counts=bool(counts),
    )  # fmt: skip
