"""Chinese words for emergencies."""

from typing import Final

from inspector_app.domain.register_options import EmergencyType

EMERGENCY_TYPE_LABEL: Final = {
    EmergencyType.NATURAL: "自然灾害",
    EmergencyType.ACCIDENT: "事故灾难",
    EmergencyType.HEALTH: "公共卫生事件",
    EmergencyType.SECURITY: "社会安全事件",
    EmergencyType.OTHER: "其他",
}
