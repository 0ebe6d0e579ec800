"""学校: the list, the finder, the board of who was not yet visited, and the card of one school."""

from datetime import date
from typing import TYPE_CHECKING, Final

from inspector_app.domain.month import Month
from inspector_app.domain.school import Assignment, School
from inspector_app.domain.views import SchoolCard, SchoolStatus
from inspector_app.services.context import Context
from inspector_app.storage.visit_lists import VisitFilter

if TYPE_CHECKING:
    from inspector_app.domain.school_finder import SchoolFinder

_CARD_VISITS: Final = 30


class SchoolService:
    """Answers for schools."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._finder: tuple[tuple[School, ...], SchoolFinder] | None = None

    def all(self) -> tuple[School, ...]:
        """Return all schools by code."""
        return self._context.stores.schools.all()

    def get(self, code: str) -> School:
        """Return one school (NotFoundError where there is none)."""
        return self._context.stores.schools.get(code)

    def find(self, text: str, *, limit: int = 20) -> tuple[School, ...]:
        """Return the schools that fit what was typed, best first."""
        from inspector_app.domain.school_finder import SchoolFinder

        schools = self.all()
        if self._finder is None or self._finder[0] != schools:
            spellings = self._context.stores.schools.initials()
            self._finder = (schools, SchoolFinder(schools, spellings))
        return self._finder[1].find(text, limit=limit)

    def board(self) -> tuple[SchoolStatus, ...]:
        """Return how each school stands: mine on an inspector's laptop, all of them elsewhere.

        Closed schools are left out. Those longest without a visit stand first.
        """
        today = self._context.today()
        with self._context.database.snapshot():
            stores = self._context.stores
            assignments = [a for a in stores.schools.assignments() if a.in_force(on=today)]
            last, open_at = stores.schools.last_visits(), stores.schools.open_issues(on=today)
            names = self._context.names()
            mine = self._mine(assignments)
            schools = [
                school
                for school in self.all()
                if school.in_operation(on=today) and (mine is None or school.code in mine)
            ]
        people: dict[str, list[str]] = {}
        for a in assignments:
            people.setdefault(a.school_code, []).append(names.get(a.inspector_id, a.inspector_id))
        rows = [
            _status(
                school,
                people=tuple(people.get(school.code, ())),
                last_visit=last.get(school.code),
                open_issues=open_at.get(school.code, (0, 0)),
                today=today,
            )
            for school in schools
        ]
        return tuple(sorted(rows, key=lambda row: (row.last_visit or date.min, row.school.code)))

    def card(self, code: str) -> SchoolCard:
        """Return everything that stands on the card of one school (NotFoundError as above)."""
        today = self._context.today()
        with self._context.database.snapshot():
            stores = self._context.stores
            assignments = stores.schools.assignments(school_code=code)
            current = {a.inspector_id for a in assignments if a.in_force(on=today)}
            return SchoolCard(
                school=stores.schools.get(code),
                inspectors=tuple(p for p in self._context.inspectors() if p.id in current),
                assignments=assignments,
                visits=stores.visit_lists.summaries(
                    VisitFilter(school_code=code, limit=_CARD_VISITS)
                ),
                open_issues=stores.issues.open_at(code),
            )

    def _mine(self, assignments: list[Assignment]) -> frozenset[str] | None:
        person = self._context.identity.inspector_id
        if not person:
            return None
        return frozenset(a.school_code for a in assignments if a.inspector_id == person)


def _status(
    school: School,
    *,
    people: tuple[str, ...],
    last_visit: date | None,
    open_issues: tuple[int, int],
    today: date,
) -> SchoolStatus:
    return SchoolStatus(
        school=school,
        inspector_names=people,
        last_visit=last_visit,
        days_since=(today - last_visit).days if last_visit else None,
        visited_this_month=last_visit is not None and Month.of(last_visit) == Month.of(today),
        open_issues=open_issues[0],
        overdue=open_issues[1],
    )
