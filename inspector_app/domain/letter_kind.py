"""文书 of the 问题整改台账: which kinds there are, what each is made of, what it may say."""

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final


class LetterKind(StrEnum):
    """The letters and record tables that the ledger prints, in the order of the handbook."""

    RECTIFICATION_NOTICE = "rectification_notice"
    FEEDBACK_LETTER = "feedback_letter"
    OPINION_LETTER = "opinion_letter"
    CHECK_SHEET = "check_sheet"
    CLOSED_LOOP = "closed_loop"
    HAZARD_SLIP = "hazard_slip"
    CONSULTATION_LETTER = "consultation_letter"
    REPLY_FORM = "reply_form"
    SCHOOL_HANDOVER = "school_handover"
    CAMPAIGN_OPINION = "campaign_opinion"


class LetterBase(Enum):
    """What a letter is made of, and so what has to be named for it."""

    ISSUES = "issues"
    RECORDS = "records"
    EACH_ISSUE = "each issue"
    SCHOOL = "school"
    CAMPAIGN = "campaign"


LETTER_BASE: Final = {
    LetterKind.RECTIFICATION_NOTICE: LetterBase.ISSUES,
    LetterKind.FEEDBACK_LETTER: LetterBase.RECORDS,
    LetterKind.OPINION_LETTER: LetterBase.RECORDS,
    LetterKind.CHECK_SHEET: LetterBase.EACH_ISSUE,
    LetterKind.CLOSED_LOOP: LetterBase.EACH_ISSUE,
    LetterKind.HAZARD_SLIP: LetterBase.EACH_ISSUE,
    LetterKind.CONSULTATION_LETTER: LetterBase.ISSUES,
    LetterKind.REPLY_FORM: LetterBase.SCHOOL,
    LetterKind.SCHOOL_HANDOVER: LetterBase.SCHOOL,
    LetterKind.CAMPAIGN_OPINION: LetterBase.CAMPAIGN,
}

# The school's answer is asked for in these; the others have a day of their own or none.
ASKS_FOR_DAYS: Final = frozenset({LetterKind.RECTIFICATION_NOTICE, LetterKind.OPINION_LETTER})
# These go out as letters of an office (公文) and bear a 文号; tables bear the number of the record.
NUMBERED: Final = frozenset(
    {
        LetterKind.RECTIFICATION_NOTICE,
        LetterKind.FEEDBACK_LETTER,
        LetterKind.OPINION_LETTER,
        LetterKind.CONSULTATION_LETTER,
        LetterKind.CAMPAIGN_OPINION,
    }
)
LONGEST_REFERENCE: Final = 40

# Deployed systems offer 0 to 30 days for the written report of a school.
LEAST_DAYS: Final = 0
MOST_DAYS: Final = 30
USUAL_DAYS: Final = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTerms:
    """What whoever prints a letter decides.

    Attributes:
        reference: 文号, empty where it is written in by hand.
        dated: 成文日期 in words.
        days: within so many days of its delivery the school answers in writing; 0 is at once.
        signed_off_by: the 督导室主任 of that day, who signs it off; empty where nobody is known.
    """

    reference: str = ""
    dated: str = ""
    days: int = USUAL_DAYS
    signed_off_by: str = ""
