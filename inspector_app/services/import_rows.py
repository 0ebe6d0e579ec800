"""Workbook rows as records: the same row gives the same uids in every data folder."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from inspector_app.base.ids import imported_uid
from inspector_app.domain import labels
from inspector_app.domain.complaint import Complaint
from inspector_app.domain.issue import EventSource, Issue, IssueEvent, IssueEventKind, fold
from inspector_app.domain.lesson import Lesson
from inspector_app.domain.school import Assignment, Inspector, School
from inspector_app.domain.visit import Merit, MethodCounts, Visit, VisitStatus
from inspector_app.domain.visit_gaps import IMPORT_ORIGIN
from inspector_app.services.lookup import snapshot
from inspector_app.sheets import roster as sheets
from inspector_app.sheets.visit_rows import ComplaintRow, IssueRow, LessonRow, RecordRow

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
        session = labels.from_label(labels.SESSION_LABEL, row.session)
        kind = labels.from_label(labels.VISIT_TYPE_LABEL, row.visit_type)
        return Visit(
            uid=uid,
            number=row.number,
            school=snapshot(self._schools[row.school_code]),
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

    def _merits(self, uid: str, text: str) -> Iterator[Merit]:
        for place, line in enumerate(filter(None, map(str.strip, text.split("\n"))), 1):
            yield Merit(uid=self.uid("亮点", uid, str(place)), text=line)

    def lesson(self, row: LessonRow) -> Lesson:
        """Return the lesson of a row; a listener counts whether or not named on the record."""
        key = (
            row.record_number,
            row.listener_id,
            row.class_name,
            str(row.period),
            str(row.ordinal),
        )
        return Lesson(
            uid=self.uid(LESSONS, *key),
            listener_id=row.listener_id,
            period_no=row.period,
            class_name=row.class_name,
            subject=row.subject,
            grade=labels.from_label(labels.LESSON_GRADE_LABEL, row.grade) if row.grade else None,
            whole=row.whole,
        )

    def issue(self, row: IssueRow, *, found_on: date) -> tuple[Issue, list[IssueEvent]]:
        """Return the issue of a row with the events that its dates tell of."""
        uid = self.uid(ISSUES, row.number)
        events = list(self._events(uid, row, found_on))
        issue = Issue(
            uid=uid,
            number=row.number,
            category=row.topic,
            description=row.description,
            severity=labels.from_label(labels.SEVERITY_LABEL, row.severity),
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
        for kind, on, until in days:
            if on is not None:
                yield IssueEvent(
                    uid=self.uid("问题事件", row.number, kind.value),
                    issue_uid=uid,
                    kind=kind,
                    effective_on=on,
                    recorded_at=self._at,
                    seq=0,
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
            finding=labels.from_label(labels.FINDING_LABEL, row.finding) if row.finding else None,
        )


def school_of(row: sheets.SchoolRow, *, known: School | None) -> School:
    """Return the school of a row; a name that it no longer has becomes a 曾用名."""
    kind = labels.from_label(labels.SCHOOL_KIND_LABEL, row.kind)
    state = labels.from_label(labels.SCHOOL_STATE_LABEL, row.state)
    assert kind is not None
    assert state is not None
    former = list(known.former_names) if known else []
    former += [name for name in row.former_names if name not in former]
    if known is not None and known.name != row.name and known.name not in former:
        former.append(known.name)
    return School(
        code=row.code,
        name=row.name,
        kind=kind,
        ownership=row.ownership,
        pupils=row.pupils,
        state=state,
        closed_on=row.closed_on,
        short_name=row.short_name or (known.short_name if known else ""),
        former_names=tuple(name for name in former if name != row.name),
        urban_rural=row.urban_rural or (known.urban_rural if known else ""),
        address=row.address or (known.address if known else ""),
        head=row.head or (known.head if known else ""),
        contact=row.contact or (known.contact if known else ""),
        phone=row.phone or (known.phone if known else ""),
    )


def inspector_of(row: sheets.InspectorRow) -> Inspector:
    """Return the inspector of a row."""
    kind = labels.from_label(labels.INSPECTOR_KIND_LABEL, row.kind)
    assert kind is not None
    return Inspector(id=row.id, name=row.name, kind=kind, zone=row.zone)


def assignment_of(row: sheets.AssignmentRow) -> Assignment:
    """Return the assignment of a row."""
    return Assignment(
        inspector_id=row.inspector_id, school_code=row.school_code, start=row.start, end=row.end
    )
