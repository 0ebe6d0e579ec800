"""Chinese words for tasks."""

from typing import Final

from inspector_app.domain.task import TaskKind, TaskNeed, TaskSource
from inspector_app.domain.task_progress import TaskStand, TaskStep

TASK_KIND_LABEL: Final = {
    TaskKind.VISIT: "入校",
    TaskKind.CAMPAIGN: "专项",
    TaskKind.REPORT: "报送",
    TaskKind.OTHER: "其他",
}
TASK_SOURCE_LABEL: Final = {
    TaskSource.MEETING: "会议决定",
    TaskSource.SUPERIOR: "上级来文",
    TaskSource.COMPLAINT: "投诉",
    TaskSource.OTHER: "其他",
}
TASK_NEED_LABEL: Final = {
    TaskNeed.RECORD: "督导记录",
    TaskNeed.ANSWER: "答复",
}
TASK_STEP_LABEL: Final = {
    TaskStep.TAKEN: "收到任务",
    TaskStep.ANSWERED: "答复任务",
    TaskStep.RETRACTED: "撤回答复",
}
TASK_STAND_LABEL: Final = {
    TaskStand.NOT_BEGUN: "未开始",
    TaskStand.UNDER_WAY: "进行中",
    TaskStand.DONE: "已完成",
    TaskStand.WITHDRAWN: "已撤回",
}
