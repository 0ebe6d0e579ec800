"""Chinese words for meetings."""

from typing import Final

from inspector_app.domain.register_options import MeetingType

MEETING_TYPE_LABEL: Final = {
    MeetingType.WORK: "工作例会",
    MeetingType.EXCHANGE: "工作交流会",
    MeetingType.LEADING_GROUP: "领导小组会",
    MeetingType.HEADTEACHERS: "校长专题会",
}
