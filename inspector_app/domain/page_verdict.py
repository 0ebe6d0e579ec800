"""What is to be thought of a printed page that was checked."""

from enum import StrEnum


class PageVerdict(StrEnum):
    """What is to be thought of a page, the worst last."""

    GENUINE = "genuine"
    OLDER = "older"
    VOIDED = "voided"
    OTHERS = "others"
    NOT_KEPT = "not-kept"
    NO_CODE = "no-code"
    DAMAGED = "damaged"
    NOT_OURS = "not-ours"
    CHANGED = "changed"
    FORGED = "forged"
