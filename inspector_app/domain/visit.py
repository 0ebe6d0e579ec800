"""入校督导记录: one record of one inspection, with everything that its printed form holds."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from inspector_app.domain.issue import Issue
from inspector_app.domain.lesson import Lesson

NARRATIVE_LIMIT: Final = 50_000


class Session(StrEnum):
    """时段: the part of the day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    FULL_DAY = "full_day"

    @property
    def half_days(self) -> int:
        """Half days that a record of this session stands for (counting rule 3)."""
        return 2 if self is Session.FULL_DAY else 1


class VisitType(StrEnum):
    """督导类型."""

    ROUTINE = "routine"
    CAMPAIGN = "campaign"
    COMPREHENSIVE = "comprehensive"
    FOLLOW_UP = "follow_up"
    COMPLAINT_CHECK = "complaint_check"
    EMERGENCY = "emergency"
    JOINT = "joint"


class Announcement(StrEnum):
    """是否事先通知: at random (随机), or the school was told before."""

    UNANNOUNCED = "unannounced"
    ANNOUNCED = "announced"


class VisitStatus(StrEnum):
    """状态 of a record."""

    DRAFT = "draft"
    FILED = "filed"
    HANDED_OVER = "handed_over"
    VOIDED = "voided"


COUNTED_STATUSES: Final = frozenset({VisitStatus.FILED, VisitStatus.HANDED_OVER})


class FeedbackWay(StrEnum):
    """反馈方式."""

    ORAL = "oral"
    LETTER = "letter"
    NOTICE = "notice"


class MethodCounts(NamedTuple):
    """督导方式及数量, in the order in which the form prints them.

    Lessons heard are not among them: they are counted from the lesson records.
    """

    campus_walks: int = 0
    documents_read: int = 0
    meetings_attended: int = 0
    panels: int = 0
    teachers_interviewed: int = 0
    students_interviewed: int = 0
    parents_interviewed: int = 0
    questionnaires_sent: int = 0
    questionnaires_returned: int = 0
    briefings_heard: int = 0
    panel_people: int = 0
    site_checks: int = 0


NO_METHODS: Final = MethodCounts()
# Those ten that the monthly table prints; the last two stay on the record.
METHOD_NAMES: Final = MethodCounts._fields[:10]


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

    ``prefilled`` names the fields whose value came from 我的常用 and was not yet looked at;
    ``revision`` is 1 until a filed record is corrected.
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
    announcement: Announcement | None = None
    announced_on: date | None = None
    peer_ids: tuple[str, ...] = ()
    others: str = ""
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
    online: bool = False
    status: VisitStatus = VisitStatus.DRAFT
    revision: int = 1
    reason: str = ""
    prefilled: frozenset[str] = frozenset()
    origin: str = ""
    created_at: str = ""
    filed_at: str = ""

    @property
    def school_code(self) -> str:
        """标识码 of the school, empty while none is chosen."""
        return self.school.code if self.school else ""

    @property
    def is_editable(self) -> bool:
        """Say whether the record may be written in: only a draft may."""
        return self.status is VisitStatus.DRAFT
