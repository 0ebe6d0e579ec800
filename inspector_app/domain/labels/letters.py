"""Chinese words for the letters of the ledger."""

from typing import Final

from inspector_app.domain.letter_kind import LetterKind

LETTER_KIND_LABEL: Final = {
    LetterKind.RECTIFICATION_NOTICE: "整改通知书",
    LetterKind.FEEDBACK_LETTER: "现场反馈意见书",
    LetterKind.OPINION_LETTER: "督导意见书",
}
