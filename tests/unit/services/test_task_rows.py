"""Tasks and their events as they travel: what was written comes back, all else is refused."""

import uuid
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.task import Task
from inspector_app.domain.task_json import task_json
from inspector_app.domain.task_progress import TaskEvent, TaskStep
from inspector_app.services.record_reading import UnsoundError
from inspector_app.services.task_rows import event_row, read_events, read_tasks
from tests.examples import examples
from tests.unit.domain.test_task_progress import TASK

WRONG: Final = (UnsoundError, KeyError, TypeError, ValueError, AttributeError)
UID: Final = str(uuid.UUID(int=7, version=4))
OURS: Final[Task] = TASK.for_one("A")
ROW: Final = {**task_json(OURS), "uuid": UID}
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
_SAID = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), min_size=1, max_size=30
)
_CONTENT = {
    TaskStep.TAKEN: st.fixed_dictionaries({"version": st.integers(1, 99)}),
    TaskStep.ANSWERED: st.fixed_dictionaries({"text": _SAID, "on": st.dates().map(str)}),
    TaskStep.RETRACTED: st.fixed_dictionaries({"reason": _SAID}),
}


@st.composite
def _events(draw: st.DrawFn) -> TaskEvent:
    step = draw(st.sampled_from(list(TaskStep)))
    uids = st.uuids(version=4).map(str)
    return TaskEvent(
        uid=draw(uids), task_uid=draw(uids), person_id="A", school_code=draw(_SAID | st.just("")),
        seq=draw(st.integers(1, 99)), step=step, at="2026-11-22T08:00:00Z",
        content=draw(_CONTENT[step]),
    )  # fmt: skip


_ROWS = st.lists(_events(), max_size=3)
_PLACES = ("uuid", "task", "person", "school", "seq", "step", "at", "content")


@examples(25)
@given(_ROWS)
def test_events_come_back_as_they_were_written(events: list[TaskEvent]) -> None:
    assert read_events([event_row(each) for each in events], person_id="A") == tuple(events)


@examples(25)
@given(_events(), st.sampled_from(_PLACES), _JSON)
def test_an_event_with_any_other_value_is_read_as_one_or_refused(
    event: TaskEvent, place: str, value: Any
) -> None:
    row = {**event_row(event), place: value}
    try:
        (read,) = read_events([row], person_id="A")
    except WRONG:
        return
    assert event_row(read)[place] == value


def test_nobody_answers_in_anothers_name() -> None:
    event = TaskEvent(
        uid=UID, task_uid=UID, person_id="B", school_code="", seq=1, step=TaskStep.TAKEN,
        at="2026-11-22T08:00:00Z", content={"version": 1},
    )  # fmt: skip
    with pytest.raises(UnsoundError, match="不是上报人的"):
        read_events([event_row(event)], person_id="A")


def test_a_task_comes_back_as_it_was_written() -> None:
    (read,) = read_tasks({"tasks": [ROW]}, person_id="A")
    assert {**task_json(read)} == ROW


@pytest.mark.parametrize(
    ("name", "value"),
    [("uuid", "x"), ("no", "RW-DX001-2026-001"), ("no", "X"), ("version", 0), ("title", ""),
     ("title", "长" * 101), ("due", "2026-13-01"), ("kind", "急"), ("needs", None),
     ("shares", [{"person": "B", "schools": []}]), ("shares", [{"person": "A", "schools": [1]}]),
     ("shares", "A"), ("text", None), ("shares", [{"person": "A", "schools": "s1"}]),
     ("shares", [{"person": "A", "schools": ["s"] * 2_001}])],
)  # fmt: skip
def test_a_task_that_no_office_of_ours_has_written_is_refused(name: str, value: Any) -> None:
    with pytest.raises(WRONG):
        read_tasks({"tasks": [{**ROW, name: value}]}, person_id="A")


def test_more_tasks_or_events_than_anybody_writes_are_refused_unread() -> None:
    with pytest.raises(UnsoundError, match="太多"):
        read_tasks({"tasks": [{}] * 5_001}, person_id="A")
    with pytest.raises(UnsoundError, match="太多"):
        read_events([{}] * 5_001, person_id="A")


def test_a_task_that_stands_there_twice_is_refused() -> None:
    with pytest.raises(UnsoundError, match="两份"):
        read_tasks({"tasks": [ROW, ROW]}, person_id="A")
