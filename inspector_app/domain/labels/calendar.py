"""Chinese words for the calendar."""

from typing import Final

from inspector_app.domain.calendar_kinds import DayKind, DayUnit, TermNumber, Vacation

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
