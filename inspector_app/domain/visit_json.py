"""A record as JSON values: what is frozen at 定稿, handed over, and shown by the command line.

Only strings, integers, truth values, null, lists and objects occur, so that the canonical form of a
record is the same on every machine. Words of lists are the Chinese labels of the form.
"""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any, Final

from inspector_app.domain.filled_checklist import filled_json
from inspector_app.domain.form_record import form_json
from inspector_app.domain.issue import Issue, IssueDates, disposition_of
from inspector_app.domain.labels.issues import (
    DISPOSITION_LABEL,
    HANDLING_LABEL,
    ISSUE_STATE_LABEL,
    SEVERITY_LABEL,
)
from inspector_app.domain.labels.lessons import (
    LESSON_GRADE_LABEL,
    LESSON_KIND_LABEL,
    LESSON_MANNER_LABEL,
)
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.photos import (
    PHOTO_OWNER_LABEL,
    PHOTO_ROLE_LABEL,
    TIME_SOURCE_LABEL,
)
from inspector_app.domain.labels.schools import SCHOOL_KIND_LABEL
from inspector_app.domain.labels.visits import (
    ANNOUNCEMENT_LABEL,
    FEEDBACK_WAY_LABEL,
    JOINT_LABEL,
    SESSION_LABEL,
    VISIT_STATUS_LABEL,
    VISIT_TYPE_LABEL,
)
from inspector_app.domain.lesson import Lesson, LessonScores
from inspector_app.domain.photo import Photo
from inspector_app.domain.talk_json import draw_json, interview_json, questionnaire_json
from inspector_app.domain.visit import Visit

_DAYS_OF_ISSUE: Final = tuple(f.name for f in fields(IssueDates) if f.name != "rejected")
JsonObject = dict[str, Any]
GIVEN_TO_ISSUES: Final = frozenset(
    {"no", "state", "round", *(each.name for each in fields(IssueDates))}
)
"""Shown with an issue, but told by the program and by its events, not by its record."""


def visit_json(visit: Visit, *, photos: Iterable[Photo] = ()) -> JsonObject:
    """Return a record with everything that hangs on it, under the ids of the form's fields."""
    school = visit.school
    return {
        "uuid": visit.uid,
        "no": visit.number,
        "revision": visit.revision,
        "status": VISIT_STATUS_LABEL[visit.status],
        "reason": visit.reason,
        "school": visit.school_code or None,
        "school_name": school.name if school else "",
        "school_kind": _kind(school.kind) if school else "",
        "school_ownership": school.ownership if school else "",
        "date": _day(visit.visited_on),
        "session": visit.session and SESSION_LABEL[visit.session],
        "arrived": visit.arrived_at,
        "left": visit.left_at,
        "type": visit.type and VISIT_TYPE_LABEL[visit.type],
        "campaign": visit.campaign,
        "notice": visit.announcement and ANNOUNCEMENT_LABEL[visit.announcement],
        "notice_date": _day(visit.announced_on),
        "lead": visit.lead_id,
        "peers": list(visit.peer_ids),
        "others": visit.others,
        "host": visit.host,
        "showed_id": visit.showed_id,
        "topics": list(visit.topics),
        "month_theme": visit.month_theme,
        "methods": dict(visit.methods._asdict()),
        "plan_text": visit.plan_text,
        "narrative": visit.narrative,
        "merits": [{"uuid": merit.uid, "text": merit.text} for merit in visit.merits],
        "issues": [issue_json(issue) for issue in visit.issues],
        "no_issues_found": visit.no_issues_found,
        "advice": visit.advice,
        "feedback_way": [FEEDBACK_WAY_LABEL[way] for way in visit.feedback_ways],
        "feedback_to": visit.feedback_to,
        "disposition": DISPOSITION_LABEL[disposition_of(visit.issues)],
        "next_visit": _day(visit.next_visit),
        "lessons": [lesson_json(lesson) for lesson in visit.lessons],
        "interviews": [interview_json(talk) for talk in visit.interviews],
        "questionnaires": [questionnaire_json(sheets) for sheets in visit.questionnaires],
        "draws": [draw_json(draw) for draw in visit.draws],
        "online": visit.online,
        "created_at": visit.created_at,
        "filed_at": visit.filed_at,
        "origin": visit.origin,
        "photos": [photo_json(photo) for photo in photos],
        # Only where it says something: one's own records keep the digests that they have.
        **({"basis": visit.basis} if visit.basis else {}),
        **({"departments": list(visit.departments)} if visit.departments else {}),
        **({"joint": JOINT_LABEL[visit.joint]} if visit.joint else {}),
        **({"checklists": [filled_json(f) for f in visit.checklists]} if visit.checklists else {}),
        **({"forms": [form_json(form) for form in visit.forms]} if visit.forms else {}),
    }


