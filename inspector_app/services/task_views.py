"""Reads how far tasks are: from the records that name them and from what was answered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from inspector_app.domain.school import told_apart
from inspector_app.domain.task import Task
from inspector_app.domain.task_basis import number_in
from inspector_app.domain.task_due import SOON, due_words, working_days_left
from inspector_app.domain.task_progress import (
    TaskProgress,
    TaskRecord,
    progress_of,
)
from inspector_app.services.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """A task with how far it is, on a day.

    Attributes:
        today: the day that it is looked at.
        left: how much time it has, in words.
        is_soon: whether it is open and due within a few working days.
        people: the name of each inspector by id.
        schools: the name of each of its schools by 标识码.
    """

    progress: TaskProgress
    today: date
    left: str
    is_soon: bool
    people: Mapping[str, str]
    schools: Mapping[str, str]

    @property
    def task(self) -> Task:
        """The task as it stands."""
        return self.progress.task

    @property
    def is_overdue(self) -> bool:
        """Whether its day is past and something is still asked."""
        return self.progress.is_overdue(on=self.today)

    @property
    def presses(self) -> bool:
        """Whether it is overdue, or will be soon."""
        return self.is_overdue or self.is_soon

    def person(self, person_id: str) -> str:
        """Return what a person is called."""
        return self.people.get(person_id, person_id)

    def school(self, code: str) -> str:
        """Return what a school is called; nothing for a task without schools."""
        return self.schools.get(code, code)


def views_of(context: Context, tasks: Iterable[Task]) -> tuple[TaskView, ...]:
    """Return tasks with how far they are: overdue first, then by their day, finished ones last."""
    listed = tuple(tasks)
    if not listed:
        return ()
    store, today = context.stores.tasks, context.today()
    only = listed[0] if len(listed) == 1 else None
    naming = _by_number(store.naming(only.number if only else ""))
    events = store.events(only.uid if only else "")
    people, calendar = context.names(), context.calendar()
    schools = told_apart({each.code: each.name for each in context.stores.schools.all()})
    found = []
    for task in listed:
        progress = progress_of(task, records=naming.get(task.number, ()), events=events)
        left = working_days_left(task.due, on=today, calendar=calendar)
        found.append(
            TaskView(
                progress=progress, today=today, people=people, schools=schools,
                left=due_words(task.due, on=today, calendar=calendar),
                is_soon=progress.is_open and task.due >= today and left <= SOON,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=_order))


def _order(view: TaskView) -> tuple[bool, bool, date, str]:
    done = not view.progress.is_open
    return done, not view.is_overdue, view.task.due, view.task.number


def _by_number(
    naming: Iterable[tuple[str, TaskRecord]],
) -> Mapping[str, list[TaskRecord]]:
    found = defaultdict[str, list[TaskRecord]](list)
    for basis, record in naming:
        found[number_in(basis)].append(record)
    return found
