"""Visits made together: each person once, each visit once, whatever is written in which order."""

from datetime import timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.facts import LessonFact, TableFacts, VisitFact
from inspector_app.domain.joint import candidates, certain_pairs, covers
from inspector_app.domain.month import Month
from inspector_app.domain.monthly_table import MonthlyTable, compile_table
from inspector_app.domain.visit_options import Session, VisitStatus
from tests.examples import examples
from tests.unit.builders import DAY, lesson_fact, person_fact, visit_fact

PERIOD: Final = Month.of(DAY).period
PEOPLE: Final = ("D1", "D2", "D3")
Sessions: Final = st.sampled_from(Session)


def entry_of(person: str, **values: object) -> VisitFact:
    """Return a 同行登记 of one person, of the morning that D1 led unless told otherwise."""
    return visit_fact(**{"type": None, "peer_ids": (person,), "entry": True} | values)


def table(*visits: VisitFact, lessons: tuple[LessonFact, ...] = ()) -> MonthlyTable:
    facts = TableFacts(
        inspectors=[person_fact(person) for person in PEOPLE], visits=visits, lessons=lessons
    )
    return compile_table(PERIOD, facts)


def figures(made: MonthlyTable, person: str = "") -> tuple[int, ...]:
    row = made.inspectors[person] if person else made.district
    names = ("visits", "inspector_visits", "led_visits", "half_days", "lessons", "lessons_distinct")
    return tuple(row[name].value for name in names)  # type: ignore[union-attr]


def test_an_entry_counts_for_whoever_entered_it_and_credits_nobody_else() -> None:
    made = table(entry_of("D2"))
    assert figures(made, "D2") == (1, 1, 0, 1, 0, 0)
    assert figures(made, "D1") == (0, 0, 0, 0, 0, 0)
    assert made.district["by_type"].counts == table().district["by_type"].counts  # type: ignore[union-attr]


def test_an_entry_says_nothing_more_once_the_record_is_here() -> None:
    record = visit_fact(peer_ids=("D2",), session=Session.AFTERNOON)
    assert figures(table(record, entry_of("D2"))) == figures(table(record)) == (1, 2, 1, 2, 0, 0)


@pytest.mark.parametrize("status", [VisitStatus.DRAFT, VisitStatus.VOIDED])
def test_an_entry_stands_where_the_record_does_not_count(status: VisitStatus) -> None:
    record = visit_fact(peer_ids=("D2",), status=status)
    assert figures(table(record, entry_of("D2")), "D2")[:2] == (1, 1)


def test_a_wrong_name_of_the_lead_makes_no_second_visit_of_the_same_morning() -> None:
    record = visit_fact(lead_id="D3", peer_ids=("D2",))
    assert figures(table(record, entry_of("D2")), "D2") == (1, 1, 0, 1, 0, 0)


def test_an_afternoon_with_somebody_else_is_a_half_day_of_its_own() -> None:
    record = visit_fact(lead_id="D3", peer_ids=("D2",))
    later = entry_of("D2", session=Session.AFTERNOON)
    assert figures(table(record, later), "D2") == (1, 1, 0, 2, 0, 0)


def test_a_record_without_the_person_covers_no_entry() -> None:
    assert figures(table(visit_fact(), entry_of("D2"))) == (1, 2, 1, 2, 0, 0)


def test_a_lesson_that_record_and_entry_hold_is_heard_once() -> None:
    record, entry = visit_fact(uid="r", peer_ids=("D2",)), entry_of("D2", uid="e")
    of_record = lesson_fact(
        visit_uid="r", listener_id="D2", class_name="三1班", period_no=2, school_code="S1"
    )
    again = of_record._replace(uid="again", visit_uid="e", class_name="三（1）班", entry=True)
    other = again._replace(uid="other", period_no=3)
    made = table(record, entry, lessons=(of_record, again, other))
    assert figures(made, "D2")[4:] == (2, 2)
    assert set(made.inspectors["D2"]["lessons"].uids) == {of_record.uid, "other"}  # type: ignore[union-attr]


