"""Chinese words for issues and their 整改."""

from typing import Final

from inspector_app.domain.issue import Disposition, Handling, IssueState, Severity

SEVERITY_LABEL: Final = {
    Severity.MINOR: "轻微",
    Severity.ORDINARY: "一般",
    Severity.SERIOUS: "严重",
    Severity.HAZARD: "安全隐患",
}
HANDLING_LABEL: Final = {
    Handling.ON_SITE: "现场反馈",
    Handling.NOTICE: "整改通知",
    Handling.ESCALATE: "上报督导室",
    Handling.CONSULT: "协商科室",
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
    IssueState.WAIVED: "免于整改",
}
