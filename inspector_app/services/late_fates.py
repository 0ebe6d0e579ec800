"""What became of a record that a locked month counted and that counts there no more, in words."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, NamedTuple

from inspector_app.domain.late_entries import LateEntry, LateItem
from inspector_app.domain.month import Period
from inspector_app.domain.views import RecordLine
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.services.record_lines import LESSONS_BEHIND, record_lines
from inspector_app.storage.codec import DATE
from inspector_app.storage.database import Database

_REMOVED: Final = "更正记录时去掉"
_OTHERWISE: Final = "更正后不在这个月计"
_RECORD: Final = "SELECT status, visited_on, online FROM visit WHERE uid = ? AND deleted_at IS NULL"
_WHOLE: Final = "SELECT whole FROM lesson WHERE uid = ?"
_DAYS: Final = (
    "SELECT coalesce(due_now, deadline), noticed_on, answered_on, closed_on, voided_on"
    " FROM issue WHERE uid = ?"
)
_STEPS: Final = ("整改时限", "通知书", "学校报送", "销号", "撤销")
# The record was filed again without it: what it said stands in what was filed before.
_FILED_WITH: Final = """
SELECT r.content FROM visit_revision r JOIN visit v ON v.uid = r.visit_uid
WHERE v.revision > 1 AND instr(r.content, ?) > 0 ORDER BY r.revision DESC LIMIT 1"""


class _Record(NamedTuple):
    status: VisitStatus
    day: date | None
    online: bool


def late_entries(
    database: Database, items: Iterable[LateItem], span: Period
) -> tuple[LateEntry, ...]:
    """Return rows of 补报 and 更正: each item with its record, and with why one counts no more.

    Args:
        database: to read from.
        items: what counts otherwise than it was told.
        span: the days of the month that they belong to.
    """
    told = list(items)
    lines = {line.uid: line for line in record_lines(database, [item.uid for item in told])}
    return tuple(_entry(database, item, lines.get(item.uid), span) for item in told)


def _entry(database: Database, item: LateItem, line: RecordLine | None, span: Period) -> LateEntry:
    if not item.gone:
        return LateEntry(item, line)
    if line is None:
        line = _as_filed(database, item.uid)
        return LateEntry(item, line, _REMOVED if line else _OTHERWISE)
    return LateEntry(item, line, next(_reasons(database, item, line, span), _OTHERWISE))


def _reasons(database: Database, item: LateItem, line: RecordLine, span: Period) -> Iterator[str]:
    """Yield why a record that is there counts no more in a month, the first cause first."""
    record = _record(database, line.visit_uid)
    if record and record.status in {VisitStatus.VOIDED, VisitStatus.DRAFT}:
        yield "记录已作废" if record.status is VisitStatus.VOIDED else "记录正在更正"
    if record and record.online:
        yield "改为线上督导"
    if item.about in _STEPS:
        yield from _of_step(database, item)
    elif record and record.day is not None and record.day not in span:
        yield f"督导日期改到 {record.day}"
    whole = database.row(_WHOLE, item.uid) if line.kind == LESSONS_BEHIND else None
    if whole is not None and not whole[0]:
        yield "改为没有听完整节"


def _record(database: Database, uid: str) -> _Record | None:
    row = database.row(_RECORD, uid)
    if row is None:
        return None
    return _Record(VisitStatus(row[0]), DATE.decode(row[1]), bool(row[2]))


def _of_step(database: Database, item: LateItem) -> Iterator[str]:
    row = database.row(_DAYS, item.uid)
    if row is None:
        return
    days: dict[str, date | None] = dict(zip(_STEPS, map(DATE.decode, row), strict=True))
    on = days[item.about]
    yield f"{item.about}取消" if on is None else f"{item.about}改到 {on}"


def _as_filed(database: Database, uid: str) -> RecordLine | None:
    """Return what was filed of an issue or a lesson that its record holds no more."""
    found = database.row(_FILED_WITH, uid)
    record: dict[str, Any] = json.loads(found[0]) if found else {}
    for name, kind in (("issues", "问题"), ("lessons", LESSONS_BEHIND)):
        for row in record.get(name, ()):
            if row["uuid"] == uid:
                return RecordLine(
                    kind=kind, uid=uid, visit_uid=record["uuid"],
                    number=row.get("no") or record["no"], day=DATE.decode(record["date"]),
                    school_name=record["school_name"],
                    text=row.get("description") or f"{row['class']} {row['subject']}",
                )  # fmt: skip
    return None
