"""So many lessons a school year, against the time gone and pro rata for part of a year."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.calendar_kinds import TermNumber
from inspector_app.domain.lesson_target import lesson_target, teaching_weeks
from inspector_app.domain.month import Period
from inspector_app.domain.term import Term

# Forty teaching weeks: twenty from 31 August 2026 on, twenty from 1 March 2027 on.
AUTUMN = Term(
    school_year=2026, number=TermNumber.FIRST, first=date(2026, 9, 1), last=date(2027, 1, 15)
)
SPRING = Term(
    school_year=2026, number=TermNumber.SECOND, first=date(2027, 3, 1), last=date(2027, 7, 16)
)
WEEKS = teaching_weeks([AUTUMN, SPRING])


def test_the_weeks_of_both_terms_are_counted() -> None:
    assert (len(WEEKS), WEEKS[0], WEEKS[20]) == (40, date(2026, 8, 31), date(2027, 3, 1))


def test_a_whole_year_asks_for_its_share_of_the_weeks_gone() -> None:
    found = lesson_target(30, WEEKS, None, heard=8, on=date(2026, 11, 22))
    assert (found.target, found.weeks_gone, found.expected) == (30, 12, 9)
    assert found.behind
    assert not found.part_year


def test_holidays_ask_for_nothing_more() -> None:
    first = lesson_target(30, WEEKS, None, heard=15, on=date(2027, 1, 20))
    later = lesson_target(30, WEEKS, None, heard=15, on=date(2027, 2, 25))
    assert first.expected == later.expected == 15
    assert not later.behind


def test_who_is_appointed_from_march_owes_half_and_nothing_before() -> None:
    office = [Period(date(2027, 3, 1), date(2030, 2, 28))]
    before = lesson_target(30, WEEKS, office, heard=0, on=date(2027, 2, 20))
    assert (before.target, before.expected, before.behind) == (15, 0, False)
    found = lesson_target(30, WEEKS, office, heard=0, on=date(2027, 3, 31))
    assert (found.target, found.expected, found.part_year) == (15, 3, True)


def test_two_spans_of_office_are_taken_together_and_not_twice() -> None:
    office = [
        Period(date(2026, 9, 1), date(2026, 10, 31)),
        Period(date(2026, 10, 1), date(2027, 1, 31)),
    ]
    assert lesson_target(30, WEEKS, office, heard=0, on=date(2027, 7, 31)).target == 15


def test_who_was_never_in_office_owes_nothing() -> None:
    found = lesson_target(30, WEEKS, [], heard=0, on=date(2027, 7, 31))
    assert (found.target, found.expected) == (0, 0)


def test_a_year_without_terms_asks_for_all_and_expects_nothing_yet() -> None:
    found = lesson_target(30, (), None, heard=0, on=date(2027, 7, 31))
    assert (found.target, found.expected) == (30, 0)


@given(st.integers(0, 400), st.integers(0, 364))
def test_never_more_is_expected_than_the_target_and_all_of_it_at_the_end(
    full: int, days: int
) -> None:
    on = date(2026, 9, 1) + timedelta(days=days)
    found = lesson_target(full, WEEKS, None, heard=0, on=on)
    assert 0 <= found.expected <= found.target == full
    assert lesson_target(full, WEEKS, None, heard=0, on=date(2027, 8, 31)).expected == full


@given(st.integers(1, 60), st.integers(0, 364))
def test_the_share_of_a_part_of_the_year_is_due_in_full_at_its_end(full: int, days: int) -> None:
    office = [Period(date(2026, 9, 1) + timedelta(days=days), date(2030, 1, 1))]
    found = lesson_target(full, WEEKS, office, heard=0, on=date(2027, 8, 31))
    assert found.expected == found.target <= full
