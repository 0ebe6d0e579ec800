"""The kinds of the calendar, apart from its rules: the labels are loaded at every start."""

from enum import StrEnum


class DayKind(StrEnum):
    """What a day is, whatever its weekday."""

    OFF = "off"
    WORKING = "working"


class DayUnit(StrEnum):
    """What a period counts."""

    NATURAL = "natural"
    WORKING = "working"


class TermNumber(StrEnum):
    """Which of the two terms of a school year."""

    FIRST = "1"
    SECOND = "2"


class Vacation(StrEnum):
    """The time between two terms."""

    WINTER = "winter"
    SUMMER = "summer"
