"""Chinese words for plans."""

from typing import Final

from inspector_app.domain.plan import PlanLevel, PlanState

PLAN_LEVEL_LABEL: Final = {
    PlanLevel.YEAR: "学年",
    PlanLevel.TERM: "学期",
    PlanLevel.MONTH: "月",
    PlanLevel.WEEK: "周",
}
PLAN_STATE_LABEL: Final = {
    PlanState.PLANNED: "计划",
    PlanState.DONE: "已完成",
    PlanState.CANCELLED: "取消",
}
