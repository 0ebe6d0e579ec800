"""督学聘任: who is an inspector on a day, and when a term ends or may not follow another."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.register_options import GovernmentLevel
from inspector_app.domain.registers.appointment import (
    APPOINTMENT,
    Appointment,
    appointment_problem,
    appointments_in,
    ending_problem,
    roster_on,
    terms_on_end,
)
from inspector_app.domain.registers.kind import Facts
from inspector_app.domain.school import InspectorKind
from tests.unit.domain.registers.entries import make_entry

DAYS = st.dates(date(2018, 1, 1), date(2030, 12, 31))


def term_of(
    start: str, end: str, *, person: str = "DX001", number: int = 1, kind: str = "part_time"
) -> Appointment:
    return Appointment(
        inspector_id=person,
        level=GovernmentLevel.DISTRICT,
        kind=InspectorKind(kind),
        start=date.fromisoformat(start),
        end=date.fromisoformat(end),
        term=number,
    )


TERMS = st.builds(
    lambda person, start, days: Appointment(
        inspector_id=person, level=GovernmentLevel.DISTRICT, kind=InspectorKind.PART_TIME,
        start=start, end=start + timedelta(days=days), term=1,
    ),
    st.sampled_from(("DX001", "DX002", "DX003")), DAYS, st.integers(0, 1500),
)  # fmt: skip


def row(**values: object) -> dict[str, object]:
    given_ = {
        "inspector": "DX001", "level": "district", "tenure": "part_time", "document_no": "3号",
        "post": None, "start": "2024-09-01", "end": "2027-08-31", "term": 1,
    }  # fmt: skip
    return {**given_, **values}


# -- the roster ----------------------------------------------------------------------------------


@given(terms=st.lists(TERMS), day=DAYS)
def test_whoever_is_on_the_roster_has_a_term_that_day_and_whoever_has_one_is_on_it_once(
    terms: list[Appointment], day: date
) -> None:
    roster = roster_on(terms, day)
    people = [each.inspector_id for each in roster]
    assert people == sorted(set(people))
    assert set(people) == {t.inspector_id for t in terms if t.start <= day <= t.end}
    assert all(each.in_force(on=day) for each in roster)


@given(terms=st.lists(TERMS, min_size=1), day=DAYS)
def test_the_roster_and_the_doubt_about_a_person_exclude_each_other(
    terms: list[Appointment], day: date
) -> None:
    on_roster = {each.inspector_id for each in roster_on(terms, day)}
    for person in ("DX001", "DX002", "DX003"):
        assert (appointment_problem(terms, person, day) is None) == (person in on_roster)


def test_of_two_terms_on_one_day_the_one_that_began_last_stands_on_the_roster() -> None:
    old, new = term_of("2023-01-01", "2026-12-31"), term_of("2026-09-01", "2029-08-31")
    assert roster_on([new, old], date(2026, 10, 1)) == (new,)
    assert roster_on([new, old], date(2026, 8, 1)) == (old,)


def test_an_office_that_keeps_no_appointments_doubts_nobody() -> None:
    assert appointment_problem([], "DX001", date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2024-08-31", "在 2024-08-31 没有有效的聘任"),
        ("2024-09-01", None),
        ("2027-08-31", None),
        ("2027-09-01", "在 2027-09-01 没有有效的聘任，上一聘期到 2027-08-31 为止"),
    ],
)
def test_the_first_and_the_last_day_belong_to_the_term(day: str, said: str | None) -> None:
    terms = [term_of("2024-09-01", "2027-08-31"), term_of("2020-01-01", "2030-01-01", person="X")]
    assert appointment_problem(terms, "DX001", date.fromisoformat(day)) == said


# -- the end of a term ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2027-07-01", None),
        ("2027-07-02", "聘期到 2027-08-31 为止，还有 60 天，没有续聘"),
        ("2027-08-31", "聘期到 2027-08-31 为止，还有 0 天，没有续聘"),
        ("2027-09-10", "聘期已于 2027-08-31 结束，过去 10 天，没有续聘"),
    ],
)
def test_the_end_of_a_term_is_told_sixty_days_before_and_from_then_on(
    today: str, said: str | None
) -> None:
    term = term_of("2024-09-01", "2027-08-31")
    assert ending_problem(term, [], date.fromisoformat(today)) == said


def test_nothing_is_told_of_a_term_that_another_one_follows() -> None:
    term, next_one = term_of("2024-09-01", "2027-08-31"), term_of("2027-09-01", "2030-08-31")
    other = term_of("2027-09-01", "2030-08-31", person="DX002")
    late = date(2028, 1, 1)
    assert ending_problem(term, [next_one], late) is None
    assert ending_problem(term, [other], late) is not None


# -- terms on end --------------------------------------------------------------------------------


@given(count=st.integers(1, 6), gap=st.integers(0, 40), before=st.integers(0, 3))
def test_terms_on_end_are_counted_back_to_the_first_gap(count: int, gap: int, before: int) -> None:
    chain: list[Appointment] = []
    start = date(2010, 9, 1)
    for place in range(before + count):
        if place == before and gap:
            start += timedelta(days=gap)
        end = start + timedelta(days=1094)
        chain.append(
            Appointment(
                inspector_id="DX001", level=GovernmentLevel.DISTRICT,
                kind=InspectorKind.PART_TIME, start=start, end=end, term=1,
            )
        )  # fmt: skip
        start = end + timedelta(days=1)
    *others, last = chain
    joined = before + count if not gap or not before else count
    assert terms_on_end(last, others) == joined


def test_a_typed_number_counts_where_earlier_terms_are_not_written_down() -> None:
    assert terms_on_end(term_of("2024-09-01", "2027-08-31", number=4), []) == 4


def test_full_time_terms_and_those_of_others_do_not_add_up() -> None:
    now = term_of("2024-09-01", "2027-08-31")
    others = [
        term_of("2021-09-01", "2024-08-31", kind="full_time"),
        term_of("2021-09-01", "2024-08-31", person="DX002"),
    ]
    assert terms_on_end(now, others) == 1


# -- the entry -----------------------------------------------------------------------------------


def hints(*others: dict[str, object], **values: object) -> list[tuple[str, str]]:
    facts = Facts(
        today=date(2026, 11, 22), others=tuple(make_entry(APPOINTMENT, **other) for other in others)
    )
    entry = make_entry(APPOINTMENT, **row(**values))
    return [(hint.where, hint.what) for hint in APPOINTMENT.hints(entry, facts)]


def test_a_fourth_part_time_term_on_end_is_told_with_the_article() -> None:
    earlier = [
        row(start=f"{year}-09-01", end=f"{year + 3}-08-31") for year in (2015, 2018, 2021)
    ]  # fmt: skip
    assert hints(*earlier) == [("term", "这是连续第 4 届")]
    assert hints(*earlier[1:]) == []
    assert hints(term=4) == [("term", "这是连续第 4 届")]
    assert hints(term=4, tenure="full_time") == []


@pytest.mark.parametrize(
    ("end", "long"),
    [("2027-08-31", False), ("2027-09-01", True)],
)
def test_a_part_time_term_longer_than_three_years_is_told(end: str, long: bool) -> None:
    told = ("end", "聘期长于 3 年")
    assert (told in hints(end=end)) is long
    assert told not in hints(end=end, tenure="full_time")


def test_three_years_from_a_leap_day_end_on_the_last_of_february() -> None:
    told = ("end", "聘期长于 3 年")
    assert told not in hints(start="2024-02-29", end="2027-02-28")
    assert told in hints(start="2024-02-29", end="2027-03-01")


def test_an_entry_that_is_not_filled_in_is_no_appointment() -> None:
    whole = make_entry(APPOINTMENT, **row())
    parts = [make_entry(APPOINTMENT, **row(**{name: None})) for name in ("level", "start", "end")]
    assert len(appointments_in([whole, *parts])) == 1
    assert hints(end=None) == []


def test_a_term_that_ends_before_it_begins_or_has_no_number_is_not_filed() -> None:
    facts = Facts(today=date(2026, 11, 22))

    def wrong(**values: object) -> list[str]:
        entry = make_entry(APPOINTMENT, **row(**values))
        return [gap.where for gap in APPOINTMENT.checks(entry, facts)]

    assert wrong() == wrong(end="2024-09-01") == []
    assert wrong(end="2024-08-31") == ["end"]
    assert wrong(term=0) == ["term"]
    assert hints(end="2024-08-31") == []


def test_an_appointment_is_named_by_level_tenure_and_document() -> None:
    assert APPOINTMENT.title(row()) == "区级 兼职督学 3号"
    assert APPOINTMENT.title(row(level=None, tenure=None, document_no="")) == ""
