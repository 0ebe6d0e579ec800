"""成员单位: which belong on a day, and whom to call then."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.registers.kind import Entry, Facts
from inspector_app.domain.registers.unit import UNIT, units_on
from tests.unit.domain.registers.entries import make_entry

TODAY = date(2026, 11, 22)
DAYS = st.none() | st.dates(date(2022, 1, 1), date(2030, 12, 31))


def iso(day: date | None) -> str | None:
    return day and day.isoformat()


def contact(name: str, start: date | None = None, end: date | None = None) -> dict[str, object]:
    return {"uuid": name, "name": name, "post": "", "phone": "", "start": iso(start),
            "end": iso(end)}  # fmt: skip


def unit(**values: object) -> Entry:
    whole = {"name": "公安分局", "start": "2022-03-01", "contacts": [contact("联络员01")]}
    return make_entry(UNIT, **{**whole, **values})


@given(start=DAYS, end=DAYS, day=st.dates(date(2021, 1, 1), date(2031, 12, 31)))
def test_a_unit_and_a_contact_hold_from_their_first_day_to_their_last(
    start: date | None, end: date | None, day: date
) -> None:
    inside = (start is None or start <= day) and (end is None or day <= end)
    assert bool(units_on([unit(start=iso(start), end=iso(end))], day)) == inside
    (found,) = units_on([unit(start=None, contacts=[contact("联络员02", start, end)])], day)
    assert bool(found.contacts) == inside


def test_an_end_before_its_start_is_no_unit_and_no_contact() -> None:
    wrong = unit(end="2022-02-28", contacts=[contact("联络员01", TODAY, date(2026, 11, 21))])
    facts = Facts(today=TODAY)
    assert [gap.where for gap in UNIT.checks(wrong, facts)] == ["end", "contacts[0].end"]


def test_one_unit_is_not_written_down_twice_for_one_day() -> None:
    facts = Facts(today=TODAY, others=(unit(end="2025-12-31"),))
    assert [gap.where for gap in UNIT.checks(unit(), facts)] == ["name"]
    assert list(UNIT.checks(unit(start="2026-01-01"), facts)) == []


def test_a_unit_that_nobody_answers_for_today_is_hinted_at_while_it_belongs() -> None:
    facts, gone = Facts(today=TODAY), [contact("联络员01", end=date(2026, 8, 31))]
    assert [hint.where for hint in UNIT.hints(unit(contacts=gone), facts)] == ["contacts"]
    assert list(UNIT.hints(unit(contacts=gone, end="2026-10-01"), facts)) == []
    assert list(UNIT.hints(unit(), facts)) == []
