"""What becomes of tasks where they are done: a record is begun, or an answer is written."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.base.ids import new_uid
from inspector_app.domain.task import MOST_ANSWER, Task, TaskKind, TaskShare, TaskSource
from inspector_app.domain.task_basis import basis_of
from inspector_app.domain.task_progress import (
    PlaceProgress,
    TaskEvent,
    TaskStep,
    next_seq,
)
from inspector_app.domain.visit_options import VisitType
from inspector_app.services.context import Context, Role
from inspector_app.services.lookup import ContextLookup
from inspector_app.services.task_views import TaskView
from inspector_app.services.tasks import TaskService
from inspector_app.services.visit_edit import NewVisit, VisitEditService

_MOST_PLAN: Final = 1_000


class TaskAnswers:
    """Answers tasks and begins their records; every call is one transaction."""

    def __init__(self, context: Context, *, tasks: TaskService, edit: VisitEditService) -> None:
        self._context = context
        self._tasks = tasks
        self._edit = edit
        self._lookup = ContextLookup(context)

    def answer(
        self, number: str, text: str, *, on: date | None = None, school: str = "", person: str = ""
    ) -> Changes:
        """Say that a task is done, or what there is to say of it; a later answer stands for it.

        Args:
            number: of the task.
            text: what was done.
            on: when it was done, today unless told otherwise.
            school: by 标识码 or name; empty for all that the person has to do.
            person: at the office, whose answer it is: somebody who told it by telephone.

        Raises:
            NotFoundError: there is no such task, or it is not that person's or school's.
            RefusedError: it was withdrawn.
            InputError: nothing is said, too much, or of a day that is still to come.
        """
        said, day = text.strip(), on or self._context.today()
        if not said:
            raise InputError("答复没有写内容，没有记下；请写明办了什么、结果怎样。")
        if len(said) > MOST_ANSWER:
            raise InputError(f"答复超过 {MOST_ANSWER} 字，没有记下；请写短些，详细的写进督导记录。")
        if day > self._context.today():
            raise InputError(f"完成日期 {day} 在今天之后，没有记下；请写办完的那一天。")
        content = {"text": said, "on": day.isoformat()}
        return self._append(number, TaskStep.ANSWERED, content, school=school, person=person)

    def retract(self, number: str, *, reason: str = "", person: str = "") -> Changes:
        """Take back all that a person has answered (errors as above; RefusedError: nothing was)."""
        with self._context.database.transaction():
            view = self._tasks.get(number)
            share = self._share(view, person)
            found = next(x for x in view.progress.shares if x.person_id == share.person_id)
            if not any(place.answer for place in found.places):
                raise RefusedError(f"{view.task.number} 还没有答复，没有什么可以撤回。")
            content = {"reason": reason.strip()[:MOST_ANSWER]}
            return self._append(number, TaskStep.RETRACTED, content, school="", person=person)

    def _append(
        self, number: str, step: TaskStep, content: Mapping[str, Any], *, school: str, person: str
    ) -> Changes:
        with self._context.database.transaction():
            view = self._tasks.get(number)
            if view.task.is_withdrawn:
                raise RefusedError(f"{view.task.number} 已经撤回，不用再办，没有记下答复。")
            code, share = self._place(view, school, person)
            append(
                self._context, view.task, step=step, person_id=share.person_id, school_code=code,
                content=content,
            )  # fmt: skip
        return Changes(tasks=True)

    def begin(self, number: str, *, school: str = "") -> NewVisit:
        """Begin the record of a task, or go on with its draft.

        School, 指派依据, 督导重点 and what follows from the kind are filled in.

        Raises:
            NotFoundError: there is no such task, or it is not this person's or school's.
            RefusedError: it was withdrawn.
        """
        with self._context.database.transaction():
            view = self._tasks.get(number)
            if view.task.is_withdrawn:
                raise RefusedError(f"{view.task.number} 已经撤回，不用再办，没有新建记录。")
            code, share = self._place(view, school, "")
            place = _open_place(view, share, code)
            wanted = place.school_code or (self._lookup.school(school).code if school else "")
            for begun in place.drafts:
                if wanted in {"", begun.school_code}:
                    return NewVisit(uid=begun.uid, number=begun.number, changes=Changes())
            return self._edit.new(school_code=wanted or None, given=_given(view.task, wanted))

    def _place(self, view: TaskView, school: str, person: str) -> tuple[str, TaskShare]:
        """Return the 标识码, if one is meant, and whose share it is."""
        task, share = view.task, self._share(view, person)
        if not school:
            return "", share
        code = self._lookup.school(school).code
        if share.school_codes and code not in share.school_codes:
            raise NotFoundError(
                f"{task.number} 里没有“{view.school(code)}”，没有改动；"
                f"要办的有：{'、'.join(view.school(each) for each in share.school_codes)}。"
            )
        return (code if share.school_codes else ""), share

    def _share(self, view: TaskView, person: str) -> TaskShare:
        who = self._who(view, person)
        share = view.task.share_of(who)
        if share is None:
            raise NotFoundError(
                f"{view.task.number} 没有交给{view.person(who)}，没有改动；请用 task list 核对。"
            )
        return share

    def _who(self, view: TaskView, person: str) -> str:
        identity = self._context.identity
        if identity.role is Role.LAPTOP:
            return identity.inspector_id
        if person:
            return self._lookup.person_id(person)
        if len(view.task.shares) == 1:
            return view.task.shares[0].person_id
        raise InputError(f"{view.task.number} 交给了几位督学，没有改动；请写明是哪一位的答复。")


def append(
    context: Context, task: Task, *, step: TaskStep, person_id: str, school_code: str = "",
    content: Mapping[str, Any],
) -> None:  # fmt: skip
    """Write that something happened to a task, inside the caller's transaction."""
    store = context.stores.tasks
    event = TaskEvent(
        uid=new_uid(), task_uid=task.uid, person_id=person_id, school_code=school_code,
        seq=next_seq(store.events(task.uid)), step=step, at=context.now_text(), content=content,
    )  # fmt: skip
    store.add_event(event)
    told = {"note": step.value, "number": task.number, "event": event.uid}
    context.note("task", task.uid, told)


def _open_place(view: TaskView, share: TaskShare, code: str) -> PlaceProgress:
    """Return the place that is meant, else the first that is not done yet."""
    found = next(each for each in view.progress.shares if each.person_id == share.person_id)
    if code:
        return next(place for place in found.places if place.school_code == code)
    return next((place for place in found.places if place.done_on is None), found.places[0])


def _given(task: Task, school_code: str) -> dict[str, Any]:
    """Return what a record says before anybody has written in it."""
    told: dict[str, Any] = {"basis": basis_of(task)}
    if len(task.text) <= _MOST_PLAN:
        told["plan_text"] = task.text or task.title
    if task.kind is TaskKind.CAMPAIGN:
        told["type"] = VisitType.CAMPAIGN
    elif task.source is TaskSource.COMPLAINT and school_code:
        told["type"] = VisitType.COMPLAINT_CHECK
    return told
