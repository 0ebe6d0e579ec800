"""Chinese words for complaints."""

from typing import Final

from inspector_app.domain.complaint import Finding
from inspector_app.domain.labels import topics
from inspector_app.domain.register_options import (
    AnswerWay,
    Channel,
    ComplaintForm,
    ComplaintTopic,
    Gender,
    Nature,
    Satisfaction,
    Stage,
    Standing,
)

FINDING_LABEL: Final = {
    Finding.SUBSTANTIATED: "属实",
    Finding.PARTLY: "部分属实",
    Finding.UNSUBSTANTIATED: "不属实",
    Finding.UNDETERMINED: "无法查实",
}
CHANNEL_LABEL: Final = {
    Channel.CALL: "来电",
    Channel.MAIL: "邮件",
    Channel.LETTER: "来信",
    Channel.CALLER: "来访",
    Channel.INTERNET: "网络",
    Channel.REFERRED: "上级转办",
    Channel.MONITOR: "行风监督员",
}
NATURE_LABEL: Final = {
    Nature.COMPLAINT: "举报投诉",
    Nature.QUESTION: "一般咨询",
}
STANDING_LABEL: Final = {
    Standing.PARENT: "家长",
    Standing.PUPIL: "学生",
    Standing.TEACHER: "教师",
    Standing.PUBLIC: "群众",
    Standing.OTHER: "其他",
}
GENDER_LABEL: Final = {
    Gender.FEMALE: "女",
    Gender.MALE: "男",
}
COMPLAINT_TOPIC_LABEL: Final = {
    topic: topics.TOPIC_SHORT_LABEL[topic.value] for topic in ComplaintTopic
}
ANSWER_WAY_LABEL: Final = {
    AnswerWay.CALL: "电话",
    AnswerWay.MEETING: "面谈",
    AnswerWay.MAIL: "电子邮件",
    AnswerWay.OTHER: "其他",
}
SATISFACTION_LABEL: Final = {
    Satisfaction.SATISFIED: "满意",
    Satisfaction.MOSTLY: "基本满意",
    Satisfaction.DISSATISFIED: "不满意",
    Satisfaction.UNSAID: "未表态",
}
COMPLAINT_FORM_LABEL: Final = {
    ComplaintForm.CALL_NOTE: "热线电话（邮件）记录",
    ComplaintForm.HANDLING: "特殊问题办理记录单",
    ComplaintForm.REVIEW: "投诉批阅单",
}
STAGE_LABEL: Final = {
    Stage.NOTED: "暂存",
    Stage.ACCEPTED: "受理",
    Stage.VERIFYING: "核实中",
    Stage.ANSWERED: "已答复",
    Stage.CLOSED: "完结",
    Stage.VOIDED: "作废",
}
