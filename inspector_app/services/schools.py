"""学校: the list, the finder, the board of who was not yet visited, and the card of one school."""

from typing import TYPE_CHECKING, Final

from inspector_app.domain.school import School
from inspector_app.domain.views import SchoolCard, SchoolStatus
from inspector_app.services.context import Context
from inspector_app.services.lookup import ContextLookup
from inspector_app.services.school_board import read_board
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

    def by_code_or_name(self, text: str) -> School:
        """Return the one school of that 标识码 or exact name.

        Raises:
            NotFoundError: there is none.
            InputError: the name is that of more than one; the sentence names them.
        """
        return self.get(ContextLookup(self._context).school(text).code)

    def find(self, text: str, *, limit: int = 20) -> tuple[School, ...]:
        """Return the schools that fit what was typed, best first."""
        from inspector_app.domain.school_finder import SchoolFinder

        schools = self.all()
        if self._finder is None or self._finder[0] != schools:
            spellings = self._context.stores.schools.initials()
            self._finder = (schools, SchoolFinder(schools, spellings))
        return self._finder[1].find(text, limit=limit)

    def board(self) -> tuple[SchoolStatus, ...]:
        """Return how each school stands today, those that most need a visit first."""
        return read_board(self._context).rows

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
