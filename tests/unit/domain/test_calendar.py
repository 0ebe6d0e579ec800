"""Which day is a working day, which a school day, and in which term and week it lies."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.calendar import MOST_DAYS_AT_ONCE, days_fault
from inspector_app.domain.calendar_kinds import DayKind, TermNumber, Vacation
from inspector_app.domain.calendar_pack import public_holidays, usual_terms
from inspector_app.domain.calendar_words import answer_of, visit_hint
from inspector_app.domain.calendar_year import calendar_year
from inspector_app.domain.month import Month, Period
from inspector_app.services.calendar_pack import shipped_holidays
from tests.unit.calendars import day, make_calendar, make_term, off, worked

ANY_DAY = st.dates(date(2000, 1, 1), date(2099, 12, 31))
KNOWN_YEARS = range(2018, 2027)
# 调休上班 as the notices of these years name them.
WORKED_WEEKENDS = {
    2022: "01-29 01-30 04-02 04-24 05-07 10-08 10-09",
    2023: "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
    2024: "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    2025: "01-26 02-08 04-27 09-28 10-11",
    2026: "01-04 02-14 02-28 05-09 09-20 10-10",
}
# 放假 on days that are no weekend.
FREE_WEEKDAYS = {
    2022: "01-03 01-31 02-01 02-02 02-03 02-04 04-04 04-05 05-02 05-03 05-04 06-03 09-12 10-03"
    " 10-04 10-05 10-06 10-07",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25"
    " 10-01 10-02 10-05 10-06 10-07",
}


def days_of(year: int) -> list[date]:
    return list(Period(date(year, 1, 1), date(year, 12, 31)).days())


# -- holidays ------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", WORKED_WEEKENDS)
def test_the_weekends_that_are_worked_are_those_of_the_notice(year: int) -> None:
    calendar = make_calendar()
    found = [f"{d:%m-%d}" for d in days_of(year) if d.weekday() > 4 and calendar.is_working_day(d)]
    assert " ".join(found) == WORKED_WEEKENDS[year]


@pytest.mark.parametrize("year", FREE_WEEKDAYS)
def test_the_weekdays_that_are_free_are_those_of_the_notice(year: int) -> None:
    calendar = make_calendar()
    found = [
        f"{d:%m-%d}" for d in days_of(year) if d.weekday() < 5 and not calendar.is_working_day(d)
    ]
    assert " ".join(found) == FREE_WEEKDAYS[year]


@pytest.mark.parametrize("year", KNOWN_YEARS)
def test_each_year_that_ships_gives_every_festival_a_day(year: int) -> None:
    assert year in shipped_holidays().years
    assert make_calendar().missing_festivals(year) == ()


def test_only_a_weekend_is_worked_by_arrangement_and_no_day_is_both() -> None:
    marks = shipped_holidays().days.values()
    worked_days = [mark.day for mark in marks if mark.kind is DayKind.WORKING]
    assert worked_days
    assert all(d.weekday() > 4 for d in worked_days)
    assert len(marks) == len({mark.day for mark in marks})


def test_a_festival_that_ends_before_it_begins_is_no_data() -> None:
    bad = {"name": "元旦", "from": "2027-01-03", "to": "2027-01-01"}
    with pytest.raises(ValueError, match="before it starts"):
        public_holidays({"version": "1", "year": [{"year": 2027, "holidays": [bad]}]})


@given(d=ANY_DAY)
def test_without_an_arrangement_monday_to_friday_are_working_days(d: date) -> None:
    calendar = make_calendar()
    if calendar.mark(d) is None:
        assert calendar.is_working_day(d) is (d.weekday() < 5)


def test_an_own_day_outweighs_the_public_one_and_the_weekday() -> None:
    calendar = make_calendar(off("2026-11-20"), worked("2026-11-21"), worked("2026-10-08"))
    assert not calendar.is_working_day(day("2026-11-20"))
    assert calendar.is_working_day(day("2026-11-21"))
    assert calendar.is_working_day(day("2026-10-08"))
    assert not calendar.is_working_day(day("2026-10-07"))


# -- what is not known ---------------------------------------------------------------------------

ALL_OF_2027 = (
    "2027-01-01", "2027-02-06", "2027-04-05", "2027-05-01", "2027-06-09", "2027-10-01",
)  # fmt: skip


def test_a_year_without_data_is_unknown_and_its_weekends_are_days_off() -> None:
    calendar = make_calendar()
    assert calendar.unknown_years(Period(day("2026-11-01"), day("2027-03-01"))) == (2027,)
    assert not calendar.is_working_day(day("2027-10-02"))
    assert calendar.is_working_day(day("2027-10-01"))


def test_the_last_days_of_december_hang_on_the_notice_of_the_next_year() -> None:
    calendar = make_calendar()
    for text, unknown in (("2026-12-28", ()), ("2026-12-29", (2027,)), ("2025-12-31", ())):
        assert calendar.unknown_years(Period(day(text), day(text))) == unknown, text
    # That of 2019 made 29 December 2018 a working Saturday.
    assert calendar.is_working_day(day("2018-12-29"))


def test_a_year_is_known_once_every_festival_of_it_is_entered() -> None:
    calendar = make_calendar(*(off(text, "节日") for text in ALL_OF_2027))
    assert 2027 in calendar.known_years
    assert calendar.missing_festivals(2027) == ()


@pytest.mark.parametrize("left_out", range(len(ALL_OF_2027)))
def test_a_year_with_a_festival_missing_stays_unknown(left_out: int) -> None:
    days = [text for place, text in enumerate(ALL_OF_2027) if place != left_out]
    calendar = make_calendar(*(off(text, "节日") for text in days))
    assert 2027 not in calendar.known_years
    assert len(calendar.missing_festivals(2027)) == 1


def test_a_day_worked_does_not_stand_for_a_festival() -> None:
    entered = [off(text, "节日") for text in ALL_OF_2027[1:]]
    calendar = make_calendar(*entered, worked("2027-01-01"))
    assert calendar.missing_festivals(2027) == ("元旦",)


# -- terms ---------------------------------------------------------------------------------------


def test_terms_that_nobody_has_set_are_assumed_and_say_so() -> None:
    first, second = make_calendar().terms_of(2026)
    assert (first.first, first.last) == (day("2026-09-01"), day("2027-01-20"))
    assert (second.first, second.last) == (day("2027-03-01"), day("2027-07-10"))
    assert first.assumed
    assert second.assumed


def test_a_term_that_is_set_stands_for_the_assumed_one() -> None:
    own = make_term("2026-08-31", "2027-01-15")
    calendar = make_calendar(terms=[own])
    assert calendar.terms_of(2026)[0] == own
    assert calendar.terms_of(2026)[1].assumed
    # It begins before its school year does.
    assert calendar.term_of(day("2026-08-31")) == own
    assert calendar.school_year_of(day("2026-08-31")) == "2025-2026学年"


def test_an_assumed_term_gives_way_to_one_that_is_set() -> None:
    calendar = make_calendar(terms=[make_term("2026-09-01", "2027-03-10")])
    second = calendar.terms_of(2026)[1]
    assert second.first == day("2027-03-11")
    swallowed = make_calendar(terms=[make_term("2026-09-01", "2027-07-20")])
    assert [term.number for term in swallowed.terms_of(2026)] == [TermNumber.FIRST]


@given(
    d=ANY_DAY,
    begins=st.dates(date(2026, 8, 1), date(2026, 10, 15)),
    lasts=st.integers(1, 300),
)
def test_every_day_lies_in_one_term_or_in_one_vacation(d: date, begins: date, lasts: int) -> None:
    own = make_term(begins.isoformat(), (begins + timedelta(days=lasts)).isoformat())
    calendar = make_calendar(terms=[own])
    assert (calendar.term_of(d) is None) is (calendar.vacation_of(d) is not None)
    if d in own:
        assert calendar.term_of(d) == own


@pytest.mark.parametrize(
    ("text", "vacation"),
    [
        ("2026-01-25", Vacation.WINTER),
        ("2026-02-28", Vacation.WINTER),
        ("2026-07-11", Vacation.SUMMER),
        ("2026-08-31", Vacation.SUMMER),
        ("2026-11-22", None),
    ],
)
def test_between_the_terms_lie_winter_and_summer_vacation(
    text: str, vacation: Vacation | None
) -> None:
    assert make_calendar().vacation_of(day(text)) is vacation


def test_a_school_day_is_a_working_day_within_a_term() -> None:
    calendar = make_calendar(off("2026-11-20"))
    school_days = {
        "2026-11-19": True,
        "2026-11-20": False,
        "2026-11-22": False,
        "2026-10-10": True,
        "2026-10-01": False,
        "2026-01-26": False,
    }
    assert {text: calendar.is_school_day(day(text)) for text in school_days} == school_days


# -- teaching weeks ------------------------------------------------------------------------------


def test_the_first_teaching_week_is_that_of_the_first_day_of_the_term() -> None:
    calendar = make_calendar()
    weeks = {"2026-09-01": 1, "2026-09-06": 1, "2026-09-07": 2, "2026-11-22": 12}
    assert {text: calendar.teaching_week(day(text)) for text in weeks} == weeks
    # 31 August is the Monday of that week, but no day of the term.
    assert calendar.teaching_week(day("2026-08-31")) is None


def test_days_of_a_term_before_its_first_teaching_week_have_no_number() -> None:
    term = make_term("2026-09-03", "2027-01-15", monday="2026-09-07")
    calendar = make_calendar(terms=[term])
    assert calendar.teaching_week(day("2026-09-04")) is None
    assert calendar.is_school_day(day("2026-09-04"))
    assert calendar.teaching_week(day("2026-09-07")) == 1


@given(d=ANY_DAY)
def test_teaching_weeks_begin_on_mondays_and_run_on_without_a_gap(d: date) -> None:
    calendar = make_calendar()
    week, next_day = calendar.teaching_week(d), calendar.teaching_week(d + timedelta(days=1))
    if week is not None and next_day is not None:
        assert next_day == week + (d.weekday() == 6)


# -- the monthly frequency -----------------------------------------------------------------------


@given(year=st.integers(2000, 2099))
def test_in_the_assumed_terms_february_july_and_august_are_exempt(year: int) -> None:
    months = calendar_year(year, make_calendar()).months
    assert [m.month.month for m in months if m.exempt] == [2, 7, 8]
    assert [m.month for m in months] == [Month(year, 9).shifted(step) for step in range(12)]


@pytest.mark.parametrize(("last", "exempt"), [("2027-02-12", True), ("2027-02-15", False)])
def test_a_month_is_exempt_with_fewer_than_ten_school_days(last: str, exempt: bool) -> None:
    # 1 to 12 February 2027 have ten working days less the one given off here.
    calendar = make_calendar(off("2027-02-01"), terms=[make_term("2026-09-01", last)])
    assert calendar.is_exempt_with(calendar.school_days_in(Month(2027, 2).period)) is exempt


# -- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-11-20", ("星期五，本区安排放假（运动会）", "第一学期，第12教学周", "推算")),
        ("2026-11-22", ("星期日，周末休息", "第12教学周")),
        ("2026-10-01", ("国庆节放假",)),
        ("2026-10-10", ("星期六，国庆节调休上班", "第6教学周")),
        ("2026-01-26", ("星期一，工作日", "在寒假中")),
        ("2026-08-03", ("在暑假中",)),
    ],
)
def test_the_answer_for_a_day_says_why_and_where_it_lies(text: str, words: tuple[str, ...]) -> None:
    why = answer_of(day(text), make_calendar(off("2026-11-20"))).why
    assert [word for word in words if word not in why] == []


def test_an_answer_is_not_said_to_be_assumed_where_the_terms_are_set() -> None:
    terms = [
        make_term("2026-09-01", "2027-01-15", monday="2026-09-07"),
        make_term("2027-03-01", "2027-07-09", number="2"),
    ]
    calendar = make_calendar(terms=terms)
    for text in ("2026-11-20", "2027-02-01"):
        assert "推算" not in answer_of(day(text), calendar).why
    assert "第1教学周从 2026-09-07 开始" in answer_of(day("2026-09-02"), calendar).why
    assert "推算" in answer_of(day("2027-08-01"), calendar).why


def test_an_answer_about_an_unknown_year_carries_the_warning() -> None:
    assert "2027年的放假和调休还没有收录" in answer_of(day("2027-05-03"), make_calendar()).warning
    assert answer_of(day("2026-05-04"), make_calendar()).warning == ""


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2026-11-29", "11月29日是星期日，请核对督导日期。"),
        ("2026-10-01", "10月1日国庆节放假，请核对督导日期。"),
        ("2026-11-20", "11月20日本区安排放假（运动会），请核对督导日期。"),
        ("2026-11-19", ""),
        ("2026-10-10", ""),
    ],
)
def test_a_visit_on_a_day_off_is_hinted_at(text: str, hint: str) -> None:
    assert visit_hint(day(text), make_calendar(off("2026-11-20"))) == hint


def test_a_visit_in_the_vacation_is_hinted_at_with_what_is_assumed() -> None:
    assert visit_hint(day("2026-01-25"), make_calendar()) == (
        "1月25日是星期日，在寒假中，请核对督导日期"
        "（学期的起止日是推算的，可在“设置”的“校历”里设定）。"
    )
    terms = [
        make_term("2025-09-01", "2026-01-16"),
        make_term("2026-03-02", "2026-07-10", number="2"),
    ]
    hint = visit_hint(day("2026-01-26"), make_calendar(terms=terms))
    assert hint == "1月26日在寒假中，请核对督导日期。"


def test_days_off_next_to_each_other_for_one_reason_are_one_run() -> None:
    calendar = make_calendar(off("2026-11-20"), off("2026-11-21"), off("2026-11-22", "暴雪"))
    runs = [(f"{r.first:%m-%d}", r.days, r.reason) for r in calendar_year(2026, calendar).runs]
    assert runs[1:3] == [("09-25", 3, "中秋节"), ("10-01", 7, "国庆节")]
    assert runs[-2:] == [("11-20", 2, "运动会"), ("11-22", 1, "暴雪")]


def test_a_school_year_says_which_years_of_it_are_unknown() -> None:
    year = calendar_year(2026, make_calendar())
    assert year.name == "2026-2027学年"
    assert year.unknown_years == (2027,)
    assert "2027年" in year.warning
    assert calendar_year(2025, make_calendar()).warning == ""


def test_own_days_need_an_order_an_end_and_a_reason() -> None:
    first = day("2026-11-20")
    last = first + timedelta(days=MOST_DAYS_AT_ONCE - 1)
    assert days_fault(first, last, "暴雪") == ""
    assert "早于第一天" in days_fault(last, first, "暴雪")
    assert "超过 62 天" in days_fault(first, last + timedelta(days=1), "暴雪")
    assert "还没有写理由" in days_fault(first, first, " ")
    assert "超过 100 字" in days_fault(first, first, "雪" * 101)


def test_terms_in_the_data_are_read_as_month_and_day() -> None:
    read = usual_terms({"first_term": ["08-28", "01-10"], "second_term": ["02-20", "07-01"]})
    first = read.term(2026, TermNumber.FIRST)
    assert (first.first, first.last) == (day("2026-08-28"), day("2027-01-10"))
    assert read.term(2026, TermNumber.SECOND).first == day("2027-02-20")
