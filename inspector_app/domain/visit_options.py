"""What the fields of a record are chosen from, and the counts of its methods."""

from enum import StrEnum
from typing import Final, NamedTuple


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


class Joint(StrEnum):
    """What a record here has to do with a peer; one's own has nothing."""

    TAKEN = "taken"
    """The record of another 责任督学, taken over to be read: it is written on his laptop alone."""
    ENTRY = "entry"
    """同行登记: who went along says so, until the record itself is here."""


class RecordSource(StrEnum):
    """How a record came to the office, where not from its inspector's own computer."""

    TYPED = "typed"
    """督导室代录."""
    IMPORTED = "imported"
    """From a workbook."""


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
