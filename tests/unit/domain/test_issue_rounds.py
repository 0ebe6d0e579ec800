"""Rounds of 整改: from the demand to the check."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.issue_event import IssueEvent, IssueEventKind
from inspector_app.domain.issue_fold import fold
from inspector_app.domain.issue_rounds import Round, rounds_of
from tests.unit.builders import make_event, make_issue

_K = IssueEventKind
FOUND = date(2022, 9, 5)
ISSUE = make_issue(requirement="清理通道", deadline=date(2022, 9, 20))


def rounds(*events: IssueEvent) -> tuple[Round, ...]:
    return rounds_of(ISSUE, events, found_on=FOUND)


def day(number: int) -> date:
    return FOUND + timedelta(days=number)


def test_an_issue_to_which_nothing_happened_is_in_its_first_round() -> None:
    (only,) = rounds()
    assert (only.number, only.asked_on, only.demand, only.due) == (
        1, FOUND, "清理通道", date(2022, 9, 20),
    )  # fmt: skip
    assert only.check is None


def test_a_check_that_finds_the_work_wanting_begins_a_round_with_what_it_asks() -> None:
    answer = make_event(kind=_K.ANSWERED, effective_on=day(3), note="已清理")
    check = make_event(kind=_K.NOT_ACCEPTED, effective_on=day(4), note="又堆放", until=day(9))
    again = make_event(kind=_K.ANSWERED, effective_on=day(6), note="已加锁")
    first, second = rounds(again, check, answer)
    assert (first.check, [e.note for e in first.of_kind(_K.ANSWERED)]) == (check, ["已清理"])
    assert (second.number, second.asked_on, second.demand, second.due) == (
        2, day(4), "又堆放", day(9),
    )  # fmt: skip
    assert second.events == (again,)


def test_what_was_reopened_is_no_longer_found_right() -> None:
    closed = make_event(kind=_K.CLOSED, effective_on=day(4))
    reopened = make_event(kind=_K.REOPENED, effective_on=day(5))
    assert rounds(closed)[-1].check == closed
    assert rounds(closed, reopened)[-1].check is None


def test_an_extension_moves_the_deadline_of_its_round_alone() -> None:
    extended = make_event(kind=_K.EXTENDED, effective_on=day(2), until=day(30))
    check = make_event(kind=_K.NOT_ACCEPTED, effective_on=day(4), until=day(40))
    assert [each.due for each in rounds(extended, check)] == [day(30), day(40)]


EVENTS = st.lists(
    st.builds(
        make_event,
        kind=st.sampled_from(IssueEventKind),
        effective_on=st.integers(0, 30).map(day),
        until=st.none() | st.integers(0, 60).map(day),
    ),
    max_size=12,
)


@given(EVENTS)
def test_the_rounds_agree_with_the_state_that_the_events_lead_to(events: list[IssueEvent]) -> None:
    found, state = rounds(*events), fold(events)
    assert len(found) == state.round
    assert [each.number for each in found] == list(range(1, len(found) + 1))
    assert found[-1].due == (state.due_now or ISSUE.deadline)
