"""Facts of one month or of all time as rows that leave: read month by month, never all at once."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from inspector_app.domain.fact_rows import (
    Row,
    complaint_row,
    credit_rows,
    issue_row,
    lesson_row,
    visit_row,
)
from inspector_app.domain.facts import ComplaintFact, IssueFact, LessonFact, VisitFact
from inspector_app.domain.month import Month, Period
from inspector_app.storage.conditions import COUNTED, FILED_ON_SITE
from inspector_app.storage.database import Database
from inspector_app.storage.facts import FactStore
from inspector_app.storage.people import FIRST_DAY

_MONTHS: Final = f"""
SELECT DISTINCT substr(v.visited_on, 1, 7) FROM visit v WHERE {FILED_ON_SITE}"""  # noqa: S608 - a condition of ours
_NUMBERS: Final = "SELECT uid, number FROM visit WHERE visited_on BETWEEN ? AND ?"
_CATEGORIES: Final = f"""
SELECT i.uid, i.category FROM visit v JOIN issue i ON i.visit_id = v.id
WHERE v.visited_on BETWEEN ? AND ? AND {COUNTED}"""  # noqa: S608 - a condition of ours
_PEOPLE: Final = """
SELECT i.id, coalesce(z.zone, ''), z.start, z.end FROM inspector i
LEFT JOIN inspector_zone z ON z.inspector_id = i.id ORDER BY i.id, z.start"""
_ASSIGNMENTS: Final = """
SELECT inspector_id, school_code, start, end FROM assignment
ORDER BY inspector_id, school_code, start"""
_SCHOOLS: Final = "SELECT code, kind, closed_on FROM school ORDER BY code"


class FactRowStore:
    """Reads rows in an order that does not change, so that what is written does not either."""

    def __init__(self, database: Database, facts: FactStore) -> None:
        self._database, self._facts = database, facts

    def months(self) -> tuple[Month, ...]:
        """Return the months of which anything is counted, the first one first."""
        found = {Month.parse(text) for (text,) in self._database.rows(_MONTHS)}
        found |= {Month.of(each.received_on) for each in self._facts.complaints()}
        return tuple(sorted(found))

    def visits(self, period: Period) -> Sequence[Row]:
        """Return the records of some days."""
        numbers = self.numbers(period)
        return [visit_row(fact, numbers[fact.uid]) for fact in self._visit_facts(period)]

    def numbers(self, period: Period) -> Mapping[str, str]:
        """Return the number of each record of some days, by uid."""
        return dict(self._database.rows(_NUMBERS, *_between(period)))

    def credits(self, period: Period) -> Sequence[Row]:
        """Return who is credited with the records of some days."""
        return list(credit_rows(self._visit_facts(period)))

    def lessons(self, period: Period) -> Sequence[Row]:
        """Return the 听课 of some days."""
        found = self._facts.lessons_between(*_between(period))
        return [lesson_row(fact) for fact in sorted(found, key=_lesson_order)]

    def issues(self, period: Period) -> Sequence[Row]:
        """Return the 问题 that were found on some days."""
        found = self._facts.issues_found(*_between(period))
        categories = self.categories(period)
        return [issue_row(fact, categories[fact.uid]) for fact in sorted(found, key=_issue_order)]

    def categories(self, period: Period) -> Mapping[str, str]:
        """Return what each 问题 that was found on some days was sorted into, by uid."""
        return dict(self._database.rows(_CATEGORIES, *_between(period)))

    def complaints(self, period: Period) -> Sequence[Row]:
        """Return the 投诉 that were received on some days."""
        found = [fact for fact in self._facts.complaints() if fact.received_on in period]
        return [complaint_row(fact) for fact in sorted(found, key=_complaint_order)]

    def people(self) -> Iterator[Row]:
        """Yield each person with each zone; one who never had a zone stands once."""
        for person, zone, start, end in self._database.rows(_PEOPLE):
            yield person, zone, _since(start), _day(end)

    def assignments(self) -> Iterator[Row]:
        """Yield who answers for which school."""
        for person, school, start, end in self._database.rows(_ASSIGNMENTS):
            yield person, school, date.fromisoformat(start), _day(end)

    def schools(self) -> Iterator[Row]:
        """Yield each school with its kind."""
        for code, kind, closed_on in self._database.rows(_SCHOOLS):
            yield code, kind, _day(closed_on)

    def _visit_facts(self, period: Period) -> Sequence[VisitFact]:
        return sorted(self._facts.visits(period), key=lambda fact: (fact.visited_on, fact.uid))


def _between(period: Period) -> tuple[str, str]:
    return period.start.isoformat(), period.end.isoformat()


def _lesson_order(fact: LessonFact) -> tuple[date, str]:
    return fact.visited_on, fact.uid


def _issue_order(fact: IssueFact) -> tuple[date, str]:
    return fact.found_on, fact.uid


def _complaint_order(fact: ComplaintFact) -> tuple[date, str]:
    return fact.received_on, fact.uid


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _since(text: str | None) -> date | None:
    """Return nothing for a zone that holds since ever: other programs know no day of year 1."""
    found = _day(text)
    return None if found == FIRST_DAY else found
