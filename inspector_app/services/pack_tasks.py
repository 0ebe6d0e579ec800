"""下发 of tasks: each person's own, whole; those that were withdrawn or given away are told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.domain.labels.tasks import TASK_STEP_LABEL
from inspector_app.domain.task import Task
from inspector_app.domain.task_basis import is_own
from inspector_app.domain.task_json import task_json
from inspector_app.domain.task_progress import TaskEvent, TaskStep
from inspector_app.domain.text_line import one_line
from inspector_app.services.context import Context
from inspector_app.services.pack_kind import NothingToSendError
from inspector_app.services.pack_lines import Mark, PackLine
from inspector_app.services.pack_sending import Laptop
from inspector_app.services.record_reading import UnsoundError
from inspector_app.services.task_answers import append
from inspector_app.services.task_rows import (
    TASK_EVENTS,
    TASKS,
    event_row,
    read_events,
    read_tasks,
)

_KEPT: Final = timedelta(days=400)
"""Tasks whose day is longer past than a school year are told no more."""
_GIVEN_AWAY: Final = "不再由您办理"
_WRITTEN: Final = frozenset({Mark.NEW, Mark.CHANGED})


class TasksKind:
    """Sends each person the tasks that are his, as they stand now."""

    kind = TASKS
    title = "任务"
    about = "布置的任务，各人只收到自己的；撤回的和改给别人的也说明"
    replaces = True
    each_person = True
    chooses = False

    def __init__(self, context: Context) -> None:
        self._context = context

    # -- the office ------------------------------------------------------------------------------

    def gather(self, wanted: Sequence[str], *, to: Sequence[Laptop]) -> Mapping[str, Any]:
        """Return the tasks of one person (errors as of a ``PackKind``)."""
        del wanted
        with self._context.database.snapshot():
            found = tuple(self._of(to[0].inspector_id))
            told = tuple(self._told_by(to[0].inspector_id, found))
        if not found:
            raise NothingToSendError("任务", "请先布置任务")
        rows = {TASKS: [task_json(each) for each in found]}
        return rows | ({TASK_EVENTS: [event_row(each) for each in told]} if told else {})

    def _of(self, person_id: str) -> Iterator[Task]:
        store, since = self._context.stores.tasks, self._context.today() - _KEPT
        for task in store.all():
            if is_own(task.number) or task.due < since:
                continue
            if task.share_of(person_id) is not None:
                yield task.for_one(person_id)
            elif any(old.share_of(person_id) for old in store.versions(task.uid)):
                yield replace(task, shares=(), withdrawn=task.withdrawn or _GIVEN_AWAY)

    def _told_by(self, person_id: str, tasks: Sequence[Task]) -> Iterator[TaskEvent]:
        """Yield what is known here of a person's answers: another computer of his may not know."""
        uids = {task.uid for task in tasks}
        for event in self._context.stores.tasks.events():
            answers = event.person_id == person_id and event.step is not TaskStep.TAKEN
            if answers and event.task_uid in uids:
                yield event

    # -- the laptop ------------------------------------------------------------------------------

    def preview(self, rows: Mapping[str, Any]) -> tuple[PackLine, ...]:
        """Return which tasks would be here, changed or withdrawn."""
        return (
            *(PackLine(mark, text) for _, mark, text in self._told(rows)),
            *(PackLine(Mark.NEW, self._answer_words(each, rows)) for each in self._unknown(rows)),
        )

    def take(self, rows: Mapping[str, Any]) -> Changes:
        """Keep what is new or changed, and note that it has reached this person."""
        context = self._context
        device, at = context.identity.device, context.now_text()
        taken = [task for task, mark, _ in self._told(rows) if mark in _WRITTEN]
        for task in taken:
            context.stores.tasks.add(task, at=at, actor="office", origin=device)
            append(
                context, task, step=TaskStep.TAKEN, person_id=context.identity.inspector_id,
                content={"version": task.version},
            )  # fmt: skip
        answered = [context.stores.tasks.add_event(each) for each in self._unknown(rows)]
        return Changes(tasks=bool(taken or answered))

    def _told(self, rows: Mapping[str, Any]) -> Iterator[tuple[Task, Mark, str]]:
        try:
            found = read_tasks(rows, person_id=self._context.identity.inspector_id)
        except UnsoundError as error:
            raise ValueError(str(error)) from error
        for task in found:
            yield task, *self._judged(task)

    def _unknown(self, rows: Mapping[str, Any]) -> tuple[TaskEvent, ...]:
        """Return the answers of this person that another computer, or the office, has noted."""
        me = self._context.identity.inspector_id
        try:
            found = read_events(rows.get(TASK_EVENTS, []), person_id=me)
        except UnsoundError as error:
            raise ValueError(str(error)) from error
        here = {event.uid for event in self._context.stores.tasks.events()}
        return tuple(each for each in found if each.uid not in here)

    @staticmethod
    def _answer_words(event: TaskEvent, rows: Mapping[str, Any]) -> str:
        found = (row for row in rows[TASKS] if row["uuid"] == event.task_uid)
        task = next((f"{row['no']} {row['title']}" for row in found), "一个任务")
        if event.step is not TaskStep.ANSWERED:
            return f"{task}：{TASK_STEP_LABEL[event.step]}"
        return f"{task}：督导室记下的答复，{one_line(event.content['text'])}"

    def _judged(self, task: Task) -> tuple[Mark, str]:
        title = f"{task.number} {task.title}"
        here = self._context.stores.tasks.find(task.uid)
        if here is None:
            return self._new(task, title)
        if here == task:
            return Mark.SAME, title
        if here.version >= task.version:
            said = f"本机已有第 {here.version} 版，内容不同；请督导室改一下再下发"
            return Mark.REFUSED, f"{title}：{said}"
        told = f"撤回，{task.withdrawn}" if task.is_withdrawn else _differences(here, task)
        return Mark.CHANGED, f"{title}：{told}"

    def _new(self, task: Task, title: str) -> tuple[Mark, str]:
        if task.is_withdrawn:
            return Mark.SAME, f"{title}：督导室已撤回，本机没有收到过，不用办"
        return Mark.NEW, f"{title}，{task.due} 前{self._schools(task)}"

    def _schools(self, task: Task) -> str:
        codes = [code for share in task.shares for code in share.school_codes]
        if not codes:
            return ""
        known = self._context.stores.schools.find(codes[0])
        first = known.name if known else codes[0]
        return f"，{first}" if len(codes) == 1 else f"，{first}等 {len(codes)} 所学校"


_PARTS: Final = {
    "title": "标题", "text": "要求", "due": "期限", "kind": "类别", "source": "来源",
    "needs": "要什么", "reference": "文号", "shares": "学校", "withdrawn": "恢复办理",
}  # fmt: skip


def _differences(here: Task, task: Task) -> str:
    told = (
        f"{label}改为 {task.due}" if name == "due" else label
        for name, label in _PARTS.items() if getattr(here, name) != getattr(task, name)
    )  # fmt: skip
    return "、".join(told) or "只改了别人的部分"
