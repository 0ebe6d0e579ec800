"""责任督学 and the zones they belong to, dated."""

from datetime import date, timedelta
from typing import Any, Final

from inspector_app.domain.school import Education, Inspector, InspectorKind
from inspector_app.storage.codec import PLAIN, member
from inspector_app.storage.database import Database

# The zone that a person had when the roster was first taken over holds for all earlier days too.
FIRST_DAY: Final = date(1, 1, 1)


_CARD: Final = {
    "subjects": PLAIN,
    "stages": PLAIN,
    "education": member(Education),
    "teaching_since": PLAIN,
    "position": PLAIN,
}
_CARD_COLUMNS: Final = ", ".join(f"i.{name}" for name in _CARD)


class PeopleStore:
    """Reads and writes inspectors."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, *, on: date) -> tuple[Inspector, ...]:
        """Return all inspectors with the zone they belong to on a day."""
        rows = self._database.rows(
            f"SELECT i.id, i.name, i.kind, {_CARD_COLUMNS},"  # noqa: S608 - columns of ours
            " coalesce((SELECT z.zone FROM inspector_zone z"
            "  WHERE z.inspector_id = i.id AND z.start <= ?1 AND (z.end IS NULL OR z.end >= ?1)"
            "  ORDER BY z.start DESC LIMIT 1), '') FROM inspector i ORDER BY i.id",
            on.isoformat(),
        )
        return tuple(_inspector(row) for row in rows)

    def find(self, inspector_id: str, *, on: date) -> Inspector | None:
        """Return one inspector, or ``None``."""
        return next((person for person in self.all(on=on) if person.id == inspector_id), None)

    def put(self, inspector: Inspector, *, origin: str) -> None:
        """Add the inspector or replace all but the zone of the one with the id."""
        from inspector_app.storage.tables import InspectorRow

        said = {
            "name": inspector.name,
            "kind": inspector.kind.value,
            **{name: codec.encode(getattr(inspector, name)) for name, codec in _CARD.items()},
        }
        InspectorRow.insert(id=inspector.id, origin=origin, **said).on_conflict(
            conflict_target=[InspectorRow.id], update=said
        ).execute(self._database.peewee)

    def zone_now(self, inspector_id: str) -> str | None:
        """Return the zone that a person was last said to belong to."""
        row = self._database.row(
            "SELECT zone FROM inspector_zone WHERE inspector_id = ? ORDER BY start DESC LIMIT 1",
            inspector_id,
        )
        return None if row is None else str(row[0])

    def set_zone(self, inspector_id: str, zone: str, *, start: date, origin: str) -> None:
        """Let a person belong to ``zone`` from ``start``; the zone before ends the day before."""
        from inspector_app.storage.tables import InspectorZoneRow

        if start > FIRST_DAY:
            before = (start - timedelta(days=1)).isoformat()
            self._database.execute(
                "UPDATE inspector_zone SET end = ? WHERE inspector_id = ? AND end IS NULL"
                " AND start < ?",
                before,
                inspector_id,
                start.isoformat(),
            )
        InspectorZoneRow.replace(
            inspector_id=inspector_id, zone=zone, start=start.isoformat(), end=None, origin=origin
        ).execute(self._database.peewee)


def _inspector(row: tuple[Any, ...]) -> Inspector:
    inspector_id, name, kind, *card, zone = row
    told = {name: codec.decode(v) for (name, codec), v in zip(_CARD.items(), card, strict=True)}
    return Inspector(id=inspector_id, name=name, kind=InspectorKind(kind), zone=zone, **told)
