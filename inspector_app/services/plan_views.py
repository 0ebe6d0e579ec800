"""Plans as people see them: with names, with where each planned visit stands, with warnings."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from inspector_app.domain.calendar import SchoolCalendar
from inspector_app.domain.calendar_words import visit_hint
from inspector_app.domain.month import Month, Period
from inspector_app.domain.plan import (
    FiledVisit,
    MonthTheme,
    Plan,
    PlannedVisit,
    PlanState,
    done_by,
    state_of,
)
from inspector_app.domain.recusal import Recusal, conflicts
from inspector_app.domain.recusal_words import conflict_words
from inspector_app.domain.rules import Ruleset
from inspector_app.domain.school import School
from inspector_app.domain.term import monday_of, week_from
from inspector_app.services.appointments import appointments_kept
from inspector_app.services.context import Context

if TYPE_CHECKING:
    from inspector_app.domain.registers.appointment import Appointment


class PlannedView(NamedTuple):
    """One planned visit.

    Attributes:
        visit: the filed record that it was done by, ``None`` while there is none.
        begun: whether the record that was begun from it is still there.
        warnings: what speaks against it now, a sentence each.
    """

    planned: PlannedVisit
    school_name: str
    lead_name: str
    peer_names: tuple[str, ...]
    state: PlanState
    visit: FiledVisit | None
    begun: bool
    warnings: tuple[str, ...]


class WeekPlan(NamedTuple):
    """A week of plans.

    Attributes:
        period: Monday to Sunday.
        teaching_week: which week of the term it is, ``None`` between terms.
        days_off: the days of it on which offices do not work.
        plans: those that share a day with it.
        theme: that of the month which most of its days lie in, ``None`` without one.
    """

    period: Period
    teaching_week: int | None
    days_off: frozenset[date]
    plans: tuple[Plan, ...]
    visits: tuple[PlannedView, ...]
    theme: MonthTheme | None
    theme_month: Month


class _Known(NamedTuple):
    """What warnings are drawn from."""

    schools: Mapping[str, School]
    names: Mapping[str, str]
    recusals: Sequence[Recusal]
    rules: Ruleset
    calendar: SchoolCalendar
    appointments: "Sequence[Appointment]"


def views_of(context: Context, planned: Sequence[PlannedVisit]) -> tuple[PlannedView, ...]:
    """Return planned visits as people see them, in the same order; in the read under way."""
    if not planned:
        return ()
    days = [each.day for each in planned]
    stores = context.stores
    found = done_by(planned, stores.plans.filed(Period(min(days), max(days))))
    known = _Known(
        schools={school.code: school for school in stores.schools.all()},
        names=context.names(),
        recusals=stores.recusals.all(),
        rules=context.rules(),
        calendar=context.calendar(),
        appointments=appointments_kept(context),
    )
    begun = _begun(context, planned)
    return tuple(
        _view(each, found.get(each.uid), known, begun=each.uid in begun) for each in planned
    )


def _view(
    planned: PlannedVisit, visit: FiledVisit | None, known: _Known, *, begun: bool
) -> PlannedView:
    state = state_of(planned, visit)
    waits = state is PlanState.PLANNED
    return PlannedView(
        planned,
        known.schools[planned.school_code].name,
        known.names.get(planned.lead_id, planned.lead_id),
        tuple(known.names.get(peer, peer) for peer in planned.peer_ids),
        state,
        visit,
        begun,
        tuple(_warnings(planned, known)) if waits else (),
    )


def _begun(context: Context, planned: Iterable[PlannedVisit]) -> frozenset[str]:
    """Return the uids of those whose record was begun and is still there."""
    return frozenset(
        each.uid
        for each in planned
        if each.begun_uid
        and context.database.row(
            "SELECT 1 FROM visit WHERE uid = ? AND deleted_at IS NULL", each.begun_uid
        )
    )


def _warnings(planned: PlannedVisit, known: _Known) -> Iterable[str]:
    school = known.schools[planned.school_code]
    if not school.in_operation(on=planned.day):
        yield closed_sentence(school)
    for conflict in conflicts(
        known.recusals,
        people=planned.people,
        school_code=planned.school_code,
        on=planned.day,
        rules=known.rules,
    ):
        yield f"{conflict_words(conflict, known.names)}。"
    yield from _unappointed(planned, known)
    if hint := visit_hint(planned.day, known.calendar):
        yield hint


def _unappointed(planned: PlannedVisit, known: _Known) -> Iterable[str]:
    """Name whoever will be no inspector that day, where appointments are kept at all."""
    if not known.appointments:
        return
    from inspector_app.domain.registers.appointment import appointment_problem
    from inspector_app.domain.visit_hints import APPOINTED_ONLY

    for person in (planned.lead_id, *planned.peer_ids):
        if problem := appointment_problem(known.appointments, person, planned.day):
            yield f"{known.names.get(person, person)}{problem}；{APPOINTED_ONLY}。"


def closed_sentence(school: School) -> str:
    """Return why no visit can be planned at a closed school."""
    return f"{school.name}已于 {school.closed_on} 停办，停办的学校不安排入校。"


def week_of(context: Context, day: date, *, person_id: str | None) -> WeekPlan:
    """Return the week that a day lies in; in the read under way."""
    monday = monday_of(day)
    period = week_from(monday)
    calendar = context.calendar()
    # Of a week in two months the one of its Thursday has most days, as ISO 8601 counts weeks.
    month = Month.of(monday + timedelta(days=3))
    weeks = (calendar.teaching_week(each) for each in period.days())
    planned = context.stores.plans.planned(period, person_id=person_id)
    return WeekPlan(
        period=period,
        teaching_week=next((week for week in weeks if week), None),
        days_off=frozenset(each for each in period.days() if not calendar.is_working_day(each)),
        plans=tuple(
            plan
            for plan in context.stores.plans.plans(period)
            if person_id is None or plan.inspector_id in {"", person_id}
        ),
        visits=views_of(context, planned),
        theme=context.stores.themes.of(month),
        theme_month=month,
    )