def test_a_lesson_heard_by_two_people_is_one_lesson_of_the_district() -> None:
    record = visit_fact(uid="r", peer_ids=("D2", "D3"))
    led = lesson_fact(visit_uid="r", class_name="三1班", period_no=2, school_code="S1")
    heard = [
        led._replace(uid=f"of{p}", visit_uid=f"e{p}", listener_id=p, entry=True)
        for p in ("D2", "D3")
    ]
    entries = [entry_of(p, uid=f"e{p}") for p in ("D2", "D3")]
    assert figures(table(record, *entries, lessons=(led, *heard)))[4:] == (3, 1)
    # Nor is it two while the record is not here.
    assert figures(table(*entries, lessons=tuple(heard)))[4:] == (2, 1)


@examples()
@given(
    sessions=st.lists(Sessions, min_size=1, max_size=3),
    peers=st.sets(st.sampled_from(("D2", "D3"))),
    entered=st.lists(st.tuples(st.sampled_from(("D2", "D3")), Sessions), max_size=4),
    order=st.randoms(use_true_random=False),
)
def test_the_count_is_that_of_the_records_whatever_was_entered_besides_in_any_order(
    sessions: list[Session], peers: set[str], entered: list[tuple[str, Session]], order: object
) -> None:
    records = [
        visit_fact(session=session, peer_ids=tuple(sorted(peers)), visited_on=DAY + timedelta(n))
        for n, session in enumerate(sessions)
    ]
    entries = [
        entry_of(person, session=session, visited_on=record.visited_on)
        for record in records
        for person, session in entered
        if person in peers
    ]
    mixed = [*records, *entries]
    order.shuffle(mixed)  # type: ignore[attr-defined]
    assert figures(table(*mixed)) == figures(table(*records))


@examples()
@given(
    known=st.lists(st.sampled_from(PEOPLE[1:]), unique=True),
    sessions=st.tuples(Sessions, Sessions),
)
def test_the_own_rows_of_all_laptops_add_up_to_one_folder_with_everything(
    known: list[str], sessions: tuple[Session, Session]
) -> None:
    """``known``: the peers whom the file has reached; the others have an entry alone."""
    record = visit_fact(peer_ids=PEOPLE[1:], session=sessions[0])
    entries = {person: entry_of(person, session=sessions[1]) for person in PEOPLE[1:]}
    folders = {"D1": [record]} | {
        person: [entry, record] if person in known else [entry] for person, entry in entries.items()
    }
    own = [figures(table(*visits), person)[1] for person, visits in folders.items()]
    everything = figures(table(record, *entries.values()))
    assert sum(own) == everything[1] == 3
    assert everything[0] == max(figures(table(*visits))[0] for visits in folders.values()) == 1


def test_an_entry_and_the_only_record_it_can_be_about_are_a_pair() -> None:
    record, entry = visit_fact(peer_ids=("D2",)), entry_of("D2", session=Session.FULL_DAY)
    assert certain_pairs([entry], [record]) == {entry.uid: record.uid}


@pytest.mark.parametrize(
    ("entries", "records"),
    [
        (1, [{"session": Session.MORNING}, {"session": Session.AFTERNOON}]),
        (2, [{"session": Session.FULL_DAY}]),
        (1, [{"lead_id": "D3"}]),
    ],
)
def test_a_doubtful_match_is_left_to_a_person(
    entries: int, records: list[dict[str, object]]
) -> None:
    made = [visit_fact(**{"peer_ids": ("D2",)} | values) for values in records]
    about = [entry_of("D2") for _ in range(entries)]
    assert certain_pairs(about, made) == {}
    assert all(candidates(entry, made) for entry in about)


@pytest.mark.parametrize(
    "changed",
    [
        {"school_code": "S2"},
        {"visited_on": DAY + timedelta(1)},
        {"peer_ids": ("D3",)},
        {"lead_id": "D3", "session": Session.AFTERNOON},
    ],
)
def test_a_record_of_another_place_day_or_party_covers_nothing(changed: dict[str, object]) -> None:
    record = visit_fact(peer_ids=("D2",))._replace(**changed)
    assert not covers(record, entry_of("D2"))
    assert candidates(entry_of("D2"), [record]) == ()
