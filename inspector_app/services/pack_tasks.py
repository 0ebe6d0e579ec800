"""下发 of tasks: each person's own, whole; those that were withdrawn or given away are told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.domain.task import Task
from inspector_app.domain.task_basis import is_own
from inspector_app.domain.task_json import task_json
from inspector_app.domain.task_progress import TaskStep
from inspector_app.services.context import Context
from inspector_app.services.pack_kind import NothingToSendError
from inspector_app.services.pack_lines import Mark, PackLine
from inspector_app.services.pack_sending import Laptop
from inspector_app.services.record_reading import UnsoundError
from inspector_app.services.task_answers import append
from inspector_app.services.task_rows import TASKS, read_tasks

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
        if not found:
            raise NothingToSendError("任务", "请先布置任务")
        return {TASKS: [task_json(each) for each in found]}

    def _of(self, person_id: str) -> Iterator[Task]:
        store, since = self._context.stores.tasks, self._context.today() - _KEPT
        for task in store.all():
            if is_own(task.number) or task.due < since:
                continue
            if task.share_of(person_id) is not None:
                yield task.for_one(person_id)
            elif any(old.share_of(person_id) for old in store.versions(task.uid)):
                yield replace(task, shares=(), withdrawn=task.withdrawn or _GIVEN_AWAY)

    # -- the laptop ------------------------------------------------------------------------------

    def preview(self, rows: Mapping[str, Any]) -> tuple[PackLine, ...]:
        """Return which tasks would be here, changed or withdrawn."""
        return tuple(PackLine(mark, text) for _, mark, text in self._told(rows))

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
        return Changes(tasks=bool(taken))

    def _told(self, rows: Mapping[str, Any]) -> Iterator[tuple[Task, Mark, str]]:
        try:
            found = read_tasks(rows, person_id=self._context.identity.inspector_id)
        except UnsoundError as error:
            raise ValueError(str(error)) from error
        for task in found:
            yield task, *self._judged(task)

    def _judged(self, task: Task) -> tuple[Mark, str]:
        title = f"{task.number} {task.title}"
        here = self._context.stores.tasks.find(task.uid)
        if here is None:
            return self._unknown(task, title)
        if here == task:
            return Mark.SAME, title
        if here.version >= task.version:
            said = f"本机已有第 {here.version} 版，内容不同；请督导室改一下再下发"
            return Mark.REFUSED, f"{title}：{said}"
        told = f"撤回，{task.withdrawn}" if task.is_withdrawn else _differences(here, task)
        return Mark.CHANGED, f"{title}：{told}"

    def _unknown(self, task: Task, title: str) -> tuple[Mark, str]:
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
