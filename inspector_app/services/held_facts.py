"""The facts of a district that handed its months upwards, put together from all of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from inspector_app.domain.district_month import DistrictMonth
from inspector_app.domain.fact_rows import (
    Row,
    complaint_row,
    credit_rows,
    issue_row,
    lesson_row,
    visit_row,
)
from inspector_app.domain.facts import (
    ComplaintFact,
    IssueFact,
    LessonFact,
    TableFacts,
    VisitFact,
)
from inspector_app.domain.month import Month

_DAY: Final[Mapping[str, Callable[[Any], date]]] = {
    "visit": lambda fact: fact.visited_on,
    "lesson": lambda fact: fact.visited_on,
    "issue": lambda fact: fact.found_on,
    "complaint": lambda fact: fact.received_on,
}


class HeldFacts:
    """Each fact once, as the newest month that has to know of it says.

    A month tells all lessons and issues since the day to which its table looks back, so that an
    older month is asked for earlier days alone: what a district has made void since is gone.

    Args:
        district: six digits.
        months: what it handed over, the newest first.

    Attributes:
        categories: of issues, by uid.
    """

    def __init__(self, district: str, months: Sequence[DistrictMonth]) -> None:
        self.district = district
        self._newest_first = months
        self._numbers = {uid: no for each in months for uid, no in each.numbers.items()}
        self.categories = {
            uid: word for each in reversed(months) for uid, word in each.categories.items()
        }
        self._visits: list[VisitFact] = self._each(lambda m: m.facts.visits)
        self._complaints: list[ComplaintFact] = self._each(lambda m: m.facts.complaints)
        self._lessons: list[LessonFact] = self._since("lesson", lambda m: m.facts.lessons)
        self._issues: list[IssueFact] = self._since("issue", lambda m: m.facts.issues)

    def _each(self, facts: Callable[[DistrictMonth], Sequence[Any]]) -> list[Any]:
        found: dict[str, Any] = {}
        for month in self._newest_first:
            for fact in facts(month):
                found.setdefault(fact.uid, fact)
        return list(found.values())

    def _since(self, kind: str, facts: Callable[[DistrictMonth], Sequence[Any]]) -> list[Any]:
        found: dict[str, Any] = {}
        told_since = date.max
        for month in self._newest_first:
            for fact in facts(month):
                if _DAY[kind](fact) < told_since:
                    found.setdefault(fact.uid, fact)
            told_since = min(told_since, month.span.looks_back_to)
        return list(found.values())

    def facts(self) -> TableFacts:
        """Return all of them, with the people, assignments and schools of the newest month."""
        newest = self._newest_first[0].facts
        return replace(
            newest, visits=self._visits, lessons=self._lessons, issues=self._issues,
            complaints=self._complaints,
        )  # fmt: skip

    def months(self) -> Sequence[Month]:
        """Return the calendar months of which there is anything."""
        groups = (
            ("visit", self._visits), ("lesson", self._lessons), ("issue", self._issues),
            ("complaint", self._complaints),
        )  # fmt: skip
        return sorted({Month.of(_DAY[kind](fact)) for kind, facts in groups for fact in facts})

    def monthly(self, table: str, month: Month) -> Iterable[Row]:
        """Return the rows of a calendar month."""
        read: Mapping[str, Callable[[], Iterable[Row]]] = {
            "visit": lambda: [
                visit_row(v, self._numbers[v.uid]) for v in _of(month, "visit", self._visits)
            ],
            "credit": lambda: credit_rows(_of(month, "visit", self._visits)),
            "lesson": lambda: map(lesson_row, _of(month, "lesson", self._lessons)),
            "issue": lambda: [
                issue_row(i, self.categories.get(i.uid, ""))
                for i in _of(month, "issue", self._issues)
            ],
            "complaint": lambda: map(complaint_row, _of(month, "complaint", self._complaints)),
        }
        return read[table]()

    def lasting(self, table: str) -> Iterable[Row]:
        """Return people with the zones of each month, and the newest assignments or schools."""
        newest = self._newest_first[0]
        if table == "person":
            return self._people()
        if table == "assignment":
            found = sorted(newest.facts.assignments, key=lambda a: (*a[:3], a.end or date.max))
            return [tuple(each) for each in found]
        closed = newest.facts.closed_schools
        lines = sorted(newest.schools, key=lambda school: school.code)
        return [(s.code, s.kind, closed.get(s.code)) for s in lines]

    def _people(self) -> list[Row]:
        rows: list[Row] = []
        for place, month in enumerate(reversed(self._newest_first)):
            last = place == len(self._newest_first) - 1
            since = month.span.start if place else None
            until = None if last else month.span.end
            rows += [(p.id, p.zone, since, until) for p in month.facts.inspectors]
        return sorted(rows, key=lambda row: (str(row[0]), str(row[2] or "")))


def _of(month: Month, kind: str, facts: Iterable[Any]) -> list[Any]:
    day = _DAY[kind]
    return sorted(
        (fact for fact in facts if Month.of(day(fact)) == month),
        key=lambda fact: (day(fact), fact.uid),
    )
