"""Chinese words for the letters of the ledger."""

from typing import Final

from inspector_app.domain.letter_kind import LetterKind

LETTER_KIND_LABEL: Final = {
    LetterKind.RECTIFICATION_NOTICE: "整改通知书",
}
