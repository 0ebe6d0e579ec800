"""The few words that 达标测算 is told in: stages of schooling, and how a value stands."""

from enum import StrEnum


class SchoolStage(StrEnum):
    """学段部 of a school; 高中部 only takes its share of what a school has."""

    PRIMARY = "primary"
    JUNIOR = "junior"
    SENIOR = "senior"


class Level(StrEnum):
    """How a value stands against its standard."""

    MEETS = "meets"
    NEARLY = "nearly"
    BELOW = "below"


class StepState(StrEnum):
    """Where a step of a 创建计划 stands."""

    DONE = "done"
    OVERDUE = "overdue"
    UNDER_WAY = "under_way"
    NO_DUE = "no_due"
