"""任务: what the office gives people to do, by when, and what it asks to see of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final

from inspector_app.base.errors import Problem

MOST_TITLE: Final = 100
MOST_TEXT: Final = 4_000
MOST_REFERENCE: Final = 100
MOST_ANSWER: Final = 2_000


class TaskKind(StrEnum):
    """What has to be done."""

    VISIT = "visit"
    CAMPAIGN = "campaign"
    REPORT = "report"
    OTHER = "other"


class TaskSource(StrEnum):
    """Where it comes from."""

    MEETING = "meeting"
    SUPERIOR = "superior"
    COMPLAINT = "complaint"
    OTHER = "other"


class TaskNeed(StrEnum):
    """What it is done by."""

    RECORD = "record"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskShare:
    """What one person has to do: at each of these schools, or once where there is none."""

    person_id: str
    school_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One version of a task.

    On a laptop it holds the share of that person alone.

    Attributes:
        version: 1, 2, …; each change is another one.
        reference: 文号, number of the meeting or of the complaint.
        by: who at the office, in words.
        withdrawn: why it is not asked any more; empty while it is.
    """

    uid: str
    number: str
    version: int
    given_on: date
    title: str
    due: date
    kind: TaskKind = TaskKind.OTHER
    source: TaskSource = TaskSource.OTHER
    needs: TaskNeed = TaskNeed.ANSWER
    text: str = field(default="", repr=False)
    reference: str = ""
    by: str = ""
    shares: tuple[TaskShare, ...] = ()
    withdrawn: str = ""

    @property
    def people(self) -> tuple[str, ...]:
        """Who has to do it."""
        return tuple(share.person_id for share in self.shares)

    @property
    def is_withdrawn(self) -> bool:
        """Whether it is not asked any more."""
        return bool(self.withdrawn)

    def share_of(self, person_id: str) -> TaskShare | None:
        """Return what a person has to do of it."""
        return next((each for each in self.shares if each.person_id == person_id), None)

    def for_one(self, person_id: str) -> "Task":
        """Return the task as it concerns one person, and nobody else."""
        share = self.share_of(person_id)
        return replace(self, shares=() if share is None else (share,))


def task_gaps(task: Task) -> Iterator[Problem]:
    """Yield what a task lacks before it can be given."""
    if not task.title.strip():
        yield Problem(where="标题", what="没有写标题", remedy="请写明要做什么，如“秋季开学检查”")
    for label, text, most in (
        ("标题", task.title, MOST_TITLE),
        ("要求", task.text, MOST_TEXT),
        ("文号", task.reference, MOST_REFERENCE),
    ):
        if len(text) > most:
            yield Problem(where=label, what=f"{label}超过 {most} 字", remedy="请写短一些")
    if not task.shares:
        yield Problem(where="交给谁", what="没有写交给谁", remedy="请写督学姓名，或写要去的学校")
    if task.due < task.given_on:
        yield Problem(
            where="期限", what=f"期限 {task.due} 早于布置的那天 {task.given_on}",
            remedy="请核对两个日期",
        )  # fmt: skip
    if task.kind is TaskKind.VISIT and task.needs is TaskNeed.ANSWER:
        yield Problem(
            where="要什么", what="入校的任务只要答复", remedy="请改为要督导记录，或改任务的类别"
        )  # fmt: skip
