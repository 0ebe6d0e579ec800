"""What is odd about a record and does not keep it from being filed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from inspector_app.base.errors import Problem
from inspector_app.domain.registers.appointment import Appointment, appointment_problem
from inspector_app.domain.school import School
from inspector_app.domain.visit import Visit

APPOINTED_ONLY: Final = "规则：受聘的督学才实施督导，见《教育督导条例》第六条"
_CLOSED: Final = "规则：停办的学校不安排入校，也不计入应督导学校数"


def closed_hint(school: School, day: date) -> Problem:
    """Tell that a school was closed by the day of a record."""
    what = f"{school.name}已于 {school.closed_on} 停办，督导日期是 {day}；{_CLOSED}"
    return Problem(where="school", what=what, remedy="请核对学校和日期")


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
        Problem(where=where, what=f"{names.get(person, person)}{problem}；{APPOINTED_ONLY}")
        for where, person in people
        if person and (problem := appointment_problem(known, person, visit.visited_on))
    )
