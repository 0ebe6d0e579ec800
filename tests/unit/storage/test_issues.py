"""The ledger: events in, dates and rows out."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.issue import IssueDates, IssueState
from inspector_app.domain.issue_event import IssueEvent, IssueEventKind
from inspector_app.domain.issue_fold import fold
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.storage.database import Database
from inspector_app.storage.issue_events import IssueEventStore
from inspector_app.storage.issues import IssueStore
from inspector_app.storage.people import PeopleStore
from inspector_app.storage.schools import SchoolStore
from inspector_app.storage.visits import VisitStore
from tests.examples import examples
from tests.unit.builders import (
    AT,
    ORIGIN,
    make_event,
    make_inspector,
    make_issue,
    make_school,
    make_visit,
)

KIND = IssueEventKind


@pytest.fixture
def issues(database: Database) -> IssueStore:
    schools = SchoolStore(database)
    schools.put(make_school(code="2100000001"), initials="", origin=ORIGIN)
    schools.put(make_school(code="2100000002"), initials="", origin=ORIGIN)
    PeopleStore(database).put(make_inspector(id="D001", name="督学01"), origin=ORIGIN)
    return IssueStore(database)


@pytest.fixture
def events(issues: IssueStore, database: Database) -> IssueEventStore:
    return IssueEventStore(database)


@pytest.fixture
def visits(issues: IssueStore, database: Database) -> VisitStore:
    return VisitStore(database)


def on(number: int) -> date:
    return date(2022, 9, number)


def recorded(kind: IssueEventKind, day: int, **values: Any) -> IssueEvent:
    return make_event(kind=kind, effective_on=on(day), seq=0, **values)


def test_an_event_recorded_here_gets_the_next_number_of_its_issue(events: IssueEventStore) -> None:
    for issue_uid in ("a", "a", "b"):
        events.append(recorded(KIND.ANSWERED, 9, issue_uid=issue_uid))
    events.append(make_event(issue_uid="a", seq=7))
    events.append(recorded(KIND.CLOSED, 9, issue_uid="a"))
    assert [event.seq for event in events.events("a")] == [1, 2, 7, 8]
    assert [event.seq for event in events.events("b")] == [1]


def test_an_event_comes_out_as_it_went_in_and_only_once(events: IssueEventStore) -> None:
    event = make_event(issue_uid="a", until=on(28), note="佐证：照片两张")
    events.append(event)
    events.append(event)
    assert events.events("a") == (event,)


def test_the_columns_of_an_issue_follow_its_events(
    issues: IssueStore, events: IssueEventStore, visits: VisitStore
) -> None:
    visits.insert(make_visit(issues=(make_issue(uid="a", number="W1"),)))
    events.append(recorded(KIND.ANSWERED, 9, issue_uid="a"))
    events.append(recorded(KIND.CLOSED, 12, issue_uid="a"))
    events.append(recorded(KIND.REOPENED, 12, issue_uid="a"))
    events.append(recorded(KIND.CLOSED, 12, issue_uid="a"))
    row = issues.ledger_row("a")
    assert row is not None
    assert row.issue.dates == IssueDates(answered_on=on(9), closed_on=on(12))
    assert row.state is IssueState.CLOSED
    assert list(events.misfolded()) == []


def test_columns_altered_past_the_events_are_named(
    events: IssueEventStore, visits: VisitStore, database: Database
) -> None:
    visits.insert(make_visit(issues=(make_issue(uid="a", number="W1"), make_issue())))
    database.execute("UPDATE issue SET closed_on = '2022-09-30' WHERE uid = 'a'")
    assert list(events.misfolded()) == ["W1"]


EVENTS = st.lists(
    st.builds(
        make_event,
        uid=st.integers(0, 20).map(str),
        kind=st.sampled_from(KIND),
        effective_on=st.dates(on(1), on(3)),
        seq=st.integers(1, 4),
        origin=st.sampled_from(("one", "other")),
        until=st.dates(on(20), on(28)),
    ),
    max_size=6,
    unique_by=lambda event: event.uid,
)


def test_two_folders_that_hold_one_set_of_events_agree(
    issues: IssueStore, events: IssueEventStore, visits: VisitStore, database: Database
) -> None:
    visits.insert(make_visit(issues=(make_issue(uid="issue-0"),)))
    database.execute("PRAGMA synchronous = OFF")

    @examples()
    @given(happened=EVENTS, data=st.data())
    def agree(happened: list[IssueEvent], data: st.DataObject) -> None:
        database.execute("DELETE FROM issue_event")
        events.refold("issue-0")
        for event in data.draw(st.permutations(happened)):
            events.append(event)
        row = issues.ledger_row("issue-0")
        assert row is not None
        assert row.issue.dates == fold(happened)
        assert set(events.events("issue-0")) == set(happened)

    agree()


# -- the ledger ----------------------------------------------------------------------------------


def numbers(rows: Any) -> list[str]:
    return [row.issue.number for row in rows]


def test_the_ledger_shows_open_issues_of_counted_records_the_most_pressing_first(
    issues: IssueStore, visits: VisitStore
) -> None:
    visits.insert(
        make_visit(issues=(
            make_issue(number="late", deadline=on(20)),
            make_issue(number="never", deadline=None),
            make_issue(
                number="extended",
                deadline=on(1),
                dates=IssueDates(extended_to=on(25), due_now=on(25)),
            ),
            make_issue(number="closed", dates=IssueDates(closed_on=on(10))),
            make_issue(number="voided", dates=IssueDates(voided_on=on(10))),
        ))
    )  # fmt: skip
    for status in (VisitStatus.DRAFT, VisitStatus.VOIDED):
        visits.insert(
            make_visit(status=status, issues=(make_issue(number=f"of a {status.value}"),))
        )
    discarded = make_visit(issues=(make_issue(number="discarded"),))
    visits.insert(discarded)
    visits.set_many(discarded.uid, {"deleted_at": AT})
    assert numbers(issues.open_ledger()) == ["late", "extended", "never"]
    assert numbers(issues.open_ledger(person_id="D001")) == ["late", "extended", "never"]
    assert numbers(issues.open_ledger(person_id="D002")) == []


def test_what_is_overdue_stands_before_what_waits_for_a_check(
    issues: IssueStore, visits: VisitStore
) -> None:
    visits.insert(
        make_visit(issues=(
            make_issue(number="answered", deadline=on(1), dates=IssueDates(answered_on=on(2))),
            make_issue(number="overdue", deadline=on(5)),
            make_issue(number="due", deadline=on(12)),
            make_issue(number="far", deadline=on(25)),
        ))
    )  # fmt: skip
    shown, count, overdue = issues.pressing(by=on(17), on=on(10), person_id=None, limit=8)
    assert (numbers(shown), count, overdue) == (["overdue", "answered", "due"], 3, 1)
    first, count, _ = issues.pressing(by=on(17), on=on(10), person_id=None, limit=1)
    assert (numbers(first), count) == (["overdue"], 3)


def test_the_ledger_of_a_span_has_what_was_found_in_it_or_open_at_its_start(
    issues: IssueStore, visits: VisitStore
) -> None:
    def found(day: int, number: str, **dates: date) -> None:
        issue = make_issue(number=number, dates=IssueDates(**dates))
        visits.insert(make_visit(visited_on=on(day), lead_id="D001", issues=(issue,)))

    found(1, "ended before", closed_on=on(9))
    found(1, "ended inside", closed_on=on(10))
    found(1, "still open")
    found(1, "voided before", voided_on=on(9))
    found(10, "found and ended inside", closed_on=on(11))
    found(21, "found later")
    rows = issues.ledger(start=on(10), end=on(20))
    assert set(numbers(rows)) == {"ended inside", "still open", "found and ended inside"}
    assert issues.ledger(start=on(10), end=on(20), person_id="D009") == ()


def test_a_row_of_the_ledger_names_its_record_and_who_led_it(
    issues: IssueStore, visits: VisitStore
) -> None:
    issue = make_issue()
    visit = make_visit(issues=(issue,), visited_on=on(5), lead_id="D001")
    visits.insert(visit)
    (row,) = issues.open_at("2100000001")
    assert issues.open_at("2100000002") == ()
    assert (row.issue, row.visit_uid, row.visit_number) == (issue, visit.uid, visit.number)
    assert (row.lead_id, row.lead_name, row.found_on) == ("D001", "督学01", on(5))
    assert (row.due, row.overdue(on=on(30))) == (issue.deadline, True)


def test_rows_are_found_by_uid_whatever_the_state_of_their_record(
    issues: IssueStore, visits: VisitStore
) -> None:
    visits.insert(make_visit(status=VisitStatus.DRAFT, issues=(make_issue(uid="a"),)))
    assert [row.issue.uid for row in issues.all_of(["a", "nobody"])] == ["a"]
    assert issues.ledger_row("nobody") is None
