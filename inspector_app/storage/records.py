"""Column layouts of a record and its rows: which attribute stands in which column, and how."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from inspector_app.domain.lesson import Lesson, LessonGrade, LessonKind, LessonManner, LessonScores
from inspector_app.domain.visit import Merit, SchoolSnapshot
from inspector_app.domain.visit_options import (
    Announcement,
    FeedbackWay,
    MethodCounts,
    Session,
    VisitStatus,
    VisitType,
)
from inspector_app.storage.codec import (
    DATE,
    FLAG,
    PLAIN,
    TEXT_SET,
    TEXTS,
    Codec,
    decode,
    encode,
    member,
    members,
)

# Attributes of a Visit that stand in the column of the same name.
VISIT_CODECS: Final[dict[str, Codec]] = {
    "uid": PLAIN,
    "number": PLAIN,
    "visited_on": DATE,
    "lead_id": PLAIN,
    "session": member(Session),
    "arrived_at": PLAIN,
    "left_at": PLAIN,
    "type": member(VisitType),
    "campaign": PLAIN,
    "basis": PLAIN,
    "announcement": member(Announcement),
    "announced_on": DATE,
    "others": PLAIN,
    "departments": TEXTS,
    "host": PLAIN,
    "showed_id": FLAG,
    "topics": TEXTS,
    "month_theme": PLAIN,
    "plan_text": PLAIN,
    "narrative": PLAIN,
    "no_issues_found": FLAG,
    "advice": PLAIN,
    "feedback_ways": members(FeedbackWay),
    "feedback_to": PLAIN,
    "next_visit": DATE,
    "online": FLAG,
    "status": member(VisitStatus),
    "revision": PLAIN,
    "reason": PLAIN,
    "prefilled": TEXT_SET,
    "origin": PLAIN,
    "created_at": PLAIN,
    "filed_at": PLAIN,
}
MERIT_CODECS: Final[dict[str, Codec]] = {"uid": PLAIN, "text": PLAIN}
LESSON_CODECS: Final[dict[str, Codec]] = {
    "uid": PLAIN,
    "listener_id": PLAIN,
    "period_no": PLAIN,
    "class_name": PLAIN,
    "subject": PLAIN,
    "teacher": PLAIN,
    "topic": PLAIN,
    "kind": member(LessonKind),
    "manner": member(LessonManner),
    "expected": PLAIN,
    "present": PLAIN,
    "has_plan": FLAG,
    "homework": PLAIN,
    "process": PLAIN,
    "strengths": PLAIN,
    "weaknesses": PLAIN,
    "advice": PLAIN,
    "grade": member(LessonGrade),
    "exchanged_views": FLAG,
    "whole": FLAG,
}
_SCORES: Final = tuple(f.name for f in fields(LessonScores))


def school_columns(school: SchoolSnapshot | None) -> dict[str, object]:
    """Return the four columns of a record's school."""
    if school is None:
        return {"school_code": None, "school_name": "", "school_kind": "", "school_ownership": ""}
    return {
        "school_code": school.code,
        "school_name": school.name,
        "school_kind": school.kind,
        "school_ownership": school.ownership,
    }


def school_of(row: Mapping[str, Any]) -> SchoolSnapshot | None:
    """Return the school that a record's columns name."""
    if row["school_code"] is None:
        return None
    return SchoolSnapshot(
        code=row["school_code"],
        name=row["school_name"],
        kind=row["school_kind"],
        ownership=row["school_ownership"],
    )


def visit_columns(name: str, value: Any) -> dict[str, object]:
    """Return the columns that one attribute of a Visit fills (peers and children have none)."""
    if name == "school":
        return school_columns(value)
    if name == "methods":
        return dict(value._asdict())
    return {name: VISIT_CODECS[name].encode(value)}


def methods_of(row: Mapping[str, Any]) -> MethodCounts:
    """Return the method counts of a record's columns."""
    return MethodCounts(*(row[name] for name in MethodCounts._fields))


def merit_of(row: Mapping[str, Any]) -> Merit:
    """Return the merit of a row."""
    return Merit(**decode(MERIT_CODECS, row))


def merit_columns(merit: Merit) -> dict[str, object]:
    """Return the columns of a merit."""
    return encode(MERIT_CODECS, {"uid": merit.uid, "text": merit.text})


def lesson_of(row: Mapping[str, Any], *, paper_pages: int = 0) -> Lesson:
    """Return the lesson of a row; ``paper_pages`` is counted from its photos."""
    scores = LessonScores(**{name: row[f"score_{name}"] for name in _SCORES})
    return Lesson(**decode(LESSON_CODECS, row), scores=scores, paper_pages=paper_pages)


def lesson_columns(lesson: Lesson) -> dict[str, object]:
    """Return the columns of a lesson."""
    plain = encode(LESSON_CODECS, {name: getattr(lesson, name) for name in LESSON_CODECS})
    return plain | score_columns(lesson.scores)


def score_columns(scores: LessonScores) -> dict[str, object]:
    """Return the columns of 分项评分."""
    return {f"score_{name}": getattr(scores, name) for name in _SCORES}
