"""What the cells of 出发前一页纸 hold: short lists, each entry cut to a line or two."""

from collections.abc import Sequence
from datetime import date

from inspector_app.domain.departure import LessonHeard, time_left
from inspector_app.domain.issue import Issue
from inspector_app.domain.labels.issues import ISSUE_STATE_LABEL
from inspector_app.domain.labels.lessons import LESSON_GRADE_LABEL
from inspector_app.reports.document import NumberedList


def clipped(text: str, most: int) -> str:
    """Return a text on one line, cut at so many letters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def shown(entries: Sequence[str], *, most: int, none: str) -> NumberedList | str:
    """Return the first entries as a list; where there are more the last line says how many."""
    if not entries:
        return none
    if len(entries) <= most:
        return NumberedList(items=tuple(entries))
    kept = entries[: most - 1]
    return NumberedList(items=(*kept, f"另有 {len(entries) - len(kept)} 条，见台账和记录。"))


def state_words(issue: Issue, *, most: int) -> str:
    """Return an issue and where it stands, on one line of so many letters."""
    return _ended(issue.description, f"（{ISSUE_STATE_LABEL[issue.dates.state]}）", most)


def due_words(issue: Issue, *, on: date, most: int) -> str:
    """Return an open issue, its 时限 and how much of it is left, on one line."""
    due = f"{issue.due:%m-%d} 到期，" if issue.due else ""
    return _ended(issue.description, f"（{due}{time_left(issue, on=on)}）", most)


def heard(lesson: LessonHeard, *, most: int) -> str:
    """Return one lesson on one line: day, class, subject, grade, and what was advised."""
    grade = LESSON_GRADE_LABEL[lesson.grade] if lesson.grade else "没有评等级"
    facts = (f"{lesson.day:%m-%d}", lesson.class_name, lesson.subject, grade, lesson.advice)
    return clipped(" ".join(filter(None, facts)), _room(most))


def _ended(text: str, end: str, most: int) -> str:
    return f"{clipped(text, max(1, _room(most) - len(end)))}{end}"


def _room(most: int) -> int:
    """Return how many letters the number before an entry leaves."""
    return most - 2
