"""Talks, questionnaires and draws of a record as JSON values, under the ids of their forms."""

from typing import Any

from inspector_app.domain.interview import Interview
from inspector_app.domain.labels.talks import (
    AUDIENCE_LABEL,
    INTERVIEW_WAY_LABEL,
    QUESTION_KIND_LABEL,
    RESPONDENTS_LABEL,
    SATISFACTION_RULE_LABEL,
)
from inspector_app.domain.lesson_draw import LessonDraw
from inspector_app.domain.question_text import read_questions
from inspector_app.domain.questionnaire import Question, QuestionKind, Questionnaire

JsonObject = dict[str, Any]


def interview_json(talk: Interview) -> JsonObject:
    """Return a talk."""
    return {
        "uuid": talk.uid,
        "audience": talk.audience and AUDIENCE_LABEL[talk.audience],
        "people": talk.people,
        "way": talk.way and INTERVIEW_WAY_LABEL[talk.way],
        "details": talk.details,
        "name": talk.name,
        "withdrawn": talk.withdrawn,
        "outline": talk.outline,
        "points": talk.points,
        "problems": talk.problems,
        "confidential": talk.confidential,
    }


def questionnaire_json(sheets: Questionnaire) -> JsonObject:
    """Return a questionnaire with its tallies."""
    return {
        "uuid": sheets.uid,
        "theme": sheets.theme,
        "respondents": sheets.respondents and RESPONDENTS_LABEL[sheets.respondents],
        "counts": dict(sheets.counts._asdict()),
        "questions": [question_json(one) for one in read_questions(sheets.questions)],
        "satisfaction": SATISFACTION_RULE_LABEL[sheets.satisfaction],
    }


def question_json(question: Question) -> JsonObject:
    """Return a question; one whose line could not be read has no kind."""
    told: JsonObject = {
        "kind": question.kind and QUESTION_KIND_LABEL[question.kind],
        "text": question.text,
    }
    if question.kind is QuestionKind.BLANK:
        return {**told, "answers": list(question.answers)}
    options = [{"label": label, "count": count} for label, count in question.options]
    return {**told, "options": options}


def draw_json(draw: LessonDraw) -> JsonObject:
    """Return a draw with everything that it can be drawn again from."""
    return {
        "uuid": draw.uid,
        "seed": draw.seed,
        "classes": [
            {"class": c.class_name, "subject": c.subject, "teacher": c.teacher, "period": c.period}
            for c in draw.classes
        ],
        "picked": list(draw.picked),
        "drawn_at": draw.drawn_at,
    }
