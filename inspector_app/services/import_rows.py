"""Workbook rows as records: the same row gives the same uids in every data folder."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

from inspector_app.base.ids import imported_uid
from inspector_app.domain.complaint import Complaint
from inspector_app.domain.issue import Issue
from inspector_app.domain.issue_event import EventSource, IssueEvent, IssueEventKind
from inspector_app.domain.issue_fold import fold
from inspector_app.domain.issue_weight import parts_of
from inspector_app.domain.labels.complaints import FINDING_LABEL
from inspector_app.domain.labels.lessons import LESSON_GRADE_LABEL
from inspector_app.domain.labels.lookup import from_label
from inspector_app.domain.labels.schools import (
    EDUCATION_LABEL,
    INSPECTOR_KIND_LABEL,
    SCHOOL_KIND_LABEL,
    SCHOOL_STATE_LABEL,
)
from inspector_app.domain.labels.visits import SESSION_LABEL, VISIT_TYPE_LABEL
from inspector_app.domain.labels.weights import WEIGHT_LABEL
from inspector_app.domain.lesson import Lesson
from inspector_app.domain.school import Assignment, Inspector, School
from inspector_app.domain.visit import Merit, SchoolSnapshot, Visit
from inspector_app.domain.visit_gaps import IMPORT_ORIGIN
from inspector_app.domain.visit_options import MethodCounts, VisitStatus
from inspector_app.services.lookup import snapshot
from inspector_app.sheets import roster as sheets
from inspector_app.sheets.text import NOTHING, compact, key_of
from inspector_app.sheets.visit_rows import ComplaintRow, IssueRow, LessonRow, RecordRow

SCHOOLS: Final = "学校"
INSPECTORS: Final = "督学"
ASSIGNMENTS: Final = "责任分配"
RECORDS: Final = "督导记录"
LESSONS: Final = "听课记录"
ISSUES: Final = "问题"
COMPLAINTS: Final = "投诉"

_STATUS: Final = {
    "草稿": VisitStatus.DRAFT,
    "已提交": VisitStatus.FILED,
    "已上报": VisitStatus.HANDED_OVER,
    "作废": VisitStatus.VOIDED,
}
# 1. 1、 （1） ① at the start of an entry, or behind the end of the one before.
_ENTRY: Final = re.compile(
    r"(?:^|(?<=[;；。\s]))\s*(?:\d{1,2}\s*[.．、)）](?!\d)|[(（]\d{1,2}[)）]|[①-⑳])\s*"
)
_NO_MERIT: Final = NOTHING | {"暂无", "没有", "无。"}


_KEPT_IF_EMPTY: Final = (
    "ownership", "short_name", "urban_rural", "address", "head", "contact", "phone",
)  # fmt: skip
_KEPT_OF_PEOPLE: Final = (
    "zone", "subjects", "stages", "education", "teaching_since", "position",
)  # fmt: skip
_T = TypeVar("_T", School, Inspector)
_E = TypeVar("_E", bound=StrEnum)


class RowMaker:
    """Turns rows into values; ``at`` is the instant of the import."""

    def __init__(self, *, district: str, at: str, schools: Mapping[str, School]) -> None:
        self._district = district
        self._at = at
        self._schools = schools

    def uid(self, sheet: str, *key: str) -> str:
        """Return the uid of a row."""
        return imported_uid(self._district, sheet, *key)

    def visit(self, row: RecordRow) -> Visit:
        """Return the record of a row, without its lessons and issues."""
        uid = self.uid(RECORDS, row.number)
        status = _STATUS[row.status]
        session = from_label(SESSION_LABEL, row.session)
        kind = from_label(VISIT_TYPE_LABEL, row.visit_type)
        return Visit(
            uid=uid,
            number=row.number,
            school=self._school(row),
            visited_on=row.visited_on,
            lead_id=row.lead_id,
            session=session,
            type=kind,
            peer_ids=row.peer_ids,
            methods=MethodCounts(**{n: getattr(row, n) for n in MethodCounts._fields[:10]}),
            narrative=row.narrative,
            merits=tuple(self._merits(uid, row.merits)),
            advice=row.advice,
            online=row.online,
            status=status,
            origin=IMPORT_ORIGIN,
            created_at=self._at,
        )

    def _school(self, row: RecordRow) -> SchoolSnapshot:
        """Return the school as it was called on that day, if the workbook says it."""
        school = snapshot(self._schools[row.school_code])
        if not row.school_name or key_of(row.school_name) == key_of(school.name):
            return school
        return replace(school, name=row.school_name)

    def _merits(self, uid: str, text: str) -> Iterator[Merit]:
        for place, entry in enumerate(merits_in(text), 1):
            yield Merit(uid=self.uid("亮点", uid, str(place)), text=entry)

    def lesson_uid(self, row: LessonRow) -> str:
        """Return the uid of a lesson, which has no number of its own."""
        key = (row.record_number, row.listener_id, row.class_name)
        return self.uid(LESSONS, *key, str(row.period), str(row.ordinal))

    def lesson(self, row: LessonRow) -> Lesson:
        """Return the lesson of a row; a listener counts whether or not named on the record."""
        return Lesson(
            uid=self.lesson_uid(row),
            listener_id=row.listener_id,
            period_no=row.period,
            class_name=row.class_name,
            subject=row.subject,
            grade=from_label(LESSON_GRADE_LABEL, row.grade) if row.grade else None,
            whole=row.whole,
        )

    def issue(self, row: IssueRow, *, found_on: date) -> tuple[Issue, list[IssueEvent]]:
        """Return the issue of a row with the events that its dates tell of."""
        uid = self.uid(ISSUES, row.number)
        events = list(self._events(uid, row, found_on))
        weight = from_label(WEIGHT_LABEL, row.severity)
        severity, handling = (None, None) if weight is None else parts_of(weight)
        issue = Issue(
            uid=uid,
            number=row.number,
            category=row.topic,
            description=row.description,
            severity=severity,
            handling=handling,
            fixed_on_the_spot=row.fixed_on_the_spot,
            deadline=row.deadline,
            dates=fold(events),
        )
        return issue, events

    def _events(self, uid: str, row: IssueRow, found_on: date) -> Iterator[IssueEvent]:
        # A workbook says until when an issue was extended, not when: it is noted on the first day.
        days = (
            (IssueEventKind.FOUND, found_on, None),
            (IssueEventKind.NOTICE_ISSUED, row.notice_on, None),
            (IssueEventKind.EXTENDED, found_on if row.extended_to else None, row.extended_to),
            (IssueEventKind.ANSWERED, row.answered_on, None),
            (IssueEventKind.CLOSED, row.closed_on, None),
            (IssueEventKind.VOIDED, row.voided_on, None),
        )
        for seq, (kind, on, until) in enumerate(days, 1):
            if on is not None:
                yield IssueEvent(
                    uid=self.uid("问题事件", row.number, kind.value),
                    issue_uid=uid,
                    kind=kind,
                    effective_on=on,
                    recorded_at=self._at,
                    seq=seq,
                    actor=IMPORT_ORIGIN,
                    origin=IMPORT_ORIGIN,
                    source=EventSource.IMPORT,
                    until=until,
                )

    def complaint(self, row: ComplaintRow) -> Complaint:
        """Return the complaint of a row."""
        return Complaint(
            uid=self.uid(COMPLAINTS, row.number),
            number=row.number,
            received_on=row.received_on,
            school_code=row.school_code,
            inspector_id=row.checker_id,
            deadline=row.due_on,
            closed_on=row.closed_on,
            finding=from_label(FINDING_LABEL, row.finding) if row.finding else None,
        )


def merits_in(text: str) -> tuple[str, ...]:
    """Return the entries of a cell of 亮点: one a line, or numbered within a line."""
    pieces = (piece for line in text.split("\n") for piece in _ENTRY.split(line))
    entries = (piece.strip().rstrip(";；").strip() for piece in pieces)
    return tuple(entry for entry in entries if entry and compact(entry) not in _NO_MERIT)


def school_of(row: sheets.SchoolRow, *, known: School | None) -> School:
    """Return the school of a row; a name that it no longer has becomes a 曾用名.

    What the row leaves empty stays as it is known: many rosters lack the columns for it.
    """
    told = School(
        code=row.code,
        name=row.name,
        kind=_member(SCHOOL_KIND_LABEL, row.kind),
        ownership=row.ownership,
        pupils=row.pupils,
        state=_member(SCHOOL_STATE_LABEL, row.state),
        closed_on=row.closed_on,
        short_name=row.short_name,
        former_names=row.former_names,
        urban_rural=row.urban_rural,
        address=row.address,
        head=row.head,
        contact=row.contact,
        phone=row.phone,
    )
    return told if known is None else _over(told, known)


def _over(told: School, known: School) -> School:
    # 第２小学 and 第2小学 are one name, not a renaming.
    name = known.name if key_of(told.name) == key_of(known.name) else told.name
    former = dict.fromkeys((*known.former_names, known.name, *told.former_names))
    kept = _where_empty(told, known, _KEPT_IF_EMPTY)
    pupils = known.pupils if told.pupils is None else told.pupils
    former_names = tuple(one for one in former if one != name)
    return replace(told, name=name, former_names=former_names, pupils=pupils, **kept)


def inspector_of(row: sheets.InspectorRow, *, known: Inspector | None) -> Inspector:
    """Return the inspector of a row; what the row leaves empty stays as it is known."""
    told = Inspector(
        id=row.id,
        name=row.name,
        kind=_member(INSPECTOR_KIND_LABEL, row.kind),
        zone=row.zone,
        subjects=row.subjects,
        stages=row.stages,
        education=_member(EDUCATION_LABEL, row.education) if row.education else None,
        teaching_since=row.teaching_since,
        position=row.position,
    )
    if known is None:
        return told
    return replace(told, **_where_empty(told, known, _KEPT_OF_PEOPLE))


def _where_empty(told: _T, known: _T, parts: Iterable[str]) -> dict[str, Any]:
    """Return what is known of the parts of which a row tells nothing."""
    return {part: getattr(known, part) for part in parts if getattr(told, part) in {"", None}}


def _member(words: Mapping[_E, str], label: str) -> _E:
    member = from_label(words, label)
    if member is None:
        msg = f"the reader let {label!r} pass"
        raise ValueError(msg)
    return member


def assignment_of(row: sheets.AssignmentRow) -> Assignment:
    """Return the assignment of a row."""
    return Assignment(
        inspector_id=row.inspector_id, school_code=row.school_code, start=row.start, end=row.end
    )
