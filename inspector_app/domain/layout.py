"""表样: a blank form of a district, or its own choice of columns, published as a version."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from inspector_app.base.errors import InputError
from inspector_app.domain.letter_kind import LetterKind


class LayoutKind(StrEnum):
    """What a layout is the form of."""

    MONTH = "month"
    VISIT = "visit"
    NOTICE = "notice"
    FEEDBACK = "feedback_letter"
    OPINION = "opinion_letter"
    CHECK_SHEET = "check_sheet"
    CLOSED_LOOP = "closed_loop"
    HAZARD = "hazard_slip"
    CONSULTATION = "consultation_letter"
    REPLY_FORM = "reply_form"
    HANDOVER = "school_handover"
    CAMPAIGN = "campaign_opinion"


LAYOUT_OF_LETTER: Final[Mapping[LetterKind, LayoutKind]] = {
    LetterKind.RECTIFICATION_NOTICE: LayoutKind.NOTICE,
    **{kind: LayoutKind(kind.value) for kind in LetterKind
       if kind is not LetterKind.RECTIFICATION_NOTICE},
}  # fmt: skip
"""The form of each letter of the ledger."""


class Medium(StrEnum):
    """What a layout is filled in as; a list of columns is printed by the program itself."""

    EXCEL = "xlsx"
    WORD = "docx"
    COLUMNS = "columns"


_LONGEST_NAME: Final = 40
_ASKED: Final = re.compile(r"(?P<name>.+?)(?:@(?P<version>\d{1,6}))?")


class Layout(NamedTuple):
    """A published version; it never changes again.

    Attributes:
        file_name: what the file was called.
        digest: the SHA-256 of the file and of what its places mean.
    """

    name: str
    version: int
    kind: LayoutKind
    medium: Medium
    file_name: str
    digest: str
    published_at: str
    actor: str

    @property
    def title(self) -> str:
        """Name and version for people."""
        return f"{self.name} 第{self.version}版"


def checked_name(text: str) -> str:
    """Return a name that a layout can be asked for by.

    Raises:
        InputError: it is empty, too long, or holds a sign that has a meaning of its own.
    """
    name = " ".join(text.split())
    if not name or len(name) > _LONGEST_NAME or "@" in name:
        raise InputError(
            f"表样的名称“{text}”不能用，没有发布；请写 1 至 {_LONGEST_NAME} 个字，不含 @。"
        )
    return name


def asked_for(text: str) -> tuple[str, int | None]:
    """Return name and version of ``NAME`` or ``NAME@2``; without one it is the newest."""
    found = _ASKED.fullmatch(text.strip())
    if found is None:
        return text, None
    return found["name"], int(found["version"]) if found["version"] else None
