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


class Post(StrEnum):
    """What somebody is in the district's inspection."""

    CHIEF = "chief"
    DEPUTY_CHIEF = "deputy_chief"
    DIRECTOR = "director"
    CLERK = "clerk"
    ZONE_HEAD = "zone_head"
    GROUP_HEAD = "group_head"
    FULL_TIME = "full_time"
    PART_TIME = "part_time"


class Channel(StrEnum):
    """How a complaint came in."""

    CALL = "call"
    MAIL = "mail"
    LETTER = "letter"
    CALLER = "caller"
    INTERNET = "internet"
    REFERRED = "referred"
    MONITOR = "monitor"


class Nature(StrEnum):
    """Whether somebody complains, or only asks."""

    COMPLAINT = "complaint"
    QUESTION = "question"


class Standing(StrEnum):
    """What somebody who complains is to the school."""

    PARENT = "parent"
    PUPIL = "pupil"
    TEACHER = "teacher"
    PUBLIC = "public"
    OTHER = "other"


class Gender(StrEnum):
    """What somebody who complained is, where it matters."""

    FEMALE = "female"
    MALE = "male"


class ComplaintTopic(StrEnum):
    """What a complaint is about: the eight matters of 经常性督导."""

    T1 = "T1"
    T2 = "T2"
    T3 = "T3"
    T4 = "T4"
    T5 = "T5"
    T6 = "T6"
    T7 = "T7"
    T8 = "T8"


class AnswerWay(StrEnum):
    """How somebody who complained was answered."""

    CALL = "call"
    MEETING = "meeting"
    MAIL = "mail"
    OTHER = "other"


class Satisfaction(StrEnum):
    """What somebody who complained says of the answer."""

    SATISFIED = "satisfied"
    MOSTLY = "mostly"
    DISSATISFIED = "dissatisfied"
    UNSAID = "unsaid"


class ComplaintForm(StrEnum):
    """The papers that are made of a complaint."""

    CALL_NOTE = "call_note"
    HANDLING = "handling"
    REVIEW = "review"


class Stage(StrEnum):
    """How far a complaint has come."""

    NOTED = "noted"
    ACCEPTED = "accepted"
    VERIFYING = "verifying"
    ANSWERED = "answered"
    CLOSED = "closed"
    VOIDED = "voided"


class SummarySpan(StrEnum):
    """Over which kind of period a summary looks back."""

    TERM = "term"
    SCHOOL_YEAR = "school_year"
    CALENDAR_YEAR = "calendar_year"
    MONTH = "month"


class SummaryGenre(StrEnum):
    """What a summary is about: all the work, or what became of the issues."""

    WORK = "work"
    RECTIFICATION = "rectification"


class SummaryScope(StrEnum):
    """Whose work a summary is about."""

    DISTRICT = "district"
    ZONE = "zone"
    PERSON = "person"
