"""分解: who leads which item, what is to be done by when, how far it is."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector_app.base.errors import InputError
from inspector_app.domain.duty_sheet import DutySheet, duty_sheet
from inspector_app.domain.registers.duty import DUTY
from inspector_app.domain.standard_options import StandardForm
from inspector_app.services.context import Context
from inspector_app.services.item_entries import standard_of_entry
from inspector_app.services.register_edit import NewEntry, RegisterEditService
from inspector_app.services.register_fields import find_part
from inspector_app.services.saved import Added, Saved

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile


class DutyService:
    """Begins and reads breakdowns; single values go through registers."""

    def __init__(self, context: Context, edit: RegisterEditService) -> None:
        self._context = context
        self._edit = edit

    def begin(self, standard: str, *, year: int | None = None, group: str = "") -> NewEntry:
        """Begin a breakdown of a set (errors as of ``StandardService.get``)."""
        told: dict[str, Any] = {"standard": standard, "group": group}
        return self._edit.new_from_json(DUTY.id, told if year is None else {**told, "year": year})

    def sheet(self, uid: str) -> DutySheet:
        """Return a breakdown as it stands today (NotFoundError: there is none)."""
        context = self._context
        with context.database.snapshot():
            entry = context.stores.registers.get(uid)
            return duty_sheet(standard_of_entry(context, entry), entry, on=context.today())

    def set_item(self, uid: str, no: int, name: str, value: Any, *, task: int = 1) -> Saved:
        """Save one value of the ``task``-th task of an item, from 1.

        Raises:
            InputError: the item has no such task, or the value cannot be read.
        """
        rows = self._context.stores.registers.get(uid).values["duties"]
        places = [n for n, row in enumerate(rows) if row["item"] == no]
        if not 1 <= task <= len(places):
            raise InputError(f"第 {no} 项有 {len(places)} 项任务，没有第 {task} 项；没有改。")
        part = find_part(DUTY, "duties", name)
        place = f"duties/{rows[places[task - 1]]['uuid']}/{part.id}"
        return self._edit.set_field(uid, place, value)

    def add_task(self, uid: str, no: int) -> Added:
        """Add one more task of an item, led by whom its first task is led by."""
        rows = self._context.stores.registers.get(uid).values["duties"]
        first: dict[str, Any] = next((row for row in rows if row["item"] == no), {})
        told = {name: first.get(name, "") for name in ("lead", "support", "person", "duty")}
        return self._edit.add_row(uid, "duties", {"item": no, **told})

    def write_xlsx(self, uid: str, form: StandardForm, path: Path) -> "WrittenFile":
        """Write one of the lists, or the matrix, as an Excel file.

        Raises:
            EnvironmentProblem: the file could not be written.
        """
        from inspector_app.services.item_tables import duty_tables
        from inspector_app.sheets.writer import write_table

        return write_table(path, duty_tables(self.sheet(uid), form))
