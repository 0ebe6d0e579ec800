"""Chinese words of indicator sets, self-assessments and breakdowns."""

from typing import Final

from inspector_app.domain.standard_options import Direction, ItemGrade, StandardForm, TaskState

ITEM_GRADE_LABEL: Final = {
    ItemGrade.GOOD: "合格",
    ItemGrade.BASIC: "基本合格",
    ItemGrade.FAIL: "不合格",
}
DIRECTION_LABEL: Final = {
    Direction.AT_LEAST: "不低于",
    Direction.AT_MOST: "不高于",
}
TASK_STATE_LABEL: Final = {
    TaskState.WAITING: "未启动",
    TaskState.UNDER_WAY: "进行中",
    TaskState.OVERDUE: "已逾期",
    TaskState.DONE: "已完成",
}
STANDARD_FORM_LABEL: Final = {
    StandardForm.SELFCHECK: "自评表",
    StandardForm.RESPONSIBILITIES: "责任清单",
    StandardForm.TASKS: "任务清单",
    StandardForm.MATRIX: "责任矩阵",
}
