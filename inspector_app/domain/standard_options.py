"""States and options of indicator sets and of what is written by them."""

from enum import StrEnum


class ItemGrade(StrEnum):
    """How one indicator stands."""

    GOOD = "good"
    BASIC = "basic"
    FAIL = "fail"


class Direction(StrEnum):
    """Whether a figure is to reach a line or to stay below it."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class TaskState(StrEnum):
    """How far a task of the breakdown is, read from its dates and its progress."""

    WAITING = "waiting"
    UNDER_WAY = "under_way"
    OVERDUE = "overdue"
    DONE = "done"


class StandardForm(StrEnum):
    """The papers that are made by an indicator set."""

    SELFCHECK = "selfcheck"
    RESPONSIBILITIES = "responsibilities"
    TASKS = "tasks"
    MATRIX = "matrix"
