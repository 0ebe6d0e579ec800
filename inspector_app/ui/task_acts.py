"""What can be done with a task from its page: asked for first, then done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from inspector_app.base.clock import today
from inspector_app.domain.task import TaskNeed
from inspector_app.domain.text_line import one_line
from inspector_app.services.context import Role
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.task import TaskFinders, TaskForm, ask_answer, ask_task
from inspector_app.ui.finders import person_finder, school_finder
from inspector_app.ui.navigator import OpenVisit
from inspector_app.ui.widgets.picker import Choice, Find

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from inspector_app.domain.task import Task
    from inspector_app.services.register_figures import TaskLine as DecidedLine
    from inspector_app.services.task_board import TaskLine
    from inspector_app.services.task_views import TaskView
    from inspector_app.services.tasks import TaskSaved, TaskWish
    from inspector_app.services.visit_edit import NewVisit
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Page


_EVERYBODY: Final = Choice("全部", "全部督学", "名册上的每一位")


class TaskActs:
    """Asks, does it, and says on the page what was done."""

    def __init__(self, page: Page, desk: Desk) -> None:
        self._page, self._desk = page, desk
        jobs = page.kit.jobs
        self._finders = TaskFinders(
            _with_everybody(person_finder(jobs, desk.people)), school_finder(jobs, desk.schools)
        )

    # -- giving ----------------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for a task and give it."""
        wish = ask_task(self._page, self._form(), self._finders)
        if wish is not None:
            self._page.write(lambda: self._desk.tasks.add(wish), self._saved)

    def add_decided(self) -> None:
        """Ask which decision of a meeting becomes a task, then for the rest of it."""
        self._page.read(self._desk.register_figures.tasks, self._offer_decisions)

    def _offer_decisions(self, found: Sequence[DecidedLine]) -> None:
        if not found:
            self._page.notice.tell("定稿的会议里没有还没办完的决定；请先在“登记”里写会议记录。")
            return
        words = [
            f"{each.number}　{one_line(each.task.matter)}　{each.task.owner}" for each in found
        ]
        place = ask.pick(self._page, "由会议决定布置", "选哪一项决定；时限和要求可以再改。", words)
        if place is not None:
            chosen = found[place]
            self._page.read(
                lambda: self._desk.tasks.decided(chosen.number, chosen.task.uid), self._ask_decided
            )

    def _ask_decided(self, begun: TaskWish) -> None:
        names = begun.people or ()
        ids = {person.name: person.id for person in self._desk.people.inspectors()}
        form = replace(
            self._form(), begun=begun, people=tuple(Choice(ids[each], each) for each in names)
        )
        wish = ask_task(self._page, form, self._finders)
        if wish is not None:
            self._page.write(lambda: self._desk.tasks.add(wish), self._saved)

    def change(self, line: TaskLine) -> None:
        """Ask what changes of a task."""
        view = line.view
        wish = ask_task(self._page, self._form(view), self._finders)
        if wish is not None:
            number = view.task.number
            self._page.write(lambda: self._desk.tasks.change(number, wish), self._saved)

    def withdraw(self, line: TaskLine) -> None:
        """Ask why a task is withdrawn."""
        task = line.view.task
        why = ask.reason(
            self._page, f"撤回“{task.title}”", "已经下发的，再下发一次，督学那边就看到撤回。",
            yes="撤回",
        )  # fmt: skip
        if why is not None:
            self._page.write(
                lambda: self._desk.tasks.withdraw(task.number, reason=why), self._saved
            )

    def _saved(self, saved: TaskSaved) -> None:
        task = saved.task
        said = "已撤回" if task.is_withdrawn else "已保存"
        later = "；下发以后督学才看得到。" if self._is_office else "。"
        self._page.notice.tell(f"{said} {task.number} {task.title}{later}")

    def _form(self, view: TaskView | None = None) -> TaskForm:
        day, own = today(self._desk.clock), not self._is_office
        if view is None:
            return TaskForm(today=day, own=own)
        task = view.task
        return TaskForm(
            today=day, task=task, own=own,
            people=tuple(Choice(each, view.person(each)) for each in task.people),
            schools=tuple(Choice(code, view.school(code)) for code in _schools(task)),
        )  # fmt: skip

    @property
    def _is_office(self) -> bool:
        return self._desk.settings.identity().role is Role.OFFICE

    # -- doing -----------------------------------------------------------------------------------

    def begin(self, line: TaskLine, school: str) -> None:
        """Begin the record, and go there."""
        number = line.view.task.number

        def begun(made: NewVisit) -> None:
            self._page.kit.navigator.open(OpenVisit(uid=made.uid))

        self._page.write(lambda: self._desk.task_answers.begin(number, school=school), begun)

    def answer(self, line: TaskLine, school: str) -> None:
        """Ask what was done."""
        view = line.view
        where = f"{view.school(school)}　" if school else ""
        whose = f"{line.name}　" if self._is_office else ""
        given = ask_answer(
            self._page, f"答复“{view.task.title}”", f"{whose}{where}{_of_answers(view)}",
            today=view.today,
        )  # fmt: skip
        if given is not None:
            self._page.write(
                lambda: self._desk.task_answers.answer(
                    view.task.number,
                    given.text,
                    on=given.on,
                    school=school,
                    person=self._whose(line),
                ),
                lambda _changes: self._page.notice.tell(
                    "已记下答复。" if self._is_office else "已答复，随下一次上报送到督导室。"
                ),
            )

    def retract(self, line: TaskLine) -> None:
        """Ask why an answer is taken back."""
        task = line.view.task
        why = ask.reason(
            self._page, f"撤回对“{task.title}”的答复", "原来的答复留在历史里。", yes="撤回"
        )
        if why is not None:
            self._page.write(
                lambda: self._desk.task_answers.retract(
                    task.number, reason=why, person=self._whose(line)
                ),
                lambda _changes: self._page.notice.tell("已撤回答复。"),
            )

    def _whose(self, line: TaskLine) -> str:
        return line.share.person_id if self._is_office else ""


def _with_everybody(people: Find) -> Find:
    """Return a finder of people that offers all of them as one, too."""

    def find(owner: QObject, text: str, answer: Callable[[Sequence[Choice]], None]) -> None:
        every = [_EVERYBODY] if text in _EVERYBODY.title else []
        people(owner, text, lambda found: answer([*every, *found]))

    return find


def _schools(task: Task) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for share in task.shares for code in share.school_codes))


def _of_answers(view: TaskView) -> str:
    if view.task.needs is TaskNeed.RECORD:
        return "这个任务要督导记录：答复是说明，写了记录并定稿才算办完。"
    return "写了答复就算办完；再答复一次，以后一次为准。"
