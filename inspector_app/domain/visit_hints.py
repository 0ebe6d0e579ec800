"""What is odd about a record and does not keep it from being filed."""

from collections.abc import Iterable, Mapping

from inspector_app.base.errors import Problem
from inspector_app.domain.registers.appointment import Appointment, appointment_problem
from inspector_app.domain.visit import Visit


def appointment_hints(
    visit: Visit, appointments: Iterable[Appointment], names: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Name everyone on a record who was no inspector on its day.

    ``where`` is the id of the field; nobody is named while the office keeps no appointments here.
    """
    if visit.visited_on is None:
        return ()
    known = tuple(appointments)
    people = [("lead", visit.lead_id), *(("peers", peer) for peer in visit.peer_ids)]
    return tuple(
        Problem(where=where, what=f"{names.get(person, person)}{problem}")
        for where, person in people
        if person and (problem := appointment_problem(known, person, visit.visited_on))
    )
