"""Chinese words for records of visits."""

from typing import Final

from inspector_app.domain.labels.typed import TYPED_STATE_LABEL
from inspector_app.domain.typed import TypedState
from inspector_app.domain.visit_options import (
    Announcement,
    FeedbackWay,
    Joint,
    RecordSource,
    Session,
    VisitStatus,
    VisitType,
)

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
RECORD_SOURCE_LABEL: Final = {RecordSource.TYPED: "代录", RecordSource.IMPORTED: "导入"}

JOINT_LABEL: Final = {Joint.TAKEN: "同行", Joint.ENTRY: "同行登记"}
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


def state_words(status: VisitStatus, joint: Joint | None, *, merged: bool = False) -> str:
    """Return where a record stands, and what it has to do with peers."""
    parts = [VISIT_STATUS_LABEL[status]]
    if joint is not None:
        parts.append(JOINT_LABEL[joint])
    if merged:
        parts.append("已并入")
    return " ".join(parts)


def source_words(source: RecordSource | None, scan: str, said: TypedState | None = None) -> str:
    """Return where a record is from, in words.

    Args:
        source: None where it is its inspector's own.
        scan: the pages it was typed from.
        said: what its inspector says of it: 代录（扫描件第1–2页，待本人确认）.
    """
    if source is None:
        return ""
    within = "，".join(_told(scan, said))
    return RECORD_SOURCE_LABEL[source] + (f"（{within}）" if within else "")


def source_parts(source: RecordSource, scan: str, said: TypedState | None) -> str:
    """Return the same for within brackets: 代录，扫描件第1页，待本人确认."""
    return "，".join((RECORD_SOURCE_LABEL[source], *_told(scan, said)))


def _told(scan: str, said: TypedState | None) -> list[str]:
    return [each for each in (scan, said and TYPED_STATE_LABEL[said]) if each]
