"""What is odd about a record and does not keep it from being filed."""

from collections.abc import Iterable, Mapping

from inspector_app.base.errors import Problem
from inspector_app.domain.names import pupils_in
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


def pupil_hints(visit: Visit) -> tuple[Problem, ...]:
    """Name what looks like the names of pupils in the texts of a record."""
    texts = [visit.narrative, visit.advice, *(merit.text for merit in visit.merits)]
    for issue in visit.issues:
        texts += [issue.description, issue.requirement]
    for lesson in visit.lessons:
        texts += [lesson.process, lesson.strengths, lesson.weaknesses, lesson.advice]
    for talk in visit.interviews:
        texts += [talk.outline, talk.points, talk.problems]
    found = pupils_in(texts)
    if not found:
        return ()
    listed = "、".join(found[:5])
    return (Problem(where="narrative", what=f"文中像是有学生姓名：{listed}；学生只写代称"),)
