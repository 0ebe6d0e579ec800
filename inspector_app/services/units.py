"""成员单位: which there are on a day, offered where a unit is named; taken from Excel, written."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from inspector_app.domain.register_options import EntryState
from inspector_app.domain.registers.unit import UNIT, Unit, units_on
from inspector_app.services.context import Context
from inspector_app.storage.registers import EntryFilter

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile


class UnitService:
    """Answers which units belong to the 委员会."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def on(self, day: date | None = None) -> tuple[Unit, ...]:
        """Return the units of a day, today's without one."""
        filed = EntryFilter(kind=UNIT.id, state=EntryState.FILED)
        with self._context.database.snapshot():
            entries = self._context.stores.registers.list(filed)
        return units_on(entries, day or self._context.today())

    def find(self, text: str) -> tuple[Unit, ...]:
        """Return the units of today whose name or short name holds ``text``."""
        wanted = text.strip()
        return tuple(unit for unit in self.on() if wanted in f"{unit.name} {unit.short}")

    def write(self, path: Path, day: date | None = None) -> "WrittenFile":
        """Write the units of a day as an Excel file that ``unit import`` reads again.

        Raises:
            EnvironmentProblem: the file could not be written; nothing has changed.
        """
        from inspector_app.sheets.units import HEAD, TITLE
        from inspector_app.sheets.writer import TableSheet, write_table

        on = day or self._context.today()
        rows = [row for unit in self._on_with_start(on) for row in _rows(*unit)]
        sheet = TableSheet(title=TITLE, heading=f"教育督导委员会成员单位　{on}", head=HEAD,
                           rows=rows, leading=1)  # fmt: skip
        return write_table(path, [sheet])

    def _on_with_start(self, day: date) -> Iterable[tuple[Unit, date | None]]:
        filed = EntryFilter(kind=UNIT.id, state=EntryState.FILED)
        entries = self._context.stores.registers.list(filed)
        starts = {entry.number: entry.day("start") for entry in entries}
        return ((unit, starts[unit.number]) for unit in units_on(entries, day))


def _rows(unit: Unit, start: date | None) -> Iterable[tuple[str | date | None, ...]]:
    """Yield a row for each 联络人, one where there is none."""
    for contact in unit.contacts or (None,):
        said = ("", "", "") if contact is None else (contact.name, contact.post, contact.phone)
        yield (unit.name, unit.short, unit.duties, *said, start)
