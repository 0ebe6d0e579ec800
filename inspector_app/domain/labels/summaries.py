"""Chinese words of 督导工作总结: its periods, its scopes, its sections."""

from typing import Final

from inspector_app.domain.register_options import SummaryScope, SummarySpan

SUMMARY_SPAN_LABEL: Final = {
    SummarySpan.TERM: "学期",
    SummarySpan.SCHOOL_YEAR: "学年",
    SummarySpan.CALENDAR_YEAR: "年度",
}
SUMMARY_SCOPE_LABEL: Final = {
    SummaryScope.DISTRICT: "全区",
    SummaryScope.ZONE: "责任区",
    SummaryScope.PERSON: "个人",
}
SECTION_LABEL: Final = {
    "overview": "工作概况",
    "practices": "主要做法",
    "results": "成效",
    "problems": "发现的主要问题",
    "rectification": "整改情况",
    "cases": "典型案例",
    "shortcomings": "不足",
    "next_steps": "下一步",
    "advice": "意见建议",
}
