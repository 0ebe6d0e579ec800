"""Chinese words for every state and option, in one place."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

from inspector_app.domain.calendar_kinds import DayKind, DayUnit, TermNumber, Vacation
from inspector_app.domain.complaint import Finding
from inspector_app.domain.issue import (
    Disposition,
    EventSource,
    IssueEventKind,
    IssueState,
    Severity,
)
from inspector_app.domain.lesson import LessonGrade, LessonKind, LessonManner
from inspector_app.domain.photo import PhotoOwner, PhotoRole, TimeSource
from inspector_app.domain.school import InspectorKind, SchoolKind, SchoolState
from inspector_app.domain.visit import (
    Announcement,
    FeedbackWay,
    Session,
    VisitStatus,
    VisitType,
)

_E = TypeVar("_E", bound=StrEnum)

SESSION_LABEL: Final = {
    Session.MORNING: "上午",
    Session.AFTERNOON: "下午",
    Session.FULL_DAY: "全天",
}
VISIT_TYPE_LABEL: Final = {
    VisitType.ROUTINE: "经常性",
    VisitType.CAMPAIGN: "专项",
    VisitType.COMPREHENSIVE: "综合",
    VisitType.FOLLOW_UP: "整改回访",
    VisitType.COMPLAINT_CHECK: "投诉核查",
    VisitType.EMERGENCY: "突发事件",
    VisitType.JOINT: "联合督导",
}
ANNOUNCEMENT_LABEL: Final = {
    Announcement.UNANNOUNCED: "随机",
    Announcement.ANNOUNCED: "已通知",
}
VISIT_STATUS_LABEL: Final = {
    VisitStatus.DRAFT: "草稿",
    VisitStatus.FILED: "定稿",
    VisitStatus.HANDED_OVER: "已上报",
    VisitStatus.VOIDED: "作废",
}
FEEDBACK_WAY_LABEL: Final = {
    FeedbackWay.ORAL: "现场口头",
    FeedbackWay.LETTER: "书面反馈意见书",
    FeedbackWay.NOTICE: "整改通知书",
}
METHOD_LABEL: Final = {
    "campus_walks": "校园巡视（次）",
    "documents_read": "查阅资料（份）",
    "meetings_attended": "列席会议（次）",
    "panels": "座谈（场）",
    "panel_people": "座谈人数（人）",
    "teachers_interviewed": "访谈教师（人）",
    "students_interviewed": "访谈学生（人）",
    "parents_interviewed": "访谈家长（人）",
    "questionnaires_sent": "问卷发放（份）",
    "questionnaires_returned": "问卷回收（份）",
    "briefings_heard": "听取汇报（次）",
    "site_checks": "实地核验（处）",
}
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
LESSON_KIND_LABEL: Final = {
    LessonKind.NEW: "新授",
    LessonKind.REVIEW: "复习",
    LessonKind.PRACTICE: "练习",
    LessonKind.CORRECTION: "讲评",
    LessonKind.EXPERIMENT: "实验",
    LessonKind.ACTIVITY: "活动",
    LessonKind.INTEGRATED: "综合实践",
    LessonKind.OTHER: "其他",
}
LESSON_MANNER_LABEL: Final = {
    LessonManner.DROP_IN: "推门",
    LessonManner.APPOINTED: "预约",
}
LESSON_GRADE_LABEL: Final = {
    LessonGrade.EXCELLENT: "优",
    LessonGrade.GOOD: "良",
    LessonGrade.FAIR: "中",
    LessonGrade.POOR: "差",
    LessonGrade.FINE: "好",
    LessonGrade.RATHER_FINE: "较好",
    LessonGrade.ORDINARY: "一般",
    LessonGrade.RATHER_POOR: "较差",
}
SCHOOL_KIND_LABEL: Final = {
    SchoolKind.PRIMARY: "小学",
    SchoolKind.TEACHING_POINT: "小学教学点",
    SchoolKind.JUNIOR: "初级中学",
    SchoolKind.NINE_YEAR: "九年一贯制学校",
    SchoolKind.TWELVE_YEAR: "十二年一贯制学校",
    SchoolKind.COMPLETE_SECONDARY: "完全中学",
    SchoolKind.SENIOR: "高级中学",
    SchoolKind.VOCATIONAL: "中等职业学校",
    SchoolKind.SPECIAL: "特殊教育学校",
    SchoolKind.REFORM: "专门学校",
    SchoolKind.KINDERGARTEN: "幼儿园",
    SchoolKind.ATTACHED_KINDERGARTEN: "附设幼儿班",
}
SCHOOL_STATE_LABEL: Final = {
    SchoolState.RUNNING: "在办",
    SchoolState.CLOSED: "停办",
    SchoolState.MERGED: "撤并",
    SchoolState.NEW: "新设",
}
INSPECTOR_KIND_LABEL: Final = {
    InspectorKind.FULL_TIME: "专职",
    InspectorKind.PART_TIME: "兼职",
}
FINDING_LABEL: Final = {
    Finding.SUBSTANTIATED: "属实",
    Finding.PARTLY: "部分属实",
    Finding.UNSUBSTANTIATED: "不属实",
    Finding.UNDETERMINED: "无法查实",
}
PHOTO_ROLE_LABEL: Final = {
    PhotoRole.SITE: "现场照片",
    PhotoRole.LESSON_PAPER: "听课本照片",
    PhotoRole.SIGNED_PAGE: "签字盖章件",
    PhotoRole.SIGNATURE: "签名",
}
PHOTO_OWNER_LABEL: Final = {
    PhotoOwner.BASKET: "照片篓",
    PhotoOwner.SCHOOL: "学校",
    PhotoOwner.VISIT: "督导记录",
    PhotoOwner.ISSUE: "问题",
    PhotoOwner.LESSON: "听课记录",
    PhotoOwner.NOTE: "随手记",
}
TIME_SOURCE_LABEL: Final = {
    TimeSource.ORIGINAL: "原图",
    TimeSource.FILE_NAME: "文件名",
    TimeSource.TYPED: "手填",
    TimeSource.UNKNOWN: "未知",
}
DAY_KIND_LABEL: Final = {
    DayKind.OFF: "放假",
    DayKind.WORKING: "上班",
}
DAY_UNIT_LABEL: Final = {
    DayUnit.NATURAL: "自然日",
    DayUnit.WORKING: "工作日",
}
TERM_LABEL: Final = {
    TermNumber.FIRST: "第一学期",
    TermNumber.SECOND: "第二学期",
}
VACATION_LABEL: Final = {
    Vacation.WINTER: "寒假",
    Vacation.SUMMER: "暑假",
}
# The eight matters of 经常性督导 (2013 办法) and the four of the 2019 kindergarten 办法.
TOPIC_LABEL: Final = {
    "T1": "校务管理和制度执行",
    "T2": "招生、收费、择校",
    "T3": "课程开设和课堂教学",
    "T4": "学生学习、体育锻炼和课业负担",
    "T5": "教师师德和专业发展",
    "T6": "校园及周边安全、学生交通安全",
    "T7": "食堂、食品、饮水及宿舍卫生",
    "T8": "校风、教风、学风建设",
    "K1": "安全管理",
    "K2": "规范办园",
    "K3": "师德师风",
    "K4": "交办任务",
}

# What people also write for the same thing, on screen, in workbooks and in files of records.
_ALSO: Final[Mapping[str, str]] = {
    "经常性(随访)": "经常性",
    "经常性（随访）": "经常性",
    "随访": "经常性",
    "已提交": "定稿",
    "已更正": "定稿",
    "九年一贯制": "九年一贯制学校",
    "十二年一贯制": "十二年一贯制学校",
    "初中": "初级中学",
    "高中": "高级中学",
    "中职": "中等职业学校",
    "特殊教育": "特殊教育学校",
    "专门(工读)": "专门学校",
    "教学点": "小学教学点",
    "小问题": "小",
    "一般问题": "一般",
    "严重问题": "严重",
    "复杂问题": "复杂",
    "推门(随机)": "推门",
    "口头": "现场口头",
    "休息": "放假",
    "休": "放假",
    "调休": "上班",
    "调休上班": "上班",
    "补班": "上班",
    "班": "上班",
    "上学期": "第一学期",
    "秋季学期": "第一学期",
    "下学期": "第二学期",
    "春季学期": "第二学期",
}


def from_label(labels: Mapping[_E, str], text: str) -> _E | None:
    """Return the member that ``text`` names by label, code or a usual variant of the label."""
    wanted = _ALSO.get(text, text)
    for member, label in labels.items():
        if wanted in {label, member.value} or text == label:
            return member
    return None
