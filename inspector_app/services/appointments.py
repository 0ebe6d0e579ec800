"""Whether those on a record were inspectors on its day, as far as appointments are kept here."""

from collections.abc import Mapping

from inspector_app.base.errors import Problem
from inspector_app.domain.visit import Visit
from inspector_app.services.context import Context


def appointment_hints_of(
    context: Context, visit: Visit, names: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Name everyone on a record without an appointment on its day.

    Nothing is loaded for it where no appointment was ever filed.
    """
    any_filed = context.database.row(
        "SELECT 1 FROM register_entry WHERE kind = 'appointment' AND state = 'filed' LIMIT 1"
    )
    if any_filed is None:
        return ()
    from inspector_app.domain.register_options import EntryState
    from inspector_app.domain.registers.appointment import APPOINTMENT, appointments_in
    from inspector_app.domain.visit_hints import appointment_hints
    from inspector_app.storage.registers import EntryFilter

    filed = context.stores.registers.list(
        EntryFilter(kind=APPOINTMENT.id, state=EntryState.FILED)
    )  # fmt: skip
    return appointment_hints(visit, appointments_in(filed), names)
