"""费用台账: the days on which somebody went to schools, as data; what is paid for them is not ours.

交通: a day with at least one visit. 误餐: a day that took both half-days. Counted as the month's
table counts: filed records of visits on site, whoever was on them, a day once.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from inspector_app.domain.facts import VisitFact
from inspector_app.domain.month import Period
from inspector_app.domain.monthly_table import counts
from inspector_app.domain.visit_options import Session


class ExpenseDays(NamedTuple):
    """The days of one inspector.

    Attributes:
        travel: days with a visit; ``meal`` those of them that took morning and afternoon.
        visits: schools visited, a school once a day.
    """

    inspector_id: str
    travel: tuple[date, ...]
    meal: tuple[date, ...]
    visits: int


def expense_days(
    period: Period, visits: Iterable[VisitFact], people: Iterable[str]
) -> tuple[ExpenseDays, ...]:
    """Return the days of each of some people, in the order given."""
    halves: dict[tuple[str, date], set[Session]] = defaultdict(set)
    schools: dict[str, set[tuple[str, date]]] = defaultdict(set)
    for visit in visits:
        if visit.visited_on not in period or not counts(visit):
            continue
        for person in {visit.lead_id, *visit.peer_ids}:
            halves[person, visit.visited_on] |= _halves(visit.session)
            schools[person].add((visit.school_code, visit.visited_on))
    return tuple(_days(person, halves, len(schools[person])) for person in people)


def _halves(session: Session) -> set[Session]:
    return {Session.MORNING, Session.AFTERNOON} if session is Session.FULL_DAY else {session}


def _days(person: str, halves: dict[tuple[str, date], set[Session]], visits: int) -> ExpenseDays:
    own = {day: parts for (who, day), parts in halves.items() if who == person}
    meal = (day for day, parts in own.items() if len(parts) > 1)
    return ExpenseDays(person, tuple(sorted(own)), tuple(sorted(meal)), visits)
