"""A district's own terms and days in the database."""

from dataclasses import replace
from datetime import date

import pytest
from sqlcipher3 import dbapi2

from inspector_app.domain.calendar_kinds import DayKind, TermNumber
from inspector_app.storage.calendar import CalendarStore
from inspector_app.storage.database import Database
from tests.unit.builders import ORIGIN
from tests.unit.calendars import day, make_term, off, worked

FIRST = make_term("2026-09-01", "2027-01-15", monday="2026-09-07")
SECOND = make_term("2027-03-01", "2027-07-09", number="2")


def test_terms_come_out_in_order_and_are_replaced_by_year_and_number(database: Database) -> None:
    store = CalendarStore(database)
    for term in (SECOND, FIRST, make_term("2025-09-01", "2026-01-16")):
        store.put_term(term, origin=ORIGIN)
    later = replace(FIRST, last=date(2027, 1, 20), first_monday=None)
    store.put_term(later, origin=ORIGIN)
    assert store.terms()[1:] == (later, SECOND)
    store.remove_term(2026, TermNumber.FIRST)
    assert [term.key for term in store.terms()] == [(2025, "1"), (2026, "2")]


def test_days_come_out_as_own_and_are_replaced_by_the_day(database: Database) -> None:
    store = CalendarStore(database)
    store.put_day(worked("2026-11-21"), origin=ORIGIN)
    store.put_day(off("2026-11-20"), origin=ORIGIN)
    assert list(store.days().values()) == [off("2026-11-20"), worked("2026-11-21")]
    store.put_day(off("2026-11-21", "暴雪"), origin=ORIGIN)
    assert store.days()[day("2026-11-21")].kind is DayKind.OFF
    store.remove_day(day("2026-11-20"))
    assert list(store.days()) == [day("2026-11-21")]


@pytest.mark.parametrize(
    "values",
    [
        "calendar_term VALUES (2026, '3', '2026-09-01', '2027-01-15', NULL, 'x')",
        "calendar_term VALUES (2026, '1', '2027-01-15', '2026-09-01', NULL, 'x')",
        "calendar_term VALUES (26, '1', '2026-09-01', '2027-01-15', NULL, 'x')",
        "calendar_day VALUES ('2026-11-20', 'maybe', '', 'x')",
    ],
)
def test_what_no_calendar_has_is_refused_by_the_database(database: Database, values: str) -> None:
    with pytest.raises(dbapi2.IntegrityError), database.transaction():
        database.execute(f"INSERT INTO {values}")
