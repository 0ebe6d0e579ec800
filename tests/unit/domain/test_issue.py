"""The life of an issue: what its events lead to."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.issue import (
    Disposition,
    IssueDates,
    IssueState,
    Severity,
    disposition_of,
)
from inspector_app.domain.issue_event import IssueEvent, IssueEventKind
from inspector_app.domain.issue_fold import fold
from tests.unit.builders import make_event, make_issue

KIND = IssueEventKind


def on(number: int) -> date:
    return date(2022, 9, number)


def story(*steps: tuple[IssueEventKind, int]) -> list[IssueEvent]:
    """Return events recorded one after the other, each on its day of September."""
    return [
        make_event(kind=kind, effective_on=on(day), seq=seq, until=on(28))
        for seq, (kind, day) in enumerate(steps, 1)
    ]


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ((), IssueState.FOUND),
        (((KIND.FOUND, 5),), IssueState.FOUND),
        (((KIND.NOTICE_ISSUED, 5),), IssueState.NOTIFIED),
        (((KIND.NOTICE_ISSUED, 5), (KIND.ANSWERED, 9)), IssueState.AWAITING_CHECK),
        (((KIND.ANSWERED, 9), (KIND.NOT_ACCEPTED, 10)), IssueState.NOTIFIED),
        (((KIND.ANSWERED, 9), (KIND.CLOSED, 12)), IssueState.CLOSED),
        (((KIND.ANSWERED, 9), (KIND.VOIDED, 12)), IssueState.VOIDED),
        (((KIND.CLOSED, 12), (KIND.REOPENED, 13)), IssueState.FOUND),
        (((KIND.VOIDED, 12), (KIND.REOPENED, 13)), IssueState.FOUND),
        (((KIND.CLOSED, 12), (KIND.VOIDED, 13)), IssueState.CLOSED),
        (((KIND.VOIDED, 12), (KIND.CLOSED, 13)), IssueState.VOIDED),
        (((KIND.VOIDED, 12), (KIND.CLOSED, 12)), IssueState.CLOSED),
    ],
)
def test_events_lead_to_a_state(
    steps: tuple[tuple[IssueEventKind, int], ...], state: IssueState
) -> None:
    dates = fold(story(*steps))
    assert dates.state is state
    assert dates.is_open is (state not in {IssueState.CLOSED, IssueState.VOIDED})


def test_the_first_day_of_what_is_said_twice_stands() -> None:
    dates = fold(
        story((KIND.ANSWERED, 9), (KIND.ANSWERED, 11), (KIND.CLOSED, 12), (KIND.CLOSED, 14))
    )
    assert (dates.answered_on, dates.closed_on) == (on(9), on(12))


def test_a_later_answer_replaces_one_that_was_not_accepted() -> None:
    dates = fold(story((KIND.ANSWERED, 9), (KIND.NOT_ACCEPTED, 10), (KIND.ANSWERED, 15)))
    assert dates.answered_on == on(15)


def test_on_one_day_what_was_recorded_later_stands() -> None:
    reported_again = story((KIND.ANSWERED, 9), (KIND.NOT_ACCEPTED, 9), (KIND.ANSWERED, 9))
    assert fold(reported_again).answered_on == on(9)
    closed_again = story((KIND.CLOSED, 9), (KIND.REOPENED, 9), (KIND.CLOSED, 9))
    assert fold(closed_again).state is IssueState.CLOSED


def test_the_last_extension_counts_and_the_first_deadline_is_kept() -> None:
    first = make_event(kind=KIND.EXTENDED, effective_on=on(8), until=on(25), seq=1)
    second = make_event(kind=KIND.EXTENDED, effective_on=on(9), until=on(29), seq=2)
    issue = make_issue(deadline=on(20), dates=fold([second, first]))
    assert (issue.due, issue.deadline) == (on(29), on(20))


EVENTS = st.lists(
    st.builds(
        make_event,
        uid=st.integers(0, 30).map(str),
        kind=st.sampled_from(KIND),
        effective_on=st.dates(on(1), on(4)),
        seq=st.integers(1, 4),
        origin=st.sampled_from(("one", "other")),
        until=st.dates(on(20), on(28)),
    ),
    max_size=9,
    unique_by=lambda event: event.uid,
)


@given(events=EVENTS, data=st.data())
def test_two_histories_joined_in_any_order_lead_to_one_state(
    events: list[IssueEvent], data: st.DataObject
) -> None:
    twice = [*events, *data.draw(st.lists(st.sampled_from(events)) if events else st.just([]))]
    assert fold(data.draw(st.permutations(twice))) == fold(events)


@given(events=EVENTS)
def test_a_fold_never_ends_before_the_first_event(events: list[IssueEvent]) -> None:
    dates = fold(events)
    for day in (dates.noticed_on, dates.answered_on, dates.closed_on, dates.voided_on):
        assert day is None or day in {event.effective_on for event in events}


@pytest.mark.parametrize(
    ("values", "overdue"),
    [
        ({"deadline": on(9)}, True),
        ({"deadline": on(10)}, False),
        ({"deadline": None}, False),
        ({"deadline": on(9), "dates": IssueDates(extended_to=on(10), due_now=on(10))}, False),
        ({"deadline": on(9), "dates": IssueDates(answered_on=on(10))}, False),
        ({"deadline": on(9), "dates": IssueDates(closed_on=on(10))}, False),
        ({"deadline": on(9), "dates": IssueDates(voided_on=on(10))}, False),
    ],
)
def test_an_issue_is_overdue_while_it_waits_for_the_school(
    values: dict[str, Any], overdue: bool
) -> None:
    assert make_issue(**values).overdue(on=on(10)) is overdue


@pytest.mark.parametrize(
    ("severities", "asked"),
    [
        ((), Disposition.NONE),
        ((None,), Disposition.NONE),
        ((Severity.MINOR,), Disposition.ON_SITE),
        ((Severity.ORDINARY, Severity.MINOR), Disposition.NOTICE),
        ((Severity.SERIOUS, None, Severity.ORDINARY), Disposition.ESCALATE),
        ((Severity.SERIOUS, Severity.HAZARD), Disposition.ESCALATE),
    ],
)
def test_the_gravest_issue_decides_what_is_asked_for(
    severities: tuple[Severity | None, ...], asked: Disposition
) -> None:
    issues = [replace(make_issue(), severity=severity) for severity in severities]
    assert disposition_of(issues) is asked
