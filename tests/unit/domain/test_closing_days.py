"""月结日: spans of months that close when a district says."""

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from inspector_app.domain.closing_days import ClosingDays, Span, month_number, numbered_month
from inspector_app.domain.month import Month, Period

MONTHS = st.builds(Month, st.integers(2019, 2027), st.integers(1, 12))
SETTINGS = st.dictionaries(MONTHS, st.integers(1, 31), max_size=6)
DAYS = st.dates(date(2019, 1, 1), date(2028, 1, 31))


def test_a_month_closes_on_its_day_and_the_next_begins_the_day_after() -> None:
    closing = ClosingDays({Month(2026, 11): 25})
    assert closing.span(Month(2026, 10)) == Month(2026, 10).period
    november = closing.span(Month(2026, 11))
    assert (november.start, november.end) == (date(2026, 11, 1), date(2026, 11, 25))
    december = closing.span(Month(2026, 12))
    assert (december.start, december.end) == (date(2026, 11, 26), date(2026, 12, 25))


def test_february_closes_on_its_last_day_where_the_day_is_later() -> None:
    closing = ClosingDays({Month(2026, 1): 30})
    assert closing.end_of(Month(2026, 2)) == date(2026, 2, 28)
    assert closing.span(Month(2026, 3)).start == date(2026, 3, 1)


def test_both_years_begin_with_the_span_of_their_first_month() -> None:
    closing = ClosingDays({Month(2025, 1): 25})
    span = closing.span(Month(2026, 2))
    assert isinstance(span, Span)
    assert (span.school_year_start, span.calendar_year_start) == (
        date(2025, 8, 26), date(2025, 12, 26),
    )  # fmt: skip
    assert span.looks_back_to == date(2025, 8, 26)


def test_a_month_that_closes_on_its_last_day_is_a_plain_period() -> None:
    closing = ClosingDays({Month(2025, 1): 25, Month(2025, 9): 31})
    assert type(closing.span(Month(2026, 10))) is Period
    assert closing.span(Month(2025, 9)).start == date(2025, 8, 26)


@given(SETTINGS, DAYS)
@example({Month(2026, 1): 1, Month(2026, 2): 31, Month(2026, 3): 1}, date(2026, 3, 1))
def test_each_day_lies_in_exactly_one_month_whatever_is_set_when(
    settings: dict[Month, int], day: date
) -> None:
    closing = ClosingDays(settings)
    home = closing.month_of(day)
    around = [Month.of(day).shifted(n) for n in range(-2, 3)]
    assert [month for month in around if day in closing.span(month)] == [home]


@given(SETTINGS, MONTHS)
def test_spans_follow_each_other_without_gap_and_a_years_spans_are_its_cumulative_days(
    settings: dict[Month, int], month: Month
) -> None:
    closing = ClosingDays(settings)
    span, after = closing.span(month), closing.span(month.shifted(1))
    assert after.start == span.end + timedelta(days=1)
    first = Month(month.year, 1)
    assert span.calendar_year_start == closing.span(first).start
    assert span.school_year_start <= span.start


@given(SETTINGS, MONTHS, st.integers(1, 31))
def test_a_day_set_from_a_month_on_leaves_the_months_before_as_they_were(
    settings: dict[Month, int], since: Month, day: int
) -> None:
    before = ClosingDays(settings)
    after = ClosingDays({**{m: d for m, d in settings.items() if m < since}, since: day})
    for back in range(1, 5):
        month = since.shifted(-back)
        assert after.span(month) == before.span(month)


@given(MONTHS)
def test_a_month_is_read_back_from_its_number(month: Month) -> None:
    assert numbered_month(month_number(month)) == month


def test_numbers_that_name_no_month_are_none() -> None:
    assert [numbered_month(n) for n in (0, 202600, 202613, 12)] == [None] * 4
