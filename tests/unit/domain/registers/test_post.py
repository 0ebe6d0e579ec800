"""职务: who is what on a day, by every register that says so."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.register_options import GovernmentLevel, Post
from inspector_app.domain.registers.appointment import Appointment
from inspector_app.domain.registers.kind import Entry, Facts
from inspector_app.domain.registers.post import (
    POST,
    Holding,
    appointed,
    director_on,
    heading,
    holders_on,
    holdings_in,
)
from inspector_app.domain.registers.zone import ZoneVersion
from inspector_app.domain.school import InspectorKind
from tests.unit.domain.registers.entries import make_entry

DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
HELD = st.builds(
    lambda post, person, start, days: Holding(
        post, person, start, None if days is None else start + timedelta(days=days)
    ),
    st.sampled_from(Post), st.sampled_from(("DX001", "DX002", "主任01")), DAYS,
    st.none() | st.integers(0, 900),
)  # fmt: skip
TODAY = date(2026, 11, 22)


def entry(**values: object) -> Entry:
    whole = {"post": "director", "person": "主任01", "start": "2025-09-01"}
    return make_entry(POST, **{**whole, **values})


@given(held=st.lists(HELD, max_size=12), day=DAYS)
def test_who_holds_a_post_on_a_day_is_whoever_has_it_then_each_once(
    held: list[Holding], day: date
) -> None:
    found = holders_on(held, day)
    assert len(set(found)) == len(found)
    assert set(found) == {h for h in held if h.start <= day and (h.end is None or day <= h.end)}
    places = [list(Post).index(h.post) for h in found]
    assert places == sorted(places)


@given(held=st.lists(HELD, max_size=12), day=DAYS)
def test_the_director_of_a_day_is_the_one_begun_last(held: list[Holding], day: date) -> None:
    begun = [h for h in held if h.post is Post.DIRECTOR and h.in_force(on=day)]
    person = director_on(held, day)
    assert bool(person) == bool(begun)
    assert not begun or max(h.start for h in begun) in {
        h.start for h in begun if h.person == person
    }


def test_appointments_say_who_is_chief_and_who_is_an_inspector_of_which_tenure() -> None:
    def one(kind: InspectorKind, post: Post | None = None) -> Appointment:
        return Appointment(
            inspector_id="DX001", level=GovernmentLevel.DISTRICT, kind=kind, post=post,
            start=date(2024, 9, 1), end=date(2027, 8, 31), term=1,
        )  # fmt: skip

    told = [one(InspectorKind.FULL_TIME), one(InspectorKind.PART_TIME)]
    told.append(one(InspectorKind.FULL_TIME, Post.DEPUTY_CHIEF))
    assert [h.post for h in appointed(told)] == [
        Post.FULL_TIME, Post.PART_TIME, Post.DEPUTY_CHIEF,
    ]  # fmt: skip


def test_whoever_heads_a_zone_holds_that_post_of_it_as_long_as_the_version_holds() -> None:
    version = ZoneVersion("ZQ-1", "第一督学责任区", "DX002", "", TODAY, None, "")
    (held,) = heading([version, version._replace(head="")])
    assert (held.post, held.person, held.of, held.basis) == (
        Post.ZONE_HEAD, "DX002", "第一督学责任区", "ZQ-1",
    )  # fmt: skip


def test_two_directors_at_one_time_are_hinted_at_and_two_clerks_are_not() -> None:
    facts = Facts(today=TODAY, others=(entry(person="主任02"),))
    assert [hint.where for hint in POST.hints(entry(), facts)] == ["start"]
    before = Facts(today=TODAY, others=(entry(person="主任02", start="2020-01-01",
                                              end="2025-08-31"),))  # fmt: skip
    assert list(POST.hints(entry(), before)) == []
    clerks = Facts(today=TODAY, others=(entry(post="clerk", person="督管员02"),))
    assert list(POST.hints(entry(post="clerk"), clerks)) == []


def test_a_post_that_ends_before_it_begins_is_not_filed_and_an_empty_one_is_none() -> None:
    wrong = entry(end="2025-08-31")
    assert [gap.where for gap in POST.checks(wrong, Facts(today=TODAY))] == ["end"]
    assert list(holdings_in([entry(post=None), entry(person=""), entry(start=None)])) == []
