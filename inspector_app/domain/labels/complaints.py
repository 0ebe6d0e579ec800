"""Chinese words for complaints."""

from typing import Final

from inspector_app.domain.complaint import Finding

FINDING_LABEL: Final = {
    Finding.SUBSTANTIATED: "属实",
    Finding.PARTLY: "部分属实",
    Finding.UNSUBSTANTIATED: "不属实",
    Finding.UNDETERMINED: "无法查实",
}
