"""Over which days a summary looks back, and with which it compares itself."""

from datetime import date

from inspector_app.domain.month import Period
from inspector_app.domain.register_options import SummarySpan
from inspector_app.domain.summary_period import (
    NamedPeriod,
    offered,
    period_before,
    period_of,
    same_part,
)
from tests.unit.calendars import make_calendar, make_term

CALENDAR = make_calendar(
    terms=[
        make_term("2025-09-01", "2026-01-23"),
        make_term("2026-03-02", "2026-07-10", number="2", year=2025),
        make_term("2026-09-01", "2027-01-22"),
    ]
)
TODAY = date(2026, 11, 22)


def of(span: SummarySpan, day: date = TODAY) -> NamedPeriod:
    found = period_of(span, day, CALENDAR)
    assert found is not None
    return found


def before(found: NamedPeriod) -> NamedPeriod:
    earlier = period_before(found, CALENDAR)
    assert earlier is not None
    return earlier


def test_a_month_a_term_and_the_years_have_their_names_and_days() -> None:
    term, school, year, month = (of(span) for span in SummarySpan)
    assert (month.name, month.days) == ("2026年11月", Period(date(2026, 11, 1), date(2026, 11, 30)))
    assert (term.name, term.days.start) == ("2026-2027学年第一学期", date(2026, 9, 1))
    assert (school.name, school.days.end) == ("2026-2027学年", date(2027, 8, 31))
    assert (year.name, year.days) == ("2026年", Period(date(2026, 1, 1), date(2026, 12, 31)))
    assert period_of(SummarySpan.TERM, date(2026, 8, 1), CALENDAR) is None


def test_before_a_first_term_lies_the_second_of_the_year_before() -> None:
    assert before(of(SummarySpan.TERM)).name == "2025-2026学年第二学期"
    assert before(of(SummarySpan.SCHOOL_YEAR)).name == "2025-2026学年"
    assert before(of(SummarySpan.CALENDAR_YEAR)).name == "2025年"
    assert before(of(SummarySpan.MONTH)).name == "2026年10月"


def test_a_year_that_is_not_over_is_compared_with_as_much_of_the_one_before() -> None:
    year = of(SummarySpan.CALENDAR_YEAR)
    part = same_part(year, TODAY, before(year))
    assert (part.name, part.days.end) == ("2025年同期", date(2025, 11, 22))
    assert same_part(year, date(2026, 12, 31), before(year)).name == "2025年"


def test_the_usual_terms_are_offered_where_a_district_has_set_none() -> None:
    bare = make_calendar()
    names = [found.name for found in offered(TODAY, bare)]
    assert names[:2] == ["2026-2027学年第一学期", "2025-2026学年第二学期"]


def test_in_the_holidays_the_term_that_ended_last_is_offered() -> None:
    names = [found.name for found in offered(date(2026, 8, 1), CALENDAR)]
    assert names == [
        "2025-2026学年第二学期", "2025-2026学年第一学期", "2025-2026学年", "2024-2025学年",
        "2026年", "2025年", "2026年8月", "2026年7月",
    ]  # fmt: skip
