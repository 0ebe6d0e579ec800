"""How far a task is: what counts, for whom, and that order and doubles do not matter."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.task import Task, TaskKind, TaskNeed, TaskShare, task_gaps
from inspector_app.domain.task_progress import (
    TaskEvent,
    TaskProgress,
    TaskRecord,
    TaskStand,
    TaskStep,
    progress_of,
)

DUE: Final = date(2026, 12, 5)
DAY: Final = date(2026, 12, 1)
TASK: Final = Task(
    uid="t", number="RW-2026-001", version=2, given_on=date(2026, 11, 22), title="检查", due=DUE,
    needs=TaskNeed.RECORD,
    shares=(TaskShare(person_id="A", school_codes=("s1", "s2")), TaskShare(person_id="B")),
)  # fmt: skip


def record(uid: str, school: str, *people: str, counts: bool = True, on: date = DAY) -> TaskRecord:
    return TaskRecord(
        uid=uid, number=uid, school_code=school, visited_on=on, people=people, counts=counts
    )


def event(seq: int, step: TaskStep, *, person: str = "A", school: str = "") -> TaskEvent:
    said = {
        TaskStep.TAKEN: {"version": seq},
        TaskStep.ANSWERED: {"text": f"第{seq}次", "on": DAY.isoformat()},
        TaskStep.RETRACTED: {"reason": ""},
    }[step]
    return TaskEvent(
        uid=f"{person}{school}{seq}{step}", task_uid="t", person_id=person, school_code=school,
        seq=seq, step=step, at="2026-12-01T00:00:00Z", content=said,
    )  # fmt: skip


def of(*records: TaskRecord, events: tuple[TaskEvent, ...] = (), task: Task = TASK) -> TaskProgress:
    return progress_of(task, records=records, events=events)


def test_each_school_is_done_by_a_record_there_and_no_other() -> None:
    found = of(record("r", "s1", "A"), record("x", "s9", "A"))
    assert [place.stand for place in found.shares[0].places] == [
        TaskStand.DONE, TaskStand.NOT_BEGUN
    ]  # fmt: skip
    assert (found.done, found.places, found.stand) == (1, 3, TaskStand.UNDER_WAY)


def test_a_record_counts_for_everybody_who_was_there_and_for_nobody_else() -> None:
    found = of(record("r", "s1", "B", "A"))
    assert [share.done for share in found.shares] == [1, 1]
    assert of(record("r", "s1", "C")).stand is TaskStand.NOT_BEGUN


def test_a_draft_begins_a_task_and_does_not_finish_it() -> None:
    (share, _) = of(record("r", "s1", "A", counts=False)).shares
    assert (share.stand, share.done_on) == (TaskStand.UNDER_WAY, None)


def test_an_answer_does_not_stand_for_a_record_that_is_asked_for() -> None:
    answered = (event(1, TaskStep.ANSWERED),)
    assert of(events=answered).shares[0].stand is TaskStand.UNDER_WAY
    asking = replace(TASK, needs=TaskNeed.ANSWER)
    assert of(events=answered, task=asking).shares[0].done_on == DAY
    assert of(record("r", "s1", "A"), task=asking).shares[0].done == 1


def test_what_is_answered_for_one_school_is_not_answered_for_the_other() -> None:
    asking = replace(TASK, needs=TaskNeed.ANSWER)
    (share, _) = of(events=(event(1, TaskStep.ANSWERED, school="s2"),), task=asking).shares
    assert [place.done_on for place in share.places] == [None, DAY]


def test_a_later_answer_stands_for_an_earlier_one_and_none_is_left_once_they_are_taken_back() -> (
    None
):
    asking = replace(TASK, needs=TaskNeed.ANSWER)
    told = (event(1, TaskStep.ANSWERED), event(2, TaskStep.ANSWERED))
    (share, _) = of(events=told, task=asking).shares
    assert share.places[0].answer is not None
    assert share.places[0].answer.text == "第2次"
    (share, _) = of(events=(*told, event(3, TaskStep.RETRACTED)), task=asking).shares
    assert share.stand is TaskStand.NOT_BEGUN


def test_the_newest_version_that_reached_a_person_is_known_from_that_person_alone() -> None:
    found = of(events=(event(1, TaskStep.TAKEN), event(2, TaskStep.TAKEN)))
    assert [share.taken for share in found.shares] == [2, 0]


def test_a_task_is_overdue_from_the_day_after_its_day_until_it_is_done_or_withdrawn() -> None:
    open_task = of()
    assert not open_task.is_overdue(on=DUE)
    assert open_task.is_overdue(on=DUE + timedelta(days=1))
    done = of(record("1", "s1", "A"), record("2", "s2", "A"), record("3", "s9", "B"))
    assert (done.stand, done.is_overdue(on=DUE + timedelta(days=9))) == (TaskStand.DONE, False)
    gone = of(task=replace(TASK, withdrawn="并入"))
    assert (gone.stand, gone.open_shares) == (TaskStand.WITHDRAWN, ())
    assert not gone.is_overdue(on=DUE + timedelta(days=9))


STEPS: Final = st.lists(
    st.tuples(
        st.integers(1, 6), st.sampled_from(TaskStep), st.sampled_from(["A", "B"]),
        st.sampled_from(["", "s1"]),
    ),
    max_size=8,
)  # fmt: skip


@given(STEPS, st.randoms(use_true_random=False))
def test_both_ends_come_to_the_same_whatever_order_events_came_in(
    steps: list[tuple[int, TaskStep, str, str]], dice: "object"
) -> None:
    events = [event(n, step, person=who, school=where) for n, step, who, where in steps]
    shuffled = [*events, *events[:2]]
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    task = replace(TASK, needs=TaskNeed.ANSWER)
    assert of(events=tuple(shuffled), task=task) == of(events=tuple(events), task=task)


def test_a_task_lacks_a_title_people_and_a_day_that_is_still_to_come() -> None:
    bare = replace(TASK, title=" ", shares=(), due=date(2026, 11, 1))
    assert [gap.where for gap in task_gaps(bare)] == ["标题", "交给谁", "期限"]
    assert [gap.where for gap in task_gaps(replace(TASK, kind=TaskKind.VISIT))] == []
    odd = replace(TASK, kind=TaskKind.VISIT, needs=TaskNeed.ANSWER, title="长" * 101)
    assert [gap.where for gap in task_gaps(odd)] == ["标题", "要什么"]
