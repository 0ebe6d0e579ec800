"""任务: given by the office to people, or by a person to himself; changed, withdrawn, listed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.base.ids import new_uid
from inspector_app.domain.registers.meeting import MEETING, tasks_of
from inspector_app.domain.task import (
    MOST_TEXT,
    MOST_TITLE,
    Task,
    TaskKind,
    TaskNeed,
    TaskShare,
    TaskSource,
    task_gaps,
)
from inspector_app.domain.task_basis import is_own, next_number
from inspector_app.domain.text_line import first_line
from inspector_app.services.context import Context, Role
from inspector_app.services.task_shares import shares_of
from inspector_app.services.task_views import TaskView, views_of

_OF_RECORDS: Final = frozenset({TaskKind.VISIT, TaskKind.CAMPAIGN})


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskWish:
    """What is said of a task; what is None is not said, and stays as it is.

    Attributes:
        people: inspectors by id or name; 全部 is everybody on the roster.
        schools: by 标识码 or name; each person gets those that are his own.
    """

    title: str | None = None
    text: str | None = None
    due: date | None = None
    kind: TaskKind | None = None
    source: TaskSource | None = None
    needs: TaskNeed | None = None
    reference: str | None = None
    by: str | None = None
    people: tuple[str, ...] | None = None
    schools: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSaved:
    """A version of a task that was kept."""

    task: Task
    changes: Changes


class TaskService:
    """Keeps tasks; every call is one transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._store = context.stores.tasks

    # -- reading ---------------------------------------------------------------------------------

    def all(self) -> tuple[TaskView, ...]:
        """Return every task: overdue first, then by their day, those that are finished last."""
        with self._context.database.snapshot():
            return views_of(self._context, self._store.all())

    def open(self) -> tuple[TaskView, ...]:
        """Return the tasks of which something is still asked; where there is none, at no cost."""
        if not self._store.any():
            return ()
        return tuple(view for view in self.all() if view.progress.is_open)

    def open_at(self, school_code: str) -> tuple[TaskView, ...]:
        """Return the tasks of which something is still to be done at a school."""
        return tuple(view for view in self.open() if _is_open_at(view, school_code))

    def get(self, number: str) -> TaskView:
        """Return the task of a number (NotFoundError: there is none)."""
        with self._context.database.snapshot():
            (view,) = views_of(self._context, (self._task(number),))
        return view

    def versions(self, number: str) -> tuple[Task, ...]:
        """Return every version that is here, the first one first (NotFoundError: as above)."""
        with self._context.database.snapshot():
            return self._store.versions(self._task(number).uid)

    def decided(self, meeting: str, decision: str) -> TaskWish:
        """Return what a decision of a meeting says of a task.

        Args:
            meeting: number or uid of its entry.
            decision: its uid, or its place counted from 1.

        Raises:
            NotFoundError: there is no such meeting or decision.
        """
        with self._context.database.snapshot():
            registers = self._context.stores.registers
            found = registers.find(registers.uid_of(meeting) or meeting)
            names = set(self._context.names().values())
        decisions = tasks_of(found) if found is not None and found.kind == MEETING.id else ()
        known = {str(place): each for place, each in enumerate(decisions, start=1)}
        chosen = (known | {each.uid: each for each in decisions}).get(decision)
        if found is None or chosen is None:
            raise NotFoundError(
                f"会议“{meeting}”没有第 {decision} 项决定，没有布置任务；请用 meeting list 核对。"
            )
        owners = tuple(each for each in chosen.owner.split("、") if each in names)
        return TaskWish(
            title=first_line(chosen.matter)[:MOST_TITLE], text=chosen.matter[:MOST_TEXT],
            due=chosen.due, source=TaskSource.MEETING, reference=found.number,
            # On a laptop it is one's own, whoever the meeting named.
            people=None if self._self() else owners or None,
        )  # fmt: skip

    def _task(self, number: str) -> Task:
        found = self._store.numbered(number) or self._store.find(number)
        if found is None:
            raise NotFoundError(f"没有任务“{number}”；请用 task list 核对编号。")
        return found

    # -- writing ---------------------------------------------------------------------------------

    def add(self, wish: TaskWish) -> TaskSaved:
        """Give a task; on a laptop, to oneself.

        Raises:
            InputError: something is missing or cannot stand so; nothing was given.
            NotFoundError: a person or a school is not on the roster.
            RefusedError: on a laptop that is nobody's.
        """
        if wish.due is None:
            raise InputError("没有写期限，没有布置；请写明哪一天之前办完，如 2026-12-10。")
        with self._context.database.transaction():
            today, me = self._context.today(), self._self()
            task = Task(
                uid=new_uid(), version=1, title="", due=wish.due, given_on=today,
                number=next_number(self._store.numbers(), year=today.year, person_id=me),
            )  # fmt: skip
            return self._keep(self._with(task, wish), "布置任务")

    def change(self, number: str, wish: TaskWish) -> TaskSaved:
        """Keep another version; what is the same as before changes nothing.

        Raises:
            NotFoundError: there is no such task, person or school.
            RefusedError: it was withdrawn, or is the office's and this is a laptop.
            InputError: as of ``add``.
        """
        with self._context.database.transaction():
            before = self._writable(number)
            after = self._with(before, wish)
            if after == before:
                return TaskSaved(task=before, changes=Changes())
            return self._keep(replace(after, version=before.version + 1), "改任务")

    def withdraw(self, number: str, *, reason: str) -> TaskSaved:
        """Ask it no more; who has it is told with the next pack.

        Raises:
            NotFoundError, RefusedError: as of ``change``.
            InputError: no reason is given.
        """
        told = " ".join(reason.split())
        if not told:
            raise InputError("撤回任务要写明理由，没有撤回。")
        with self._context.database.transaction():
            before = self._writable(number)
            gone = replace(before, version=before.version + 1, withdrawn=told[:MOST_TEXT])
            return self._keep(gone, "撤回任务")

    def _with(self, task: Task, wish: TaskWish) -> Task:
        """Return the task as it is wished."""
        texts: dict[str, Any] = {
            name: said
            for name in ("title", "reference", "by")
            if (said := _line(getattr(wish, name))) is not None
        }
        if wish.text is not None:
            texts["text"] = wish.text.strip()
        values: dict[str, Any] = {
            name: value
            for name in ("due", "kind", "source", "needs")
            if (value := getattr(wish, name)) is not None
        }
        made = replace(task, **texts, **values)
        if wish.kind is not None and wish.needs is None:
            made = replace(made, needs=_usual_need(wish.kind))
        return replace(made, shares=self._shares(made, wish))

    def _shares(self, task: Task, wish: TaskWish) -> tuple[TaskShare, ...]:
        me = self._self()
        if me and wish.people is not None:
            raise RefusedError(
                "督学的电脑上只能给自己布置任务，没有改动；请去掉督学姓名，"
                "要交给别人的请告知督导室。"
            )
        if wish.people is None and wish.schools is None:
            return task.shares or ((TaskShare(person_id=me),) if me else ())
        people = wish.people if wish.people is not None else task.people
        schools = wish.schools if wish.schools is not None else _schools_of(task.shares)
        return shares_of(self._context, people=(me,) if me else people, schools=schools)

    def _keep(self, task: Task, note: str) -> TaskSaved:
        gaps = tuple(task_gaps(task))
        if gaps:
            raise InputError(
                "任务还没有写全，或有不对的地方，没有改动；请改好下面几处再保存。", problems=gaps
            )
        context = self._context
        self._store.add(
            task, at=context.now_text(), actor=context.actor, origin=context.identity.device
        )
        told = {"note": note, "number": task.number, "version": task.version}
        context.note("task", task.uid, told)
        return TaskSaved(task=task, changes=Changes(tasks=True))

    def _writable(self, number: str) -> Task:
        found = self._task(number)
        if self._context.identity.role is Role.LAPTOP and not is_own(found.number):
            raise RefusedError(
                f"{found.number} 是督导室布置的任务，没有改动；要改请告知督导室，"
                "办了的请答复，或按它写督导记录。"
            )
        if found.is_withdrawn:
            raise RefusedError(f"{found.number} 已经撤回，没有改动；还要办的请另布置一个。")
        return found

    def _self(self) -> str:
        """Return who gives tasks to himself here; empty at an office."""
        identity = self._context.identity
        if identity.role is Role.LAPTOP and not identity.inspector_id:
            raise RefusedError("本机没有写明是哪位督学，没有布置任务；请先在“设置”里写明。")
        return identity.inspector_id if identity.role is Role.LAPTOP else ""


def _line(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())


def _usual_need(kind: TaskKind) -> TaskNeed:
    return TaskNeed.RECORD if kind in _OF_RECORDS else TaskNeed.ANSWER


def _schools_of(shares: Iterable[TaskShare]) -> Sequence[str]:
    return tuple(dict.fromkeys(code for share in shares for code in share.school_codes))


def _is_open_at(view: TaskView, school_code: str) -> bool:
    places = (place for share in view.progress.shares for place in share.places)
    return any(place.school_code == school_code and place.done_on is None for place in places)
