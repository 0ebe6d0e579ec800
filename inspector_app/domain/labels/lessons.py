"""Chinese words for lessons heard."""

from typing import Final

from inspector_app.domain.lesson import LessonGrade, LessonKind, LessonManner

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
