"""Answers of a filled form: steps between two states, addresses, what is worked out."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.form_record import (
    Step,
    answer_at,
    answer_faults,
    answer_name,
    steps_between,
    text_fault,
    texts_of,
    trimmed,
    with_answer,
    with_texts,
    with_worked_out,
)
from tests.examples import examples

ONE, TWO = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"
TEXT = st.text(max_size=3)
UIDS = st.sampled_from((ONE, TWO, "00000000-0000-4000-8000-000000000003"))


def rows(inner: Any) -> Any:
    return st.lists(
        st.builds(lambda uid, rest: {**rest, "_uuid": uid}, UIDS, inner),
        max_size=3,
        unique_by=lambda row: row["_uuid"],
    )


PLAIN = st.dictionaries(st.sampled_from(("a", "b")), TEXT)
INNER = st.builds(lambda plain, nested: {**plain, "n": nested}, PLAIN, rows(PLAIN))
ANSWERS = st.builds(lambda plain, many: trimmed({**plain, "r": many}), PLAIN, rows(INNER))


def in_order(answers: Any) -> Any:
    """Return answers with rows in the order of their uids: what stays is never moved."""
    return {
        name: sorted((in_order(row) for row in value), key=lambda row: row["_uuid"])
        if isinstance(value, list) else value
        for name, value in answers.items()
    }  # fmt: skip


@examples()
@given(before=ANSWERS, after=ANSWERS)
def test_the_steps_between_two_states_lead_from_one_to_the_other(before: Any, after: Any) -> None:
    reached = before
    for address, value in steps_between(before, after):
        reached = with_answer(reached, address, value)
    assert in_order(reached) == in_order(after)


@examples()
@given(before=ANSWERS, after=ANSWERS)
def test_every_step_is_taken_back_by_what_stood_at_its_address(before: Any, after: Any) -> None:
    for address, value in steps_between(before, after):
        stood = answer_at(before, address)
        changed = with_answer(before, address, value)
        assert in_order(with_answer(changed, address, stood)) == in_order(before)


def test_a_new_row_stands_at_its_place() -> None:
    before = {"r": [{"_uuid": ONE}]}
    after = {"r": [{"_uuid": TWO, "a": "x"}, {"_uuid": ONE}]}
    assert list(steps_between(before, after)) == [
        Step(f"r/{TWO}", {"at": 0, "row": {"_uuid": TWO, "a": "x"}})
    ]
    assert with_answer(before, f"r/{TWO}", {"at": 0, "row": {"a": "x"}}) == after


def test_an_address_in_a_row_that_is_gone_says_nothing() -> None:
    assert answer_at({}, f"r/{ONE}/a") == ""
    assert answer_at({}, f"r/{ONE}/n/{TWO}") is None


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("answers/a", "a"),
        (f"answers/r/{ONE}", "r"),
        (f"answers/r/{ONE}/b", "b"),
        ("content", "版本"),
    ],
)
def test_a_place_in_the_history_is_called_by_its_question(address: str, name: str) -> None:
    assert answer_name(address) == name


def test_what_is_worked_out_is_put_over_what_stands_and_nothing_else_is() -> None:
    stands = {"a": "new", "s": "old", "r": [{"_uuid": ONE, "a": "1", "s": "x"}]}
    told = {"a": "stale", "s": "3", "r": [{"_uuid": ONE, "a": "0", "s": "7"}, {"_uuid": TWO}]}
    assert with_worked_out(stands, told, frozenset({"s"})) == {
        "a": "new", "s": "3", "r": [{"_uuid": ONE, "a": "1", "s": "7"}],
    }  # fmt: skip
    assert with_worked_out(stands, {}, frozenset({"s"}))["a"] == "new"
    assert "s" not in with_worked_out(stands, {}, frozenset({"s"}))


def test_every_text_is_found_with_its_row_and_may_be_changed() -> None:
    answers = {"a": "x", "r": [{"_uuid": ONE, "b": "y", "n": [{"_uuid": TWO, "a": "z"}]}]}
    assert list(texts_of(answers)) == [("", "a", "x"), (ONE, "b", "y"), (TWO, "a", "z")]
    changed = with_texts(answers, str.upper)
    assert changed["r"][0] == {"_uuid": ONE, "b": "Y", "n": [{"_uuid": TWO, "a": "Z"}]}


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        (3, "回答要写成一组"),
        ({"1a": "x"}, "不是题目的名称"),
        ({"a": ""}, "没有回答的不写"),
        ({"a": "x\x00"}, "第 2 个字符不能保存"),
        ({"r": [{"_uuid": "1"}]}, "不是一行的编号"),
        ({"r": [{"_uuid": ONE}, {"_uuid": ONE}]}, "有两行的编号相同"),
    ],
)
def test_answers_without_their_shape_are_told_of(answers: object, fault: str) -> None:
    assert fault in "；".join(answer_faults(answers))


def test_a_text_has_a_greatest_length() -> None:
    assert text_fault("字" * 50_000) == ""
    assert text_fault("字" * 50_001) == "最多 50000 字，现有 50001 字"
