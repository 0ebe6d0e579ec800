"""What stands behind a number: 督导记录, 听课, 问题 and 投诉, one line each."""

from collections.abc import Iterable
from typing import Final

from inspector_app.domain.month import Month
from inspector_app.domain.views import RecordLine
from inspector_app.storage.codec import DATE
from inspector_app.storage.database import Database

_CHUNK: Final = 500
LESSONS_BEHIND: Final = "听课"
_BEHIND: Final = {
    "督导记录": "SELECT v.uid, v.uid, v.number, v.visited_on, v.school_name,"
    " coalesce(p.name, v.lead_id) FROM visit v LEFT JOIN inspector p ON p.id = v.lead_id"
    " WHERE v.uid IN ({marks})",
    LESSONS_BEHIND: "SELECT l.uid, v.uid, v.number, v.visited_on, v.school_name,"
    " coalesce(p.name, l.listener_id) || ' ' || l.class_name || ' ' || l.subject"
    " FROM lesson l JOIN visit v ON v.id = l.visit_id"
    " LEFT JOIN inspector p ON p.id = l.listener_id WHERE l.uid IN ({marks})",
    "问题": "SELECT i.uid, v.uid, i.number, v.visited_on, v.school_name, i.description"
    " FROM issue i JOIN visit v ON v.id = i.visit_id WHERE i.uid IN ({marks})",
    # Imported ones and typed ones; of neither is said what it is about.
    "投诉": "SELECT c.uid, '', c.number, c.day, coalesce(s.name, c.school_code, ''), '' FROM"
    " (SELECT uid, number, received_on AS day, school_code FROM complaint UNION ALL"
    "  SELECT uid, number, day, school_code FROM register_entry WHERE kind = 'complaint') c"
    " LEFT JOIN school s ON s.code = c.school_code WHERE c.uid IN ({marks})",
    "学校": "SELECT s.code, '', s.code, NULL, s.name, s.ownership FROM school s"
    " WHERE s.code IN ({marks})",
}


def record_lines(database: Database, uids: Iterable[str]) -> tuple[RecordLine, ...]:
    """Return the records of some uids, by day and number."""
    wanted = list(dict.fromkeys(uids))
    lines: list[RecordLine] = []
    for start in range(0, len(wanted), _CHUNK):
        lines += _lines(database, wanted[start : start + _CHUNK])
    return tuple(
        sorted(lines, key=lambda line: (line.day or Month(1, 1).period.start, line.number))
    )


def _lines(database: Database, uids: list[str]) -> list[RecordLine]:
    marks = ", ".join("?" * len(uids))
    return [
        RecordLine(
            kind=kind, uid=uid, visit_uid=visit_uid, number=number, day=DATE.decode(day),
            school_name=school, text=text,
        )
        for kind, sql in _BEHIND.items()
        for uid, visit_uid, number, day, school, text in database.rows(
            sql.format(marks=marks), *uids
        )
    ]  # fmt: skip
