"""What cannot be planned: each refusal says which rule speaks against it."""

from inspector_app.base.errors import InputError, NotFoundError, RefusedError
from inspector_app.domain.labels.topics import TOPIC_LABEL
from inspector_app.domain.labels.visits import SESSION_LABEL
from inspector_app.domain.month import Period
from inspector_app.domain.plan import MOST_TEXT, MOST_TITLE, Plan, PlannedVisit, clashes
from inspector_app.domain.recusal import conflicts
from inspector_app.domain.recusal_words import conflict_words
from inspector_app.services.context import Context
from inspector_app.services.plan_views import closed_sentence


class PlanChecks:
    """Checks plans against the data; the caller holds the transaction."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def plan(self, plan: Plan) -> None:
        """Refuse a plan whose texts are too long, or that is there already."""
        self.words(plan)
        taken = [
            other
            for other in self._context.stores.plans.plans(plan.period)
            if (other.level, other.inspector_id, other.period.start)
            == (plan.level, plan.inspector_id, plan.period.start)
        ]
        if taken:
            raise RefusedError(
                f"{plan.period.start} 至 {plan.period.end} 已经有“{taken[0].title}”，没有另建；"
                "请在那份计划里改。"
            )

    def words(self, plan: Plan) -> None:
        """Refuse texts that are too long, and a plan without a title (InputError)."""
        if not plan.title:
            raise InputError("计划没有保存：要有名称。")
        for name, text, most in (
            ("名称", plan.title, MOST_TITLE),
            ("督导重点", plan.aims, MOST_TEXT),
            ("依据", plan.basis, MOST_TITLE),
        ):
            if len(text) > most:
                raise InputError(f"计划没有保存：{name}超过 {most} 字，请写短一些。")

    def visit(self, planned: PlannedVisit) -> None:
        """Refuse a planned visit that cannot be.

        Raises:
            InputError: nobody leads it, a text is too long, or a topic is unknown.
            NotFoundError: there is no such school or person.
            RefusedError: the school is closed, or somebody must keep away or is elsewhere.
        """
        if not planned.lead_id:
            raise InputError("没有安排：还没有写责任督学，请写明由谁去。")
        if len(planned.text) > MOST_TEXT:
            raise InputError(f"没有安排：督导重点超过 {MOST_TEXT} 字，请写短一些。")
        unknown = [topic for topic in planned.topics if topic not in TOPIC_LABEL]
        if unknown:
            raise InputError(f"没有安排：没有督导事项“{unknown[0]}”，请写 T1 至 T8、K1 至 K4。")
        for person in sorted(planned.people):
            self.person(person)
        self._school(planned)
        self._recusals(planned)
        self._half_days(planned)

    def person(self, inspector_id: str) -> None:
        """Refuse somebody who is not on the roster (NotFoundError); nobody is the office."""
        own = {"", self._context.identity.inspector_id}
        if inspector_id not in own and inspector_id not in self._context.names():
            raise NotFoundError(
                f"没有安排：名册里没有督学编号“{inspector_id}”；请核对编号，或先导入名册。"
            )

    def _school(self, planned: PlannedVisit) -> None:
        school = self._context.stores.schools.get(planned.school_code)
        if not school.in_operation(on=planned.day):
            raise RefusedError(f"没有安排：{closed_sentence(school)}", code="closed-school")

    def _recusals(self, planned: PlannedVisit) -> None:
        found = conflicts(
            self._context.stores.recusals.at_school(planned.school_code),
            people=planned.people,
            school_code=planned.school_code,
            on=planned.day,
            rules=self._context.rules(),
        )
        if found:
            words = conflict_words(found[0], self._context.names())
            raise RefusedError(f"没有安排：{words}。请换人。", code="recusal")

    def _half_days(self, planned: PlannedVisit) -> None:
        day = self._context.stores.plans.planned(Period(planned.day, planned.day))
        for other in clashes(planned, day):
            names = self._context.names()
            person = min(other.people & planned.people)
            school = self._context.stores.schools.get(other.school_code)
            raise RefusedError(
                f"没有安排：{names.get(person, person)} {other.day} {SESSION_LABEL[other.session]}"
                f"已经安排了{school.name}；规则：同一位督学同一个半天只安排一所学校。"
                "请换时段、换人，或先取消那一次。",
                code="half-day-taken",
            )
