"""How far a task is: from the records that name it, and from what its people have answered.

Both ends hold the same records and the same events, and count by the rules of this module.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from inspector_app.domain.task import Task, TaskNeed, TaskShare


class TaskStep(StrEnum):
    """What a person has done about a task besides records."""

    TAKEN = "taken"
    ANSWERED = "answered"
    RETRACTED = "retracted"


class TaskStand(StrEnum):
    """Where a task, a share or a school of it stands."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    DONE = "done"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEvent:
    """One thing that happened; nothing is ever changed or taken away.

    Attributes:
        school_code: the school that it is about, empty for all that the person has to do.
        seq: one more than the highest that was known where it was made; the order of events.
        content: what it says, by its step.
    """

    uid: str
    task_uid: str
    person_id: str
    school_code: str
    seq: int
    step: TaskStep
    at: str
    content: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRecord:
    """A record that names a task.

    Attributes:
        people: who was there.
        counts: whether it is filed; else it is a draft.
    """

    uid: str
    number: str
    school_code: str
    visited_on: date | None
    people: tuple[str, ...]
    counts: bool


@dataclass(frozen=True, slots=True)
class TaskAnswer:
    """What was answered, and by which day it was done."""

    text: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceProgress:
    """One school of a share, or the share itself where it has none.

    Attributes:
        school_code: empty where the task names no school.
        records: that count for it.
        drafts: that are still written.
        done_on: None while it is not done.
    """

    school_code: str
    records: tuple[TaskRecord, ...]
    drafts: tuple[TaskRecord, ...]
    answer: TaskAnswer | None
    done_on: date | None

    @property
    def stand(self) -> TaskStand:
        """Where it stands."""
        if self.done_on is not None:
            return TaskStand.DONE
        begun = self.records or self.drafts or self.answer is not None
        return TaskStand.UNDER_WAY if begun else TaskStand.NOT_BEGUN


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareProgress:
    """What one person has done of a task.

    Attributes:
        taken: the newest version that is known to have reached the person, 0 for none.
    """

    person_id: str
    taken: int
    places: tuple[PlaceProgress, ...]

    @property
    def done(self) -> int:
        """How many of its places are done."""
        return sum(place.done_on is not None for place in self.places)

    @property
    def done_on(self) -> date | None:
        """The day on which the last of it was done; None while something is open."""
        days = [place.done_on for place in self.places if place.done_on is not None]
        return max(days) if days and len(days) == len(self.places) else None

    @property
    def stand(self) -> TaskStand:
        """Where it stands."""
        if self.done_on is not None:
            return TaskStand.DONE
        untouched = all(place.stand is TaskStand.NOT_BEGUN for place in self.places)
        return TaskStand.NOT_BEGUN if untouched else TaskStand.UNDER_WAY


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskProgress:
    """How far a task is with all of its people."""

    task: Task
    shares: tuple[ShareProgress, ...]

    @property
    def stand(self) -> TaskStand:
        """Where it stands."""
        if self.task.is_withdrawn:
            return TaskStand.WITHDRAWN
        stands = {share.stand for share in self.shares}
        if len(stands) == 1:
            return stands.pop()
        return TaskStand.UNDER_WAY if stands else TaskStand.NOT_BEGUN

    @property
    def places(self) -> int:
        """How many single things are asked."""
        return sum(len(share.places) for share in self.shares)

    @property
    def done(self) -> int:
        """How many of them are done."""
        return sum(share.done for share in self.shares)

    @property
    def is_open(self) -> bool:
        """Whether something is still asked."""
        return self.stand in OPEN

    @property
    def open_shares(self) -> tuple[ShareProgress, ...]:
        """The people of whom something is still asked."""
        if self.task.is_withdrawn:
            return ()
        return tuple(share for share in self.shares if share.stand is not TaskStand.DONE)

    def is_overdue(self, *, on: date) -> bool:
        """Say whether its day is past and something is still asked."""
        return self.is_open and self.task.due < on


OPEN: Final = frozenset({TaskStand.NOT_BEGUN, TaskStand.UNDER_WAY})


def progress_of(
    task: Task, *, records: Iterable[TaskRecord], events: Iterable[TaskEvent]
) -> TaskProgress:
    """Return how far a task is.

    Args:
        task: as it stands now.
        records: those that name it, each once.
        events: of it, in any order.
    """
    named = tuple({each.uid: each for each in records}.values())
    happened = ordered(event for event in events if event.task_uid == task.uid)
    return TaskProgress(
        task=task, shares=tuple(_share(task, share, named, happened) for share in task.shares)
    )


def ordered(events: Iterable[TaskEvent]) -> tuple[TaskEvent, ...]:
    """Return events in the order that both ends agree on; no clock has a say in it."""
    return tuple(sorted(events, key=lambda e: (e.task_uid, e.seq, e.step.value, e.uid)))


def next_seq(events: Iterable[TaskEvent]) -> int:
    """Return the place of an event that is made now, behind all that are known here."""
    return max((event.seq for event in events), default=0) + 1


def _share(
    task: Task, share: TaskShare, records: Sequence[TaskRecord], events: Sequence[TaskEvent]
) -> ShareProgress:
    own = [event for event in events if event.person_id == share.person_id]
    taken = [e.content["version"] for e in own if e.step is TaskStep.TAKEN]
    there = [each for each in records if share.person_id in each.people]
    answers = _answers(own)
    return ShareProgress(
        person_id=share.person_id,
        taken=max(taken, default=0),
        places=tuple(
            _place(task.needs, code, there, answers) for code in share.school_codes or ("",)
        ),
    )


def _place(
    needs: TaskNeed, code: str, there: Sequence[TaskRecord], answers: Mapping[str, TaskAnswer]
) -> PlaceProgress:
    here = [each for each in there if code in {"", each.school_code}]
    records = tuple(each for each in here if each.counts and each.visited_on is not None)
    # What is answered for all of it holds for each school that has no answer of its own.
    answer = answers.get(code) or answers.get("")
    days = [each.visited_on for each in records if each.visited_on is not None]
    if needs is TaskNeed.ANSWER and answer is not None:
        days.append(answer.on)
    return PlaceProgress(
        school_code=code, records=records,
        drafts=tuple(each for each in here if not each.counts), answer=answer,
        done_on=min(days, default=None),
    )  # fmt: skip


def _answers(events: Iterable[TaskEvent]) -> Mapping[str, TaskAnswer]:
    """Return what is answered for each school now; a later word stands for earlier ones."""
    found: dict[str, TaskAnswer] = {}
    for event in events:
        if event.step is TaskStep.ANSWERED:
            said = event.content
            found[event.school_code] = TaskAnswer(said["text"], date.fromisoformat(said["on"]))
        elif event.step is TaskStep.RETRACTED:
            found.clear()
    return found
