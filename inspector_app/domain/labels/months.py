"""Chinese words for the life of a month's table."""

from typing import Final

from inspector_app.domain.month_steps import GapKind, MonthState, MonthStep

MONTH_STATE_LABEL: Final = {
    MonthState.OPEN: "记录",
    MonthState.CHECKED: "核对",
    MonthState.COMPILED: "汇总",
    MonthState.HANDED_OVER: "上报",
    MonthState.LOCKED: "锁定",
}
"""The states in words, in their order: each is called after what leads to it."""
MONTH_STEP_LABEL: Final = {
    MonthStep.CHECKED: "核对",
    MonthStep.COMPILED: "汇总",
    MonthStep.HANDED_OVER: "上报",
    MonthStep.LOCKED: "锁定",
    MonthStep.CORRECTING: "更正",
}
GAP_LABEL: Final = {
    GapKind.DRAFT: "草稿",
    GapKind.CORRECTION: "更正中",
    GapKind.LATE: "迟报",
    GapKind.GRADE: "听课未评等次",
    GapKind.DEADLINE: "问题没有时限",
    GapKind.HOLIDAY: "休息日入校",
    GapKind.JOINT_OPEN: "同行登记待对应",
    GapKind.JOINT_WAITING: "同行记录未到",
    GapKind.RETURNED: "退回未改",
    GapKind.QUESTION: "同校同日待确认",
    GapKind.OBJECTED: "代录有异议",
    GapKind.DISTRICT: "下级",
}
