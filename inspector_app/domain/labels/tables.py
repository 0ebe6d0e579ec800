"""Chinese words for the kinds of periods of which tables are counted."""

from typing import Final

from inspector_app.domain.table_period import TableSpan

TABLE_SPAN_LABEL: Final = {
    TableSpan.MONTH: "月",
    TableSpan.TERM: "学期",
    TableSpan.SCHOOL_YEAR: "学年",
    TableSpan.CALENDAR_YEAR: "自然年",
    TableSpan.DAYS: "起止日期",
}
