"""Whose a phrase is, and where it belongs."""

from enum import StrEnum


class PhraseSource(StrEnum):
    """Whose a phrase is; of two that say the same the first is offered."""

    OWN = "own"
    OFFICE = "office"
    SHIPPED = "shipped"


class PhrasePlace(StrEnum):
    """Where a phrase belongs."""

    ANY = "any"
    PLAN = "plan"
    NARRATIVE = "narrative"
    ADVICE = "advice"
    ISSUE = "issue"
    REQUIREMENT = "requirement"
    PROGRESS = "progress"
    PROCESS = "process"
    STRENGTHS = "strengths"
    WEAKNESSES = "weaknesses"
    LESSON_ADVICE = "lesson_advice"
    TALK = "talk"
    MERIT = "merit"
    REGISTER = "register"
