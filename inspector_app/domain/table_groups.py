"""The columns of the 入校督导月统计表 in the groups in which screen and print show them."""

from typing import Final

GROUPS: Final = (
    (
        "入校与覆盖",
        ("assigned_schools", "visits", "inspector_visits", "led_visits", "half_days",
         "visited_schools", "coverage", "by_type", "follow_up_visits"),
    ),
    (
        "听课与督导方式",
        ("lessons", "lessons_distinct", "lessons_year", "lessons_calendar_year", "campus_walks",
         "documents_read", "meetings_attended", "panels", "teachers_interviewed",
         "students_interviewed", "parents_interviewed", "questionnaires_sent",
         "questionnaires_returned", "briefings_heard"),
    ),
    (
        "问题与整改",
        ("issues_found", "issues_by_severity", "fixed_on_the_spot", "notices", "notice_documents",
         "open_at_start", "closed", "voided", "open_at_end", "overdue_at_end",
         "overdue_awaiting_check", "on_time", "extended", "answered_on_time", "closed_in_year",
         "closed_in_calendar_year"),
    ),
    (
        "投诉与未达频次",
        ("complaints_received", "complaints_closed", "complaints_closed_on_time",
         "complaints_substantiated", "schools_below_frequency"),
    ),
)  # fmt: skip
