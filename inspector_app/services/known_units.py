"""Names of departments: the 成员单位 on the roster of units, and those in use already."""

from collections.abc import Iterator, Mapping
from typing import Any

from inspector_app.domain.registers.kinds import KINDS
from inspector_app.domain.registers.shapes import Rows, UnitName
from inspector_app.domain.units import by_use, units_in
from inspector_app.services.context import Context
from inspector_app.services.units import UnitService
from inspector_app.storage.registers import EntryFilter


class KnownUnits:
    """Finds departments in the entries of every register that names some."""

    def __init__(self, context: Context, units: UnitService) -> None:
        self._context = context
        self._units = units

    def find(self, text: str) -> tuple[str, ...]:
        """Return the departments whose names hold ``text``: 成员单位 first, then by use."""
        wanted = text.strip()
        members = (unit.name for unit in self._units.find(wanted))
        with self._context.database.snapshot():
            used = by_use(self._names())
        return tuple(dict.fromkeys([*members, *(name for name in used if wanted in name)]))

    def _names(self) -> Iterator[str]:
        for kind in KINDS.values():
            if not any(_names_units(field.shape) for field in kind.fields):
                continue
            for entry in self._context.stores.registers.list(EntryFilter(kind=kind.id)):
                for field in kind.fields:
                    yield from _units(field.shape, entry.values[field.id])


def _names_units(shape: object) -> bool:
    if isinstance(shape, Rows):
        return any(_names_units(part.shape) for part in shape.fields)
    return isinstance(shape, UnitName)


def _units(shape: object, value: Any) -> Iterator[str]:
    if isinstance(shape, UnitName):
        yield from units_in(value)
    elif isinstance(shape, Rows):
        rows: list[Mapping[str, Any]] = value
        for row in rows:
            for part in shape.fields:
                yield from _units(part.shape, row[part.id])
