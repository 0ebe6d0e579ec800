"""Chinese words for 达标测算."""

from typing import Final

from inspector_app.domain.indicator_kinds import Level, SchoolStage, StepState

SCHOOL_STAGE_LABEL: Final = {
    SchoolStage.PRIMARY: "小学部",
    SchoolStage.JUNIOR: "初中部",
    SchoolStage.SENIOR: "高中部",
}
LEVEL_LABEL: Final = {Level.MEETS: "达标", Level.NEARLY: "未达标，达85%", Level.BELOW: "未达85%"}
LEVEL_MARK: Final = {Level.MEETS: "✓", Level.NEARLY: "△", Level.BELOW: "✗"}
STEP_STATE_LABEL: Final = {
    StepState.DONE: "已完成",
    StepState.OVERDUE: "逾期",
    StepState.UNDER_WAY: "进行中",
    StepState.NO_DUE: "未定时限",
}
