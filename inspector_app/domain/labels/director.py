"""Chinese words for what waits for a decision of the office."""

from typing import Final

from inspector_app.domain.awaiting import Matter

MATTER_LABEL: Final = {
    Matter.ESCALATED: "上报督导室",
    Matter.EXTENSION: "申请延期",
    Matter.COMPLAINT: "投诉",
    Matter.REPORTS: "周汇报",
}
