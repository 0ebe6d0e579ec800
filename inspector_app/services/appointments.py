"""Whether those on a record were inspectors on its day, as far as appointments are kept here."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from inspector_app.base.errors import Problem
from inspector_app.domain.visit import Visit
from inspector_app.services.context import Context
from inspector_app.storage.conditions import FILED_ENTRY

if TYPE_CHECKING:
    from inspector_app.domain.registers.appointment import Appointment


def appointments_kept(context: Context) -> "tuple[Appointment, ...]":
    """Return the filed appointments, in the read under way.

    Nothing is loaded for it where no appointment was ever filed.
    """
    any_filed = context.database.row(
        f"SELECT 1 FROM register_entry WHERE kind = 'appointment' AND {FILED_ENTRY} LIMIT 1"  # noqa: S608 - a condition of ours
    )
    if any_filed is None:
        return ()
    from inspector_app.domain.registers.appointment import APPOINTMENT, appointments_in
    from inspector_app.storage.registers import EntryFilter

    filed = EntryFilter(kind=APPOINTMENT.id, counted=True)
    return appointments_in(context.stores.registers.list(filed))


def appointment_hints_of(
    context: Context, visit: Visit, names: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Name everyone on a record without an appointment on its day."""
    known = appointments_kept(context)
    if not known:
        return ()
    from inspector_app.domain.visit_hints import appointment_hints

    return appointment_hints(visit, known, names)
