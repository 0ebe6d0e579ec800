"""出发前一页纸: gathered from the records of a school and a planned visit, where there is one."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from inspector_app.domain.departure import Departure
from inspector_app.domain.month import Month
from inspector_app.domain.visit_options import COUNTED_STATUSES, Joint
from inspector_app.services.context import Context
from inspector_app.services.plan_views import views_of
from inspector_app.services.tasks import TaskService
from inspector_app.services.wishes import DeparturePrint
from inspector_app.storage.visit_lists import VisitFilter

_LESSONS: Final = 6
_LOOKED_THROUGH: Final = 8


def departure_of(context: Context, wish: DeparturePrint) -> Departure:
    """Return what the sheet of a school says.

    Raises:
        NotFoundError: there is no such school or planned visit.
    """
    with context.database.snapshot():
        facts = replace(_of_school(context, wish.school_code), number=wish.number)
        return _with_plan(context, facts, wish.planned_uid) if wish.planned_uid else facts


def _of_school(context: Context, code: str) -> Departure:
    stores, today = context.stores, context.today()
    school, names = stores.schools.get(code), context.names()
    assigned = [a for a in stores.schools.assignments(school_code=code) if a.in_force(on=today)]
    counted = VisitFilter(
        school_code=code, statuses=COUNTED_STATUSES, end=today, limit=_LOOKED_THROUGH
    )
    found = stores.visit_lists.summaries(counted)
    # A 同行登记 tells nothing of what was seen: the record before it does.
    last = next((line for line in found if line.joint is not Joint.ENTRY), None)
    record = None if last is None else stores.visits.get(last.uid)
    return Departure(
        school=school,
        on=today,
        inspectors=tuple(names.get(a.inspector_id, a.inspector_id) for a in assigned),
        last=last,
        problems=() if record is None else record.issues,
        next_visit=None if record is None else record.next_visit,
        open_issues=stores.issues.open_at(code),
        lessons=stores.visit_lists.lessons_at(code, limit=_LESSONS),
        tasks=tuple(_tasks_at(context, code)),
    )


def _tasks_at(context: Context, code: str) -> Iterator[str]:
    """Yield what is still to be done at a school, the most pressing first."""
    for view in TaskService(context).open_at(code):
        yield f"{view.task.due} 前　{view.task.title}"


def _with_plan(context: Context, facts: Departure, planned_uid: str) -> Departure:
    planned = context.stores.plans.planned_visit(planned_uid)
    (view,) = views_of(context, [planned])
    theme = context.stores.themes.of(Month.of(planned.day))
    number = facts.number
    if view.begun and not number:
        number = context.stores.visits.get(planned.begun_uid).number
    return replace(
        facts,
        on=planned.day,
        planned=planned,
        people=(view.lead_name, *view.peer_names),
        theme=theme.theme if theme else "",
        number=number,
        warnings=view.warnings,
    )
