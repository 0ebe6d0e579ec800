"""退回: where a return stands follows from its events, whatever their order."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.labels.returned import standing_words
from inspector_app.domain.returned import (
    MarkAnswer,
    Newest,
    Returned,
    ReturnEvent,
    ReturnState,
    ReturnStep,
    folded,
    grouped,
    next_seq,
    prefilled_reason,
)
from tests.examples import examples

LEAD = "DX001"
MARKS = [
    {"id": "1", "field": "narrative", "label": "督导过程（纪实）", "comment": "写具体些",
     "rows": "", "row": ""},
    {"id": "2", "field": "deadline", "label": "问题 1：整改时限", "comment": "太久",
     "rows": "issues", "row": "i1"},
]  # fmt: skip


def event(step: ReturnStep, seq: int, content: dict[str, Any], *, actor: str = LEAD) -> ReturnEvent:
    return ReturnEvent(
        uid=f"{seq}-{step.value}-{actor}", return_uid="r", visit_uid="v", seq=seq, step=step,
        at=f"2026-11-{10 + seq}T00:00:00Z", actor=actor, content=content,
    )  # fmt: skip


def returned(comment: str = "请补充") -> ReturnEvent:
    content = {"no": "n", "lead": LEAD, "revision": 1, "by": "", "comment": comment, "marks": MARKS}
    return event(ReturnStep.RETURNED, 1, content, actor="office")


TAKEN = event(ReturnStep.TAKEN, 2, {"revision": 1})
MENDED = event(ReturnStep.MENDED, 3, {"revision": 2, "void": False, "reason": "改"})
CLOSED = event(ReturnStep.CLOSED, 4, {"by": "", "note": "好"}, actor="office")
WITHDRAWN = event(ReturnStep.WITHDRAWN, 2, {"by": "", "note": "误"}, actor="office")


def kept(mark: str, seq: int, *, actor: str = LEAD) -> ReturnEvent:
    content = {"mark": mark, "answer": "kept", "text": "原件如此"}
    return event(ReturnStep.ANSWERED, seq, content, actor=actor)


def state(*events: ReturnEvent, newest: Newest | None = None, sent: bool = True) -> ReturnState:
    return found(*events, newest=newest, sent=sent).state


def found(*events: ReturnEvent, newest: Newest | None = None, sent: bool = True) -> Returned:
    made = folded(events, newest=newest, sent=sent)
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((), ReturnState.SENT),
        ((TAKEN,), ReturnState.TAKEN),
        ((TAKEN, MENDED), ReturnState.MENDED),
        ((TAKEN, MENDED, CLOSED), ReturnState.CLOSED),
        ((WITHDRAWN,), ReturnState.WITHDRAWN),
        ((TAKEN, kept("1", 3)), ReturnState.TAKEN),
        ((TAKEN, kept("0", 3), kept("1", 4), kept("2", 5)), ReturnState.ANSWERED),
    ],
)
def test_a_return_goes_from_sent_to_taken_to_mended_or_answered_to_closed(
    events: tuple[ReturnEvent, ...], expected: ReturnState
) -> None:
    assert state(returned(), *events) is expected


def test_what_has_not_gone_out_is_open() -> None:
    assert state(returned(), sent=False) is ReturnState.OPEN


def test_events_without_the_one_that_began_them_are_no_return() -> None:
    assert folded([TAKEN, MENDED], newest=None, sent=True) is None


@pytest.mark.parametrize(
    ("newest", "expected"),
    [
        (Newest(1), ReturnState.SENT),
        (Newest(2), ReturnState.MENDED),
        (Newest(1, void=True), ReturnState.MENDED),
    ],
)
def test_a_later_revision_answers_a_return_even_if_its_laptop_said_nothing(
    newest: Newest, expected: ReturnState
) -> None:
    assert state(returned(), newest=newest) is expected


def test_a_revision_filed_before_the_return_was_read_does_not_answer_it() -> None:
    read_at_two = event(ReturnStep.TAKEN, 2, {"revision": 2})
    assert state(returned(), read_at_two, newest=Newest(2)) is ReturnState.TAKEN
    assert state(returned(), read_at_two, newest=Newest(3)) is ReturnState.MENDED


def test_what_was_mended_without_a_word_is_answered_as_mended() -> None:
    made = found(returned(), TAKEN, kept("2", 3), MENDED)
    assert {each: made.answers[each].answer for each in made.answers} == {
        "0": MarkAnswer.MENDED, "1": MarkAnswer.MENDED, "2": MarkAnswer.KEPT,
    }  # fmt: skip
    assert made.answers["2"].text == "原件如此"


def test_nobody_but_the_lead_answers() -> None:
    made = found(returned(), event(ReturnStep.TAKEN, 2, {"revision": 1}, actor="DX002"),
                 kept("1", 3, actor="DX002"))  # fmt: skip
    assert (made.state, made.answers) == (ReturnState.SENT, {})
    assert [each.step for each in made.events] == [ReturnStep.RETURNED]


def test_an_answer_about_another_record_is_none() -> None:
    made = found(returned(), replace(kept("1", 1), visit_uid="other"), TAKEN)
    assert (made.answers, len(made.events)) == ({}, 2)


def test_an_answer_can_be_given_anew() -> None:
    again = event(ReturnStep.ANSWERED, 4, {"mark": "1", "answer": "mended", "text": ""})
    assert found(returned(), TAKEN, kept("1", 3), again).answers["1"].answer is MarkAnswer.MENDED


@examples()
@given(st.permutations([returned(), TAKEN, kept("1", 3), MENDED, CLOSED]))
def test_the_order_of_arrival_changes_nothing(events: list[ReturnEvent]) -> None:
    assert found(*events) == found(*sorted(events, key=lambda each: each.seq))
    assert grouped(events) == {"r": found(*events).events}
    assert next_seq(events) == 5


def test_the_words_of_a_state_name_the_revision() -> None:
    assert standing_words(found(returned(), TAKEN)) == "督学已收到，未改"
    assert standing_words(found(returned(), MENDED)) == "督学已改（第 2 版）"
    assert standing_words(found(returned(), newest=Newest(1, void=True))) == "督学已作废这份记录"


def test_the_reason_of_a_correction_begins_with_what_the_office_said() -> None:
    assert prefilled_reason(found(returned())) == (
        "督导室退回：请补充；督导过程（纪实）：写具体些；问题 1：整改时限：太久"
    )
    long = prefilled_reason(found(returned("长" * 900)))
    assert (len(long), long[-1]) == (300, "…")


def test_a_return_without_a_word_on_the_whole_has_only_its_marks() -> None:
    assert [each.id for each in found(returned("")).points] == ["1", "2"]
