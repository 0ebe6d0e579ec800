"""Values for tests: each builder gives a complete one; a test names only what its rule is about.

Uids and numbers run on, so that two values built with no arguments differ.
"""

from datetime import date
from itertools import count
from typing import Any, Final

from inspector_app.base.changes import Changes
from inspector_app.bootstrap import Workbench
from inspector_app.domain.facts import (
    AssignmentFact,
    ComplaintFact,
    InspectorFact,
    IssueFact,
    LessonFact,
    VisitFact,
)
from inspector_app.domain.issue import Issue, Severity
from inspector_app.domain.issue_event import EventDetails, IssueEvent, IssueEventKind, Measure
from inspector_app.domain.issue_rules import NextStep, asks_for
from inspector_app.domain.issue_weight import Weight
from inspector_app.domain.lesson import Lesson, LessonGrade, LessonKind, LessonManner
from inspector_app.domain.photo import Photo, PhotoOwner
from inspector_app.domain.school import Inspector, InspectorKind, School, SchoolKind
from inspector_app.domain.views import Note
from inspector_app.domain.visit import Merit, SchoolSnapshot, Visit
from inspector_app.domain.visit_options import (
    Announcement,
    FeedbackWay,
    MethodCounts,
    Session,
    VisitStatus,
    VisitType,
)

ORIGIN: Final = "device-1"
AT: Final = "2022-09-05T08:00:00Z"
DAY: Final = date(2022, 9, 5)
_numbers = count(1)


def make_school(**values: Any) -> School:
    """Return 示范区第n小学."""
    n = next(_numbers)
    given = {
        "code": f"21{n:08d}",
        "name": f"示范区第{n}小学",
        "kind": SchoolKind.PRIMARY,
        "ownership": "公办",
    }
    return School(**(given | values))


def make_inspector(**values: Any) -> Inspector:
    """Return 督学n of the first zone."""
    n = next(_numbers)
    given = {
        "id": f"D{n:03d}",
        "name": f"督学{n:02d}",
        "kind": InspectorKind.FULL_TIME,
        "zone": "第一责任区",
    }
    return Inspector(**(given | values))


def snapshot_of(school: School) -> SchoolSnapshot:
    """Return the school as a record keeps it."""
    return SchoolSnapshot(
        code=school.code, name=school.name, kind=school.kind.value, ownership=school.ownership
    )


def make_visit(**values: Any) -> Visit:
    """Return a filed record of a morning at a school, without rows.

    ``school`` may be a ``School``: the snapshot is taken here.
    """
    n = next(_numbers)
    if isinstance(values.get("school"), School):
        values["school"] = snapshot_of(values["school"])
    given: dict[str, Any] = {
        "uid": f"visit-{n}",
        "number": f"210302-2022-D001-{n:04d}",
        "school": SchoolSnapshot(code="2100000001", name="示范区第1小学", kind="primary"),
        "visited_on": DAY,
        "lead_id": "D001",
        "session": Session.MORNING,
        "type": VisitType.ROUTINE,
        "announcement": Announcement.UNANNOUNCED,
        "showed_id": True,
        "topics": ("T3", "T6"),
        "methods": MethodCounts(campus_walks=1, documents_read=2),
        "narrative": "巡视校园，查看食堂留样记录，与值班教师交谈。",
        "no_issues_found": True,
        "advice": "继续做好晨检。",
        "feedback_ways": (FeedbackWay.ORAL,),
        "status": VisitStatus.FILED,
        "origin": ORIGIN,
        "created_at": AT,
        "filed_at": AT,
    }  # fmt: skip
    return Visit(**(given | values))


def make_issue(**values: Any) -> Issue:
    """Return an ordinary issue with a deadline."""
    n = next(_numbers)
    given: dict[str, Any] = {
        "uid": f"issue-{n}",
        "number": f"W{n:05d}",
        "category": "T6",
        "description": "三楼疏散通道堆放桌椅。",
        "severity": Severity.ORDINARY,
        "requirement": "清理通道并每日巡查。",
        "responsible": "学校",
        "deadline": date(2022, 9, 20),
    }
    return Issue(**(given | values))


def make_lesson(**values: Any) -> Lesson:
    """Return a whole lesson heard by D001."""
    n = next(_numbers)
    given: dict[str, Any] = {
        "uid": f"lesson-{n}",
        "listener_id": "D001",
        "period_no": 2,
        "class_name": "三年2班",
        "subject": "语文",
        "teacher": "语文教师甲",
        "topic": "观潮",
        "kind": LessonKind.NEW,
        "manner": LessonManner.DROP_IN,
        "expected": 45,
        "present": 44,
        "has_plan": True,
        "process": "导入五分钟，朗读十分钟，小组讨论。",
        "advice": "留出时间让学生提问。",
        "grade": LessonGrade.GOOD,
    }
    return Lesson(**(given | values))


