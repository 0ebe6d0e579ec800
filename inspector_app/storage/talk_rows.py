"""Column layouts of talks, questionnaires and draws."""

import json
from collections.abc import Mapping
from typing import Any, Final

from inspector_app.domain.interview import Audience, Interview, InterviewWay
from inspector_app.domain.lesson_draw import DrawClass, LessonDraw
from inspector_app.domain.questionnaire import (
    Questionnaire,
    Respondents,
    SatisfactionRule,
    SheetCounts,
)
from inspector_app.storage.codec import FLAG, PLAIN, Codec, decode, encode, member

INTERVIEW_CODECS: Final[dict[str, Codec]] = {
    "uid": PLAIN,
    "audience": member(Audience),
    "people": PLAIN,
    "way": member(InterviewWay),
    "withdrawn": FLAG,
    "confidential": FLAG,
    "details": PLAIN,
    "name": PLAIN,
    "outline": PLAIN,
    "points": PLAIN,
    "problems": PLAIN,
}
QUESTIONNAIRE_CODECS: Final[dict[str, Codec]] = {
    "uid": PLAIN,
    "theme": PLAIN,
    "respondents": member(Respondents),
    "satisfaction": member(SatisfactionRule),
    "questions": PLAIN,
}


def interview_of(row: Mapping[str, Any]) -> Interview:
    """Return the talk of a row."""
    return Interview(**decode(INTERVIEW_CODECS, row))


def interview_columns(talk: Interview) -> dict[str, object]:
    """Return the columns of a talk."""
    return encode(INTERVIEW_CODECS, {name: getattr(talk, name) for name in INTERVIEW_CODECS})


def questionnaire_of(row: Mapping[str, Any]) -> Questionnaire:
    """Return the questionnaire of a row."""
    counts = SheetCounts(*(row[name] for name in SheetCounts._fields))
    return Questionnaire(**decode(QUESTIONNAIRE_CODECS, row), counts=counts)


def questionnaire_columns(sheets: Questionnaire) -> dict[str, object]:
    """Return the columns of a questionnaire."""
    plain = {name: getattr(sheets, name) for name in QUESTIONNAIRE_CODECS}
    return encode(QUESTIONNAIRE_CODECS, plain) | sheets.counts._asdict()


def draw_of(row: Mapping[str, Any]) -> LessonDraw:
    """Return the draw of a row."""
    return LessonDraw(
        uid=row["uid"],
        seed=row["seed"],
        classes=tuple(DrawClass(*cells) for cells in json.loads(row["classes"])),
        picked=tuple(json.loads(row["picked"])),
        drawn_at=row["drawn_at"],
    )


def draw_columns(draw: LessonDraw) -> dict[str, object]:
    """Return the columns of a draw."""
    return {
        "uid": draw.uid,
        "seed": draw.seed,
        "classes": json.dumps(draw.classes, ensure_ascii=False, separators=(",", ":")),
        "picked": json.dumps(draw.picked),
        "drawn_at": draw.drawn_at,
    }
