"""Periods in days, and the reason for the day they end on."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.base.errors import InputError
from inspector_app.domain.calendar_kinds import DayUnit
from inspector_app.domain.deadline import MOST_DAYS, deadline_of
from tests.unit.calendars import day, make_calendar, off, worked

STARTS = st.dates(date(2017, 12, 1), date(2028, 12, 31))


def working(start: str, count: int, *closed: str) -> tuple[str, str]:
    calendar = make_calendar(*map(off, closed))
    found = deadline_of(day(start), count=count, unit=DayUnit.WORKING, calendar=calendar)
    return found.due.isoformat(), found.reason


def test_working_days_leave_out_weekends_and_the_first_day() -> None:
    due, reason = working("2026-11-02", 15)
    assert due == "2026-11-23"
    assert reason == (
        "自 2026-11-02 起 15 个工作日（起始日不算），"
        "其中 11-07、11-08、11-14、11-15、11-21、11-22 为周末，至 2026-11-23（星期一）。"
    )


def test_working_days_leave_out_festivals_and_count_the_weekends_worked_for_them() -> None:
    due, reason = working("2026-09-24", 10)
    assert due == "2026-10-15"
    assert reason == (
        "自 2026-09-24 起 10 个工作日（起始日不算），其中 10-11 为周末，"
        "09-25 至 09-27 中秋节放假，10-01 至 10-07 国庆节放假，"
        "10-10 国庆节调休上班（计入），至 2026-10-15（星期四）。"
    )


def test_an_own_day_off_moves_the_end_and_is_named_with_its_reason() -> None:
    due, reason = working("2026-11-16", 5, "2026-11-20")
    assert due == "2026-11-24"
    assert "11-20 本区安排放假（运动会）" in reason


def test_a_long_period_counts_its_weekends_instead_of_listing_them() -> None:
    due, reason = working("2026-01-20", 30)
    assert due == "2026-03-09"
    assert "其中 周末 9 天，" in reason


def test_a_period_without_a_day_off_gives_no_list() -> None:
    assert working("2026-11-02", 3)[1] == (
        "自 2026-11-02 起 3 个工作日（起始日不算），至 2026-11-05（星期四）。"
    )


def test_days_of_another_year_are_written_with_it() -> None:
    assert "2026-01-01 至 2026-01-03 元旦放假" in working("2025-12-30", 5)[1]


def test_natural_days_end_where_they_end_and_say_when_that_is_a_day_off() -> None:
    found = deadline_of(day("2026-09-24"), count=10, unit=DayUnit.NATURAL, calendar=make_calendar())
    assert found.due == day("2026-10-04")
    assert found.reason == (
        "自 2026-09-24 起 10 个自然日（起始日不算），"
        "至 2026-10-04（星期日，国庆节放假，按自然日不顺延）。"
    )
    on_a_working_day = deadline_of(
        day("2026-11-02"), count=15, unit=DayUnit.NATURAL, calendar=make_calendar()
    )
    assert on_a_working_day.reason.endswith("至 2026-11-17（星期二）。")


@pytest.mark.parametrize("unit", DayUnit)
def test_a_period_that_touches_an_unknown_year_carries_the_warning(unit: DayUnit) -> None:
    calendar = make_calendar()
    late = deadline_of(day("2026-12-20"), count=15, unit=unit, calendar=calendar)
    assert "2027年的放假和调休还没有收录" in late.warning
    assert "请在“设置”的“校历”里导入" in late.warning
    early = deadline_of(day("2026-11-02"), count=15, unit=unit, calendar=calendar)
    assert early.warning == ""


@pytest.mark.parametrize("count", [-1, MOST_DAYS + 1])
def test_a_period_of_impossibly_many_days_is_refused(count: int) -> None:
    with pytest.raises(InputError, match=f"{count} 天不能算期限；天数要在 0 到 1000 之间"):
        deadline_of(day("2026-11-02"), count=count, unit=DayUnit.WORKING, calendar=make_calendar())


@given(start=STARTS, count=st.integers(0, 90), unit=st.sampled_from(DayUnit))
def test_on_the_first_day_as_many_days_are_left_as_the_period_has(
    start: date, count: int, unit: DayUnit
) -> None:
    calendar = make_calendar(off("2026-11-20"), worked("2026-11-21"))
    found = deadline_of(start, count=count, unit=unit, calendar=calendar)
    assert found.days_left(on=start, calendar=calendar) == count
    assert found.days_left(on=found.due, calendar=calendar) == 0


@given(start=STARTS, count=st.integers(1, 90))
def test_working_days_end_on_a_working_day_with_so_many_of_them_on_the_way(
    start: date, count: int
) -> None:
    calendar = make_calendar()
    due = deadline_of(start, count=count, unit=DayUnit.WORKING, calendar=calendar).due
    on_the_way = [start + timedelta(days=n) for n in range(1, (due - start).days + 1)]
    assert calendar.is_working_day(due)
    assert sum(map(calendar.is_working_day, on_the_way)) == count


@given(start=STARTS, count=st.integers(0, 60), later=st.integers(0, 60))
def test_fewer_days_are_left_from_day_to_day_and_a_day_off_takes_none(
    start: date, count: int, later: int
) -> None:
    calendar = make_calendar()
    found = deadline_of(start, count=count, unit=DayUnit.WORKING, calendar=calendar)
    today = start + timedelta(days=later)
    tomorrow = today + timedelta(days=1)
    step = found.days_left(on=today, calendar=calendar) - found.days_left(
        on=tomorrow, calendar=calendar
    )
    assert step == calendar.is_working_day(tomorrow)


def test_after_the_due_day_the_days_are_negative() -> None:
    calendar = make_calendar()
    found = deadline_of(day("2026-11-02"), count=5, unit=DayUnit.WORKING, calendar=calendar)
    assert found.due == day("2026-11-09")
    assert found.days_left(on=day("2026-11-16"), calendar=calendar) == -5
    natural = deadline_of(day("2026-11-02"), count=5, unit=DayUnit.NATURAL, calendar=calendar)
    assert natural.days_left(on=day("2026-11-16"), calendar=calendar) == -9