def make_merit(**values: Any) -> Merit:
    """Return one 亮点."""
    return Merit(**({"uid": f"merit-{next(_numbers)}", "text": "大课间活动组织有序。"} | values))


def make_event(**values: Any) -> IssueEvent:
    """Return one thing that happened to ``issue-0``."""
    n = next(_numbers)
    given: dict[str, Any] = {
        "uid": f"event-{n}",
        "issue_uid": "issue-0",
        "kind": IssueEventKind.ANSWERED,
        "effective_on": date(2022, 9, 12),
        "recorded_at": AT,
        "seq": n,
        "actor": "D001",
        "origin": ORIGIN,
    }
    return IssueEvent(**(given | values))


def make_photo(**values: Any) -> Photo:
    """Return a picture of the basket; its digests are its own."""
    n = next(_numbers)
    given: dict[str, Any] = {
        "uid": f"photo-{n}",
        "owner": PhotoOwner.BASKET,
        "owner_uid": "",
        "sha256": f"{n:064x}",
        "original_sha256": f"{n + 2**200:064x}",
        "crc32": n,
        "size": 1000 + n,
        "width": 640,
        "height": 480,
    }
    return Photo(**(given | values))


def make_note(**values: Any) -> Note:
    """Return a note that belongs to nothing yet."""
    given = {"uid": f"note-{next(_numbers)}", "text": "校门口缺少隔离墩", "noted_at": AT}
    return Note(**(given | values))


def visit_fact(**values: Any) -> VisitFact:
    """Return the countable side of a filed morning of D1 at school S1 on 5 September 2022."""
    given: dict[str, Any] = {
        "uid": f"v{next(_numbers)}",
        "school_code": "S1",
        "visited_on": DAY,
        "session": Session.MORNING,
        "type": VisitType.ROUTINE,
        "lead_id": "D1",
        "peer_ids": (),
        "status": VisitStatus.FILED,
        "online": False,
        "methods": MethodCounts(),
    }
    return VisitFact(**(given | values))


def lesson_fact(**values: Any) -> LessonFact:
    """Return a whole lesson heard by D1 on 5 September 2022."""
    n = next(_numbers)
    given: dict[str, Any] = {
        "uid": f"l{n}",
        "visit_uid": "v",
        "listener_id": "D1",
        "class_name": f"{n}班",
        "period_no": 1,
        "whole": True,
        "visited_on": DAY,
        "counts": True,
    }
    return LessonFact(**(given | values))


def issue_fact(**values: Any) -> IssueFact:
    """Return an issue of D1 found on 5 September 2022 to which nothing has happened yet."""
    given: dict[str, Any] = {
        "uid": f"i{next(_numbers)}",
        "visit_uid": "v",
        "lead_id": "D1",
        "found_on": DAY,
        "weight": Weight.ORDINARY,
        "fixed_on_the_spot": False,
        "deadline": date(2022, 9, 20),
        "extended_to": None,
        "due_now": values.get("extended_to"),
        "noticed_on": None,
        "answered_on": None,
        "closed_on": None,
        "voided_on": None,
        "counts": True,
    }
    return IssueFact(**(given | values))


def complaint_fact(**values: Any) -> ComplaintFact:
    """Return a complaint that D1 checks, received on 5 September 2022."""
    given: dict[str, Any] = {
        "uid": f"c{next(_numbers)}",
        "inspector_id": "D1",
        "received_on": DAY,
        "deadline": date(2022, 9, 20),
        "closed_on": None,
        "substantiated": False,
    }
    return ComplaintFact(**(given | values))


def person_fact(inspector_id: str = "D1", zone: str = "第一责任区") -> InspectorFact:
    """Return a person of a zone."""
    return InspectorFact(inspector_id, f"督学{inspector_id[1:]}", zone)


def assignment_fact(
    inspector_id: str, school_code: str, start: date = date(2022, 9, 1), end: date | None = None
) -> AssignmentFact:
    """Return who answers for which school."""
    return AssignmentFact(inspector_id, school_code, start, end)


def make_step(kind: IssueEventKind, on: date, **values: Any) -> NextStep:
    """Return a step that says all that its kind asks for."""
    wanted = asks_for(kind)
    details = EventDetails(
        person="督导室主任" if "person" in wanted else "",
        at="09:30" if "at" in wanted else "",
        documents=("整改报告",) if "evidence" in wanted else (),
        measures=(Measure(text="清空通道"),) if "measures" in wanted else (),
    )
    given = {"note": "说明", "until": on if "until" in wanted else None, "details": details}
    return NextStep(kind=kind, on=on, **(given | values))


def tell(bench: Workbench, issue: str, kind: IssueEventKind, *, on: date, **values: Any) -> Changes:
    """Record what happened to an issue, with all that its kind asks for."""
    return bench.issues.record(issue, make_step(kind, on, **values))
