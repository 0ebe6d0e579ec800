"""听课记录: one lesson heard by one inspector during a visit."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LAST_PERIOD: Final = 8


class LessonKind(StrEnum):
    """课型."""

    NEW = "new"
    REVIEW = "review"
    PRACTICE = "practice"
    CORRECTION = "correction"
    EXPERIMENT = "experiment"
    ACTIVITY = "activity"
    INTEGRATED = "integrated"
    OTHER = "other"


class LessonManner(StrEnum):
    """听课方式: walked in (推门) or by appointment."""

    DROP_IN = "drop_in"
    APPOINTED = "appointed"


class LessonGrade(StrEnum):
    """等级; the second four are the scale of kindergarten sheets."""

    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    FINE = "fine"
    RATHER_FINE = "rather_fine"
    ORDINARY = "ordinary"
    RATHER_POOR = "rather_poor"


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonScores:
    """分项评分 from 0 to 20, ``None`` where not given."""

    aims: int | None = None
    content: int | None = None
    methods: int | None = None
    participation: int | None = None
    effect: int | None = None
    technology: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One 听课记录; the school and the date are the visit's.

    ``teacher`` is a 代称 by default. ``whole`` decides whether it counts as 1 节: only a complete
    lesson does. ``paper_pages`` is the number of photos of the paper 听课本 that hang on it; one of
    them stands in for ``process``.
    """

    uid: str
    listener_id: str
    period_no: int | None = None
    class_name: str = ""
    subject: str = ""
    teacher: str = ""
    topic: str = ""
    kind: LessonKind | None = None
    manner: LessonManner | None = None
    expected: int | None = None
    present: int | None = None
    has_plan: bool | None = None
    homework: str = ""
    process: str = ""
    strengths: str = ""
    weaknesses: str = ""
    advice: str = ""
    grade: LessonGrade | None = None
    scores: LessonScores = LessonScores()
    exchanged_views: bool = False
    whole: bool = True
    paper_pages: int = 0
