"""The steps that a month's table goes through, apart from what they lead to."""

from enum import StrEnum
from typing import Final, NamedTuple


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
        reason: why a correction was opened, or which records the figures that were kept lack.
    """

    step: MonthStep
    digest: str
    at: str
    actor: str
    reason: str


class MonthState(StrEnum):
    """How far a month has come."""

    OPEN = "open"
    CHECKED = "checked"
    COMPILED = "compiled"
    HANDED_OVER = "handed_over"
    LOCKED = "locked"

    @property
    def frozen(self) -> bool:
        """Whether its figures stay as they are, whatever records say later."""
        return self in _FROZEN


_FROZEN: Final = frozenset({MonthState.HANDED_OVER, MonthState.LOCKED})


class GapKind(StrEnum):
    """What a month's table leaves out or rests on shakily."""

    DRAFT = "draft"
    CORRECTION = "correction"
    LATE = "late"
    GRADE = "grade"
    DEADLINE = "deadline"
    HOLIDAY = "holiday"
    JOINT_OPEN = "joint-open"
    JOINT_WAITING = "joint-waiting"
    RETURNED = "returned"
    QUESTION = "question"
    OBJECTED = "objected"
    DISTRICT = "district"
