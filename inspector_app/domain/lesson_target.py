"""听课任务: lessons heard in a school year against what the district asks, and where one should be.

Half a school year is not half of its lessons until half of its teaching weeks are over.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from inspector_app.domain.coverage import Mark
from inspector_app.domain.rule_kinds import MarkLevel
from inspector_app.domain.rules import Rule
from inspector_app.domain.term import Term


class LessonProgress(NamedTuple):
    """How far one inspector has come.

    Attributes:
        lessons: 节次 heard since 1 September.
        target: how many the year asks; ``expected`` how many by the weeks that are over.
        marks: what the rule has to say, nothing where it is not asked.
    """

    id: str
    name: str
    lessons: int
    target: int
    expected: int
    marks: tuple[Mark, ...]

    @property
    def sentence(self) -> str:
        """The progress in one clause of Chinese."""
        left = self.expected - self.lessons
        pace = f"按教学周应达 {self.expected} 节，" + (f"落后 {left} 节" if left > 0 else "进度够")
        return f"{self.lessons}/{self.target} 节，{pace}"


def weeks_past(terms: Iterable[Term], on: date) -> int:
    """Return how many teaching weeks of these terms are over on a day; one under way is not."""
    return sum(_past(term, on) for term in terms)


def _past(term: Term, on: date) -> int:
    if on > term.last:
        return term.weeks
    return max(0, (term.teaching_week(on) or 0) - 1)


def progress(id_: str, name: str, lessons: int, *, weeks: int, rule: Rule) -> LessonProgress:
    """Return how far somebody has come.

    Args:
        id_: 督学编号.
        name: of the inspector.
        lessons: 节次 of the school year.
        weeks: teaching weeks that are over.
        rule: the rule as it stands, asked or not.
    """
    target, whole = rule.number("lessons"), rule.number("weeks")
    expected = target * min(weeks, whole) // whole
    behind = rule.on and lessons < expected
    words = f"本学年听课 {lessons} 节，按教学周应达 {expected} 节"
    marks = (Mark(MarkLevel.AMBER, words, rule),) if behind else ()
    return LessonProgress(id_, name, lessons, target, expected, marks)
