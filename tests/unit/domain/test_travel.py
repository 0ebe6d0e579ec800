"""交通和误餐天数: a day counts once for each person, and for a meal where both halves of it do."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.facts import TableFacts, VisitFact
from inspector_app.domain.month import Month, Period
from inspector_app.domain.monthly_table import compile_table
from inspector_app.domain.travel import TravelTable, totals, travel_table
from inspector_app.domain.visit_options import Session, VisitStatus
from tests.examples import examples
from tests.unit.builders import person_fact, visit_fact

SEPTEMBER = Month(2022, 9).period
DAY = date(2022, 9, 10)
PEOPLE = ("D1", "D2")


def table(*visits: VisitFact, period: Period = SEPTEMBER) -> TravelTable:
    facts = TableFacts(inspectors=[person_fact(each) for each in PEOPLE], visits=visits)
    return travel_table(period, facts, PEOPLE, rest=frozenset({DAY}))


def at(session: Session, school: str = "S1", **values: object) -> VisitFact:
    given_values = {"uid": f"{school} {session}", "visited_on": DAY, "lead_id": "D1", **values}
    return visit_fact(session=session, school_code=school, **given_values)


@pytest.mark.parametrize(
    ("visits", "days", "meals"),
    [
        ((at(Session.MORNING),), 1, 0),
        ((at(Session.FULL_DAY),), 1, 1),
        ((at(Session.MORNING), at(Session.AFTERNOON, "S2")), 1, 1),
        ((at(Session.MORNING), at(Session.MORNING, "S2")), 1, 0),
        ((at(Session.MORNING, status=VisitStatus.DRAFT),), 0, 0),
        ((at(Session.FULL_DAY, online=True),), 0, 0),
        ((at(Session.FULL_DAY, visited_on=date(2022, 10, 1)),), 0, 0),
    ],
)
def test_a_day_counts_once_and_for_a_meal_where_both_halves_were_in_schools(
    visits: tuple[VisitFact, ...], days: int, meals: int
) -> None:
    row = table(*visits).rows[0]
    assert (row.days.value, row.meals.value) == (days, meals)


def test_a_peer_has_the_day_as_well_and_a_day_of_rest_is_told_apart() -> None:
    found = table(at(Session.MORNING, peer_ids=("D2",)))
    assert [row.days.value for row in found.rows] == [1, 1]
    assert [row.rest_days.value for row in found.rows] == [1, 1]
    assert totals(found.rows) == (2, 0, 2, 2, 2)
    (first, _) = found.days
    assert (first.stops, first.uids) == ((("S1", "上午"),), ("S1 morning",))


_VISIT = st.builds(
    lambda n, session, school, lead, peers: visit_fact(
        uid=f"{n}-{session}-{school}-{lead}",
        visited_on=date(2022, 8, 25) + timedelta(days=n),
        session=session,
        school_code=school,
        lead_id=lead,
        peer_ids=peers,
    ),
    st.integers(0, 45),
    st.sampled_from(list(Session)),
    st.sampled_from(["S1", "S2"]),
    st.sampled_from(PEOPLE),
    st.sampled_from([(), ("D2",), ("D1",)]),
)


@examples()
@given(st.lists(_VISIT, max_size=12, unique_by=lambda visit: visit.uid))
def test_the_parts_of_a_month_add_up_and_agree_with_the_table_of_the_month(
    visits: list[VisitFact],
) -> None:
    whole = table(*visits)
    middle = date(2022, 9, 14)
    parts = (
        table(*visits, period=Period(SEPTEMBER.start, middle)),
        table(*visits, period=Period(middle + timedelta(days=1), SEPTEMBER.end)),
    )
    added = tuple(map(sum, zip(*(totals(part.rows) for part in parts), strict=True)))
    assert totals(whole.rows) == added
    facts = TableFacts(inspectors=[person_fact(each) for each in PEOPLE], visits=visits)
    month = compile_table(SEPTEMBER, facts)
    for row in whole.rows:
        assert row.half_days == month.inspectors[row.person]["half_days"]
        assert row.meals.value <= row.days.value <= row.half_days.value
        assert row.days.value == len({d.day for d in whole.days if d.person == row.person})
