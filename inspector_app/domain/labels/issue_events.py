"""Chinese words for what happens to issues."""

from typing import Final

from inspector_app.domain.issue_event import EventSource, IssueEventKind

ISSUE_EVENT_LABEL: Final = {
    IssueEventKind.FOUND: "发现",
    IssueEventKind.NOTICE_ISSUED: "下达整改通知",
    IssueEventKind.EXTENDED: "延期",
    IssueEventKind.ANSWERED: "学校报送",
    IssueEventKind.NOT_ACCEPTED: "整改不到位",
    IssueEventKind.CLOSED: "销号",
    IssueEventKind.VOIDED: "撤销",
    IssueEventKind.REOPENED: "恢复",
    IssueEventKind.RESTATED: "记录更正",
    IssueEventKind.DELIVERED: "通知书送达",
    IssueEventKind.PLANNED: "整改措施",
    IssueEventKind.PROGRESS: "进展",
    IssueEventKind.EXTENSION_ASKED: "申请延期",
    IssueEventKind.EXTENSION_REFUSED: "不同意延期",
    IssueEventKind.ESCALATED: "上报督导室",
    IssueEventKind.ESCALATION_ANSWERED: "督导室答复",
    IssueEventKind.CONSULTED: "协商科室",
    IssueEventKind.CONSULTATION_ANSWERED: "科室答复",
    IssueEventKind.WAIVED: "免于整改",
    IssueEventKind.SCHOOL_TOLD: "告知学校",
    IssueEventKind.OFFICE_PHONED: "电话报督导室",
    IssueEventKind.MILESTONE_MET: "阶段目标达成",
    IssueEventKind.MEASURED: "实际值",
}
EVENT_SOURCE_LABEL: Final = {
    EventSource.RECORDED: "本机记录",
    EventSource.FORM: "记录表",
    EventSource.IMPORT: "导入",
}
