"""Chinese words for talks and questionnaires."""

from typing import Final

from inspector_app.domain.interview import Audience, InterviewWay
from inspector_app.domain.questionnaire import QuestionKind, Respondents, SatisfactionRule

AUDIENCE_LABEL: Final = {
    Audience.HEAD: "校长",
    Audience.MIDDLE: "中层",
    Audience.TEACHER: "教师",
    Audience.PUPIL: "学生",
    Audience.PARENT: "家长",
    Audience.SUPPORT: "食堂/安保",
    Audience.COMMUNITY: "社区",
}
INTERVIEW_WAY_LABEL: Final = {
    InterviewWay.INDIVIDUAL: "个别",
    InterviewWay.PANEL: "座谈",
}
RESPONDENTS_LABEL: Final = {
    Respondents.TEACHERS: "教师",
    Respondents.PUPILS: "学生",
    Respondents.PARENTS: "家长",
}
QUESTION_KIND_LABEL: Final = {
    QuestionKind.SINGLE: "单选",
    QuestionKind.MULTIPLE: "多选",
    QuestionKind.SCALE: "量表",
    QuestionKind.BLANK: "填空",
}
SATISFACTION_RULE_LABEL: Final = {
    SatisfactionRule.FAIRLY_TOO: "满意和基本满意",
    SatisfactionRule.SATISFIED_ONLY: "仅满意",
}
