"""督导计划: made, filled, changed, called off, begun, and what to put into an empty half-day."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.base.ids import new_uid
from inspector_app.domain.month import Month, Period
from inspector_app.domain.plan import (
    MOST_REASON,
    Plan,
    PlanLevel,
    PlannedVisit,
    PlanState,
    is_free,
    plan_for,
    span_fault,
    span_of,
    usual_title,
)
from inspector_app.domain.proposals import proposals
from inspector_app.domain.recusal import conflicts
from inspector_app.domain.views import SchoolStatus
from inspector_app.domain.visit_options import Session
from inspector_app.services.context import Context
from inspector_app.services.plan_checks import PlanChecks
from inspector_app.services.plan_views import PlannedView, WeekPlan, views_of, week_of
from inspector_app.services.school_board import read_board
from inspector_app.services.visit_edit import NewVisit, VisitEditService

_SHORTEST_UID: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfDay:
    """What is to be planned.

    Attributes:
        lead_id: who goes; empty for whoever works here.
        plan_uid: the plan it belongs to; empty for the shortest that the day lies in, which is the
            month's where there is none.
    """

    day: date
    session: Session
    school_code: str
    lead_id: str = ""
    peer_ids: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    text: str = ""
    plan_uid: str = ""


class PlanMade(NamedTuple):
    """A plan that was made."""

    plan: Plan
    changes: Changes


class PlannedMade(NamedTuple):
    """A visit that was planned or changed, and what speaks against it, if anything does."""

    view: PlannedView
    changes: Changes


class ProposedVisit(NamedTuple):
    """A school that most needs a visit, and why."""

    status: SchoolStatus
    reason: str


class PlanService:
    """Keeps plans; every writing call is one transaction."""

    def __init__(self, context: Context, visit_edit: VisitEditService) -> None:
        self._context = context
        self._visit_edit = visit_edit
        self._checks = PlanChecks(context)

    # -- reading ---------------------------------------------------------------------------------

    def week(self, day: date | None = None, *, inspector_id: str = "") -> WeekPlan:
        """Return the week of a day, today's without one.

        A person's week holds what they lead and what they go along to; without a person it is that
        of whoever works here, and in an office everybody's.
        """
        person = inspector_id or self._context.identity.inspector_id or None
        with self._context.database.snapshot():
            return week_of(self._context, day or self._context.today(), person_id=person)

    def between(self, period: Period, *, inspector_id: str = "") -> tuple[PlannedView, ...]:
        """Return what is planned in a period, of the same people as above."""
        person = inspector_id or self._context.identity.inspector_id or None
        with self._context.database.snapshot():
            found = self._context.stores.plans.planned(period, person_id=person)
            return views_of(self._context, found)

    def plans(self, period: Period) -> tuple[Plan, ...]:
        """Return the plans that share a day with a period, the longest first."""
        return self._context.stores.plans.plans(period)

    def is_plan(self, uid: str) -> bool:
        """Say whether a uid is that of a plan, not of a planned visit."""
        return self._context.stores.plans.has_plan(uid)

    def plan(self, uid: str) -> tuple[Plan, tuple[PlannedView, ...]]:
        """Return one plan with its visits (NotFoundError where there is none)."""
        with self._context.database.snapshot():
            store = self._context.stores.plans
            return store.plan(uid), views_of(self._context, store.of_plan(uid))

    def get(self, uid: str) -> PlannedView:
        """Return one planned visit (NotFoundError where there is none)."""
        with self._context.database.snapshot():
            planned = self._context.stores.plans.planned_visit(uid)
            return views_of(self._context, [planned])[0]

    def next_at(self, school_code: str) -> PlannedView | None:
        """Return the next visit that is planned at a school and not called off or done."""
        with self._context.database.snapshot():
            store = self._context.stores.plans
            found = store.of_school(school_code, since=self._context.today())
            views = views_of(self._context, found)
        return next((view for view in views if view.state is PlanState.PLANNED), None)

    def uid_of(self, text: str) -> str:
        """Return the uid of a plan or a planned visit from its beginning.

        Raises:
            NotFoundError: none begins so, or it is too short.
            InputError: more than one does.
        """
        wanted = text.strip().lower()
        found = (
            self._context.stores.plans.uids_beginning(wanted)
            if len(wanted) >= _SHORTEST_UID
            else ()
        )
        if len(found) > 1:
            raise InputError(f"编号以“{text}”开头的不止一个；请多写几位。")
        if not found:
            raise NotFoundError(
                f"没有编号以“{text}”开头的计划或计划入校；请用 plan list 核对（至少 6 位）。"
            )
        return found[0]

    def proposals(
        self, day: date, session: Session, *, inspector_id: str = "", limit: int = 5
    ) -> tuple[ProposedVisit, ...]:
        """Return the schools that most need a visit, for an empty half-day.

        A school that is planned for a day to come of the month is left out, and so is one that the
        person must keep away from.

        Raises:
            RefusedError: the person has something planned then.
        """
        person = inspector_id or self._context.identity.inspector_id
        month = Month.of(day).period
        with self._context.database.snapshot():
            store = self._context.stores
            planned = store.plans.planned(Period(month.start, max(month.end, day)))
            if person and not is_free(day, session, person, planned):
                raise RefusedError(f"{day} 这半天已经有安排，没有可补的空；请换一个半天。")
            board = read_board(self._context, inspector_id=person)
            rules, recusals = self._context.rules(), store.recusals.all()
        today = self._context.today()
        rows = {row.school.code: row for row in board.rows}
        kept_away = {
            code
            for code in rows
            if conflicts(recusals, people=(person,), school_code=code, on=day, rules=rules)
        }
        ahead = {each.school_code for each in planned if each.day >= today and not each.cancelled}
        found = proposals(
            (row.coverage for row in board.rows), planned=ahead, kept_away=kept_away, limit=limit
        )
        return tuple(ProposedVisit(rows[each.coverage.code], each.reason) for each in found)

    # -- plans -----------------------------------------------------------------------------------

    def add_plan(
        self,
        level: PlanLevel,
        day: date,
        *,
        inspector_id: str = "",
        title: str = "",
        aims: str = "",
        basis: str = "",
    ) -> PlanMade:
        """Make the plan of the span that a day lies in.

        Raises:
            InputError: a text is too long, or a term is planned between terms.
            RefusedError: there is one already.
        """
        with self._context.database.transaction():
            calendar = self._context.calendar()
            period = span_of(level, day, calendar)
            owner = inspector_id or self._context.identity.inspector_id
            self._checks.person(owner)
            plan = Plan(
                uid=new_uid(),
                level=level,
                inspector_id=owner,
                period=period,
                title=" ".join(title.split()) or usual_title(level, period, calendar),
                aims=aims.strip(),
                basis=" ".join(basis.split()),
            )
            self._checks.plan(plan)
            self._put_plan(plan)
        return PlanMade(plan, Changes(plans=True))

    def change_plan(
        self,
        uid: str,
        *,
        title: str | None = None,
        aims: str | None = None,
        basis: str | None = None,
    ) -> Changes:
        """Change the texts of a plan that are given (InputError: one is too long)."""
        with self._context.database.transaction():
            before = self._context.stores.plans.plan(uid)
            after = replace(
                before,
                title=before.title if title is None else " ".join(title.split()),
                aims=before.aims if aims is None else aims.strip(),
                basis=before.basis if basis is None else " ".join(basis.split()),
            )
            if before == after:
                return Changes()
            self._checks.words(after)
            self._context.stores.plans.put_plan(
                after, origin=self._context.identity.device, at=self._context.now_text()
            )
            self._context.note("plan", uid, {"set": [_plain(before), _plain(after)]})
        return Changes(plans=True)

    def _put_plan(self, plan: Plan) -> None:
        context = self._context
        context.stores.plans.put_plan(plan, origin=context.identity.device, at=context.now_text())
        context.note("plan", plan.uid, {"add": _plain(plan)})

    # -- planned visits --------------------------------------------------------------------------

    def add(self, wanted: HalfDay) -> PlannedMade:
        """Plan a visit.

        Raises:
            InputError: a text is too long, or a topic is unknown.
            NotFoundError: there is no such school, person or plan.
            RefusedError: the school is closed, somebody must keep away from it or has something
                planned then, or the day is none of the plan; the sentence says which rule.
        """
        with self._context.database.transaction():
            lead = wanted.lead_id or self._context.identity.inspector_id
            planned = PlannedVisit(
                uid=new_uid(),
                plan_uid=wanted.plan_uid,
                day=wanted.day,
                session=wanted.session,
                school_code=wanted.school_code,
                lead_id=lead,
                peer_ids=tuple(peer for peer in dict.fromkeys(wanted.peer_ids) if peer != lead),
                topics=wanted.topics,
                text=wanted.text.strip(),
            )
            self._checks.visit(planned)
            planned = replace(planned, plan_uid=self._plan_of(planned).uid)
            self._keep(None, planned)
        return PlannedMade(self.get(planned.uid), Changes(plans=True))

    def change(self, uid: str, **values: Any) -> PlannedMade:
        """Change a planned visit: attributes of ``HalfDay`` by name (errors as above).

        A visit that is moved out of its plan goes to another of the person's, unless the plan is
        named.
        """
        with self._context.database.transaction():
            before = self._open(uid)
            moved_plan = values.pop("plan_uid", "")
            after = replace(before, **values)
            after = replace(
                after,
                text=after.text.strip(),
                peer_ids=tuple(p for p in dict.fromkeys(after.peer_ids) if p != after.lead_id),
            )
            self._checks.visit(after)
            after = replace(after, plan_uid=moved_plan or self._plan_still(before, after))
            after = replace(after, plan_uid=self._plan_of(after).uid)
            if before != after:
                self._keep(before, after)
        return PlannedMade(self.get(uid), Changes(plans=before != after))

    def _plan_still(self, before: PlannedVisit, after: PlannedVisit) -> str:
        """Return the plan it belongs to, if it still can; else nothing, and one is looked for."""
        plan = self._context.stores.plans.plan(before.plan_uid)
        stays = not span_fault(plan, after.day) and before.lead_id == after.lead_id
        return plan.uid if stays else ""

    def _plan_of(self, planned: PlannedVisit) -> Plan:
        store = self._context.stores.plans
        if planned.plan_uid:
            plan = store.plan(planned.plan_uid)
            if fault := span_fault(plan, planned.day):
                raise RefusedError(f"没有安排：{fault}。", code="out-of-plan")
            return plan
        day = Period(planned.day, planned.day)
        found = plan_for(store.plans(day), inspector_id=planned.lead_id, day=planned.day)
        return (
            found or self.add_plan(PlanLevel.MONTH, planned.day, inspector_id=planned.lead_id).plan
        )

    def cancel(self, uid: str, *, reason: str) -> Changes:
        """Call a planned visit off.

        Raises:
            InputError: no reason is given, or it is too long.
            RefusedError: it is called off already, or a filed record has done it.
        """
        wanted = " ".join(reason.split())
        if not wanted or len(wanted) > MOST_REASON:
            raise InputError(f"取消要写明理由（不超过 {MOST_REASON} 字），计划没有改动。")
        with self._context.database.transaction():
            before = self._open(uid)
            self._keep(before, replace(before, cancelled=wanted))
        return Changes(plans=True)

    def _open(self, uid: str) -> PlannedVisit:
        """Return a planned visit that can still be changed."""
        view = self.get(uid)
        if view.state is PlanState.CANCELLED:
            raise RefusedError(
                f"这次入校已经取消（{view.planned.cancelled}），没有改动；要去请另外安排一次。"
            )
        if view.visit is not None:
            raise RefusedError(f"这次入校已由记录 {view.visit.number} 完成，没有改动。")
        return view.planned

    def _keep(self, before: PlannedVisit | None, after: PlannedVisit) -> None:
        context = self._context
        context.stores.plans.put_planned(
            after, origin=context.identity.device, at=context.now_text()
        )
        op: dict[str, Any] = (
            {"add": _plain(after)} if before is None else {"set": [_plain(before), _plain(after)]}
        )
        context.note("planned_visit", after.uid, op)

    # -- beginning -------------------------------------------------------------------------------

    def begin(self, uid: str) -> NewVisit:
        """Begin the record of a planned visit, or return the one that was begun already.

        School, day, half-day, people, topics, 督导重点 and 月主题 are filled in.

        Raises:
            RefusedError: it is called off, or a filed record has done it.
        """
        with self._context.database.transaction():
            planned, known = self._open(uid), self.get(uid)
            if known.begun:
                number = self._context.stores.visits.get(planned.begun_uid).number
                return NewVisit(uid=planned.begun_uid, number=number, changes=Changes())
            theme = self._context.stores.themes.of(Month.of(planned.day))
            made = self._visit_edit.new(
                school_code=planned.school_code,
                visited_on=planned.day,
                lead_id=planned.lead_id,
                given={
                    "session": planned.session,
                    "peer_ids": planned.peer_ids,
                    "topics": planned.topics,
                    "plan_text": planned.text,
                    "month_theme": theme.theme if theme else "",
                    "basis": self._basis(planned),
                },
            )
            self._keep(planned, replace(planned, begun_uid=made.uid))
        return replace(made, changes=made.changes | Changes(plans=True))

    def _basis(self, planned: PlannedVisit) -> str:
        """Return 指派依据 of a visit by a plan that rests on a document, else nothing."""
        plans = self._context.stores.plans
        if not plans.has_plan(planned.plan_uid):
            return ""
        plan = plans.plan(planned.plan_uid)
        return f"{plan.title}（{plan.basis}）" if plan.basis else ""


def _plain(value: Plan | PlannedVisit) -> dict[str, Any]:
    """Return a value as the history keeps it."""
    if isinstance(value, Plan):
        return {
            "level": value.level.value,
            "inspector": value.inspector_id,
            "first": value.period.start.isoformat(),
            "last": value.period.end.isoformat(),
            "title": value.title,
            "aims": value.aims,
            "basis": value.basis,
        }
    return {
        "plan": value.plan_uid,
        "day": value.day.isoformat(),
        "session": value.session.value,
        "school": value.school_code,
        "lead": value.lead_id,
        "peers": list(value.peer_ids),
        "topics": list(value.topics),
        "text": value.text,
        "cancelled": value.cancelled,
        "begun": value.begun_uid,
    }