def issue_json(issue: Issue) -> JsonObject:
    """Return an issue with what its events have led to."""
    return {
        "uuid": issue.uid,
        "no": issue.number,
        "category": issue.category,
        "description": issue.description,
        "severity": issue.severity and SEVERITY_LABEL[issue.severity],
        "handling": issue.handling and HANDLING_LABEL[issue.handling],
        "fixed_on_the_spot": issue.fixed_on_the_spot,
        "witness": issue.witness,
        "requirement": issue.requirement,
        "responsible_unit": issue.responsible_unit,
        "assisting_units": issue.assisting_units,
        "responsible": issue.responsible,
        "deadline": _day(issue.deadline),
        **{name: _day(getattr(issue.dates, name)) for name in _DAYS_OF_ISSUE},
        "round": issue.dates.round,
        "state": ISSUE_STATE_LABEL[issue.dates.state],
    }


def said_of_issue(issue: JsonObject) -> JsonObject:
    """Return what its record says of an issue, without what was given or happened since."""
    return {name: value for name, value in issue.items() if name not in GIVEN_TO_ISSUES}


def lesson_json(lesson: Lesson) -> JsonObject:
    """Return a lesson under the ids of its form."""
    return {
        "uuid": lesson.uid,
        "listener": lesson.listener_id,
        "period": lesson.period_no,
        "class": lesson.class_name,
        "subject": lesson.subject,
        "teacher": lesson.teacher,
        "topic": lesson.topic,
        "kind": lesson.kind and LESSON_KIND_LABEL[lesson.kind],
        "manner": lesson.manner and LESSON_MANNER_LABEL[lesson.manner],
        "expected": lesson.expected,
        "present": lesson.present,
        "has_plan": lesson.has_plan,
        "homework": lesson.homework,
        "process": lesson.process,
        "strengths": lesson.strengths,
        "weaknesses": lesson.weaknesses,
        "advice": lesson.advice,
        "grade": lesson.grade and LESSON_GRADE_LABEL[lesson.grade],
        "scores": {name: getattr(lesson.scores, name) for name in LessonScores.__slots__},
        "exchanged_views": lesson.exchanged_views,
        "whole": lesson.whole,
    }


def photo_json(photo: Photo) -> JsonObject:
    """Return what is known of a picture; its bytes travel as a file."""
    return {
        "uuid": photo.uid,
        "role": PHOTO_ROLE_LABEL[photo.role],
        "owner": PHOTO_OWNER_LABEL[photo.owner],
        "owner_uuid": photo.owner_uid,
        "visit_uuid": photo.visit_uid,
        "caption": photo.caption,
        "sha256": photo.sha256,
        "original_sha256": photo.original_sha256,
        "size": photo.size,
        "width": photo.width,
        "height": photo.height,
        "media_type": photo.media_type,
        "taken_at": photo.taken_at,
        "time_source": TIME_SOURCE_LABEL[photo.time_source],
        "shows_minors": photo.shows_minors,
        "signing_no": photo.signing_no,
        "revision": photo.revision,
    }


def _kind(code: str) -> str:
    kind = from_label(SCHOOL_KIND_LABEL, code)
    return SCHOOL_KIND_LABEL[kind] if kind else code


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
