"""Chinese words for the letters of the ledger."""

from typing import Final

from inspector_app.domain.letter_kind import LetterKind

LETTER_KIND_LABEL: Final = {
    LetterKind.RECTIFICATION_NOTICE: "整改通知书",
    LetterKind.FEEDBACK_LETTER: "现场反馈意见书",
    LetterKind.OPINION_LETTER: "督导意见书",
    LetterKind.CHECK_SHEET: "整改情况核查表",
    LetterKind.CLOSED_LOOP: "整改闭环",
    LetterKind.HAZARD_SLIP: "隐患即报单",
    LetterKind.CONSULTATION_LETTER: "协商意见书",
    LetterKind.REPLY_FORM: "整改回复表",
    LetterKind.SCHOOL_HANDOVER: "交接单",
    LetterKind.CAMPAIGN_OPINION: "总体反馈意见",
}
