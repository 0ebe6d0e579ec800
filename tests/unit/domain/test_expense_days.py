"""Days for 费用台账."""

from datetime import date

from inspector_app.domain.expense_days import expense_days
from inspector_app.domain.month import Month
from inspector_app.domain.visit_options import Session, VisitStatus
from tests.unit.builders import visit_fact


def test_a_day_is_one_of_travel_however_many_schools_and_one_of_a_meal_by_both_halves() -> None:
    september = Month(2022, 9)
    facts = [
        visit_fact(lead_id="A", peer_ids=("B",), session=Session.MORNING, school_code="S1"),
        visit_fact(lead_id="A", session=Session.AFTERNOON, school_code="S2"),
        visit_fact(lead_id="A", session=Session.MORNING, visited_on=date(2022, 9, 6)),
        visit_fact(lead_id="B", session=Session.FULL_DAY, visited_on=date(2022, 9, 7)),
        visit_fact(lead_id="B", visited_on=date(2022, 9, 8), status=VisitStatus.DRAFT),
        visit_fact(lead_id="B", visited_on=date(2022, 9, 9), online=True),
        visit_fact(lead_id="B", visited_on=date(2022, 10, 1)),
    ]
    a, b, c = expense_days(september.period, facts, ["A", "B", "C"])
    assert (a.travel, a.meal, a.visits) == (
        (date(2022, 9, 5), date(2022, 9, 6)),
        (date(2022, 9, 5),),
        3,
    )
    assert (b.travel, b.meal, b.visits) == (
        (date(2022, 9, 5), date(2022, 9, 7)),
        (date(2022, 9, 7),),
        2,
    )
    assert (c.travel, c.meal, c.visits) == ((), (), 0)
