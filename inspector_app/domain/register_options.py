"""States and options of the entries of registers.

They stand apart from the kinds of entries so that the Chinese words of ``labels`` can name them.
"""

from enum import StrEnum


class EntryState(StrEnum):
    """Where an entry stands."""

    DRAFT = "draft"
    FILED = "filed"
    VOIDED = "voided"


class GovernmentLevel(StrEnum):
    """Which level of government issued or appointed."""

    NATIONAL = "national"
    PROVINCIAL = "provincial"
    MUNICIPAL = "municipal"
    DISTRICT = "district"


class Addressee(StrEnum):
    """Whom a suggestion is made to."""

    GOVERNMENT = "government"
    BUREAU = "bureau"
    SECTION = "section"
    SCHOOL = "school"


class Answer(StrEnum):
    """What became of a suggestion."""

    PENDING = "pending"
    ADOPTED = "adopted"
    PARTLY = "partly"
    NOT_ADOPTED = "not_adopted"


class MeetingType(StrEnum):
    """What a meeting is held for."""

    WORK = "work"
    EXCHANGE = "exchange"
    LEADING_GROUP = "leading_group"
    HEADTEACHERS = "headteachers"


class TrainingForm(StrEnum):
    """How a training is held."""

    CENTRAL = "central"
    ONLINE = "online"
    AWAY = "away"


class CaseCategory(StrEnum):
    """What a case study is about."""

    DOUBLE_REDUCTION = "double_reduction"
    SAFETY = "safety"
    ETHICS = "ethics"
    TEACHING = "teaching"
    AFTER_CLASS = "after_class"
    FAMILIES = "families"
    RECTIFICATION = "rectification"
    METHODS = "methods"
    OTHER = "other"


class CaseReview(StrEnum):
    """How far a case study has come."""

    DRAFT = "draft"
    RECOMMENDED = "recommended"
    ADOPTED = "adopted"
    RETURNED = "returned"


class PromotionLevel(StrEnum):
    """How far a case study is made known."""

    ZONE = "zone"
    DISTRICT = "district"
    MUNICIPAL = "municipal"
    PROVINCIAL = "provincial"
    NATIONAL = "national"


class EmergencyType(StrEnum):
    """The four types of the emergency response law, and what is none of them."""

    NATURAL = "natural"
    ACCIDENT = "accident"
    HEALTH = "health"
    SECURITY = "security"
    OTHER = "other"
