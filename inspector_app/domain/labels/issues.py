"""Chinese words for issues and their 整改."""

from typing import Final

from inspector_app.domain.issue import (
    Disposition,
    EventSource,
    IssueEventKind,
    IssueState,
    Severity,
)

SEVERITY_LABEL: Final = {
    Severity.MINOR: "小",
    Severity.ORDINARY: "一般",
    Severity.SERIOUS: "严重",
    Severity.COMPLEX: "复杂",
}
DISPOSITION_LABEL: Final = {
    Disposition.NONE: "无意见",
    Disposition.ON_SITE: "现场反馈",
    Disposition.NOTICE: "整改通知",
    Disposition.ESCALATE: "上报督导室",
    Disposition.CONSULT: "协商科室",
}
ISSUE_STATE_LABEL: Final = {
    IssueState.FOUND: "已反馈",
    IssueState.NOTIFIED: "整改中",
    IssueState.AWAITING_CHECK: "待核查",
    IssueState.CLOSED: "已销号",
    IssueState.VOIDED: "已撤销",
}
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
}
EVENT_SOURCE_LABEL: Final = {
    EventSource.RECORDED: "本机记录",
    EventSource.FORM: "记录表",
    EventSource.IMPORT: "导入",
}
