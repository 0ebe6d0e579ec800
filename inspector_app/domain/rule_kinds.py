"""The kinds of the rules, apart from the rules: lists that only show words load these alone."""

from enum import StrEnum


class RuleId(StrEnum):
    """The rules that the program knows how to judge by."""

    VISITS_PER_MONTH = "visits-per-month"
    VISITS_PER_TERM = "visits-per-term"
    DAYS_BETWEEN_VISITS = "days-between-visits"
    INSPECTORS_PER_SCHOOL = "inspectors-per-school"
    CASELOAD = "caseload"
    SCHOOLS_PER_ZONE = "schools-per-zone"
    RECUSAL_HEAD = "recusal-head"
    RECUSAL_FAMILY = "recusal-family"
    RECUSAL_FORMER_POST = "recusal-former-post"
    DAYS_TO_FILE = "days-to-file"
    DAYS_TO_RECHECK = "days-to-recheck"
    NOTICES_PER_TERM = "notices-per-term"
    LESSONS_PER_YEAR = "lessons-per-year"
    CAMPAIGN_GROUP = "campaign-group"
    WEEKLY_REPORT = "weekly-report"
    INSPECTOR_CONDITIONS = "inspector-conditions"
    MONTH_CLOSING = "month-closing"


class Confidence(StrEnum):
    """How firmly a rule stands."""

    LAW = "law"
    PUBLISHED = "published"
    USUAL = "usual"


class MarkLevel(StrEnum):
    """How pressing a mark is."""

    AMBER = "amber"
    RED = "red"
