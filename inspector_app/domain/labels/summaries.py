"""Chinese words of 督导工作总结: its periods, its scopes, its sections."""

from collections.abc import Mapping
from typing import Final

from inspector_app.domain.register_options import SummaryGenre, SummaryScope, SummarySpan

SUMMARY_SPAN_LABEL: Final = {
    SummarySpan.TERM: "学期",
    SummarySpan.SCHOOL_YEAR: "学年",
    SummarySpan.CALENDAR_YEAR: "年度",
    SummarySpan.MONTH: "月度",
}
SUMMARY_GENRE_LABEL: Final = {
    SummaryGenre.WORK: "督导工作总结",
    SummaryGenre.RECTIFICATION: "整改情况报告",
}
SUMMARY_SCOPE_LABEL: Final = {
    SummaryScope.DISTRICT: "全区",
    SummaryScope.ZONE: "责任区",
    SummaryScope.PERSON: "个人",
}
BODY: Final = "body"
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
    BODY: "正文（照旧稿）",
}
"""The texts of a summary; one that goes by an old Word file stands in the last of them."""

_OF_RECTIFICATION: Final = {
    "overview": "总体情况",
    "practices": "整改工作的开展",
    "results": "整改成效",
    "problems": "问题的分布",
    "rectification": "整改完成情况",
    "cases": "整改案例",
    "shortcomings": "还没有整改到位的问题",
    "next_steps": "下一步",
    "advice": "意见建议",
}


def printed_headings(genre: SummaryGenre) -> Mapping[str, str]:
    """Return the headings under which the sections of a paper are printed, in their order."""
    if genre is SummaryGenre.RECTIFICATION:
        return _OF_RECTIFICATION
    return {section: label for section, label in SECTION_LABEL.items() if section != BODY}
