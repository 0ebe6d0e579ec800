"""Months, periods and school years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.base.errors import InputError
from inspector_app.domain.month import Month, Period, school_year_name, school_year_start

MONTHS = st.builds(Month, st.integers(1900, 2999), st.integers(1, 12))


@given(month=MONTHS)
def test_a_month_is_read_as_it_is_written(month: Month) -> None:
    assert Month.parse(str(month)) == month


@pytest.mark.parametrize("text", ["2026-11", " 2026-11 ", "２０２６-１１"])
def test_a_month_is_read_in_the_spellings_of_people(text: str) -> None:
    assert Month.parse(text) == Month(2026, 11)
    assert Month.parse("2026-1") == Month(2026, 1)


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-00", "2026-13", "0000-01", "26-11", "2026-11-01", "2026/11", "月"]
)
def test_what_is_no_month_is_refused_with_the_text_and_an_example(text: str) -> None:
    with pytest.raises(InputError, match="请写成 2026-11 这样") as refused:
        Month.parse(text)
    assert f"“{text}”" in refused.value.sentence


@pytest.mark.parametrize(("year", "month"), [(2026, 0), (2026, 13), (0, 1), (10000, 1)])
def test_no_calendar_has_such_a_month(year: int, month: int) -> None:
    with pytest.raises(ValueError, match="no month"):
        Month(year, month)


@given(month=MONTHS)
def test_a_month_has_each_of_its_days_and_no_other(month: Month) -> None:
    days = list(month.period.days())
    assert {Month.of(day) for day in days} == {month}
    assert days[0] - timedelta(days=1) not in month.period
    assert days[-1] + timedelta(days=1) not in month.period
    assert all(day in month.period for day in days)
    assert None not in month.period


@given(month=MONTHS, steps=st.integers(-200, 200))
def test_going_some_months_on_and_back_leads_to_the_same_month(month: Month, steps: int) -> None:
    assert month.shifted(steps).shifted(-steps) == month
    assert (month.shifted(steps) > month) is (steps > 0)


def test_a_month_is_titled_as_it_is_printed() -> None:
    assert Month(2026, 3).title == "2026年3月"
    assert Month(2026, 12).shifted(1) == Month(2027, 1)


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Period(date(2022, 9, 2), date(2022, 9, 1))


@pytest.mark.parametrize(
    ("day", "start", "name"),
    [
        (date(2022, 8, 31), date(2021, 9, 1), "2021-2022学年"),
        (date(2022, 9, 1), date(2022, 9, 1), "2022-2023学年"),
        (date(2023, 1, 1), date(2022, 9, 1), "2022-2023学年"),
    ],
)
def test_the_school_year_begins_on_the_first_of_september(
    day: date, start: date, name: str
) -> None:
    assert school_year_start(day) == start
    assert school_year_name(day) == name


@pytest.mark.parametrize(
    ("period", "day"),
    [
        (Month(2022, 10).period, date(2022, 1, 1)),
        (Month(2022, 3).period, date(2021, 9, 1)),
        (Period(date(2020, 5, 1), date(2022, 10, 31)), date(2020, 5, 1)),
    ],
)
def test_a_table_looks_back_to_the_earlier_of_both_years(period: Period, day: date) -> None:
    assert period.looks_back_to == day
    assert period.calendar_year_start == date(2022, 1, 1)
