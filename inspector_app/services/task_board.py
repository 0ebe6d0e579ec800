"""How far all tasks are, person by person: read, printed, as an Excel file, and as a reminder."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from inspector_app.base import clock as clocks
from inspector_app.domain.labels.tasks import TASK_NEED_LABEL
from inspector_app.domain.task_progress import ShareProgress
from inspector_app.domain.task_words import (
    lacking_words,
    place_words,
    reminder_text,
    stand_words,
    taken_words,
)
from inspector_app.services.context import Context, Role
from inspector_app.services.office_people import NO_COMPUTER
from inspector_app.services.task_views import TaskView
from inspector_app.services.tasks import TaskService

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.reports.document import Document
    from inspector_app.sheets.writer import TableValue


class TaskLine(NamedTuple):
    """What one person has done of one task.

    Attributes:
        stand: how far it is, in words.
        taken: which version has reached the person, in words; empty on a laptop.
        told: records and answers, school by school.
        lacking: the schools that are open, in words.
    """

    view: TaskView
    share: ShareProgress
    name: str
    stand: str
    taken: str
    told: tuple[str, ...]
    lacking: str

    @property
    def is_open(self) -> bool:
        """Whether something is still asked of this person."""
        return self.share in self.view.progress.open_shares

    @property
    def is_late(self) -> bool:
        """Whether this person is asked for it and its day is past."""
        return self.view.is_overdue and self.is_open


class TaskBoard:
    """Looks at tasks from the side of who gave them."""

    def __init__(self, context: Context, tasks: TaskService) -> None:
        self._context = context
        self._tasks = tasks

    def lines(self, number: str = "") -> tuple[TaskLine, ...]:
        """Return the people of one task, or of all: overdue tasks first.

        Raises:
            NotFoundError: there is no such task.
        """
        with self._context.database.snapshot():
            found = (self._tasks.get(number),) if number else self._tasks.all()
            without = self._without_computer()
        return tuple(line for view in found for line in self._of(view, without))

    def reminder(self, number: str = "") -> str:
        """Return the text that asks for one task, or for all that are overdue or due soon.

        It is empty where nobody is asked (NotFoundError: there is no such task).
        """
        lines = self.lines(number)
        asked = [each for each in lines if each.is_open and (number or each.view.presses)]
        views = {each.view.task.uid: each.view for each in asked}
        told = [
            _asking(view, [each for each in asked if each.view.task.uid == uid])
            for uid, view in views.items()
        ]
        return reminder_text(as_of=self.as_of(), lines=told)

    def as_of(self) -> str:
        """Return the present minute as people read it."""
        return clocks.local_datetime_text(self._context.clock.now())

    def document(self, *, unit: str) -> "Document":
        """Return the board as it prints."""
        from inspector_app.reports.task_board_report import task_board_report

        return task_board_report(
            unit=unit, as_of=self.as_of(), lines=tuple(map(_printed, self.lines()))
        )

    def xlsx(self, path: Path) -> "WrittenFile":
        """Write the board as an Excel file (EnvironmentProblem: it could not be written)."""
        from inspector_app.sheets.writer import TableSheet, write_table

        rows: list[list[TableValue]] = [
            [n, task.number, task.title, task.due, each.view.left if each.is_open else "",
             each.name, TASK_NEED_LABEL[task.needs], each.stand, each.share.done,
             len(each.share.places), each.taken, "\n".join(each.told)]
            for n, each in enumerate(self.lines(), start=1) for task in (each.view.task,)
        ]  # fmt: skip
        head = (
            "序号", "任务编号", "任务", "期限", "还有几天", "督学", "要什么", "状态", "办完",
            "应办", "接收", "记录和答复",
        )  # fmt: skip
        sheet = TableSheet(
            title="任务办理情况", heading=f"任务办理情况　截至 {self.as_of()}",
            head=head, rows=rows, leading=3,
        )  # fmt: skip
        return write_table(path, [sheet])

    def _without_computer(self) -> frozenset[str]:
        """Return who never uses one; a task reaches them by telephone."""
        marks = self._context.stores.office_month.marks()
        return frozenset(each.inspector_id for each in marks if each.kind == NO_COMPUTER)

    def _of(self, view: TaskView, without: frozenset[str]) -> Iterator[TaskLine]:
        office = self._context.identity.role is Role.OFFICE
        for share in view.progress.shares:
            asked = share.person_id not in without
            yield TaskLine(
                view=view, share=share, name=view.person(share.person_id),
                stand=stand_words(view.task, share),
                taken=taken_words(view.task, share, asked=asked) if office else "",
                told=tuple(
                    place_words(place, school=view.school) for place in share.places
                    if place.school_code or place.records or place.drafts or place.answer
                ),
                lacking=lacking_words(share, school=view.school),
            )  # fmt: skip


def _asking(view: TaskView, lines: list[TaskLine]) -> str:
    people = []
    for each in lines:
        said = "，".join(filter(None, ("" if each.share.taken else each.taken, each.lacking)))
        people.append(f"{each.name}（{said}）" if said else each.name)
    task = view.task
    return f"{task.number} {task.title}（期限 {task.due}，{view.left}）：{'、'.join(people)}。"


def _printed(line: TaskLine) -> tuple[str, ...]:
    task = line.view.task
    left = f"\n{line.view.left}" if line.is_open else ""
    return (
        f"{task.number}\n{task.title}", f"{task.due}{left}", line.name, line.stand, line.taken,
        "\n".join(line.told),
    )  # fmt: skip
