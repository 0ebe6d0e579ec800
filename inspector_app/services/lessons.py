"""听课 across records: lists, one record's lessons, and the target of the school year."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from inspector_app.domain.labels.lessons import LESSON_GRADE_LABEL, LESSON_KIND_LABEL
from inspector_app.domain.labels.visits import VISIT_STATUS_LABEL
from inspector_app.domain.lesson import Lesson, LessonGrade, LessonKind
from inspector_app.domain.month import Month
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.services.context import Context
from inspector_app.services.lesson_targets import LessonView, lesson_view

if TYPE_CHECKING:
    from inspector_app.base.written import WrittenFile
    from inspector_app.domain.school import Inspector

_LINES: Final = """
SELECT l.uid, v.uid, v.number, v.visited_on, v.school_name, l.listener_id,
       coalesce(p.name, l.listener_id), l.class_name, l.period_no, l.subject, l.topic, l.teacher,
       l.kind, l.grade, l.whole, v.status
FROM lesson l JOIN visit v ON v.id = l.visit_id LEFT JOIN inspector p ON p.id = l.listener_id
WHERE v.deleted_at IS NULL AND (?1 IS NULL OR v.visited_on BETWEEN ?1 AND ?2)
  AND (?3 IS NULL OR l.listener_id = ?3)
ORDER BY v.visited_on DESC, v.number DESC, l.ordinal"""
_HEAD: Final = (
    "记录编号", "日期", "学校", "听课督学", "班级", "节次", "学科", "课题", "授课教师（代称）",
    "课型", "等级", "是否整节", "记录状态",
)  # fmt: skip


class LessonLine(NamedTuple):
    """One lesson in a list."""

    uid: str
    visit_uid: str
    number: str
    day: str | None
    school_name: str
    listener_id: str
    listener: str
    class_name: str
    period_no: int | None
    subject: str
    topic: str
    teacher: str
    kind: str
    grade: str
    whole: bool
    status: str


class Standing(NamedTuple):
    """An inspector and how the target of the school year is met."""

    inspector: "Inspector"
    view: LessonView


class LessonService:
    """Lists lessons and says who is behind."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def list(
        self, *, month: Month | None = None, inspector_id: str | None = None
    ) -> tuple[LessonLine, ...]:
        """Return the lessons that fit, newest first, drafts included."""
        days = self._context.span(month) if month else None
        start = days.start.isoformat() if days else None
        end = days.end.isoformat() if days else None
        rows = self._context.database.rows(_LINES, start, end, inspector_id)
        return tuple(_line(row) for row in rows)

    def write_xlsx(
        self, path: Path, *, month: Month | None = None, inspector_id: str | None = None
    ) -> "WrittenFile":
        """Write the list for statistics: teachers stand in it as 代称.

        Raises:
            EnvironmentProblem: the file could not be written; nothing has changed.
        """
        from inspector_app.domain.alias import outgoing
        from inspector_app.sheets.writer import TableSheet, write_table

        with self._context.database.snapshot():
            lines = self.list(month=month, inspector_id=inspector_id)
            masked: dict[str, Lesson] = {}
            for uid in dict.fromkeys(line.visit_uid for line in lines):
                visit = outgoing(self._context.stores.visits.get(uid))
                masked |= {lesson.uid: lesson for lesson in visit.lessons}
        rows = [
            (
                line.number, line.day, line.school_name, line.listener, masked[line.uid].class_name,
                line.period_no, line.subject, masked[line.uid].topic, masked[line.uid].teacher,
                line.kind, line.grade, "是" if line.whole else "否", line.status,
            )
            for line in lines
        ]  # fmt: skip
        title = f"听课一览　{month.title}" if month else "听课一览"
        sheet = TableSheet(title="听课一览", heading=title, head=_HEAD, rows=rows)
        return write_table(path, [sheet])

    def targets(
        self, *, inspector_id: str | None = None, on: date | None = None
    ) -> tuple[Standing, ...]:
        """Return how each inspector stands, or one; nobody where no rule asks for lessons."""
        day = on or self._context.today()
        with self._context.database.snapshot():
            people = [
                person
                for person in self._context.inspectors()
                if inspector_id is None or person.id == inspector_id
            ]
            views = [(each, lesson_view(self._context, each.id, day)) for each in people]
        return tuple(Standing(each, view) for each, view in views if view is not None)


def _line(row: tuple[Any, ...]) -> LessonLine:
    *plain, kind, grade, whole, status = row
    told = (
        LESSON_KIND_LABEL[LessonKind(kind)] if kind else "",
        LESSON_GRADE_LABEL[LessonGrade(grade)] if grade else "",
        bool(whole),
        VISIT_STATUS_LABEL[VisitStatus(status)],
    )
    return LessonLine._make((*plain, *told))
