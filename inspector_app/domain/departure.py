"""出发前一页纸: what an inspector wants to know of a school before setting out."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from inspector_app.domain.issue import Issue, IssueState
from inspector_app.domain.lesson import LessonGrade
from inspector_app.domain.plan import PlannedVisit
from inspector_app.domain.school import School
from inspector_app.domain.views import LedgerRow, VisitSummary


class LessonHeard(NamedTuple):
    """One of the last lessons heard at a school, without the teacher's name."""

    day: date
    class_name: str
    subject: str
    topic: str
    grade: LessonGrade | None
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """What the sheet says.

    Attributes:
        on: the day of the visit, which days left are counted from.
        planned: the visit it is printed for, ``None`` for any; ``people`` are its people's names.
        number: 记录编号 that is kept for the visit, or nothing.
        last: the last filed record of the school, its ``problems`` and the 拟回访 it set.
        inspectors: names of those who answer for the school.
        tasks: what is still to be done at the school, a line each.
        warnings: what speaks against the visit, a sentence each.
    """

    school: School
    on: date
    inspectors: tuple[str, ...] = ()
    planned: PlannedVisit | None = None
    people: tuple[str, ...] = ()
    theme: str = ""
    number: str = ""
    last: VisitSummary | None = None
    problems: tuple[Issue, ...] = ()
    next_visit: date | None = None
    open_issues: tuple[LedgerRow, ...] = ()
    lessons: tuple[LessonHeard, ...] = ()
    warnings: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()


def time_left(issue: Issue, *, on: date) -> str:
    """Return in Chinese how much of the 时限 of an open issue is left on a day."""
    if issue.dates.state is IssueState.AWAITING_CHECK:
        return "学校已报送，待核查"
    if issue.due is None:
        return "没有时限"
    left = (issue.due - on).days
    if left < 0:
        return f"▲ 逾期 {-left} 天"
    return f"还剩 {left} 天" if left else "今天到期"
