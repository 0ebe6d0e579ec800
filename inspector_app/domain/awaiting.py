"""What waits for a decision of the office: its kinds, how much of each, the issues."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Awaited(StrEnum):
    """What kind of decision is waited for."""

    ESCALATED = "escalated"
    EXTENSION = "extension"
    COMPLAINT = "complaint"
    REPORTS = "reports"


class AwaitingCounts(NamedTuple):
    """How much waits.

    Attributes:
        escalated: open issues told on to the office and not answered.
        asked: open issues whose extension is asked for and neither granted nor refused.
        noted: complaints that are noted and not accepted.
        late: accepted complaints past one of their days.
        unreported: inspectors without a filed 周汇报 on the week that was asked about.
    """

    escalated: int = 0
    asked: int = 0
    noted: int = 0
    late: int = 0
    unreported: int = 0


class AskedIssue(NamedTuple):
    """An open issue with which somebody waits for the office.

    Attributes:
        escalated_on: since when the office is asked to help, ``None`` where it is not.
        asked_on: since when an extension is asked for, likewise.
    """

    uid: str
    number: str
    visit_uid: str
    school_name: str
    description: str
    lead_id: str
    escalated_on: date | None
    asked_on: date | None
