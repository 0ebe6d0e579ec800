"""Editions of indicator sets that the district has taken in."""

import json

from inspector_app.domain.standard_pack import standard_json, standard_of
from inspector_app.domain.standards import Standard
from inspector_app.storage.database import Database


class StandardStore:
    """Reads and adds editions; one that is here is never changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Standard, ...]:
        """Return every edition, in the order of their keys."""
        rows = self._database.rows("SELECT content FROM standard ORDER BY key")
        return tuple(standard_of(json.loads(row[0])) for row in rows)

    def add(self, standard: Standard, *, by: str, at: str, origin: str) -> None:
        """Add an edition."""
        from inspector_app.storage.tables import StandardRow

        StandardRow.insert(
            key=standard.key,
            title=standard.title,
            content=json.dumps(standard_json(standard), ensure_ascii=False),
            taken_by=by,
            taken_at=at,
            origin=origin,
        ).execute(self._database.peewee)

    def remove(self, key: str) -> None:
        """Take an edition out."""
        self._database.execute("DELETE FROM standard WHERE key = ?", key)
