"""Chinese words for rules and the marks that they lead to."""

from typing import Final

from inspector_app.domain.rule_kinds import Confidence, MarkLevel, RuleId

RULE_LABEL: Final = {
    RuleId.VISITS_PER_MONTH: "每月入校次数",
    RuleId.VISITS_PER_TERM: "每学期入校次数",
    RuleId.DAYS_BETWEEN_VISITS: "入校间隔天数",
    RuleId.INSPECTORS_PER_SCHOOL: "每校责任督学数",
    RuleId.CASELOAD: "每名督学学校数",
    RuleId.SCHOOLS_PER_ZONE: "责任区学校数",
    RuleId.RECUSAL_HEAD: "回避：负责人近亲属",
    RuleId.RECUSAL_FAMILY: "回避：家人就业就读",
    RuleId.RECUSAL_FORMER_POST: "回避：曾在该校工作",
    RuleId.DAYS_TO_FILE: "定稿天数",
    RuleId.DAYS_TO_RECHECK: "核查天数",
    RuleId.NOTICES_PER_TERM: "每学期整改通知书",
    RuleId.LESSONS_PER_YEAR: "每学年听课节数",
    RuleId.CAMPAIGN_GROUP: "督导小组人数",
    RuleId.WEEKLY_REPORT: "周汇报",
    RuleId.INSPECTOR_CONDITIONS: "督学的条件",
    RuleId.MONTH_CLOSING: "月结日",
}
CONFIDENCE_LABEL: Final = {
    Confidence.LAW: "法规",
    Confidence.PUBLISHED: "公开文件",
    Confidence.USUAL: "常见做法",
}
MARK_LEVEL_LABEL: Final = {
    MarkLevel.AMBER: "提醒",
    MarkLevel.RED: "告急",
}
MARK_SHAPE: Final = {
    MarkLevel.AMBER: "△",
    MarkLevel.RED: "▲",
}
"""A shape beside the word: whoever sees no colours reads it all the same."""
