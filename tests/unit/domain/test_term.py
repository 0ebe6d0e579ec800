"""What a district may set as a term, and what it is told otherwise."""

import pytest

from inspector_app.domain.term import Term, fault_of, moved_into
from tests.unit.calendars import day, make_term

GOOD = make_term("2026-09-01", "2027-01-15")
SECOND = make_term("2027-03-01", "2027-07-09", number="2")


@pytest.mark.parametrize(
    "term",
    [
        GOOD,
        SECOND,
        make_term("2026-08-24", "2027-01-10", monday="2026-08-24"),
        make_term("2026-09-03", "2027-01-15", monday="2026-09-07"),
        make_term("2026-09-03", "2027-01-15", monday="2026-08-31"),
    ],
)
def test_a_term_within_its_school_year_can_be_set(term: Term) -> None:
    assert fault_of(term, [GOOD, SECOND]) == ""


@pytest.mark.parametrize(
    ("term", "fault"),
    [
        (make_term("2026-09-01", "2026-09-01"), "不晚于开学日期 2026-09-01"),
        (make_term("2027-01-15", "2026-09-01", year=2026), "不晚于开学日期 2027-01-15"),
        (make_term("2026-09-01", "2027-01-15", year=26), "26 不像学年"),
        (make_term("2026-09-01", "2027-01-15", year=2025), "2025-2026学年的学期要在 2025-08-01"),
        (make_term("2026-07-31", "2027-01-15", year=2026), "到 2027-08-31 之间"),
        (make_term("2026-09-01", "2027-09-01"), "到 2027-08-31 之间"),
        (make_term("2026-09-01", "2027-01-15", monday="2026-09-02"), "2026-09-02 不是星期一"),
        (make_term("2026-09-01", "2027-01-15", monday="2026-08-24"), "从开学那一周"),
        (make_term("2026-09-01", "2027-01-15", monday="2027-01-18"), "从开学那一周"),
    ],
)
def test_a_term_with_days_out_of_order_is_told_what_to_check(term: Term, fault: str) -> None:
    assert fault in fault_of(term, [])
    assert "请" in fault_of(term, [])


def test_two_terms_cannot_overlap_and_the_other_one_is_named() -> None:
    late = make_term("2026-09-01", "2027-03-01")
    fault = fault_of(late, [SECOND])
    assert "2026-2027学年第二学期（2027-03-01 至 2027-07-09）的日子重叠" in fault
    early = make_term("2027-01-15", "2027-07-09", number="2")
    assert "2026-2027学年第一学期（2026-09-01 至 2027-01-15）的日子重叠" in fault_of(early, [GOOD])


def test_the_second_term_cannot_come_before_the_first() -> None:
    early = make_term("2026-08-03", "2026-08-28", number="2", year=2026)
    assert "先后颠倒" in fault_of(early, [GOOD])
    last_summer = make_term("2026-03-02", "2026-08-20", number="2")
    assert fault_of(last_summer, [GOOD]) == ""


def test_a_term_that_is_set_again_is_not_in_its_own_way() -> None:
    assert fault_of(make_term("2026-09-02", "2027-01-20"), [GOOD]) == ""


def test_a_term_counts_its_teaching_weeks_and_knows_its_name() -> None:
    assert GOOD.name == "2026-2027学年第一学期"
    # 31 August to 17 January are twenty weeks.
    assert GOOD.weeks == 20
    assert make_term("2026-09-03", "2027-01-15", monday="2026-09-07").weeks == 19


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-07-10", "2027-07-10"),
        ("2026-01-15", "2027-01-15"),
        ("2025-09-01", "2026-09-01"),
        ("2028-03-01", "2027-03-01"),
        ("2026-08-25", "2026-08-25"),
        ("2027-08-31", "2027-08-31"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_a_day_of_another_year_is_moved_into_the_school_year(typed: str, meant: str) -> None:
    assert moved_into(2026, day(typed)) == day(meant)
