"""Events of returns as they travel: what this program wrote comes back, all else is refused."""

import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.returned import ReturnEvent, ReturnStep
from inspector_app.services.record_reading import UnsoundError
from inspector_app.services.return_rows import event_row, read_of_laptop, read_of_office, rows_of
from tests.examples import examples

_TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=30)
_SAID = _TEXT.filter(bool)
_UIDS = st.uuids(version=4).map(str)
_REVISIONS = st.integers(1, 99)
_MARKS = st.lists(
    st.fixed_dictionaries(
        {"field": _TEXT, "label": _SAID, "comment": _SAID, "rows": _TEXT, "row": _TEXT}
    ),
    min_size=1, max_size=4,
).map(lambda marks: [{"id": str(n), **mark} for n, mark in enumerate(marks, 1)])  # fmt: skip
_ENDS = st.fixed_dictionaries({"by": _TEXT, "note": _TEXT})
_CONTENT = {
    ReturnStep.RETURNED: st.fixed_dictionaries(
        {"no": _SAID, "lead": _SAID, "revision": _REVISIONS, "by": _TEXT, "comment": _TEXT,
         "marks": _MARKS}
    ),
    ReturnStep.TAKEN: st.fixed_dictionaries({"revision": _REVISIONS}),
    ReturnStep.ANSWERED: st.fixed_dictionaries(
        {"mark": st.just("1"), "answer": st.sampled_from(["mended", "kept"]), "text": _TEXT}
    ),
    ReturnStep.MENDED: st.fixed_dictionaries(
        {"revision": _REVISIONS, "void": st.booleans(), "reason": _TEXT}
    ),
    ReturnStep.CLOSED: _ENDS,
    ReturnStep.WITHDRAWN: _ENDS,
}  # fmt: skip
_OFFICE = (ReturnStep.RETURNED, ReturnStep.CLOSED, ReturnStep.WITHDRAWN)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@st.composite
def _events(draw: st.DrawFn) -> ReturnEvent:
    step = draw(st.sampled_from(list(ReturnStep)))
    return ReturnEvent(
        uid=draw(_UIDS), return_uid=draw(_UIDS), visit_uid=draw(_UIDS),
        seq=draw(_REVISIONS), step=step, at="2026-11-22T08:00:00Z", actor="DX001",
        content=draw(_CONTENT[step]),
    )  # fmt: skip


_ROWS = st.lists(_events(), max_size=3)
_PLACES = ("uuid", "return", "visit", "seq", "step", "at", "actor", "content")


def read(rows: Any, step: ReturnStep) -> tuple[ReturnEvent, ...]:
    return read_of_office(rows) if step in _OFFICE else read_of_laptop(rows, actor="DX001")


@examples()
@given(_ROWS)
def test_what_was_written_is_read_again_by_the_side_that_may_read_it(
    events: list[ReturnEvent],
) -> None:
    for event in events:
        assert read(rows_of([event]), event.step) == (event,)
        wrong = ReturnStep.TAKEN if event.step in _OFFICE else ReturnStep.CLOSED
        with pytest.raises(UnsoundError):
            read(rows_of([event]), wrong)


@examples()
@given(_events(), st.sampled_from(_PLACES), _JSON)
def test_a_value_that_is_not_ours_is_refused_and_nothing_else_goes_wrong(
    event: ReturnEvent, place: str, value: Any
) -> None:
    row = {**event_row(event), place: value}
    try:
        (found,) = read([row], event.step)
    except (UnsoundError, KeyError, TypeError, ValueError, AttributeError):
        return
    assert event_row(found)[place] == value


def test_more_events_or_marks_than_anybody_writes_are_refused() -> None:
    mark = {"field": "", "label": "x", "comment": "x", "rows": "", "row": ""}
    content = {"no": "n", "lead": "DX001", "revision": 1, "by": "", "comment": ""}

    def event(marks: list[dict[str, str]]) -> dict[str, Any]:
        return event_row(
            ReturnEvent(
                uid=str(uuid.uuid4()), return_uid=str(uuid.uuid4()), visit_uid=str(uuid.uuid4()),
                seq=1, step=ReturnStep.RETURNED, at="2026-11-22T08:00:00Z", actor="office",
                content={**content, "marks": marks},
            )
        )  # fmt: skip

    with pytest.raises(UnsoundError, match="意见太多"):
        read_of_office([event([{"id": str(n), **mark} for n in range(1, 202)])])
    with pytest.raises(UnsoundError, match="没有写明意见"):
        read_of_office([event([])])
    with pytest.raises(UnsoundError, match="没有写明意见"):
        read_of_office([event([{"id": "0", **mark}])])
    with pytest.raises(UnsoundError, match="经过太多"):
        read_of_office([event([{"id": "1", **mark}])] * 5_001)
