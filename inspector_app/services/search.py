"""Search everywhere: records with their issues and lessons, and notes."""

from inspector_app.base.changes import Changes
from inspector_app.domain.views import Hit
from inspector_app.services.context import Context


class SearchService:
    """Asks the full-text index and keeps it true."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def find(self, text: str, *, limit: int = 50) -> tuple[Hit, ...]:
        """Return the newest records and notes that hold every word of ``text``."""
        with self._context.database.snapshot():
            return self._context.stores.search.find(text, limit=limit)

    def index_dirty(self) -> int:
        """Index a chunk of what was changed since; return how many were, 0 when all is indexed."""
        with self._context.database.transaction():
            return self._context.stores.search.index_dirty()

    def rebuild(self) -> Changes:
        """Build the whole index anew."""
        with self._context.database.transaction():
            self._context.stores.search.rebuild()
        while self.index_dirty():
            pass
        return Changes()
