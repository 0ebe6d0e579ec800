"""Chinese words for what waits for a decision of the office."""

from typing import Final

from inspector_app.domain.awaiting import Awaited

AWAITED_LABEL: Final = {
    Awaited.ESCALATED: "上报督导室",
    Awaited.EXTENSION: "申请延期",
    Awaited.COMPLAINT: "投诉",
    Awaited.REPORTS: "周汇报",
}
