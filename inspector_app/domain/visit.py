"""入校督导记录: one record of one inspection, with everything that its printed form holds."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from inspector_app.domain.filled_checklist import FilledChecklist
from inspector_app.domain.form_record import FormRecord
from inspector_app.domain.interview import Interview
from inspector_app.domain.issue import Issue
from inspector_app.domain.lesson import Lesson
from inspector_app.domain.lesson_draw import LessonDraw
from inspector_app.domain.questionnaire import Questionnaire
from inspector_app.domain.talk_counts import methods_counted
from inspector_app.domain.visit_options import (
    NO_METHODS,
    Announcement,
    FeedbackWay,
    Joint,
    MethodCounts,
    Session,
    VisitStatus,
    VisitType,
)

NARRATIVE_LIMIT: Final = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Merit:
    """One entry of 亮点与经验."""

    uid: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolSnapshot:
    """The school as it was called on the day of the visit."""

    code: str
    name: str
    kind: str = ""
    ownership: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One 入校督导记录表.

    ``basis`` is 指派依据: a record belongs to the task by whose number it begins.
    ``prefilled`` names the fields whose value came from 我的常用 and was not yet looked at;
    ``revision`` is 1 until a filed record is corrected; ``joint`` is ``None`` for one's own.
    """

    uid: str
    number: str
    school: SchoolSnapshot | None
    visited_on: date | None
    lead_id: str
    session: Session | None = None
    arrived_at: str = ""
    left_at: str = ""
    type: VisitType | None = None
    campaign: str = ""
    basis: str = ""
    announcement: Announcement | None = None
    announced_on: date | None = None
    peer_ids: tuple[str, ...] = ()
    others: str = ""
    departments: tuple[str, ...] = ()
    host: str = ""
    showed_id: bool = False
    topics: tuple[str, ...] = ()
    month_theme: str = ""
    methods: MethodCounts = NO_METHODS
    plan_text: str = ""
    narrative: str = ""
    merits: tuple[Merit, ...] = ()
    issues: tuple[Issue, ...] = ()
    no_issues_found: bool = False
    advice: str = ""
    feedback_ways: tuple[FeedbackWay, ...] = ()
    feedback_to: str = ""
    next_visit: date | None = None
    lessons: tuple[Lesson, ...] = ()
    interviews: tuple[Interview, ...] = ()
    questionnaires: tuple[Questionnaire, ...] = ()
    draws: tuple[LessonDraw, ...] = ()
    checklists: tuple[FilledChecklist, ...] = ()
    forms: tuple[FormRecord, ...] = ()
    online: bool = False
    status: VisitStatus = VisitStatus.DRAFT
    revision: int = 1
    reason: str = ""
    prefilled: frozenset[str] = frozenset()
    origin: str = ""
    created_at: str = ""
    filed_at: str = ""
    joint: Joint | None = None

    @property
    def school_code(self) -> str:
        """标识码 of the school, empty while none is chosen."""
        return self.school.code if self.school else ""

    @property
    def methods_counted(self) -> MethodCounts:
        """督导方式及数量 as they count: talks and questionnaires add to what was typed."""
        return methods_counted(self.methods, self.interviews, self.questionnaires)

    @property
    def is_editable(self) -> bool:
        """Say whether the record may be written in: only a draft may."""
        return self.status is VisitStatus.DRAFT
