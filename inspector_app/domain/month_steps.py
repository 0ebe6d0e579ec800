"""The steps that a month's table goes through, apart from what they lead to."""

from enum import StrEnum
from typing import NamedTuple


class MonthStep(StrEnum):
    """What a person does with a month, in the order in which it is done."""

    CHECKED = "checked"
    COMPILED = "compiled"
    HANDED_OVER = "handed_over"
    LOCKED = "locked"
    CORRECTING = "correcting"


class StepNote(NamedTuple):
    """One step that was done.

    Attributes:
        digest: of the figures as they were then.
        reason: why a correction was opened.
    """

    step: MonthStep
    digest: str
    at: str
    actor: str
    reason: str
