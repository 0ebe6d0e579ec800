"""交通和误餐天数: on which days each person was on the way to schools, from the records alone.

A day counts once for 交通, however many schools it saw; it counts for 误餐 where both halves of it
were spent in schools. What a day is worth in money is for the district to say.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from inspector_app.domain.facts import TableFacts, VisitFact
from inspector_app.domain.figures import Count
from inspector_app.domain.joint import people_of
from inspector_app.domain.labels.visits import SESSION_LABEL
from inspector_app.domain.month import Period
from inspector_app.domain.monthly_table import compile_table, count_group
from inspector_app.domain.visit_options import Session

TRAVEL_RULES: Final = (
    "交通天数：本人作为责任督学或同行督学入校的天数，一天去几所学校都算一天。",
    "误餐天数：当天上午和下午都在学校的天数，一份全天的记录，或上午、下午各有记录。",
    "只计已定稿和已上报的入校记录；半天数和入校校次与月统计表相同。休息日按校历。",
)
_HALVES: Final[Mapping[Session, frozenset[Session]]] = {
    Session.MORNING: frozenset({Session.MORNING}),
    Session.AFTERNOON: frozenset({Session.AFTERNOON}),
    Session.FULL_DAY: frozenset({Session.MORNING, Session.AFTERNOON}),
}


class TravelDay(NamedTuple):
    """One day of one person.

    Attributes:
        stops: 标识码 of each school and when one was there, in words, in the order of the day.
        meal: whether both halves of the day were spent in schools.
    """

    person: str
    day: date
    stops: tuple[tuple[str, str], ...]
    meal: bool
    uids: tuple[str, ...]


class TravelRow(NamedTuple):
    """What the days of one person come to."""

    person: str
    days: Count
    meals: Count
    rest_days: Count
    half_days: Count
    visits: Count


class TravelTable(NamedTuple):
    """Everybody's days, by person and then by day."""

    period: Period
    rows: tuple[TravelRow, ...]
    days: tuple[TravelDay, ...]

    def of(self, person: str) -> tuple[TravelDay, ...]:
        """Return the days of one person."""
        return tuple(each for each in self.days if each.person == person)


def travel_table(
    period: Period, facts: TableFacts, people: Sequence[str], *, rest: frozenset[date]
) -> TravelTable:
    """Return the days of some people; ``rest`` are the days of the period on which nobody works."""
    days = tuple(_days(count_group(period, facts, people).visits, people))
    table = compile_table(period, facts)
    held: dict[str, list[TravelDay]] = defaultdict(list)
    for each in days:
        held[each.person].append(each)
    rows = (_row(person, held[person], table.inspectors.get(person, {}), rest) for person in people)
    return TravelTable(period, tuple(rows), days)


def totals(rows: Iterable[TravelRow]) -> tuple[int, ...]:
    """Return the sums of the columns: everything here is counted by person."""
    columns = zip(*((cell.value for cell in row[1:]) for row in rows), strict=True)
    return tuple(sum(column) for column in columns)


def _days(visits: Iterable[VisitFact], people: Sequence[str]) -> Iterator[TravelDay]:
    wanted = frozenset(people)
    held: dict[tuple[str, date], list[VisitFact]] = defaultdict(list)
    for visit in visits:
        for person in people_of(visit) & wanted:
            held[person, visit.visited_on].append(visit)
    place = {person: n for n, person in enumerate(people)}
    for person, day in sorted(held, key=lambda key: (place[key[0]], key[1])):
        yield _day(person, day, held[person, day])


def _day(person: str, day: date, records: Iterable[VisitFact]) -> TravelDay:
    order = list(Session)
    found = sorted(records, key=lambda v: (order.index(v.session), v.school_code, v.uid))
    halves = frozenset().union(*(_HALVES[visit.session] for visit in found))
    stops = dict.fromkeys((visit.school_code, SESSION_LABEL[visit.session]) for visit in found)
    meal = halves == _HALVES[Session.FULL_DAY]
    return TravelDay(person, day, tuple(stops), meal, tuple(visit.uid for visit in found))


def _row(
    person: str, days: Sequence[TravelDay], figures: Mapping[str, object], rest: frozenset[date]
) -> TravelRow:
    half_days, visits = figures.get("half_days"), figures.get("visits")
    return TravelRow(
        person=person,
        days=_count(days),
        meals=_count(each for each in days if each.meal),
        rest_days=_count(each for each in days if each.day in rest),
        half_days=half_days if isinstance(half_days, Count) else Count(0),
        visits=visits if isinstance(visits, Count) else Count(0),
    )


def _count(days: Iterable[TravelDay]) -> Count:
    found = list(days)
    return Count(len(found), tuple(dict.fromkeys(uid for each in found for uid in each.uids)))
