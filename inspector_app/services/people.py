"""责任督学: who they are and how they are found."""

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.school import Inspector
from inspector_app.services.context import Context
from inspector_app.services.lookup import ContextLookup


class PeopleService:
    """Answers who is who."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def inspectors(self) -> tuple[Inspector, ...]:
        """Return all inspectors with today's zones."""
        return self._context.inspectors()

    def names(self) -> dict[str, str]:
        """Return the name of each inspector, and of each office below, by id."""
        return self._context.names()

    def inspector(self, inspector_id: str) -> Inspector:
        """Return one inspector (NotFoundError where there is none)."""
        person = self._context.stores.people.find(inspector_id, on=self._context.today())
        if person is None:
            raise NotFoundError(f"名册里没有督学编号“{inspector_id}”；请核对编号，或先导入名册。")
        return person

    def find(self, text: str, *, limit: int = 20) -> tuple[Inspector, ...]:
        """Return the inspectors whose id or name holds ``text``."""
        wanted = text.strip().casefold()
        fitting = [
            p for p in self.inspectors() if wanted in p.id.casefold() or wanted in p.name.casefold()
        ]
        return tuple(fitting[:limit])

    def id_of(self, text: str) -> str:
        """Return the 督学编号 of a name or an id; whose laptop this is need not be in the roster.

        Raises:
            NotFoundError: nobody is called so.
            InputError: more than one is; the sentence names their ids.
        """
        return ContextLookup(self._context).person_id(text)
