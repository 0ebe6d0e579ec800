"""What can be done with a planned visit, and with the plans of a day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from inspector_app.domain.labels.plan import PLAN_LEVEL_LABEL
from inspector_app.domain.labels.visits import SESSION_LABEL
from inspector_app.domain.plan import PlanLevel, PlanState
from inspector_app.services.wishes import DeparturePrint
from inspector_app.ui.blank_paper import keep_departure
from inspector_app.ui.dialogs import ask
from inspector_app.ui.dialogs.plan_words import PlanWords, ask_plan_words
from inspector_app.ui.dialogs.planned_visit import PlannedForm
from inspector_app.ui.navigator import OpenPreview, OpenSchool, StartPlanned
from inspector_app.ui.widgets.picker import Choice

if TYPE_CHECKING:
    from datetime import date

    from inspector_app.domain.plan import Plan
    from inspector_app.services.plan_views import PlannedView
    from inspector_app.ui.desk import Desk
    from inspector_app.ui.page import Page

Change = Callable[["PlannedView", PlannedForm], None]
_LEVELS: Final = tuple(PlanLevel)


class PlanActs:
    """Asks what is wanted, and does it."""

    def __init__(self, page: Page, desk: Desk, *, change: Change) -> None:
        self._page, self._desk, self._change = page, desk, change

    def one_of(self, views: Sequence[PlannedView]) -> PlannedView | None:
        """Return the visit that is meant; asked for where a half-day has several."""
        if len(views) == 1:
            return views[0]
        words = [f"{view.school_name}　{view.lead_name}" for view in views]
        place = ask.pick(self._page, "哪一次", "这半天有几次安排。", words)
        return None if place is None else views[place]

    def offer(self, view: PlannedView) -> None:
        """Ask what is to be done with a visit that is not done yet."""
        title = f"{view.planned.day} {SESSION_LABEL[view.planned.session]}　{view.school_name}"
        acts = [(words, partial(act, view)) for words, act in self._acts(view)]
        ask.act(self._page, title, _told(view), acts)

    def _acts(self, view: PlannedView) -> list[tuple[str, Callable[[PlannedView], None]]]:
        card = ("学校卡片", self._open_school)
        if view.state is not PlanState.PLANNED:
            return [card]
        begin = "接着写记录" if view.begun else "开始写记录"
        return [
            (begin, self._begin),
            ("出发前一页纸：先看", self._look),
            ("出发前一页纸和空白记录表：留一个编号，存成文件", self._keep_number),
            ("改安排…", self._alter),
            ("取消这次…", self._cancel),
            card,
        ]

    def _begin(self, view: PlannedView) -> None:
        self._page.kit.navigator.open(StartPlanned(uid=view.planned.uid))

    def _open_school(self, view: PlannedView) -> None:
        self._page.kit.navigator.open(OpenSchool(code=view.planned.school_code))

    def _look(self, view: PlannedView) -> None:
        self._page.kit.navigator.open(OpenPreview(wish=_paper(view)))

    def _keep_number(self, view: PlannedView) -> None:
        keep_departure(self._page, self._desk, _paper(view))

    def _alter(self, view: PlannedView) -> None:
        planned = view.planned
        self._change(
            view,
            PlannedForm(
                day=planned.day,
                session=planned.session,
                school=Choice(planned.school_code, view.school_name),
                lead=Choice(planned.lead_id, view.lead_name),
                peers=tuple(map(Choice, planned.peer_ids, view.peer_names)),
                topics=planned.topics,
                text=planned.text,
            ),
        )

    def _cancel(self, view: PlannedView) -> None:
        text = f"{view.planned.day} {view.school_name}。取消的安排留在计划里，写着理由。"
        reason = ask.reason(self._page, "取消这次入校", text, yes="取消这次")
        if reason is not None:
            self._page.write(lambda: self._desk.plans.cancel(view.planned.uid, reason=reason))

    # -- plans -----------------------------------------------------------------------------------

    def ask_for_aims(self, day: date, plans: Sequence[Plan], *, owner: str) -> None:
        """Ask which plan of a day is meant, and for its words; it is made where there is none."""
        known = {p.level: p for p in plans if day in p.period and p.inspector_id == owner}
        words = [
            f"{PLAN_LEVEL_LABEL[level]}计划：{known[level].title if level in known else '还没有建'}"
            for level in _LEVELS
        ]
        place = ask.pick(self._page, "计划和督导重点", f"{day} 所在的计划。", words)
        if place is None:
            return
        level = _LEVELS[place]
        plan = known.get(level)
        text = f"{PLAN_LEVEL_LABEL[level]}计划，{day} 在它的起止日里。"
        now = PlanWords(plan.title, plan.aims, plan.basis) if plan else PlanWords("", "", "")
        wanted = ask_plan_words(self._page, now, text=text)
        if wanted is None:
            return
        if plan is None:
            self._page.write(lambda: self._desk.plans.add_plan(level, day, **wanted._asdict()))
        else:
            self._page.write(lambda: self._desk.plans.change_plan(plan.uid, **wanted._asdict()))


def _told(view: PlannedView) -> str:
    people = "、".join((view.lead_name, *view.peer_names))
    told = [f"{people}　{view.planned.text}".strip()]
    if view.planned.cancelled:
        told.append(f"已取消：{view.planned.cancelled}")
    return "\n".join([*told, *view.warnings])


def _paper(view: PlannedView) -> DeparturePrint:
    return DeparturePrint(school_code=view.planned.school_code, planned_uid=view.planned.uid)
