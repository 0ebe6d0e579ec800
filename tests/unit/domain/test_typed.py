"""Answers to typed records: the last one to the very revision stands, by number and not by time."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.typed import (
    TypedAnswer,
    TypedEvent,
    TypedState,
    answer_to,
    next_seq,
    state_of,
)
from tests.examples import examples


def answered(uid: str = "e", *, seq: int = 1, revision: int = 1, **more: str) -> TypedEvent:
    answer = TypedAnswer(more.get("answer", "confirmed"))
    return TypedEvent(
        uid=uid, visit_uid="v", revision=revision, seq=seq, answer=answer, text="",
        at=more.get("at", "2026-11-22T08:00:00Z"), actor="DX001",
    )  # fmt: skip


PLACES = st.tuples(
    st.integers(1, 3), st.integers(1, 4), st.sampled_from(TypedAnswer), st.integers(10, 28)
)
EVENTS = st.lists(PLACES, max_size=8).map(
    lambda places: [
        answered(f"e{at}", revision=revision, seq=seq, answer=answer, at=f"2026-11-{day}T08:00:00Z")
        for at, (revision, seq, answer, day) in enumerate(places)
    ]
)


@given(events=EVENTS, revision=st.integers(1, 4), order=st.randoms(use_true_random=False))
@examples()
def test_the_same_answer_stands_in_whatever_order_answers_come(
    events: list[TypedEvent], revision: int, order: Random
) -> None:
    stands = answer_to(events, revision)
    mixed = [*events]
    order.shuffle(mixed)
    assert answer_to(mixed, revision) == stands
    of_it = [event for event in events if event.revision == revision]
    assert (stands is None) is (not of_it)
    assert stands is None or stands.seq == max(event.seq for event in of_it)


@given(events=EVENTS, revision=st.integers(1, 3), answer=st.sampled_from(TypedAnswer))
@examples()
def test_an_answer_that_is_given_now_stands_whatever_was_said_before(
    events: list[TypedEvent], revision: int, answer: TypedAnswer
) -> None:
    now = answered("now", revision=revision, seq=next_seq(events), answer=answer, at="1999")
    assert answer_to([*events, now], revision) == now
    assert next_seq([*events, now]) == now.seq + 1


def test_an_answer_to_an_earlier_revision_says_nothing_of_the_next() -> None:
    assert answer_to([answered(revision=1)], 2) is None
    assert state_of(None, held=False) is TypedState.AWAITING
    assert next_seq([]) == 1


@given(answer=st.none() | st.sampled_from(TypedAnswer))
@examples()
def test_that_a_record_does_not_count_outweighs_what_was_said_of_it(
    answer: TypedAnswer | None,
) -> None:
    event = answered(answer=answer) if answer else None
    assert state_of(event, held=True) is TypedState.HELD
    counted = state_of(event, held=False)
    assert counted is not TypedState.HELD
    assert answer is None or counted.value == answer.value
