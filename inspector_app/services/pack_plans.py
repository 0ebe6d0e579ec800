"""下发 of plans: what the office has planned for a person from this month on, and 月主题."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.base.errors import UserError
from inspector_app.domain.labels.visits import SESSION_LABEL
from inspector_app.domain.month import Month, Period
from inspector_app.domain.plan import MonthTheme, Plan, PlanLevel, PlannedVisit
from inspector_app.services.context import Context
from inspector_app.services.pack_kind import NothingToSendError
from inspector_app.services.pack_lines import Mark, PackLine
from inspector_app.services.pack_sending import Laptop
from inspector_app.services.pack_values import row_of, rows_in, text_in, value_of
from inspector_app.services.plan_checks import PlanChecks

PLANS: Final = "plans"
_FAR: Final = date(9999, 12, 31)
_WRITTEN: Final = frozenset({Mark.NEW, Mark.CHANGED})


class PlansKind:
    """Sends each person the plans and planned visits that concern them."""

    kind = PLANS
    title = "工作计划"
    about = "本月起的计划、计划入校和月主题，各人只收到自己的"
    replaces = True
    each_person = True
    chooses = False

    def __init__(self, context: Context) -> None:
        self._context = context
        self._checks = PlanChecks(context)

    # -- the office ------------------------------------------------------------------------------

    def gather(self, wanted: Sequence[str], *, to: Sequence[Laptop]) -> Mapping[str, Any]:
        """Return what is planned for one person (errors as of a ``PackKind``)."""
        del wanted
        now = Month.of(self._context.today())
        person, ahead = to[0].inspector_id, Period(now.period.start, _FAR)
        stores = self._context.stores
        with self._context.database.snapshot():
            planned = stores.plans.planned(ahead, person_id=person)
            uids = {each.plan_uid for each in planned}
            plans = [
                each for each in stores.plans.plans(ahead)
                if each.uid in uids or each.inspector_id in {"", person}
            ]  # fmt: skip
            themes = [each for each in stores.themes.all() if each.month >= now]
        if not plans and not themes:
            raise NothingToSendError("计划", "本月起没有计划，也没有月主题")
        return {
            "plans": [_plan_row(each) for each in plans],
            "planned": [_planned_row(each) for each in planned],
            "themes": [
                {"month": str(each.month), "theme": each.theme, "source": each.source}
                for each in themes
            ],
        }

    # -- the laptop ------------------------------------------------------------------------------

    def preview(self, rows: Mapping[str, Any]) -> tuple[PackLine, ...]:
        """Return which plans, visits and themes would be here."""
        return (
            *(PackLine(mark, text) for _, mark, text in self._plans(rows)),
            *(PackLine(mark, text) for _, mark, text in self._planned(rows)),
            *(PackLine(mark, text) for _, mark, text in self._themes(rows)),
        )

    def _plans(self, rows: Mapping[str, Any]) -> Iterator[tuple[Plan, Mark, str]]:
        store = self._context.stores.plans
        for row in rows_in(rows, "plans"):
            plan = _plan(row)
            title = f"计划 {plan.title}（{plan.period.start} 到 {plan.period.end}）"
            if store.has_plan(plan.uid):
                same = store.plan(plan.uid) == plan
                yield plan, Mark.SAME if same else Mark.CHANGED, title
            elif self._own(plan) is not None:
                yield plan, Mark.SAME, f"{title}：本机已有同一时段的计划，计划入校归到那一份"
            else:
                yield plan, *self._allowed(lambda each=plan: self._checks.plan(each), title)

    def _own(self, plan: Plan) -> Plan | None:
        """Return the plan of the same span and person that was made here."""
        found = self._context.stores.plans.plans(plan.period)
        return next(
            (each for each in found
             if (each.level, each.inspector_id, each.period.start)
             == (plan.level, plan.inspector_id, plan.period.start)),
            None,
        )  # fmt: skip

    def _planned(self, rows: Mapping[str, Any]) -> Iterator[tuple[PlannedVisit, Mark, str]]:
        names = {each.code: each.name for each in self._context.stores.schools.all()}
        known = {each.uid: each for each in self._all_planned()}
        for row in rows_in(rows, "planned"):
            told = value_of(PlannedVisit, row)
            school = names.get(told.school_code, told.school_code)
            title = f"计划入校 {told.day} {SESSION_LABEL[told.session]} {school}"
            title += f"：取消，{told.cancelled}" if told.cancelled else ""
            old = known.get(told.uid)
            if old is not None:
                told = replace(told, begun_uid=old.begun_uid, plan_uid=old.plan_uid)
                mark = Mark.SAME if told == old else Mark.CHANGED
            else:
                mark = Mark.NEW
            if mark in _WRITTEN and not told.cancelled:
                allowed, why = self._allowed(lambda each=told: self._checks.visit(each), title)
                mark, title = (mark, title) if allowed is Mark.NEW else (allowed, why)
            yield told, mark, title

    def _all_planned(self) -> tuple[PlannedVisit, ...]:
        return self._context.stores.plans.planned(Period(date.min, _FAR))

    def _themes(self, rows: Mapping[str, Any]) -> Iterator[tuple[MonthTheme, Mark, str]]:
        for row in rows_in(rows, "themes"):
            told = MonthTheme(
                month=Month.parse(text_in(row, "month")), theme=text_in(row, "theme"),
                source=text_in(row, "source"),
            )  # fmt: skip
            old = self._context.stores.themes.of(told.month)
            text = f"{told.month.title}主题：{told.theme}"
            if old is None:
                yield told, Mark.NEW, text
            elif (old.theme, old.source) == (told.theme, told.source):
                yield told, Mark.SAME, text
            else:
                yield told, Mark.CHANGED, f"{text}，原来“{old.theme}”"

    @staticmethod
    def _allowed(check: Any, title: str) -> tuple[Mark, str]:
        try:
            check()
        except UserError as error:
            return Mark.REFUSED, f"{title}：{error.sentence}"
        return Mark.NEW, title

    def take(self, rows: Mapping[str, Any]) -> Changes:
        """Write what is new or changed."""
        context, at = self._context, self._context.now_text()
        origin = context.identity.device
        plan_uids, written = {}, 0
        for plan, mark, _ in self._plans(rows):
            own = self._own(plan)
            plan_uids[plan.uid] = own.uid if own is not None else plan.uid
            if mark in _WRITTEN:
                context.stores.plans.put_plan(plan, origin=origin, at=at)
                written += 1
        # Each is judged when those before it are written: two of one half-day are not both taken.
        for told, mark, _ in self._planned(rows):
            if mark in _WRITTEN:
                planned = replace(told, plan_uid=plan_uids.get(told.plan_uid, told.plan_uid))
                context.stores.plans.put_planned(planned, origin=origin, at=at)
                written += 1
        for theme, mark, _ in self._themes(rows):
            if mark in _WRITTEN:
                context.stores.themes.put(theme, set_by=context.actor, at=at, origin=origin)
                written += 1
        return Changes(plans=bool(written))


def _plan_row(plan: Plan) -> dict[str, Any]:
    return {
        "uid": plan.uid, "level": plan.level.value, "inspector_id": plan.inspector_id,
        "start": plan.period.start.isoformat(), "end": plan.period.end.isoformat(),
        "title": plan.title, "aims": plan.aims, "basis": plan.basis,
    }  # fmt: skip


def _plan(row: Mapping[str, Any]) -> Plan:
    start, end = (date.fromisoformat(text_in(row, name)) for name in ("start", "end"))
    return Plan(
        uid=text_in(row, "uid"), level=PlanLevel(text_in(row, "level")),
        inspector_id=text_in(row, "inspector_id"), period=Period(start, end),
        title=text_in(row, "title"), aims=text_in(row, "aims"), basis=text_in(row, "basis"),
    )  # fmt: skip


def _planned_row(planned: PlannedVisit) -> dict[str, Any]:
    # Which record was begun from it is a matter of the laptop where that was done.
    return row_of(replace(planned, begun_uid=""))
